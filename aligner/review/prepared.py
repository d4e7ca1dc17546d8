"""What laying decisions over a bitext needs, whatever they are: its beads as rows, its segments found by their text.

People may also cut a segment in two. That comes first: the bitext is then another one, with more segments in the same
beads, and every other decision is about those.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import combining

from aligner.model import Bead, Bitext, Segment, Span
from aligner.review.decisions import Anchor, Decision, digest, plain

RECOGNISABLE = 30
"""Characters from which a text that occurs once is the one meant, wherever it stands and whatever is around it."""


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


class Piece(NamedTuple):
    """Where a segment comes from that a person cut."""

    decision: Decision
    number: int
    """Of the piece among those of its segment, from 0."""


class Index:
    """The segments of one side, found by what decisions say of them; made once, however often decisions change."""

    def __init__(self, segments: Sequence[Segment], keys: Sequence[int] | None = None) -> None:
        """``keys``: those of the segments, where they are known."""
        self.segments = segments
        # hashes, not texts: a plain copy of every text of a large project would take as much memory as the project
        self.keys = [hash(plain(segment.text)) for segment in segments] if keys is None else keys
        self._places: dict[int, list[int]] = {}
        for place, key in enumerate(self.keys):
            self._places.setdefault(key, []).append(place)
        self._known: dict[Anchor, list[tuple[int, int]]] = {}

    def find(self, wanted: Sequence[Anchor], taken: set[int]) -> tuple[int, ...] | str:
        """Where the segments are now, ascending, none of them in ``taken``; or a sentence that says why not."""
        found: list[int] = []
        for anchor in wanted:
            candidates = self._candidates(anchor)
            free = [one for one in candidates if one[1] not in taken and one[1] not in found]
            if candidates and not free:
                return f"Another decision speaks of this text, too: {_short(anchor)}"
            if not free or (not free[0][0] and (len(candidates) > 1 or len(anchor.text) < RECOGNISABLE)):
                return f"This text is no longer in the document: {_short(anchor)}"
            follows = found[-1] + 1 if found else -1
            best = [place for likeness, place in free if likeness == free[0][0]]
            found.append(follows if follows in best else best[0])
        return tuple(sorted(found))

    def _candidates(self, anchor: Anchor) -> list[tuple[int, int]]:
        """Likeness and place of the segments with the text of ``anchor``, the likest first."""
        known = self._known.get(anchor)
        if known is None:
            places = self._places.get(hash(anchor.text), [])
            same = [place for place in places if plain(self.segments[place].text) == anchor.text]
            found = sorted((-self._likeness(anchor, place), place) for place in same)
            known = self._known[anchor] = [(-less, place) for less, place in found]
        return known

    def _likeness(self, anchor: Anchor, place: int) -> int:
        return (
            2 * (self._digest(place - 1) == anchor.before)
            + 2 * (self._digest(place + 1) == anchor.after)
            + (self.segments[place].ref == anchor.ref)
        )

    def _digest(self, place: int) -> str:
        return digest(self.segments[place].text) if 0 <= place < len(self.segments) else ""


class Prepared:
    """A bitext, ready to have decisions laid over it; made once, however often they change."""

    def __init__(self, bitext: Bitext, doubts: Sequence[float] = ()) -> None:
        """``doubts``: how likely each bead is wrong, as a build gives it; the confidence says it where they miss."""
        self.bitext = bitext
        self.pieces: tuple[dict[int, Piece], dict[int, Piece]] = ({}, {})
        """On either side, the segments that are pieces of one that was cut."""
        self.conflicts: tuple[Conflict, ...] = ()
        """Cuts that no longer fit."""
        self._doubts = doubts if len(doubts) == len(bitext.beads) else None
        self._cut: tuple[frozenset[Decision], Prepared] | None = None

    @functools.cached_property
    def rows(self) -> tuple[Row, ...]:
        """The machine's beads, in its order."""
        doubts = self._doubts or [1.0 - bead.confidence for bead in self.bitext.beads]
        return tuple(Row(bead, None, 1.0 - doubt) for bead, doubt in zip(self.bitext.beads, doubts, strict=True))

    @functools.cached_property
    def sides(self) -> tuple[Index, Index]:
        """The segments of both sides."""
        return Index(self.bitext.source_segments), Index(self.bitext.target_segments)

    @functools.cached_property
    def machine(self) -> dict[tuple[tuple[int, ...], tuple[int, ...]], Bead]:
        """The machine's beads by their segments."""
        return {(row.bead.source, row.bead.target): row.bead for row in self.rows}

    def cut(self, cuts: frozenset[Decision]) -> Prepared:
        """The same with its segments cut as people said."""
        if not cuts:
            return self
        if self._cut is None or self._cut[0] != cuts:
            self._cut = cuts, _cut(self, cuts, self._doubts or ())
        return self._cut[1]


def _cut(whole: Prepared, cuts: Iterable[Decision], doubts: Sequence[float]) -> Prepared:
    bitext = whole.bitext
    found: tuple[dict[int, Decision], dict[int, Decision]] = ({}, {})
    conflicts = []
    for decision in sorted(cuts, key=lambda cut: (cut.source, cut.target, cut.pieces)):
        side = 0 if decision.source else 1
        index = whole.sides[side]
        places = index.find(decision.target if side else decision.source, set(found[side]))
        if isinstance(places, str):
            conflicts.append(Conflict(decision, places))
        else:
            found[side][places[0]] = decision
    sides = [_Pieces(whole.sides[side], found[side]) for side in (0, 1)]
    beads = tuple(
        dataclasses.replace(bead, source=sides[0].places(bead.source), target=sides[1].places(bead.target))
        for bead in bitext.beads
    )
    segments = [tuple(side.segments) for side in sides]
    changed = dataclasses.replace(bitext, source_segments=segments[0], target_segments=segments[1], beads=beads)
    made = Prepared(changed, doubts)
    made.sides = Index(segments[0], sides[0].keys), Index(segments[1], sides[1].keys)
    made.pieces, made.conflicts = (sides[0].pieces, sides[1].pieces), tuple(conflicts)
    return made


class _Pieces:
    """One side with some of its segments cut."""

    def __init__(self, index: Index, cuts: dict[int, Decision]) -> None:
        self.segments: list[Segment] = []
        self.keys: list[int] = []
        self.pieces: dict[int, Piece] = {}
        self.starts: list[int] = []
        """Where each segment, or its first piece, is now; and the end."""
        for place, segment in enumerate(index.segments):
            self.starts.append(len(self.segments))
            if place not in cuts:
                self.segments.append(segment)
                self.keys.append(index.keys[place])
                continue
            for number, piece in enumerate(pieces_of(segment, cuts[place].pieces)):
                self.pieces[len(self.segments)] = Piece(cuts[place], number)
                self.segments.append(piece)
                self.keys.append(hash(plain(piece.text)))
        self.starts.append(len(self.segments))

    def places(self, before: Iterable[int]) -> tuple[int, ...]:
        """Where the segments are that were at these places before."""
        return tuple(now for place in before for now in range(self.starts[place], self.starts[place + 1]))


def pieces_of(segment: Segment, texts: Iterable[str]) -> Iterator[Segment]:
    """Yield the parts of a segment that say ``texts``; space between them, and within, does not count."""
    begin = 0
    for text in texts:
        while segment.text[begin : begin + 1].isspace():
            begin += 1
        wanted = _bare(text)
        end = begin + len(wanted)
        # composed and without its spaces, a text is not longer than as it stands
        while end < len(segment.text) and (_bare(segment.text[begin:end]) != wanted or combining(segment.text[end])):
            end += 1
        span = Span(segment.span.start + begin, segment.span.start + end)
        yield Segment(segment.text[begin:end], segment.ref, span)
        begin = end


def _bare(text: str) -> str:
    return "".join(plain(text).split())


def _short(anchor: Anchor) -> str:
    text = anchor.text if len(anchor.text) <= 80 else anchor.text[:79] + "…"
    return f"{anchor.ref} “{text}”"
