"""A footnote or its mark stands on one side only.

What: the marks in a paragraph are counted on both sides: those the reader took out of a document's text, and in a
memory superscript figures, «[1]», and figures glued to a word or to the sign behind it («personnes4», "persons.4"),
unless the other side has the same figure somewhere. Where the marks stand and how notes count is not compared.
Why: a source that is cited in one language only is lost to the readers of the other.
Example: «…organisée¹» / "…Crime".
Instead: put the mark, and the note, where the translation says the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.analysis.digits import ascii_digits
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import Pair, PairView
from aligner.model import Span

_CLEAR = re.compile(r"[⁰¹²³⁴-⁹]+|(?<=\w)\[\d{1,3}\]|(?<=[.,;:»”\")。，；])\[\d{1,3}\]")
_GLUED = re.compile(r"(?<=[a-zà-ÿа-я]{4})[1-9]\d?(?=[\s.,;:)]|$)|(?<=[a-zà-ÿа-я][.,;»”\")])[1-9]\d?(?=\s|$)")
_ARABIC_ANCHOR = re.compile(r"(?<=[\u0600-\u06ff»”\")])\s?\(\s?\d{0,2}\s?\)")
"""What extraction leaves of a note's mark in Arabic: () or (1) behind a word."""
_FIGURE = re.compile(r"[\d⁰¹²³⁴-⁹]")
_EXPONENT = re.compile(r"(?:\b[kcdm]?m|\bha|\bft|10|CO|\bn)$", re.IGNORECASE)


def find(view: PairView) -> Iterator[Hit]:
    """Yield each pair with more marks on one side."""
    if view.bitext is not None:
        yield from _in_blocks(view)
    for pair in view.pairs:
        if not pair.target.text or not (_FIGURE.search(pair.source.text) or _FIGURE.search(pair.target.text)):
            continue
        source, target = _clear(pair.source.text), _clear(pair.target.text)
        if len(source) != len(target):
            extra = Span(*target[-1].span()) if len(target) > len(source) else None
            yield _hit(pair, len(source), len(target), extra)
        elif not source:
            yield from _glued(pair)


def _clear(text: str) -> list[re.Match[str]]:
    return [
        match for match in _CLEAR.finditer(text) if not _EXPONENT.search(text, max(0, match.start() - 4), match.start())
    ]


def _glued(pair: Pair) -> Iterator[Hit]:
    """Marks among plain figures, which only the same figure on the other side answers for."""
    source, target = list(_GLUED.finditer(pair.source.text)), list(_GLUED.finditer(pair.target.text))
    if not source and not target:
        return
    digits = [ascii_digits(passage.text) for passage in (pair.source, pair.target)]
    lost = [mark for mark in source if mark[0] not in digits[1]]
    new = [mark for mark in target if mark[0] not in digits[0]]
    if _ARABIC_ANCHOR.search(pair.target.text) or _ARABIC_ANCHOR.search(pair.source.text):
        return
    if lost and len(target) < len(source):
        yield Hit(
            f"the footnote mark “{lost[0][0]}” is missing", pair.target, None, pair.source.text, key=pair.source.text
        )
    elif new and len(source) < len(target):
        message = f"the footnote mark “{new[0][0]}” is not in the source"
        yield Hit(message, pair.target, Span(*new[0].span()), pair.source.text)


def _hit(pair: Pair, source: int, target: int, span: Span | None) -> Hit:
    many = f"{target} footnote mark{'s' if target != 1 else ''}, {source} in the source"
    return Hit(many, pair.target, span, pair.source.text, key=f"notes {pair.target.text}")


def _in_blocks(view: PairView) -> Iterator[Hit]:
    """Marks that the readers took out of the text, block by block."""
    assert view.bitext is not None
    notes = [
        {block.ref: len(block.notes) for block in document.walk()}
        for document in (view.bitext.source, view.bitext.target)
    ]
    for pair in view.pairs:
        source, target = notes[0].get(pair.source.ref, 0), notes[1].get(pair.target.ref, 0)
        if pair.single and source != target:
            yield _hit(pair, source, target, None)


check = Check(
    id="footnote-mismatch", severity="warning", scope="pair", summary="a footnote mark on one side only", find=find
)
