"""The best path through the lattice, the beads that may be on it, and the probability of each.

Dynamic programming over bead types as in Gale & Church (1993), with Viterbi scores in 64-bit floats (sums reach
10⁵ in long documents). Of all beads, those remain whose best path is within some nats of the best of all; over these
few the search is repeated, with better scores, and posteriors are computed by forward–backward in a form that can't
overflow: the probability of a node is handed back along its incoming beads in proportion to what each contributed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.alignment.kernels import kernel, part
from aligner.alignment.scores import SHAPES
from aligner.alignment.tokens import Longs

Floats = npt.NDArray[np.float64]
Scores = npt.NDArray[np.float32]
"""float32[C, types]"""
Shape = tuple[Longs, Longs, Longs]
"""First and last target node of each row; cells before each row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """The best path of P beads through a lattice of C cells."""

    path: Longs
    """int64[P, 3]: (i, j, type) of the nodes where its beads end, in order; empty where the last can't be reached."""
    best: Floats
    """float64[C]: score of the best path to each cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """K beads, in the order of the cells where they end."""

    row: Longs
    """int64[K]: source node where each ends."""
    column: Longs
    """int64[K]: target node."""
    kind: Longs
    """int64[K]: its type."""
    end: Longs
    """int64[K]: the cell where it ends."""
    begin: Longs
    """int64[K]: and where it begins."""
    cells: int
    """Cells of the lattice."""


def best_path(lattice: Shape, scores: Scores) -> Searched:
    """Search the band ``lattice`` (low, high, offset)."""
    low, high, offset = lattice
    cells = int(offset[-1])
    best, choice = np.empty(cells), np.empty(cells, np.int8)
    path = np.empty((len(low) + int(high[-1]), 3), np.int64)
    beads = _search(lattice, (scores, SHAPES), (best, choice), path)
    return Searched(path=path[len(path) - beads :], best=best)


@kernel
def _search(lattice: Any, beads: Any, room: Any, path: Any) -> int:
    """Fill in the best score and the choice of each cell, and the end of ``path``; return its length."""
    low, high, offset = lattice
    scores, shapes = beads
    best, choice = room
    for i in range(len(low)):
        for j in range(low[i], high[i] + 1):
            cell = offset[i] + j - low[i]
            best[cell] = -1e300
            choice[cell] = -1
            if i + j == 0:
                best[cell] = 0.0
                continue
            for k in range(len(shapes)):
                if scores[cell, k] < -1e29:
                    continue
                before = offset[i - shapes[k, 0]] + j - shapes[k, 1] - low[i - shapes[k, 0]]
                reached = best[before] + scores[cell, k]
                if reached > best[cell]:
                    best[cell] = reached
                    choice[cell] = k
    return _trace(lattice, choice, shapes, path)


@part
def _trace(lattice: Any, choice: Any, shapes: Any, path: Any) -> int:
    """Fill the end of ``path`` with the nodes where the best path's beads end; return how many, 0 for none."""
    low, high, offset = lattice
    i = len(low) - 1
    j = high[i]
    at = len(path)
    while i + j > 0:
        k = choice[offset[i] + j - low[i]]
        if k < 0:
            return 0
        at -= 1
        path[at, 0], path[at, 1], path[at, 2] = i, j, k
        i -= shapes[k, 0]
        j -= shapes[k, 1]
    return len(path) - at


def candidates(lattice: Shape, scores: Scores, found: Searched, slack: float) -> Candidates:
    """The beads whose best path is at most ``slack`` nats worse than the best of all."""
    size = int(lattice[2][-1])
    rest = np.full(size, -1e300)
    room = 8 * len(lattice[0]) + 1024
    while True:
        out = tuple(np.empty(room, np.int64) for _ in range(5))
        rest.fill(-1e300)
        count = _select(lattice, (scores, SHAPES), (found.best, rest), slack, out)
        if count <= room:
            break
        room = count
    row, column, kind, end, begin = (array[:count][::-1].copy() for array in out)
    return Candidates(row=row, column=column, kind=kind, end=end, begin=begin, cells=size)


@kernel
def _select(lattice: Any, beads: Any, values: Any, slack: float, out: Any) -> int:
    """Fill in (row, column, type, end, begin) of the candidates, from the last cell backwards; return how many."""
    low, high, offset = lattice
    scores, shapes = beads
    best, rest = values
    rows, columns, kinds, ends, begins = out
    count = 0
    final = offset[len(low)] - 1
    rest[final] = 0.0
    least = best[final] - slack
    for i in range(len(low) - 1, -1, -1):
        for j in range(high[i], low[i] - 1, -1):
            cell = offset[i] + j - low[i]
            if i + j == 0 or best[cell] + rest[cell] < least:
                continue
            for k in range(len(shapes) - 1, -1, -1):
                if scores[cell, k] < -1e29:
                    continue
                before = offset[i - shapes[k, 0]] + j - shapes[k, 1] - low[i - shapes[k, 0]]
                value = rest[cell] + scores[cell, k]
                rest[before] = max(rest[before], value)
                if best[before] + value >= least:
                    if count < len(rows):
                        rows[count], columns[count], kinds[count] = i, j, k
                        ends[count], begins[count] = cell, before
                    count += 1
    return count


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The best path among candidates."""

    chosen: Longs
    """int64[P]: the candidates that are its beads, in order."""
    posterior: Floats
    """float64[P], 0..1: probability of each among all paths of candidates."""


def weigh(found: Candidates, scores: Floats, sharpness: float) -> Weighed:
    """Search again among candidates with ``scores`` float64[K]; ``sharpness`` is that of the posteriors."""
    cells = found.cells
    room = np.full(cells, -1e300), np.full(cells, -1e300), np.full(cells, -1, np.int64), np.zeros(cells)
    chosen, posterior = np.empty(len(scores), np.int64), np.empty(len(scores))
    count = _weigh((found.end, found.begin), scores, sharpness, room, (chosen, posterior))
    return Weighed(chosen=chosen[:count][::-1].copy(), posterior=posterior[:count][::-1].copy())


@kernel
def _weigh(beads: Any, scores: Any, sharpness: float, room: Any, out: Any) -> int:
    """Fill in the best path's candidates from the last backwards, and their posteriors; return how many."""
    ends, begins = beads
    best, total, choice, node = room
    chosen, posterior = out
    best[0] = total[0] = 0.0
    for c in range(len(ends)):
        end, begin = ends[c], begins[c]
        reached = best[begin] + scores[c]
        if reached > best[end]:
            best[end], choice[end] = reached, c
        term = total[begin] + sharpness * scores[c]
        more, less = max(total[end], term), min(total[end], term)
        total[end] = more + (np.log(1.0 + np.exp(less - more)) if less > more - 36.0 else 0.0)
    node[len(node) - 1] = 1.0
    for c in range(len(ends) - 1, -1, -1):
        end, begin = ends[c], begins[c]
        if node[end] > 0.0:
            share = np.exp(min(0.0, total[begin] + sharpness * scores[c] - total[end]))
            node[begin] += node[end] * share
    count = 0
    at = len(node) - 1
    while at > 0:
        c = choice[at]
        begin = begins[c]
        share = np.exp(min(0.0, total[begin] + sharpness * scores[c] - total[at]))
        chosen[count], posterior[count] = c, min(1.0, node[at] * share)
        count += 1
        at = begin
    return count


def near_edge(path: Longs, lattice: Shape, limits: tuple[Longs, Longs], margin: int) -> bool:
    """Whether a bead of the path ends within ``margin`` cells of the band's edge, a limit of the block excepted.

    ``limits`` (lowest, highest target node a row may have whatever the band).
    """
    low, high, _ = lattice
    i, j = path[:, 0], path[:, 1]
    below = (j - low[i] < margin) & (low[i] > limits[0][i])
    above = (high[i] - j < margin) & (high[i] < limits[1][i])
    return bool((below | above).any())
