"""What was mended while a document was read, as findings about the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.checks.core.check import Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.model import Repair, Span

MANY = 5
"""Repairs of one kind from which they are reported together."""
_SHOWN = 3


def repairs_of(view: DocumentView, kinds: frozenset[str]) -> list[tuple[Repair, Passage]]:
    """Repairs of ``kinds`` with the passage each was made in; the first passage for the front matter."""
    if view.document is None or not view.passages:
        return []
    places = {passage.ref: passage for passage in reversed(view.passages)}
    return [(each, places.get(each.ref, view.passages[0])) for each in view.document.repairs if each.kind in kinds]


def one_by_one(repairs: Sequence[tuple[Repair, Passage]], what: str) -> Iterator[Hit]:
    """A hit for each repair: the file's line, what stands there and what it should read."""
    for repair, passage in repairs:
        at = passage.text.find(repair.after)
        span = Span(at, at + len(repair.after)) if at >= 0 else None
        message = f"{what} in line {repair.line} of the file: “{repair.before}” for “{repair.after}”"
        yield Hit(message, passage, span, key=f"{repair.before} {passage.text[:60]}")


def together(repairs: Sequence[tuple[Repair, Passage]], what: str) -> Iterator[Hit]:
    """One hit for all repairs: how many, and the first places."""
    first = repairs[0][1]
    lines = ", ".join(str(repair.line) for repair, _ in repairs[:_SHOWN])
    related = tuple(dict.fromkeys((passage.document, passage.ref) for _, passage in repairs))
    shown = f"“{repairs[0][0].before}”"
    yield Hit(f"{len(repairs)} {what} in the file, in lines {lines} …: {shown}", first, related=related, key=what)
