"""The rows of a document as a page shows them: which, in what order, with what is around them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from aligner.model import Segment
from aligner.reports.naming import shown_ref
from aligner.review.overlay import Overlay
from aligner.review.prepared import Row
from aligner.review.searching import Folded, wanted

DOUBTFUL = 0.9
"""Trust below which an open row is to be looked at."""
MOST_ROWS = 200
"""Rows given at once."""
SHOWN = ("all", "open", "doubtful", "unmatched", "moved", "decided")
"""What rows can be asked for; ``doubtful``: open, and below :data:`DOUBTFUL`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which rows of a document to give."""

    document: int
    order: Literal["document", "doubt"] = "document"
    show: str = "all"
    """One of :data:`SHOWN`."""
    text: str = ""
    """Words and phrases that must all occur in the row, in either language; case and accents do not count."""
    offset: int = 0
    limit: int = 100
    around: int = -1
    """A row of the document that the page should hold; ``offset`` follows from it where it is among those asked for."""


def chosen(rows: Sequence[Row], query: Query, folded: Folded | None) -> list[int]:
    """The places in ``rows`` that ``query`` asks for, in its order; ``folded`` is needed where it asks for a text."""
    places = [place for place, row in enumerate(rows) if is_shown(row, query.show)]
    if folded and (parts := wanted(query.text)):
        places = [place for place in places if _holds(rows[place], folded, parts)]
    if query.order == "doubt":
        places.sort(key=lambda place: (rows[place].decision is not None, rows[place].trust, place))
    return places


def is_shown(row: Row, show: str) -> bool:
    """Whether a row is among those that ``show`` names."""
    if show == "unmatched":
        return not (row.bead.source and row.bead.target)
    if show == "moved":
        return row.bead.moved
    if show == "decided":
        return row.decision is not None
    if show in ("open", "doubtful"):
        return row.decision is None and (show == "open" or row.trust < DOUBTFUL)
    return True


def to_look_at(rows: Sequence[Row]) -> list[int]:
    """The open rows that are doubtful, and of those unmatched or moved the first of each run: one look judges it."""
    found = []
    before = ""
    for place, row in enumerate(rows):
        now = grade(row)
        if now in ("doubtful", "likely") or (now in ("source-only", "target-only", "moved") and now != before):
            found.append(place)
        before = now
    return found


def grade(row: Row) -> str:
    """The worst that is to be said of a row: what the map draws."""
    bead = row.bead
    if row.decision is not None:
        return "rejected" if row.decision.verdict == "rejected" else "said"
    if not (bead.source and bead.target):
        return "source-only" if bead.source else "target-only"
    if row.trust < DOUBTFUL:
        return "doubtful" if row.trust < 0.7 else "likely"
    return "moved" if bead.moved else "sure"


def only_change(before: Sequence[Row], after: Sequence[Row]) -> int | None:
    """The one row that is another than before; None where more are, or none is."""
    if len(before) != len(after):
        return None
    found = [place for place, (old, new) in enumerate(zip(before, after, strict=True)) if old is not new and old != new]
    return found[0] if len(found) == 1 else None


def _holds(row: Row, folded: Folded, parts: Sequence[str]) -> bool:
    texts = [folded.source[place] for place in row.bead.source]
    texts += [folded.target[place] for place in row.bead.target]
    return all(any(part in text for text in texts) for part in parts)


def as_json(laid: Overlay, place: int) -> dict[str, Any]:
    """One row with the texts before and after it."""
    bitext, rows, row = laid.bitext, laid.rows, laid.rows[place]
    around = [rows[near].bead if 0 <= near < len(rows) else None for near in (place - 1, place + 1)]
    return {
        "row": place,
        "source": _side(bitext.source_segments, row.bead.source, bitext.source.language, laid.pieces[0]),
        "target": _side(bitext.target_segments, row.bead.target, bitext.target.language, laid.pieces[1]),
        "confidence": round(row.bead.confidence, 3),
        "trust": round(row.trust, 3),
        "moved": row.bead.moved,
        "grade": grade(row),
        "verdict": row.decision.verdict if row.decision else "",
        "around": [
            [_joined(bitext.source_segments, bead.source), _joined(bitext.target_segments, bead.target)] if bead else []
            for bead in around
        ],
    }


def _side(
    segments: Sequence[Segment], places: Iterable[int], language: str, pieces: Container[int]
) -> list[dict[str, Any]]:
    return [
        {
            "ref": segments[place].ref,
            "shown": shown_ref(segments[place].ref, language),
            "text": segments[place].text,
            "piece": place in pieces,
        }
        for place in places
    ]


def _joined(segments: Sequence[Segment], places: Iterable[int]) -> str:
    return " ".join(segments[place].text for place in places)
