"""The best monotone way through two sequences of blocks, and how sure each step of it is.

One exact dynamic programme in compiled code over all cells: beads 1:1, 1:n, n:1 (a list run together, a paragraph
split), deletions and insertions with a cost to open a gap and a smaller one to go on, so that a missing section is
one event and not thirty.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.blocks_evidence import LENGTH_NOISE, LENGTH_SD, Evidence
from aligner.alignment.kernels import kernel

OPEN = 3.0
"""Nats to begin a gap."""
EXTEND = 1.2
"""Nats for each block in it."""
MERGE = 4.0
"""Nats for a bead of more than one block on a side."""
MERGE_MORE = 0.3
"""Nats for each block of it after the first."""
TEMPERATURE = 2.0
"""By which scores are divided before they become probabilities: blocks repeat each other's evidence."""
UNREACHED = -1e30


@dataclass(frozen=True, slots=True)
class Step:
    """One bead of the path: half-open ranges of source and target blocks."""

    source: tuple[int, int]
    target: tuple[int, int]
    confidence: float


def search(evidence: Evidence, joinable: tuple[NDArray[np.bool_], NDArray[np.bool_]]) -> list[Step]:
    """Return the best path as steps in order; ``joinable`` tells which blocks may share a bead with a neighbour."""
    rows, columns = evidence.gain.shape
    forward, back = _run(evidence, joinable, flipped=False)
    beads = _trace(forward, back)
    if not rows or not columns:
        return [Step((i, k), (j, n), 1.0) for i, k, j, n in beads]
    backward, _ = _run(evidence, joinable, flipped=True)
    odds = _odds(evidence, forward.max(axis=0), backward.max(axis=0)[::-1, ::-1])
    return [Step((i, k), (j, n), odds.confidence((i, k), (j, n))) for i, k, j, n in beads]


def _run(
    evidence: Evidence, joinable: tuple[NDArray[np.bool_], NDArray[np.bool_]], *, flipped: bool
) -> tuple[NDArray[np.float32], NDArray[np.int16]]:
    way = slice(None, None, -1 if flipped else 1)
    source_log, target_log = np.log(evidence.source_length), np.log(evidence.target_length)
    spread = np.array(
        [
            [float(logs.mean()) if logs.size else 0.0, (float(logs.var()) if logs.size else 0.0) + LENGTH_SD**2]
            for logs in (source_log, target_log)
        ]
    )
    forward, back = _viterbi(
        np.ascontiguousarray(evidence.gain[way, way]),
        np.ascontiguousarray(evidence.score[way, way]),
        np.ascontiguousarray(evidence.tag[way, way]),
        (evidence.source_base[way].copy(), evidence.target_base[way].copy()),
        (evidence.source_length[way].copy(), evidence.target_length[way].copy()),
        (joinable[0][way].copy(), joinable[1][way].copy()),
        spread,
        flipped,
    )
    return forward, back


@kernel
def _joint_length(one: float, many: float, mean: float, spread: float) -> float:
    variance = LENGTH_SD * LENGTH_SD + LENGTH_NOISE / max(one, many)
    left, right = np.log(one), np.log(many)
    alike = -0.5 * ((left - right) ** 2 / variance + np.log(variance))
    return float(alike + 0.5 * ((left - mean) ** 2 / spread + np.log(spread)))


@kernel
def _widest(i, j, gain, tag, base, length, joinable, spread, flipped, best, axis):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, PLR0913, PLR0917
    """Best bead of one block (row i, or column j for axis 1) with two or more of the other side that end here."""
    one = i if axis == 0 else j
    end = j if axis == 0 else i
    total_gain, total_base, total_length = 0.0, 0.0, 0.0
    found, width = UNREACHED, 0
    size = 0
    while end - size > 0:
        at = end - size - 1
        if not joinable[1 - axis][at]:
            break
        total_length += length[1 - axis][at]
        if total_length > 1.8 * length[axis][one - 1] + 20.0:
            break
        cell_gain = gain[one - 1, at] if axis == 0 else gain[at, one - 1]
        total_gain += cell_gain
        total_base += base[1 - axis][at]
        size += 1
        if size < 2 or total_length < 0.5 * length[axis][one - 1] - 20.0:
            continue
        head = end - 1 if flipped else at
        start = best[one - 1, at] if axis == 0 else best[at, one - 1]
        score = start + total_gain + total_base + base[axis][one - 1] - MERGE - MERGE_MORE * size
        score += tag[one - 1, head] if axis == 0 else tag[head, one - 1]
        score += _joint_length(length[axis][one - 1], total_length, spread[axis, 0], spread[axis, 1])
        if score > found:
            found, width = score, size
    return found, width


@kernel
def _viterbi(gain, score, tag, base, length, joinable, spread, flipped):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, PLR0913, PLR0917
    """Fill the table; state 0 after a bead, 1 in a deletion, 2 in an insertion."""
    rows, columns = gain.shape
    table = np.full((3, rows + 1, columns + 1), UNREACHED, dtype=np.float32)
    best = np.full((rows + 1, columns + 1), UNREACHED, dtype=np.float64)
    back = np.zeros((rows + 1, columns + 1), dtype=np.int16)
    table[0, 0, 0] = 0.0
    best[0, 0] = 0.0
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
                if joinable[0][i - 1]:
                    wide, size = _widest(i, j, gain, tag, base, length, joinable, spread, flipped, best, 0)
                    if wide > value:
                        value, code = wide, size
                if joinable[1][j - 1]:
                    wide, size = _widest(i, j, gain, tag, base, length, joinable, spread, flipped, best, 1)
                    if wide > value:
                        value, code = wide, -size
                table[0, i, j] = value
                back[i, j] = code
            best[i, j] = max(table[0, i, j], table[1, i, j], table[2, i, j])
    return table, back


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
