"""Sentences inside blocks that met: one run of the engine over the whole document, held at sure block borders.

The blocks that met are laid end to end, on both sides in the same order (so a moved block lies beside its
counterpart), and the engine aligns the two rows of sentences. It may cross the border between two blocks only where
it is doubtful that they met.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aligner.model import Bead, Segment

HELD = 0.85
"""Confidence from which the borders of a block bead are held."""
WIDEST = 6
"""Segments of both sides together that the engine puts into one bead at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Sentences of blocks that met, side by side, as the engine is to see them."""

    source: tuple[int, ...]
    """Indices of source segments, block bead after block bead."""
    target: tuple[int, ...]
    """Indices of target segments."""
    boundaries: tuple[tuple[int, int], ...]
    """Positions in ``source`` and ``target`` that no bead may cross."""
    alone: tuple[Bead, ...]
    """Beads that need no engine: of blocks without counterpart, and of a list run together into one segment."""
    blocks: tuple[Bead, ...]
    """For each position in ``source``, then in ``target``, the block bead it belongs to."""


def lay_out(beads: Sequence[Bead], source: dict[int, tuple[int, ...]], target: dict[int, tuple[int, ...]]) -> Rows:
    """Lay the segments out; ``source`` and ``target`` give the segments of each block."""
    left: list[int] = []
    right: list[int] = []
    owners: tuple[list[Bead], list[Bead]] = ([], [])
    boundaries: list[tuple[int, int]] = []
    alone: list[Bead] = []
    for bead in beads:
        here = [segment for block in bead.source for segment in source.get(block, ())]
        there = [segment for block in bead.target for segment in target.get(block, ())]
        if not here or not there:
            alone += [Bead((i,), (), bead.confidence) for i in here]
            alone += [Bead((), (j,), bead.confidence) for j in there]
            continue
        if len(bead.source) + len(bead.target) > 2 and min(len(here), len(there)) == 1 and len(here + there) > WIDEST:
            alone.append(replace(bead, source=tuple(here), target=tuple(there)))
            continue
        firm = bead.confidence >= HELD or bead.moved
        if firm:
            boundaries.append((len(left), len(right)))
        left += here
        right += there
        owners[0].extend([bead] * len(here))
        owners[1].extend([bead] * len(there))
        if firm:
            boundaries.append((len(left), len(right)))
    return Rows(
        source=tuple(left),
        target=tuple(right),
        boundaries=tuple(dict.fromkeys(boundaries)),
        alone=tuple(alone),
        blocks=(*owners[0], *owners[1]),
    )


def take_back(rows: Rows, found: Sequence[Bead]) -> list[Bead]:
    """Beads over positions in ``rows`` as beads over segments, with the block's confidence in theirs."""
    beads: list[Bead] = []
    for bead in found:
        owners = [rows.blocks[i] for i in bead.source]
        owners += [rows.blocks[len(rows.source) + j] for j in bead.target]
        sure = min(owner.confidence for owner in owners)
        beads.append(
            Bead(
                tuple(rows.source[i] for i in bead.source),
                tuple(rows.target[j] for j in bead.target),
                bead.confidence * sure if bead.source and bead.target else bead.confidence,
                any(owner.moved for owner in owners) and bool(bead.source) and bool(bead.target),
            )
        )
    return beads + list(rows.alone)


def whole_blocks(
    beads: Sequence[Bead], source: dict[int, tuple[int, ...]], target: dict[int, tuple[int, ...]]
) -> list[Bead]:
    """The beads of blocks as beads of their segments, for a pair whose segments are whole blocks."""
    found: list[Bead] = []
    for bead in beads:
        here = tuple(segment for block in bead.source for segment in source.get(block, ()))
        there = tuple(segment for block in bead.target for segment in target.get(block, ()))
        if here and there:
            found.append(replace(bead, source=here, target=there))
        else:
            found += [Bead((i,), (), bead.confidence) for i in here]
            found += [Bead((), (j,), bead.confidence) for j in there]
    return found


def segments_of(segments: Sequence[Segment], refs: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """For each block, in document order, the indices of its segments.

    Two blocks may have the same ref where a document's numbering is damaged; the segments, which are in document
    order too, are then dealt out at each new beginning of the text.
    """
    dealt: dict[int, tuple[int, ...]] = {}
    block = -1
    end = 0
    for place, segment in enumerate(segments):
        if block < 0 or segment.ref != refs[block] or segment.span.start < end:
            block = refs.index(segment.ref, block + 1)
        dealt[block] = (*dealt.get(block, ()), place)
        end = segment.span.end
    return dealt
