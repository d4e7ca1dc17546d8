"""A footnote or its mark stands on one side only.

What: the marks in a paragraph are counted on both sides: those the reader took out of a document's text, and in a
memory superscript figures, «[1]», and figures glued to a word. Where they stand and how they count is not compared.
Why: a source that is cited in one language only is lost to the readers of the other.
Example: «…organisée¹» / "…Crime".
Instead: put the mark, and the note, where the translation says the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import Pair, PairView
from aligner.model import Span

_MARK = re.compile(
    r"[⁰¹²³⁴-⁹]+(?![⁰¹²³⁴-⁹])|(?<=[^\W\d_])\[\d{1,3}\]|(?<=[.,;:»”\")])\[\d{1,3}\]"
    r"|(?<=[a-zà-ÿа-я]{4})[1-9]\d?(?=[\s.,;:)]|$)"
)
_EXPONENT = re.compile(r"(?:\b[kcdm]?m|\bha|\bft|10|CO|[єe]n|\bn)$", re.IGNORECASE)


def find(view: PairView) -> Iterator[Hit]:
    """Yield each pair with more marks on one side."""
    yield from _in_text(view)
    if view.bitext is not None:
        yield from _in_blocks(view)


def _in_text(view: PairView) -> Iterator[Hit]:
    for pair in view.pairs:
        source, target = _marks(pair.source.text), _marks(pair.target.text)
        if len(source) != len(target) and pair.target.text:
            yield _hit(pair, len(source), len(target), target[-1] if len(target) > len(source) else None)


def _marks(text: str) -> list[re.Match[str]]:
    return [
        match for match in _MARK.finditer(text) if not _EXPONENT.search(text, max(0, match.start() - 4), match.start())
    ]


def _hit(pair: Pair, source: int, target: int, mark: re.Match[str] | None) -> Hit:
    many = f"{target} footnote mark{'s' if target != 1 else ''}, {source} in the source"
    return Hit(many, pair.target, Span(*mark.span()) if mark else None, pair.source.text, key=f"notes {pair.target.text}")


def _in_blocks(view: PairView) -> Iterator[Hit]:
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
