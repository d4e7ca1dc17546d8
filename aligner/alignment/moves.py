"""Blocks that match off the monotone path: swapped and displaced paragraphs.

Two things happen when paragraphs change places. Where the texts are telling, the search leaves both unmatched and the
rounds over the residue find them. Where they are short or in a distant language, it pairs them crosswise, and the
exchange of two counterparts shows that the other pairing reads better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.blocks_evidence import Evidence
from aligner.alignment.blocks_search import Step, search

ROUNDS = 6
"""Chains of moved blocks looked for, one after the other."""
NEEDED = 4.0
"""Nats by which the text of a moved pair must speak for it, on top of the logarithm of the choices."""
EXCHANGE = 8.0
"""Nats by which an exchange must read better than the order found."""


def find_moves(
    evidence: Evidence, steps: Sequence[Step], joinable: tuple[NDArray[np.bool_], NDArray[np.bool_]]
) -> list[Step]:
    """Return ``steps`` with counterparts off the path joined or exchanged; sorted by source, then target."""
    text = evidence.text
    found = _exchange(text, steps)
    for _ in range(ROUNDS):
        rows = np.array([step.source[0] for step in found if _empty(step.target)], dtype=np.intp)
        columns = np.array([step.target[0] for step in found if _empty(step.source)], dtype=np.intp)
        if not rows.size or not columns.size:
            break
        needed = NEEDED + 0.5 * float(np.log(rows.size) + np.log(columns.size))
        chain = _chain(evidence, (rows, columns), joinable, needed)
        if not chain:
            break
        gone = ({step.source[0] for step in chain}, {step.target[0] for step in chain})
        found = [
            step
            for step in found
            if not (_empty(step.target) and step.source[0] in gone[0])
            and not (_empty(step.source) and step.target[0] in gone[1])
        ] + chain
    return found


def _empty(places: tuple[int, int]) -> bool:
    return places[0] == places[1]


def _chain(
    evidence: Evidence,
    residue: tuple[NDArray[np.intp], NDArray[np.intp]],
    joinable: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    needed: float,
) -> list[Step]:
    """The best monotone chain among blocks without counterpart, of 1:1 pairs that are convincing by themselves."""
    rows, columns = residue
    part = Evidence(
        gain=evidence.gain[np.ix_(rows, columns)],
        source_base=evidence.source_base[rows],
        target_base=evidence.target_base[columns],
        tag=evidence.tag[np.ix_(rows, columns)],
        length=evidence.length[np.ix_(rows, columns)],
        source_length=evidence.source_length[rows],
        target_length=evidence.target_length[columns],
    )
    convincing = (part.text >= needed) & (part.gain > 0) & (part.score >= needed)
    part = replace(part, tag=np.where(convincing, part.tag, np.float32(-1e6)))
    alone = np.zeros(rows.size, dtype=np.bool_), np.zeros(columns.size, dtype=np.bool_)
    return [
        Step(_one(rows[step.source[0]]), _one(columns[step.target[0]]), step.confidence)
        for step in search(part, alone)
        if not _empty(step.source) and not _empty(step.target)
    ]


def _one(place: np.intp) -> tuple[int, int]:
    return int(place), int(place) + 1


def _exchange(text: NDArray[np.float32], steps: Sequence[Step]) -> list[Step]:
    """Exchange the counterparts of two 1:1 steps where that reads much better, the best exchange first."""
    single = [place for place, step in enumerate(steps) if _pair(step)]
    if len(single) < 2:
        return list(steps)
    rows = np.array([steps[place].source[0] for place in single])
    columns = np.array([steps[place].target[0] for place in single])
    among = text[np.ix_(rows, columns)]
    own = np.diag(among)
    better = among + among.T - own[:, None] - own[None, :]
    result = list(steps)
    taken: set[int] = set()
    candidates = np.argwhere(np.triu(better, 1) > EXCHANGE)
    order = sorted((-float(better[a, b]), int(a), int(b)) for a, b in candidates)
    for _, a, b in order:
        if a in taken or b in taken or min(among[a, b], among[b, a]) < 0.0:
            continue
        taken |= {a, b}
        for one, other in ((a, b), (b, a)):
            kept = steps[single[one]]
            result[single[one]] = replace(kept, target=steps[single[other]].target)
    return result


def _pair(step: Step) -> bool:
    return step.source[1] - step.source[0] == 1 and step.target[1] - step.target[0] == 1


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
