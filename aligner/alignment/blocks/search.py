"""The best monotone way through two sequences of blocks, and how sure each step of it is.

One exact dynamic programme in compiled code over all cells: beads 1:1, 1:n, n:1 (a list run together, a paragraph
split), deletions and insertions with a cost to open a gap and a smaller one to go on, so that a missing section is
one event and not thirty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.blocks.evidence import LENGTH_NOISE, LENGTH_SD, Evidence
from aligner.alignment.kernels import kernel, part

OPEN = 3.0
"""Nats to begin a gap."""
EXTEND = 1.2
"""Nats for each block in it."""
MERGE = 5.0
"""Nats for a bead of more than one block on a side."""
MERGE_MORE = 0.3
"""Nats for each block of it after the first."""
TEMPERATURE = 2.0
"""By which scores are divided before they become probabilities: blocks repeat each other's evidence."""
BEAM = 200.0
"""Wide beads are tried only where the best path so far is at most so many nats worse than the best of its row."""
UNREACHED = -1e30
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Step:
    """One bead of the path: half-open ranges of source and target blocks."""

    source: tuple[int, int]
    target: tuple[int, int]
    confidence: float


def search(evidence: Evidence, joinable: tuple[Flags, Flags]) -> list[Step]:
    """Return the best path as steps in order; ``joinable`` tells which blocks may share a bead with a neighbour."""
    rows, columns = evidence.gain.shape
    forward, back = _run(evidence, joinable, flipped=False)
    beads = _trace(forward, back)
    if not rows or not columns:
        return [Step((i, k), (j, n), 1.0) for i, k, j, n in beads]
    backward, _ = _run(evidence, joinable, flipped=True)
    odds = _odds(evidence, _highest(forward), _highest(backward)[::-1, ::-1])
    return [Step((i, k), (j, n), odds.confidence((i, k), (j, n))) for i, k, j, n in beads]


def _highest(table: Floats) -> Floats:
    """(n + 1, m + 1): the best of the three states; numpy's own maximum over a short axis takes five times as long."""
    return np.asarray(np.maximum(np.maximum(table[0], table[1]), table[2]))


def _run(evidence: Evidence, joinable: tuple[Flags, Flags], *, flipped: bool) -> tuple[Floats, NDArray[np.int16]]:
    """Fill the table from the beginning, or from the end backwards: (3, n + 1, m + 1) best scores by state."""
    way = slice(None, None, -1 if flipped else 1)
    sides = (
        _Row(evidence.source_base[way], evidence.source_length[way], joinable[0][way]),
        _Row(evidence.target_base[way], evidence.target_length[way], joinable[1][way]),
    )
    shape = len(evidence.source_base) + 1, len(evidence.target_base) + 1
    table = np.full((3, *shape), UNREACHED, np.float32)
    back = np.zeros(shape, np.int16)
    best = np.full(shape, UNREACHED)
    # flat, because a matrix of one column and its transpose would be two types, compiled twice
    flat = evidence.gain[way, way].ravel(), evidence.tag[way, way].ravel(), best.ravel()
    _viterbi(
        np.ascontiguousarray(evidence.score[way, way]),
        ((*flat, (shape[1] - 1, 1, shape[1], 1)), (*flat, (1, shape[1] - 1, 1, shape[1]))),
        (sides[0].arrays(), sides[1].arrays()),
        flipped,
        (table, back, best),
    )
    return table, back


@dataclass(frozen=True, slots=True)
class _Row:
    """One side, as the kernel takes it."""

    base: Floats
    length: NDArray[np.float64]
    joinable: Flags

    def arrays(self) -> tuple[Floats, NDArray[np.float64], NDArray[np.float64], Flags, NDArray[np.float64]]:
        """Base, length, log length, joinable; mean and variance of the log lengths, logarithm of the variance."""
        logs = np.log(self.length)
        variance = (float(logs.var()) if logs.size else 0.0) + LENGTH_SD**2
        usual = np.array([float(logs.mean()) if logs.size else 0.0, variance, float(np.log(variance))])
        return self.base.copy(), self.length.copy(), logs, self.joinable.copy(), usual


@part
def _widest(row: int, end: int, matrices: Any, own: Any, other: Any, goal: Any) -> Any:
    """Best bead of block ``row`` with two or more blocks of the other side that end before ``end``: score, width.

    ``matrices`` (gain, tag, best: laid out flat; the steps from row to row and from column to column in the first two
    and in the last) have the single block's side as rows; ``goal`` (score to beat, flipped).
    """
    gain, tag, best, (down, right, best_down, best_right) = matrices
    length, mean, variance = own[1][row], own[4][0], own[4][1]
    chance = 0.5 * ((own[2][row] - mean) ** 2 / variance + own[4][2])
    most = chance - np.log(LENGTH_SD)
    fixed = own[0][row] - MERGE
    total, joint = 0.0, 0.0
    found, width = goal[0], 0
    at = end - 1
    while at >= 0 and other[3][at]:
        joint += other[1][at]
        if joint > 1.8 * length + 20.0:
            break
        total += gain[row * down + at * right] + other[0][at] - MERGE_MORE
        if at < end - 1 and joint > 0.5 * length - 20.0:
            score = best[row * best_down + at * best_right] + fixed + total
            score += tag[row * down + (end - 1 if goal[1] else at) * right]
            if score + most > found:
                spread = LENGTH_SD * LENGTH_SD + LENGTH_NOISE / max(length, joint)
                score += chance - 0.5 * ((own[2][row] - np.log(joint)) ** 2 / spread + np.log(spread))
                if score > found:
                    found, width = score, end - at
        at -= 1
    return found, width


@kernel
def _viterbi(score: Any, matrices: Any, sides: Any, flipped: bool, out: Any) -> None:
    """Fill the table; state 0 after a bead, 1 in a deletion, 2 in an insertion."""
    rows, columns = score.shape
    source, target = sides
    upright, turned = matrices
    table, back, best = out
    table[0, 0, 0] = 0.0
    best[0, 0] = 0.0
    worth = UNREACHED
    for i in range(rows + 1):
        for j in range(columns + 1):
            if i > 0:
                fresh = max(table[0, i - 1, j], table[2, i - 1, j]) - OPEN
                table[1, i, j] = max(fresh, table[1, i - 1, j]) - EXTEND
            if j > 0:
                fresh = max(table[0, i, j - 1], table[1, i, j - 1]) - OPEN
                table[2, i, j] = max(fresh, table[2, i, j - 1]) - EXTEND
            if i > 0 and j > 0:
                value, code = best[i - 1, j - 1] + score[i - 1, j - 1], 1
                near = best[i - 1, j - 1] >= worth
                if near and source[3][i - 1]:
                    value, width = _widest(i - 1, j, upright, source, target, (value, flipped))
                    code = width if width else code
                if near and target[3][j - 1]:
                    value, width = _widest(j - 1, i, turned, target, source, (value, flipped))
                    code = -width if width else code
                table[0, i, j] = value
                back[i, j] = code
            best[i, j] = max(table[0, i, j], table[1, i, j], table[2, i, j])
        worth = UNREACHED
        for j in range(columns + 1):
            worth = max(worth, best[i, j])
        worth -= BEAM


def _trace(table: NDArray[np.float32], back: NDArray[np.int16]) -> list[tuple[int, int, int, int]]:
    """Walk back from the end: (source start, end, target start, end) in order."""
    i, j = table.shape[1] - 1, table.shape[2] - 1
    beads: list[tuple[int, int, int, int]] = []
    state = int(np.argmax(table[:, i, j]))
    while i or j:
        if state == 0:
            code = int(back[i, j])
            up, left = (1, code) if code > 0 else (-code, 1)
            beads.append((i - up, i, j - left, j))
            i, j = i - up, j - left
            state = int(np.argmax(table[:, i, j]))
        else:
            up, left = (1, 0) if state == 1 else (0, 1)
            beads.append((i - up, i, j - left, j))
            i, j = i - up, j - left
            costs = table[:, i, j].copy()
            costs[[other for other in range(3) if other != state]] -= OPEN
            state = int(np.argmax(costs))
    return beads[::-1]


@dataclass(frozen=True, slots=True)
class _Odds:
    """Best paths through each pair, deletion and insertion, as weights against the best path of all (1)."""

    pair: NDArray[np.float64]
    """(n, m)"""
    deletion: NDArray[np.float64]
    """(n,)"""
    insertion: NDArray[np.float64]
    """(m,)"""
    source: NDArray[np.float64]
    """(n,): sum of everything that may become of a source block as a 1:1 bead or a deletion."""
    target: NDArray[np.float64]
    """(m,): the same for target blocks."""

    def confidence(self, source: tuple[int, int], target: tuple[int, int]) -> float:
        """Share of a bead among what may become of its blocks, 0 to 1; the smallest of their shares."""
        if source[0] == source[1]:
            return float(self.insertion[target[0]] / self.target[target[0]])
        if target[0] == target[1]:
            return float(self.deletion[source[0]] / self.source[source[0]])
        rivals = max(self.source[slice(*source)].max(), self.target[slice(*target)].max())
        if source[1] - source[0] == 1 == target[1] - target[0]:
            return float(self.pair[source[0], target[0]] / rivals)
        return float(1.0 / (1.0 + rivals))


def _odds(evidence: Evidence, forward: NDArray[np.float32], backward: NDArray[np.float32]) -> _Odds:
    """Weigh every step by the best path through it: the best path stands for the sum over all paths."""
    best = float(forward[-1, -1])
    pair = np.exp((forward[:-1, :-1] + evidence.score + backward[1:, 1:] - best) / TEMPERATURE)
    deletion = np.exp(((forward[:-1] + backward[1:]).max(axis=1) - EXTEND - best) / TEMPERATURE)
    insertion = np.exp(((forward[:, :-1] + backward[:, 1:]).max(axis=0) - EXTEND - best) / TEMPERATURE)
    return _Odds(pair, deletion, insertion, pair.sum(axis=1) + deletion, pair.sum(axis=0) + insertion)
