"""What each action of a person makes of the rows it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from aligner.errors import UsageError
from aligner.model import Bitext
from aligner.review.decisions import Decision, Verdict, anchors
from aligner.review.prepared import Row

Places = tuple[int, ...]


class Drawn(NamedTuple):
    """A bead as a person wants it; without a verdict the machine is asked again."""

    source: Places
    target: Places
    verdict: Verdict | None


class Change(NamedTuple):
    """Rows that go, by index, and beads that take their segments."""

    rows: tuple[int, ...]
    drawn: tuple[Drawn, ...]


def decision_of(bitext: Bitext, drawn: Drawn) -> Decision:
    """What is written down of a bead that a person drew over the segments of ``bitext``."""
    assert drawn.verdict is not None
    return Decision(
        document=bitext.source.symbol,
        source_language=bitext.source.language,
        target_language=bitext.target.language,
        verdict=drawn.verdict,
        source=anchors(bitext.source_segments, drawn.source),
        target=anchors(bitext.target_segments, drawn.target),
    )


def change(rows: Sequence[Row], action: str, places: Sequence[int], cut: tuple[int, int] | None = None) -> Change:
    """What ``action`` makes of the rows at ``places``; ``cut`` says how many segments of each side stay when splitting.

    ``accept``, ``reject``, ``reopen``, ``split`` and ``unlink`` are about one row, ``link`` about two; ``merge`` and
    the shifts (``source-down``, ``source-up``, ``target-down``, ``target-up``: a segment crosses the boundary) are
    about a row and the next. Raises :class:`~aligner.errors.UsageError` for what can't be done.
    """
    wanted = 2 if action == "link" else 1
    if len(places) != wanted or len(set(places)) != wanted or not all(0 <= place < len(rows) for place in places):
        raise UsageError("there is no such row", advice="reload the page")
    chosen = [rows[place] for place in places]
    if action in _JUDGED:
        return Change(tuple(places), (Drawn(chosen[0].bead.source, chosen[0].bead.target, _judged(action, chosen[0])),))
    if action == "split":
        return Change(tuple(places), _split(chosen[0], cut))
    if action == "unlink":
        return Change(tuple(places), _unlinked(chosen[0]))
    if action == "link":
        return Change(tuple(places), _joined(chosen))
    if action not in _NEIGHBOURS:
        raise UsageError(f"unknown action '{action}'")
    place = places[0]
    if place + 1 == len(rows):
        raise UsageError("this is the last row")
    return Change((place, place + 1), _NEIGHBOURS[action]([rows[place], rows[place + 1]]))


_JUDGED: dict[str, Verdict | None] = {"accept": "accepted", "reject": "rejected", "reopen": None}


def _judged(action: str, row: Row) -> Verdict | None:
    """What a person drew stays drawn by a person when it is accepted, so that a machine that differs is no news."""
    if action == "accept" and row.decision and row.decision.verdict == "corrected":
        return "corrected"
    return _JUDGED[action]


def _drawn(*beads: tuple[Sequence[int], Sequence[int]]) -> tuple[Drawn, ...]:
    return tuple(
        Drawn(tuple(sorted(source)), tuple(sorted(target)), "corrected") for source, target in beads if source or target
    )


def _split(row: Row, cut: tuple[int, int] | None) -> tuple[Drawn, ...]:
    source, target = row.bead.source, row.bead.target
    left, right = cut or ((len(source) + 1) // 2, (len(target) + 1) // 2)
    if not (0 <= left <= len(source) and 0 <= right <= len(target)):
        raise UsageError("the cut lies outside the row")
    if left + right in (0, len(source) + len(target)):
        raise UsageError("there is nothing to split", advice="unlink takes the two sides apart")
    return _drawn((source[:left], target[:right]), (source[left:], target[right:]))


def _unlinked(row: Row) -> tuple[Drawn, ...]:
    if not row.bead.source or not row.bead.target:
        raise UsageError("there is nothing to unlink")
    return _drawn(*(((place,), ()) for place in row.bead.source), *(((), (place,)) for place in row.bead.target))


def _joined(rows: Sequence[Row]) -> tuple[Drawn, ...]:
    one, other = rows[0].bead, rows[1].bead
    return _drawn(((*one.source, *other.source), (*one.target, *other.target)))


def _shift(side: str, *, down: bool) -> Callable[[Sequence[Row]], tuple[Drawn, ...]]:
    def shift(rows: Sequence[Row]) -> tuple[Drawn, ...]:
        beads = [{"source": row.bead.source, "target": row.bead.target} for row in rows]
        upper, lower = beads[0][side], beads[1][side]
        if not (upper if down else lower):
            raise UsageError("there is nothing to move across")
        moved = upper[-1:] if down else lower[:1]
        beads[0][side] = upper[:-1] if down else (*upper, *moved)
        beads[1][side] = (*moved, *lower) if down else lower[1:]
        return _drawn(*((bead["source"], bead["target"]) for bead in beads))

    return shift


_NEIGHBOURS: dict[str, Callable[[Sequence[Row]], tuple[Drawn, ...]]] = {
    "merge": _joined,
    "source-down": _shift("source", down=True),
    "source-up": _shift("source", down=False),
    "target-down": _shift("target", down=True),
    "target-up": _shift("target", down=False),
}
ACTIONS = (*_JUDGED, "split", "unlink", "link", *_NEIGHBOURS)
"""All actions, by name."""
