"""Blocks that match off the monotone path: swapped and displaced paragraphs.

Two things happen when paragraphs change places. Where the texts are telling, the search leaves both unmatched and the
rounds over the residue find them. Where they are short or in a distant language, it pairs them crosswise, and the
exchange of two counterparts shows that the other pairing reads better. What belongs to a moved block (its items, its
lead-in, the next paragraph) then follows it on weaker evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.blocks.evidence import Evidence
from aligner.alignment.blocks.search import Step, search

ROUNDS = 6
"""Chains of moved blocks looked for, one after the other."""
NEEDED = 2.5
"""Nats by which the text of a moved pair must speak for it, on top of the logarithm of the choices."""
EXCHANGE = 5.0
"""Nats by which an exchange must read better than the order found."""
WEAK = 0.0
"""A pair whose texts say less than this may be parted again."""
NEVER = -3.0
"""Kind and marker of a moved pair must say more than this: a heading does not become an item."""
HANGING = 1.0
"""A block at the edge of a wide bead that is worth fewer nats there may go elsewhere."""
REPLACED = 10.0
"""Nats by which an exchange with a block that another one stands in place of must read better."""
DISTANT = -4.0
"""Nats that one of its two pairs may lack, if the other speaks for itself."""
FOLLOWING = 0.8
"""Confidence of a pair that follows a moved one."""
Places = NDArray[np.intp]
Parents = tuple[NDArray[np.int32], NDArray[np.int32]]


def find_moves(evidence: Evidence, steps: Sequence[Step], parents: Parents) -> list[Step]:
    """Return ``steps`` with counterparts off the path joined or exchanged, in no special order.

    ``parents`` hold, for both sides, the index of the block above each block, −1 at the top.
    """
    pairs = _Pairs(evidence, steps)
    pairs.exchange()
    for _ in range(ROUNDS):
        if not pairs.join_chain():
            break
    pairs.exchange_replaced()
    for _ in range(ROUNDS):
        if not pairs.follow(parents):
            break
    return pairs.steps()


def _one_sided(step: Step) -> bool:
    return step.source[0] == step.source[1] or step.target[0] == step.target[1]


def _shortened(places: tuple[int, int], gone: int) -> tuple[int, int]:
    """A range without its first or last place, if that is the one gone."""
    if places[0] == gone:
        return gone + 1, places[1]
    return (places[0], gone) if places[1] - 1 == gone else places


def _pair(step: Step) -> bool:
    return step.source[1] - step.source[0] == 1 and step.target[1] - step.target[0] == 1


class _Pairs:
    """The 1:1 pairs of an alignment while they are mended, and the blocks that have no counterpart."""

    def __init__(self, evidence: Evidence, steps: Sequence[Step]) -> None:
        self.evidence = evidence
        self.text = evidence.text
        self.target_of: dict[int, int] = {}
        self.source_of: dict[int, int] = {}
        self.sure: dict[int, float] = {}
        """Confidence by source block."""
        self.joined: dict[int, int] = {}
        """Pairs made here, by source block."""
        self.alone: tuple[dict[int, float], dict[int, float]] = {}, {}
        """Blocks without counterpart and how sure that is, for both sides."""
        self.wide: list[Step] = []
        """Beads of more than one block on a side."""
        for step in steps:
            if _pair(step):
                self._put(step.source[0], step.target[0], step.confidence)
            elif not _one_sided(step):
                self.wide.append(step)
            else:
                side = 0 if step.source[0] < step.source[1] else 1
                self.alone[side][(step.source, step.target)[side][0]] = step.confidence

    def steps(self) -> list[Step]:
        """All pairs and all blocks without counterpart, by source, then target."""
        found = list(self.wide)
        found += [Step((i, i + 1), (j, j + 1), self.sure[i]) for i, j in sorted(self.target_of.items())]
        found += [Step((i, i + 1), (0, 0), sure) for i, sure in sorted(self.alone[0].items())]
        return found + [Step((0, 0), (j, j + 1), sure) for j, sure in sorted(self.alone[1].items())]

    def _put(self, i: int, j: int, sure: float) -> None:
        self.target_of[i], self.source_of[j], self.sure[i] = j, i, sure

    def _join(self, i: int, j: int, sure: float) -> None:
        """Make a pair; former counterparts of the two are left alone."""
        if i in self.target_of:
            former = self.target_of.pop(i)
            del self.source_of[former]
            self.alone[1][former] = 0.5
        if j in self.source_of:
            former = self.source_of.pop(j)
            del self.target_of[former]
            self.joined.pop(former, None)
            self.alone[0][former] = 0.5
        self.wide = [left for step in self.wide for left in self._without(step, i, j)]
        self.alone[0].pop(i, None)
        self.alone[1].pop(j, None)
        self._put(i, j, sure)
        self.joined[i] = j

    def _without(self, step: Step, i: int, j: int) -> list[Step]:
        """A wide bead when source block ``i`` or target block ``j`` at its edge has gone elsewhere."""
        source, target = _shortened(step.source, i), _shortened(step.target, j)
        left = replace(step, source=source, target=target)
        if not _pair(left):
            return [left]
        self._put(source[0], target[0], step.confidence)
        return []

    def _hangers_on(self) -> tuple[list[int], list[int]]:
        """Blocks at the edge of a wide bead that the other side's block says little about."""
        found: tuple[list[int], list[int]] = [], []
        bases = self.evidence.source_base, self.evidence.target_base
        for step in self.wide:
            side = 0 if step.source[1] - step.source[0] > 1 else 1
            many, one = (step.source, step.target) if side == 0 else (step.target, step.source)
            for place in (many[0], many[1] - 1):
                gain = self.evidence.gain[(place, one[0]) if side == 0 else (one[0], place)]
                if gain + bases[side][place] < HANGING:
                    found[side].append(place)
        return found

    def exchange(self) -> None:
        """Exchange the counterparts of two pairs where that reads much better, the best exchange first.

        Both new pairs together must speak for themselves; one that alone does not must beat both former ones.
        """
        rows, columns = list(self.target_of), list(self.target_of.values())
        among = self.text[np.ix_(rows, columns)]
        own = np.diag(among)
        better = among + among.T - own[:, None] - own[None, :]
        worse = np.minimum(among, among.T) < np.minimum(0.0, np.maximum(own[:, None], own[None, :]))
        better[worse | (among + among.T < 0.0)] = 0.0
        order = sorted((-float(better[a, b]), int(a), int(b)) for a, b in np.argwhere(np.triu(better, 1) > EXCHANGE))
        taken: set[int] = set()
        for _, a, b in order:
            if a not in taken and b not in taken:
                taken |= {a, b}
                for one, other in ((a, b), (b, a)):
                    self._put(rows[one], columns[other], self.sure[rows[one]])
                    self.joined[rows[one]] = columns[other]

    def exchange_replaced(self) -> None:
        """Exchange counterparts where two blocks that stand in each other's place were left alone, and a pair is false.

        Of two paragraphs that changed places in a distant language, one pair may hold by its number alone.
        """
        for i in sorted(self.alone[0]):
            for j in {self.target_of.get(i - 1, -2) + 1, self.target_of.get(i + 1, -1) - 1} & self.alone[1].keys():
                rows = np.array([p for p in self.target_of if p not in self.joined], dtype=np.intp)
                columns = np.array([self.target_of[p] for p in rows.tolist()], dtype=np.intp)
                if i not in self.alone[0] or not len(rows):
                    break
                one, other, own = self.text[i, columns], self.text[rows, j], self.text[rows, columns]
                better = one + other - self.text[i, j] - own
                better[(np.maximum(one, other) <= 0.0) | (np.minimum(one, other) < np.maximum(DISTANT, own))] = 0.0
                best = int(better.argmax())
                if better[best] > REPLACED:
                    self._join(i, int(columns[best]), FOLLOWING)
                    self._join(int(rows[best]), j, FOLLOWING)

    def _loose(self) -> tuple[list[int], list[int]]:
        """Blocks without counterpart, and those of weak pairs."""
        weak = [(i, j) for i, j in self.target_of.items() if i not in self.joined and self.text[i, j] < WEAK]
        edges = self._hangers_on()
        return (
            sorted({*self.alone[0], *(i for i, _ in weak), *edges[0]}),
            sorted({*self.alone[1], *(j for _, j in weak), *edges[1]}),
        )

    def join_chain(self) -> bool:
        """Join the best monotone chain among loose blocks, of pairs that are convincing by themselves."""
        loose = self._loose()
        if not all(loose):
            return False
        needed = NEEDED + 0.5 * float(np.log(len(loose[0])) + np.log(len(loose[1])))
        part = _restricted(self.evidence, loose)
        convincing = (part.text >= needed) & (part.gain > 0) & (part.tag > NEVER)
        part = replace(part, tag=np.where(convincing, part.tag, np.float32(-1e6)))
        nothing = np.zeros(len(loose[0]), dtype=np.bool_), np.zeros(len(loose[1]), dtype=np.bool_)
        chain = [step for step in search(part, nothing) if _pair(step)]
        for step in chain:
            self._join(loose[0][step.source[0]], loose[1][step.target[0]], step.confidence)
        return bool(chain)

    def follow(self, parents: Parents) -> bool:
        """Join loose blocks that stand beside, above or below a pair made here, the best first."""
        rows, columns = (set(side) for side in self._loose())
        near = {(i, j) for pair in self.joined.items() for i, j in _around(pair, parents) if i in rows and j in columns}
        found = False
        for _, i, j in sorted((-float(self.text[i, j]), i, j) for i, j in near if self.text[i, j] >= WEAK):
            if i in rows and j in columns:
                self._join(i, j, FOLLOWING)
                rows.discard(i)
                columns.discard(j)
                found = True
        return found


def _around(pair: tuple[int, int], parents: Parents) -> Iterator[tuple[int, int]]:
    """The pairs of blocks before, after, above and below."""
    i, j = pair
    yield i - 1, j - 1
    yield i + 1, j + 1
    yield int(parents[0][i]), int(parents[1][j])
    below = [np.flatnonzero(side == place) for side, place in zip(parents, pair, strict=True)]
    for one in below[0]:
        for other in below[1]:
            yield int(one), int(other)


def _restricted(evidence: Evidence, places: tuple[list[int], list[int]]) -> Evidence:
    rows, columns = places
    return Evidence(
        gain=evidence.gain[np.ix_(rows, columns)],
        source_base=evidence.source_base[rows],
        target_base=evidence.target_base[columns],
        tag=evidence.tag[np.ix_(rows, columns)],
        length=evidence.length[np.ix_(rows, columns)],
        source_length=evidence.source_length[rows],
        target_length=evidence.target_length[columns],
    )


def off_path(beads: Sequence[tuple[int, int, float]]) -> list[bool]:
    """For beads as (source place, target place, weight): whether each lies off the heaviest rising chain.

    Ties keep the bead that comes first in the source in its place. O(n log n) by a Fenwick tree over targets.
    """
    order = sorted(range(len(beads)), key=lambda bead: beads[bead][:2])
    ranks = {target: rank for rank, target in enumerate(sorted({bead[1] for bead in beads}), start=1)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    before = [-1] * len(beads)
    best = (0.0, -1)
    for bead in order:
        rank = ranks[beads[bead][1]]
        top = (0.0, -1)
        at = rank - 1
        while at > 0:
            top = max(top, tree[at], key=lambda entry: entry[0])
            at -= at & -at
        before[bead] = top[1]
        here = (top[0] + beads[bead][2], bead)
        if here[0] > best[0]:
            best = here
        at = rank
        while at < len(tree):
            if here[0] > tree[at][0]:
                tree[at] = here
            at += at & -at
    moved = [True] * len(beads)
    at = best[1]
    while at >= 0:
        moved[at] = False
        at = before[at]
    return moved
