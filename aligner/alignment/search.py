"""The best path through the lattice, and the probability of each bead on it.

Dynamic programming over bead types as in Gale & Church (1993), with Viterbi scores in 64-bit floats (sums reach
10⁵ in long documents), and posteriors by forward–backward in a form that can't overflow: the probability of a node
is handed back along its incoming beads in proportion to what each contributed.
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
    """The best path of P beads through a lattice of C cells, and the sums over all paths."""

    path: Longs
    """int64[P, 3]: (i, j, type) of the nodes where its beads end, in order; empty where the last can't be reached."""
    total: Floats
    """float64[C]: log of the sum over all paths to each cell, at the sharpness asked for."""


def best_path(lattice: Shape, scores: Scores, sharpness: float) -> Searched:
    """Search the band ``lattice`` (low, high, offset); a sharpness of 0 leaves the sums out."""
    low, high, offset = lattice
    cells = int(offset[-1])
    best, total, choice = np.empty(cells), np.empty(cells), np.empty(cells, np.int8)
    path = np.empty((len(low) + int(high[-1]), 3), np.int64)
    beads = _search(lattice, (scores, SHAPES), (best, total, choice, np.empty(len(SHAPES))), sharpness, path)
    return Searched(path=path[len(path) - beads :], total=total)


@kernel
def _search(lattice: Any, beads: Any, room: Any, sharpness: float, path: Any) -> int:
    """Fill in the best score, the sums and the choice of each cell, and the end of ``path``; return its length."""
    low, high, offset = lattice
    scores, shapes = beads
    best, total, choice, terms = room
    whole = sharpness > 0.0
    for i in range(len(low)):
        for j in range(low[i], high[i] + 1):
            cell = offset[i] + j - low[i]
            best[cell] = total[cell] = -1e300
            choice[cell] = -1
            if i + j == 0:
                best[cell] = total[cell] = 0.0
                continue
            most = -1e300
            for k in range(len(shapes)):
                terms[k] = -1e300
                if scores[cell, k] < -1e29:
                    continue
                before = offset[i - shapes[k, 0]] + j - shapes[k, 1] - low[i - shapes[k, 0]]
                reached = best[before] + scores[cell, k]
                if reached > best[cell]:
                    best[cell] = reached
                    choice[cell] = k
                if whole:
                    terms[k] = total[before] + sharpness * scores[cell, k]
                    most = max(most, terms[k])
            if most > -1e200:
                summed = 0.0
                for k in range(len(shapes)):
                    if terms[k] > most - 25.0:
                        summed += np.exp(terms[k] - most)
                total[cell] = most + np.log(summed)
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


def posteriors(lattice: Shape, scores: Scores, found: Searched, sharpness: float) -> Floats:
    """float64[P], 0..1: the probability of each bead of the path among all paths, at ``sharpness``.

    That of a bead is its last node's times the bead's share there.
    """
    node = np.zeros(int(lattice[2][-1]))
    _nodes(lattice, (scores, SHAPES), found.total, sharpness, node)
    cell, before = _cells(found.path, lattice)
    gap = found.total[before] + sharpness * scores[cell, found.path[:, 2]] - found.total[cell]
    return np.asarray(np.minimum(1.0, node[cell] * np.exp(gap)))


@kernel
def _nodes(lattice: Any, beads: Any, total: Any, sharpness: float, node: Any) -> None:
    """Fill in the probability that a path goes through each node; all 0 before."""
    low, high, offset = lattice
    scores, shapes = beads
    node[offset[len(low)] - 1] = 1.0
    for i in range(len(low) - 1, -1, -1):
        for j in range(high[i], low[i] - 1, -1):
            cell = offset[i] + j - low[i]
            if node[cell] < 1e-12 or i + j == 0:
                continue
            for k in range(len(shapes)):
                if scores[cell, k] < -1e29:
                    continue
                before = offset[i - shapes[k, 0]] + j - shapes[k, 1] - low[i - shapes[k, 0]]
                gap = total[before] + sharpness * scores[cell, k] - total[cell]
                if gap > -30.0:
                    node[before] += node[cell] * np.exp(gap)


def _cells(path: Longs, lattice: Shape) -> tuple[Longs, Longs]:
    """The cells where each bead of the path ends and begins."""
    low, _, offset = lattice
    i, j = path[:, 0], path[:, 1]
    from_i, from_j = i - SHAPES[path[:, 2], 0], j - SHAPES[path[:, 2], 1]
    return offset[i] + j - low[i], offset[from_i] + from_j - low[from_i]


def values(path: Longs, lattice: Shape, scores: Scores) -> Floats:
    """float64[P]: the score of each bead of ``path``."""
    return scores[_cells(path, lattice)[0], path[:, 2]].astype(np.float64)


def near_edge(path: Longs, lattice: Shape, limits: tuple[Longs, Longs], margin: int) -> bool:
    """Whether a bead of the path ends within ``margin`` cells of the band's edge, a limit of the block excepted.

    ``limits`` (lowest, highest target node a row may have whatever the band).
    """
    low, high, _ = lattice
    i, j = path[:, 0], path[:, 1]
    below = (j - low[i] < margin) & (low[i] > limits[0][i])
    above = (high[i] - j < margin) & (high[i] < limits[1][i])
    return bool((below | above).any())
