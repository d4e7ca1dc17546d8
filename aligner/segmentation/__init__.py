"""Cutting the blocks of a document into sentences by SRX 2.0 rules, ours or a CAT tool's.

Segments keep exact offsets into their block's text; nothing is altered.
"""

from __future__ import annotations

from aligner.model import Document, Level, Segment, Span
from aligner.segmentation.engine import cut
from aligner.segmentation.own import own_rules
from aligner.segmentation.srx import SrxRules

__all__ = ["SrxRules", "own_rules", "segment_text", "segments"]


def segment_text(text: str, language: str, rules: SrxRules | None = None) -> list[Span]:
    """Return the sentences of ``text`` as spans without surrounding space, covering every other character.

    ``language`` is a BCP 47 tag; without ``rules`` ours are used. Raises :class:`aligner.errors.UsageError` where an
    expression of foreign rules takes forever.
    """
    return cut(text, language, rules or own_rules())


def segments(document: Document, level: Level, rules: SrxRules | None = None) -> tuple[Segment, ...]:
    """Return the segments of ``document`` in its order, footnotes last; blocks without text give none.

    At level ``paragraph`` a block's text is one segment; at level ``sentence`` each of its sentences.
    """
    found: list[Segment] = []
    for block in document.walk():
        if level == "paragraph":
            text = block.text
            start = len(text) - len(text.lstrip())
            spans = [Span(start, len(text.rstrip()))] if text.strip() else []
        else:
            spans = segment_text(block.text, document.language, rules)
        found.extend(Segment(block.text[span.start : span.end], block.ref, span) for span in spans)
    return tuple(found)
