"""The score of every bead inside the band: a log-likelihood ratio against "these segments are unrelated".

Cells are the nodes (i, j) of the lattice, "i source and j target segments are behind us", row by row:
``offset[i] + j - low[i]``. A bead is stored at the node where it ends.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.alignment.kernels import kernel, part
from aligner.alignment.lattice import Blocks, Lattice
from aligner.alignment.tokens import Longs

Floats = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float32]

SIDE = 5
"""Most segments a bead takes from one side."""
_PAIRS = ((n, m) for n in range(1, SIDE + 1) for m in range(1, SIDE + 1) if n + m <= 6)
TYPES = (*sorted(_PAIRS, key=lambda t: (t[0] + t[1], abs(t[0] - t[1]), t)), (1, 0), (0, 1))
"""Bead types (source, target segments), simplest first: of equal scores the first wins."""
MATCHES = len(TYPES) - 2
"""The types before this index match something; the two after it leave one segment alone."""
SHAPES = np.array(TYPES, np.int64)
MOST = 200
"""Tokens among which a counterpart is sought at most: each counts once a segment, so that in a segment of thousands it
is likelier to be there than one among so many."""
IMPOSSIBLE = np.float32(-1e30)
INDEX = np.zeros((SIDE + 1, SIDE + 1), np.int64)
"""Number of the type of each shape."""
for _number, _shape in enumerate(TYPES):
    INDEX[_shape] = _number
LOGARITHMS = np.log(np.arange(8192) * 0.5 + 0.25)
"""Logarithm of the middle of each half character."""


@part
def _lower(values: Any, start: int, stop: int, wanted: int) -> int:
    """First position in ``values[start:stop]``, ascending, whose value is at least ``wanted``."""
    while start < stop:
        middle = (start + stop) >> 1
        if values[middle] < wanted:
            start = middle + 1
        else:
            stop = middle
    return start


def inverse_sizes(pointer: Longs) -> Floats:
    """float64[N+1, 5]: 1 / (tokens of the n segments ending at each node, ``MOST`` of them, plus the empty word)."""
    out = np.ones((len(pointer), SIDE))
    for n in range(1, min(SIDE, len(pointer) - 1) + 1):
        out[n:, n - 1] = 1.0 / (np.minimum(pointer[n:] - pointer[:-n], MOST) + 1.0)
    return out


@part
def _window_gains(side: Any, table: Any, other: Any, band: Any, grid: Any, out: Any) -> None:
    """Write to ``out[cell, n-1]`` what a segment's tokens gain from the window of n segments ending at the cell.

    ``side`` (pointer, ids) are the segments to be explained; ``table`` (start, token, gain) the tokens of the other
    side that explain each; ``other`` (post_start, posts, inverse sizes of windows) that side; ``band`` (first, last)
    the other side's nodes for each node of this side; ``grid`` (offset, low, 1 if this side is the source) the cells;
    ``out`` (what is written, all 0; room for the widest row of the band: zeros, ones and zeros).

    Tokens are independent, so their factors are multiplied and the logarithm is taken once a cell.
    """
    pointer, ids = side
    start, tokens, gains = table
    post_start, posts, inverse = other
    first, last = band
    offset, low, rows = grid
    gained, mass, product, carried = out
    for segment in range(len(pointer) - 1):
        node = segment + 1
        begin = max(0, first[node] - 5)
        end = last[node]
        leftmost, rightmost = end, begin - 1
        for k in range(pointer[segment], pointer[segment + 1]):
            left, right = end, begin - 1
            for p in range(start[ids[k]], start[ids[k] + 1]):
                stop = post_start[tokens[p] + 1]
                at = post_start[tokens[p]]
                if stop - at > 8:
                    at = _lower(posts, at, stop, begin)
                while at < stop and posts[at] < end:
                    where = posts[at]
                    if where >= begin:
                        mass[where - begin] += gains[p]
                        left, right = min(left, where), max(right, where)
                    at += 1
            if right < left:
                continue
            leftmost, rightmost = min(leftmost, left), max(rightmost, right)
            for ending in range(left + 1, min(right + 5, end) + 1):
                total = 0.0
                # windows that end before they reach the last place that explains the token gain nothing
                for n in range(max(0, ending - 1 - right), min(5, ending - begin)):
                    total += mass[ending - 1 - n - begin]
                    factor = product[ending - begin, n] * (1.0 + total * inverse[ending, n])
                    if factor > 1e200:
                        # a segment of thousands of words: part of the logarithm is taken now
                        carried[ending - begin, n] += np.log(factor)
                        factor = 1.0
                    product[ending - begin, n] = factor
            for where in range(left, right + 1):
                mass[where - begin] = 0.0
        for ending in range(leftmost + 1, min(rightmost + 5, end) + 1):
            inside = ending >= first[node]
            if inside:
                cell = offset[node] + ending - low[node] if rows else offset[ending] + node - low[ending]
            for n in range(5):
                if inside and product[ending - begin, n] + carried[ending - begin, n] > 1.0:
                    gained[cell, n] = np.log(product[ending - begin, n]) + carried[ending - begin, n]
                product[ending - begin, n], carried[ending - begin, n] = 1.0, 0.0


@part
def _bead_scores(lattice: Any, gains: Any, sides: Any, breaks: Any, priors: Any, length: Any) -> None:
    """Fill in the score of each bead type ending at each cell; those that can't be are left as they are.

    ``lattice`` (low, high, offset, source reach, target reach, source blocks, target blocks); ``gains`` the two arrays
    of :func:`_window_gains` (target explained by source windows, then the reverse); ``sides`` (source constants, target
    constants, source lengths, target lengths: all cumulative; costs of leaving a source, a target segment alone);
    ``breaks`` (tail classes of source and target nodes and their table; the same for heads); ``priors`` (log prior by
    type, the types);
    ``length`` (weight, ratio, variance, source background, target background, logarithms); ``priors`` ends with what
    is filled in.
    """
    low, high, offset, reach_s, reach_t, block_s, block_t = lattice
    explained_t, explained_s = gains
    const_s, const_t, chars_s, chars_t, alone_s, alone_t = sides
    tail_s, tail_t, tails, head_s, head_t, heads = breaks
    prior, index, summed, out = priors
    weight, ratio, variance, usual_s, usual_t, logs = length
    types = len(prior)
    constant = np.log(6.283185307179586 * variance)
    for i in range(len(low)):
        for j in range(low[i], high[i] + 1):
            cell = offset[i] + j - low[i]
            if i > 0 and low[i - 1] <= j <= high[i - 1]:
                out[cell, types - 2] = alone_s[i - 1]
            if j > low[i]:
                out[cell, types - 1] = alone_t[j - 1]
            if i == 0 or j == 0 or block_s[i - 1] != block_t[j - 1]:
                continue
            edge = tails[tail_s[i], tail_t[j]] + heads[head_s[i], head_t[j]]
            for m in range(1, 6):
                summed[m - 1] = 0.0
            for n in range(1, min(5, reach_s[i]) + 1):
                if j > high[i - n + 1] or j < low[i - n + 1]:
                    break
                row = offset[i - n + 1] + j - low[i - n + 1]
                for m in range(1, 6):
                    summed[m - 1] += explained_s[row, m - 1]
                a = (chars_s[i] - chars_s[i - n]) * ratio
                lexical = const_s[i] - const_s[i - n]
                for m in range(1, min(6 - n, reach_t[j]) + 1):
                    if j - m + 1 < low[i]:
                        break
                    lexical += explained_t[cell - m + 1, n - 1]
                    if j - m < low[i - n] or j - m > high[i - n]:
                        continue
                    b = chars_t[j] - chars_t[j - m]
                    middle = 0.5 * (a + b) + 1.0
                    log = logs[int(2.0 * middle)] if middle < 4095.0 else np.log(middle)
                    fit = -0.5 * ((a - b) * (a - b) / (variance * middle) + constant + log)
                    fit -= 0.5 * (usual_s[i, n - 1] + usual_t[j, m - 1])
                    score = lexical + const_t[j] - const_t[j - m] + summed[m - 1]
                    k = index[n, m]
                    out[cell, k] = 0.5 * score + weight * fit + prior[k] + edge


@kernel
def _score(lattice: Any, texts: Any, gains: Any, sides: Any, breaks: Any, rest: Any) -> None:
    (low, high, offset, first, last), limits = lattice
    (own_s, other_s, is_s), (own_t, other_t, is_t) = texts
    (table_t, room_t), (table_s, room_s) = gains
    # 1 and 0 come from outside: as literals they would be two types, and compiled twice
    _window_gains(own_t, table_t, other_s, (first, last), (offset, low, is_t), room_t)
    _window_gains(own_s, table_s, other_t, (low, high), (offset, low, is_s), room_s)
    reach_s, reach_t, block_s, block_t = limits
    area = low, high, offset, reach_s, reach_t, block_s, block_t
    _bead_scores(area, (room_t[0], room_s[0]), sides, breaks, rest[0], rest[1])


def bead_scores(area: Lattice, where: Blocks, texts: Any, sides: Any, breaks: Any, rest: Any) -> Matrix:
    """float32[cells, types]: the score of every bead in the band, ``IMPOSSIBLE`` where there can't be one.

    ``texts``: for the source and the target (tokens and where each stands, inverse sizes of windows, the table of
    what explains its tokens); ``sides``, ``breaks`` as :func:`_bead_scores` takes them; ``rest`` (log priors;
    weight, ratio, variance and backgrounds of the lengths).
    """
    (left, inverse_s, to_source), (right, inverse_t, to_target) = texts
    out = np.full((area.cells, len(TYPES)), IMPOSSIBLE, np.float32)
    widest = max(int((area.last - area.first).max()), int((area.high - area.low).max())) + 12
    room = np.zeros(widest), np.ones((widest, SIDE)), np.zeros((widest, SIDE))
    rooms = [(np.zeros((area.cells, SIDE), np.float32), *room) for _ in range(2)]
    _score(
        (
            (area.low, area.high, area.offset, area.first, area.last),
            (where.reach_s, where.reach_t, where.block_s, where.block_t),
        ),
        (
            ((left.pointer, left.ids), (left.post_start, left.posts, inverse_s), 1),
            ((right.pointer, right.ids), (right.post_start, right.posts, inverse_t), 0),
        ),
        ((to_target.arrays(), rooms[0]), (to_source.arrays(), rooms[1])),
        sides,
        breaks,
        ((rest[0], INDEX, np.zeros(SIDE), out), (*rest[1], LOGARITHMS)),
    )
    return out
