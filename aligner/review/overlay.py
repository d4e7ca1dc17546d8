"""Laying what people decided over what the machine proposed: the person wins, and what no longer fits is reported."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aligner.model import Bead, Bitext, Segment
from aligner.review.decisions import Anchor, Decision, digest, plain

RECOGNISABLE = 30
"""Characters from which a text that occurs once is the one meant, wherever it stands and whatever is around it."""
RESIDUE = 0.5
"""Most that a bead is trusted of which a person took segments away."""


class Row(NamedTuple):
    """A bead as it stands now."""

    bead: Bead
    decision: Decision | None
    """What a person said about it, None while it is open."""
    trust: float = 1.0
    """How likely the bead is right, 0 to 1, from all that the machine can tell afterwards."""


class Conflict(NamedTuple):
    """A decision that does not go with what was found now."""

    decision: Decision
    reason: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """The beads of a bitext after the decisions about it."""

    rows: tuple[Row, ...]
    """Every segment in exactly one; in document order."""
    conflicts: tuple[Conflict, ...]


def overlay(bitext: Bitext, decisions: Iterable[Decision], prepared: Prepared | None = None) -> Overlay:
    """Lay the decisions about this pair of documents over its beads; it is ``prepared`` where that is not given."""
    mine = [decision for decision in decisions if about(decision) == pair_of(bitext)]
    known = prepared or Prepared(bitext)
    if not mine:
        return Overlay(known.rows, ())
    left, right = known.sides
    taken: tuple[set[int], set[int]] = set(), set()
    decided: list[Row] = []
    conflicts: list[Conflict] = []
    for decision in mine:
        source, target = left.find(decision.source, taken[0]), right.find(decision.target, taken[1])
        if isinstance(source, str) or isinstance(target, str):
            conflicts.append(Conflict(decision, source if isinstance(source, str) else str(target)))
            continue
        taken[0].update(source)
        taken[1].update(target)
        proposed = known.machine.get((source, target))
        if proposed is None and decision.verdict == "accepted":
            conflicts.append(Conflict(decision, "The machine now pairs these segments otherwise; the decision stands."))
        confidence = proposed.confidence if proposed and decision.verdict == "rejected" else 1.0
        moved = proposed.moved if proposed else False
        decided.append(Row(Bead(source, target, confidence, moved), decision, confidence))
    rows = _in_order([*decided, *_left(known.rows, *taken)])
    return Overlay(tuple(rows), tuple(conflicts))


def apply(bitext: Bitext, decisions: Iterable[Decision]) -> tuple[Bitext, tuple[Conflict, ...]]:
    """The bitext as people decided it: a rejected bead becomes segments without a counterpart."""
    result = overlay(bitext, decisions)
    if not any(row.decision for row in result.rows):
        return bitext, result.conflicts
    rows: list[Row] = []
    for row in result.rows:
        if row.decision and row.decision.verdict == "rejected":
            rows += [Row(Bead((place,), (), 1.0), None) for place in row.bead.source]
            rows += [Row(Bead((), (place,), 1.0), None) for place in row.bead.target]
        else:
            rows.append(row)
    beads = tuple(row.bead for row in _in_order(rows))
    return dataclasses.replace(bitext, beads=beads), result.conflicts


def about(decision: Decision) -> tuple[str, str, str]:
    """Symbol and languages that a decision is about."""
    return decision.document, decision.source_language, decision.target_language


def pair_of(bitext: Bitext) -> tuple[str, str, str]:
    """Symbol and languages of a bitext."""
    return bitext.source.symbol, bitext.source.language, bitext.target.language


class Index:
    """The segments of one side, found by what decisions say of them; made once, however often decisions change."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        # hashes, not texts: a plain copy of every text of a large project would take as much memory as the project
        self._places: dict[int, list[int]] = {}
        for place, segment in enumerate(segments):
            self._places.setdefault(hash(plain(segment.text)), []).append(place)

    def _same(self, text: str) -> list[int]:
        """Places of the segments with that plain text."""
        found = self._places.get(hash(text), [])
        return [place for place in found if plain(self.segments[place].text) == text]

    def find(self, wanted: Sequence[Anchor], taken: Container[int]) -> tuple[int, ...] | str:
        """Where the segments are now, ascending, none of them in ``taken``; or a sentence that says why not."""
        found: list[int] = []
        for anchor in wanted:
            candidates = self._same(anchor.text)
            free = [place for place in candidates if place not in taken and place not in found]
            if candidates and not free:
                return f"Another decision speaks of this text, too: {_short(anchor)}"
            known = [place for place in free if self._likeness(anchor, place)]
            if not known and len(candidates) == 1 and len(anchor.text) >= RECOGNISABLE:
                known = free
            if not known:
                return f"This text is no longer in the document: {_short(anchor)}"
            follows = found[-1] + 1 if found else -1
            found.append(-max((self._likeness(anchor, place), place == follows, -place) for place in known)[-1])
        return tuple(sorted(found))

    def _likeness(self, anchor: Anchor, place: int) -> int:
        return (
            2 * (self._digest(place - 1) == anchor.before)
            + 2 * (self._digest(place + 1) == anchor.after)
            + (self.segments[place].ref == anchor.ref)
        )

    def _digest(self, place: int) -> str:
        return digest(self.segments[place].text) if 0 <= place < len(self.segments) else ""


class Prepared:
    """What laying decisions over a bitext needs, whatever they are: made once, however often they change."""

    def __init__(self, bitext: Bitext, doubts: Sequence[float] = ()) -> None:
        """``doubts``: how likely each bead is wrong, as a build gives it; the confidence says it where they miss."""
        self._bitext = bitext
        known = len(doubts) == len(bitext.beads)
        self.rows = tuple(
            Row(bead, None, 1.0 - doubts[place] if known else bead.confidence)
            for place, bead in enumerate(bitext.beads)
        )
        """The machine's beads."""

    @functools.cached_property
    def sides(self) -> tuple[Index, Index]:
        """The segments of both sides."""
        return Index(self._bitext.source_segments), Index(self._bitext.target_segments)

    @functools.cached_property
    def machine(self) -> dict[tuple[tuple[int, ...], tuple[int, ...]], Bead]:
        """The machine's beads by their segments."""
        return {(row.bead.source, row.bead.target): row.bead for row in self.rows}


def _short(anchor: Anchor) -> str:
    text = anchor.text if len(anchor.text) <= 80 else anchor.text[:79] + "…"
    return f"{anchor.ref} “{text}”"


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
