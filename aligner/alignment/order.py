"""A second look at the beads that may be on the best path: do their words stand in about the same order?

The first search takes a window of segments as a bag of words, so that a wide bead loses with every word it adds, and
a sentence that belongs to nothing hides beside one that shares its words. Here a word is explained the better the
nearer to the diagonal of the bead its counterpart stands, in the form of Dyer, Chahuneau & Smith (2013): with
probability ∝ exp(−λ·|x − y|) for places x and y between 0 and 1, and a share of words that may stand anywhere.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.alignment.kernels import kernel, part
from aligner.alignment.pairs import Table
from aligner.alignment.scores import MATCHES, MOST, SHAPES
from aligner.alignment.search import Candidates
from aligner.alignment.tokens import Side

Floats = npt.NDArray[np.float64]

STEPS = 256
"""Places within a bead that are told apart."""


def curves(tension: float, anywhere: float) -> tuple[Floats, Floats]:
    """float64[257]: by distance, how much a word at that distance counts; by place, the mean of that over all others.

    ``tension`` is λ; ``anywhere``, 0..1, the share of words that may stand anywhere.
    """
    place = np.arange(STEPS + 1) / STEPS
    near = anywhere + (1.0 - anywhere) * np.exp(-tension * place)
    inside = (2.0 - np.exp(-tension * place) - np.exp(-tension * (1.0 - place))) / tension
    return near, anywhere + (1.0 - anywhere) * inside


def difference(
    candidates: Candidates, sides: tuple[Side, Side], tables: tuple[Table, Table], curve: tuple[Floats, Floats]
) -> Floats:
    """float64[C]: what the order of words adds to the score of each candidate; 0 for one-sided beads.

    ``tables`` explain target tokens by source tokens, and the reverse.
    """
    left, right = sides
    out = np.zeros(len(candidates.kind))
    room = np.full(len(left.post_start), -1, np.int64), np.empty(max(len(left.ids), len(right.ids)) + 1, np.int64)
    _compare(
        (candidates.row, candidates.column, candidates.kind),
        (SHAPES, MATCHES),
        ((left.pointer, left.ids, tables[1].arrays()), (right.pointer, right.ids, tables[0].arrays())),
        (*curve, *room, MOST),
        out,
    )
    return out


@kernel
def _compare(candidates: Any, types: Any, sides: Any, rest: Any, out: Any) -> None:
    rows, columns, kinds = candidates
    shapes, matches = types
    source, target = sides
    for c in range(len(rows)):
        if kinds[c] >= matches:
            continue
        i, j = rows[c], columns[c]
        here = i - shapes[kinds[c], 0], i
        there = j - shapes[kinds[c], 1], j
        out[c] = 0.5 * (_gain(target, there, source, here, rest) + _gain(source, here, target, there, rest))


@part
def _gain(side: Any, span: Any, other: Any, window: Any, rest: Any) -> float:
    """How much better the tokens of ``span`` are explained with places than without, in nats."""
    pointer, ids, (start, tokens, gains) = side
    near, mean, first, following, most = rest
    begin, end = other[0][window[0]], other[0][window[1]]
    size = min(end - begin, most)
    # the places of each token of the window, as chains
    for k in range(end - 1, begin - 1, -1):
        token = other[1][k]
        following[k - begin] = first[token]
        first[token] = k - begin
    steps = len(near) - 1
    scale = steps / max(1, end - begin)
    top, bottom = pointer[span[0]], pointer[span[1]]
    own = steps / max(1, bottom - top)
    total, product = 0.0, 1.0
    for q in range(top, bottom):
        at = int((q - top + 0.5) * own)
        plain, placed = 0.0, 0.0
        for p in range(start[ids[q]], start[ids[q] + 1]):
            k = first[tokens[p]]
            while k >= 0:
                plain += gains[p]
                placed += gains[p] * near[abs(at - int((k + 0.5) * scale))]
                k = following[k]
        if plain > 0.0:
            product *= (1.0 + placed / (1.0 + size * mean[at])) / (1.0 + plain / (1.0 + size))
            if product > 1e100 or product < 1e-100:
                total += np.log(product)
                product = 1.0
    for k in range(begin, end):
        first[other[1][k]] = -1
    return float(total + np.log(product))
