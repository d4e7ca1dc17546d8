"""Laying what people decided over what the machine proposed: the person wins, and what no longer fits is reported."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aligner.model import Bead, Bitext
from aligner.review.decisions import Decision
from aligner.review.prepared import Conflict, Piece, Prepared, Row

RESIDUE = 0.5
"""Most that a bead is trusted of which a person took segments away."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """The beads of a bitext after the decisions about it."""

    rows: tuple[Row, ...]
    """Every segment in exactly one; in document order."""
    conflicts: tuple[Conflict, ...]
    prepared: Prepared
    """What they are of: the machine's beads, with the segments as people cut them."""

    @property
    def bitext(self) -> Bitext:
        """The machine's beads, with the segments that the rows speak of."""
        return self.prepared.bitext

    @property
    def pieces(self) -> tuple[dict[int, Piece], dict[int, Piece]]:
        """The segments, on either side, that are pieces of one that was cut."""
        return self.prepared.pieces


def overlay(bitext: Bitext, decisions: Iterable[Decision], prepared: Prepared | None = None) -> Overlay:
    """Lay the decisions about this pair of documents over its beads; it is ``prepared`` where that is not given."""
    mine = [decision for decision in decisions if about(decision) == pair_of(bitext)]
    known = (prepared or Prepared(bitext)).cut(frozenset(one for one in mine if one.verdict == "cut"))
    said = [decision for decision in mine if decision.verdict != "cut"]
    if not said:
        return Overlay(known.rows, known.conflicts, known)
    left, right = known.sides
    taken: tuple[set[int], set[int]] = set(), set()
    decided: list[Row] = []
    conflicts: list[Conflict] = [*known.conflicts]
    for decision in said:
        source, target = left.find(decision.source, taken[0]), right.find(decision.target, taken[1])
        if isinstance(source, str) or isinstance(target, str):
            conflicts.append(Conflict(decision, source if isinstance(source, str) else str(target)))
            continue
        taken[0].update(source)
        taken[1].update(target)
        proposed = known.machine.get((source, target))
        if proposed is None and decision.verdict == "accepted":
            conflicts.append(Conflict(decision, "The machine now pairs these segments otherwise; the decision stands."))
        decided.append(said_of(decision, (source, target), proposed))
    rows = _in_order([*decided, *_left(known.rows, *taken)])
    return Overlay(tuple(rows), tuple(conflicts), known)


def said_of(decision: Decision, places: tuple[tuple[int, ...], tuple[int, ...]], proposed: Bead | None) -> Row:
    """The row of a decision about the segments at ``places``; ``proposed`` is the machine's bead of just these."""
    confidence = proposed.confidence if proposed and decision.verdict == "rejected" else 1.0
    return Row(Bead(*places, confidence, proposed.moved if proposed else False), decision, confidence)


def judged(laid: Overlay, place: int, decision: Decision) -> Overlay | None:
    """The rows after one of the machine's beads was accepted or rejected as it stands, nothing else being changed.

    None where the decision is of another kind: then all has to be laid again.
    """
    row = laid.rows[place]
    proposed = laid.prepared.machine.get((row.bead.source, row.bead.target))
    if proposed is None or decision.verdict == "corrected" or (row.decision and row.decision.verdict == "corrected"):
        return None
    now = said_of(decision, (row.bead.source, row.bead.target), proposed)
    return dataclasses.replace(laid, rows=(*laid.rows[:place], now, *laid.rows[place + 1 :]))


def apply(bitext: Bitext, decisions: Iterable[Decision]) -> tuple[Bitext, tuple[Conflict, ...]]:
    """The bitext as people decided it: a rejected bead becomes segments without a counterpart."""
    result = overlay(bitext, decisions)
    if not any(row.decision for row in result.rows):
        return result.bitext, result.conflicts
    rows: list[Row] = []
    for row in result.rows:
        if row.decision and row.decision.verdict == "rejected":
            rows += [Row(Bead((place,), (), 1.0), None) for place in row.bead.source]
            rows += [Row(Bead((), (place,), 1.0), None) for place in row.bead.target]
        else:
            rows.append(row)
    beads = tuple(row.bead for row in _in_order(rows))
    return dataclasses.replace(result.bitext, beads=beads), result.conflicts


def about(decision: Decision) -> tuple[str, str, str]:
    """Symbol and languages that a decision is about."""
    return decision.document, decision.source_language, decision.target_language


def pair_of(bitext: Bitext) -> tuple[str, str, str]:
    """Symbol and languages of a bitext."""
    return bitext.source.symbol, bitext.source.language, bitext.target.language


def _left(untouched: Iterable[Row], source: set[int], target: set[int]) -> Iterator[Row]:
    """Yield the machine's beads without the segments that decisions took."""
    for row in untouched:
        bead = row.bead
        if source.isdisjoint(bead.source) and target.isdisjoint(bead.target):
            yield row
            continue
        rest = Bead(
            tuple(place for place in bead.source if place not in source),
            tuple(place for place in bead.target if place not in target),
            min(bead.confidence, RESIDUE),
            bead.moved,
        )
        if rest.source or rest.target:
            yield Row(rest, None, rest.confidence)


def _in_order(rows: Iterable[Row]) -> list[Row]:
    """In document order of the source; an addition after the bead of the target segment before it."""
    listed = list(rows)
    holder = {place: row.bead for row in listed for place in row.bead.target}
    after: dict[int, int] = {}
    last = -1
    for place in sorted(holder):
        bead = holder[place]
        last = bead.source[0] if bead.source and not bead.moved else last
        after[place] = last

    def position(row: Row) -> tuple[int, int, int]:
        bead = row.bead
        return (bead.source[0], 0, 0) if bead.source else (after[bead.target[0]], 1, bead.target[0])

    return _marked(sorted(listed, key=position))


def _marked(rows: Sequence[Row]) -> list[Row]:
    """Mark as moved what a person linked across others: it lies off the path of the beads not moved."""
    result: list[Row] = []
    reached = -1
    for row in rows:
        bead = row.bead
        if bead.source and bead.target and not bead.moved:
            if row.decision and row.decision.verdict == "corrected" and bead.target[0] < reached:
                result.append(row._replace(bead=dataclasses.replace(bead, moved=True)))
                continue
            reached = max(reached, bead.target[-1])
        result.append(row)
    return result
