"""What a whole text has is said once: one finding with the places, not one a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.checks.core.check import Hit

MANY = 8
"""Hits of one kind in a view from which they may be one habit."""
_SHARE = 0.4
"""Share of the places where the thing could be found, from which it is a habit and no slip."""


def told_once(hits: Sequence[Hit], kind: str, places: int = 0) -> Iterator[Hit]:
    """``hits`` as they are where they are few, else the first with their number and the other places.

    ``places`` is how often the thing could have been found, where that is known: forty slips among a thousand marks
    are forty slips. The habit of a memory is information: memories are extracted from many documents, and extraction
    flattens quotation marks and drops no-break spaces throughout.
    """
    if len(hits) < MANY or len(hits) < _SHARE * places:
        yield from hits
        return
    first = hits[0]
    related = tuple(dict.fromkeys((hit.at.document, hit.at.ref or hit.at.unit or "") for hit in hits[1:]))
    habit = first._replace(message=f"{first.message}, {len(hits)} times in all", related=related, key=f"all: {kind}")
    yield habit._replace(severity="info") if first.at.kind == "unit" else habit
