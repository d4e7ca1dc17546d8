"""Cutting a single segment in two, and joining its pieces again: what is then said of the rows that hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aligner.errors import UsageError
from aligner.review.changes import Drawn, decision_of
from aligner.review.decisions import Anchor, Decision, anchors, plain
from aligner.review.overlay import Overlay, pair_of
from aligner.review.prepared import Prepared


class Edit(NamedTuple):
    """Some segments of one side that follow each other become more, or fewer."""

    place: int
    """The first of them."""
    before: int
    after: int
    """How many they were, and how many they are then."""


class Cuts(NamedTuple):
    """Cuts that go and come, and what that does to the segments of either side."""

    old: frozenset[Decision]
    new: frozenset[Decision]
    edits: tuple[list[Edit], list[Edit]]


def cut_at(laid: Overlay, row: int, side: str, number: int, at: int) -> Cuts:
    """What cuts segment ``number`` on a side of a row in two, at a code point of its text.

    Raises :class:`~aligner.errors.UsageError` where there is no such place.
    """
    if not 0 <= row < len(laid.rows) or side not in ("source", "target"):
        raise UsageError("there is no such row", advice="reload the page")
    bead, right = laid.rows[row].bead, side == "target"
    places = bead.target if right else bead.source
    if not 0 <= number < len(places):
        raise UsageError("there is no such segment", advice="reload the page")
    segments = laid.bitext.target_segments if right else laid.bitext.source_segments
    text = segments[places[number]].text
    halves = tuple(plain(half) for half in (text[:at], text[at:]))
    if at < 0 or not all(halves):
        raise UsageError("the segment ends here", advice="cut within its text")
    edits = ([], [Edit(places[number], 1, 2)]) if right else ([Edit(places[number], 1, 2)], [])
    known = laid.pieces[right].get(places[number])
    if known is None:
        whole = anchors(segments, places[number : number + 1])
        return Cuts(frozenset(), frozenset([_cut(laid, whole, halves, right=right)]), edits)
    before, pieces = known.decision, known.decision.pieces
    pieces = (*pieces[: known.number], *halves, *pieces[known.number + 1 :])
    whole = before.target if right else before.source
    return Cuts(frozenset([before]), frozenset([_cut(laid, whole, pieces, right=right)]), edits)


def _cut(laid: Overlay, whole: tuple[Anchor, ...], pieces: tuple[str, ...], *, right: bool) -> Decision:
    document, source, target = pair_of(laid.bitext)
    return Decision(
        document=document,
        source_language=source,
        target_language=target,
        verdict="cut",
        source=() if right else whole,
        target=whole if right else (),
        pieces=pieces,
    )


def joined(laid: Overlay, row: int) -> Cuts:
    """What makes the pieces in a row one segment again.

    Raises :class:`~aligner.errors.UsageError` where there are none, or where some are in other rows.
    """
    if not 0 <= row < len(laid.rows):
        raise UsageError("there is no such row", advice="reload the page")
    bead = laid.rows[row].bead
    gone: set[Decision] = set()
    edits: tuple[list[Edit], list[Edit]] = ([], [])
    for side, (places, pieces) in enumerate(zip((bead.source, bead.target), laid.pieces, strict=True)):
        for place in places:
            if place not in pieces or pieces[place].decision in gone:
                continue
            decision = pieces[place].decision
            gone.add(decision)
            first = place - pieces[place].number
            if not set(range(first, first + len(decision.pieces))) <= set(places):
                raise UsageError("the other piece is in another row", advice="merge the two rows first")
            edits[side].append(Edit(first, len(decision.pieces), 1))
    if not gone:
        raise UsageError("no segment of this row was cut")
    return Cuts(frozenset(gone), frozenset(), edits)


def redrawn(laid: Overlay, cuts: Cuts, whole: Prepared) -> tuple[frozenset[Decision], frozenset[Decision]]:
    """All decisions that go and come with cuts: what was said of a bead is said of its pieces, or of the whole again.

    ``whole``: the bitext without any cut.
    """
    known = {piece.decision for pieces in laid.pieces for piece in pieces.values()}
    after = whole.cut(frozenset(known - cuts.old | cuts.new)).bitext
    old, new = set(cuts.old), set(cuts.new)
    for row in laid.rows:
        beads = row.bead.source, row.bead.target
        if row.decision and any(_meets(side, edits) for side, edits in zip(beads, cuts.edits, strict=True)):
            source, target = (tuple(_after(side, edits)) for side, edits in zip(beads, cuts.edits, strict=True))
            old.add(row.decision)
            new.add(decision_of(after, Drawn(source, target, row.decision.verdict)))
    return frozenset(old), frozenset(new)


def _meets(places: Sequence[int], edits: Sequence[Edit]) -> bool:
    return any(edit.place <= place < edit.place + edit.before for place in places for edit in edits)


def _after(places: Sequence[int], edits: Sequence[Edit]) -> Iterator[int]:
    """Yield where segments are after the edits, which are in order, each once."""
    last = -1
    for place in places:
        shift = 0
        found = range(place, place + 1)
        for edit in edits:
            if edit.place <= place < edit.place + edit.before:
                found = range(edit.place, edit.place + edit.after)
                break
            shift += edit.after - edit.before if edit.place < place else 0
        for now in (at + shift for at in found):
            if now > last:
                yield now
                last = now
