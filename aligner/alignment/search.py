"""The best path through the lattice, and the probability of each bead on it.

Dynamic programming over bead types as in Gale & Church (1993), with Viterbi scores in 64-bit floats (sums reach
10⁵ in long documents), and posteriors by forward–backward in a form that can't overflow: the probability of a node
is handed back along its incoming beads in proportion to what each contributed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from aligner.alignment.kernels import kernel


@kernel
def forward(lattice: Any, scores: Any, shapes: Any, sharpness: float) -> Any:
    """Return (best score, type that gives it, log of the sum over all paths at ``sharpness``) of each cell.

    A sharpness of 0 leaves the sums out.
    """
    low, high, offset = lattice
    cells = offset[-1]
    best = np.full(cells, -1e300)
    choice = np.full(cells, -1, np.int8)
    total = np.full(cells, -1e300)
    best[0] = total[0] = 0.0
    terms = np.empty(len(shapes))
    whole = sharpness > 0.0
    for i in range(len(low)):
        for j in range(low[i], high[i] + 1):
            cell = offset[i] + j - low[i]
            if i + j == 0:
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
    return best, choice, total


@kernel
def trace(lattice: Any, choice: Any, shapes: Any) -> Any:
    """Return int64[beads, 3]: (i, j, type) of the nodes where the best path's beads end, in order.

    Empty where the last node can't be reached.
    """
    low, high, offset = lattice
    i = len(low) - 1
    j = high[i]
    path = np.empty((i + j + 1, 3), np.int64)
    at = len(path)
    while i + j > 0:
        k = choice[offset[i] + j - low[i]]
        if k < 0:
            return path[:0]
        at -= 1
        path[at, 0], path[at, 1], path[at, 2] = i, j, k
        i -= shapes[k, 0]
        j -= shapes[k, 1]
    return path[at:]


@kernel
def posteriors(lattice: Any, scores: Any, shapes: Any, total: Any, sharpness: float) -> Any:
    """Return float64[cells]: the probability that a path goes through each node.

    That of a bead is its last node's times the bead's share there (:func:`shares`).
    """
    low, high, offset = lattice
    node = np.zeros(offset[-1])
    node[offset[-1] - 1] = 1.0
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
    return node


@kernel
def shares(path: Any, lattice: Any, scores: Any, shapes: Any, sums: Any) -> Any:
    """Return the probability of each bead of ``path``; ``sums`` (total, node, sharpness) as computed above."""
    low, _, offset = lattice
    total, node, sharpness = sums
    out = np.empty(len(path))
    for b in range(len(path)):
        i, j, k = path[b, 0], path[b, 1], path[b, 2]
        cell = offset[i] + j - low[i]
        before = offset[i - shapes[k, 0]] + j - shapes[k, 1] - low[i - shapes[k, 0]]
        out[b] = min(1.0, node[cell] * np.exp(total[before] + sharpness * scores[cell, k] - total[cell]))
    return out


@kernel
def values(path: Any, lattice: Any, scores: Any, shapes: Any) -> Any:
    """Return float64[B]: the score of each bead of ``path``."""
    low, _, offset = lattice
    out = np.empty(len(path))
    for b in range(len(path)):
        out[b] = scores[offset[path[b, 0]] + path[b, 1] - low[path[b, 0]], path[b, 2]]
    return out


@kernel
def near_edge(path: Any, lattice: Any, limits: Any, margin: int) -> Any:
    """Whether each bead of the path ends within ``margin`` cells of the band's edge, a limit of the block excepted.

    ``limits`` (lowest, highest target node a row may have whatever the band).
    """
    low, high, _ = lattice
    lowest, highest = limits
    out = np.zeros(len(path), np.bool_)
    for b in range(len(path)):
        i, j = path[b, 0], path[b, 1]
        out[b] = (j - low[i] < margin and low[i] > lowest[i]) or (high[i] - j < margin and high[i] < highest[i])
    return out
