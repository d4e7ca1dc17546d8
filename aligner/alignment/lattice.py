"""Where the search looks: hard boundaries, anchors between them, and the band around the anchors.

Nodes (i, j) run from (0, 0) to (N, M). A block is the rectangle between two neighbouring boundaries; no bead
crosses its edges. Inside a block the band follows the heaviest chain of anchors, wider where anchors are far apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.alignment.kernels import grown, kernel
from aligner.alignment.tokens import Longs, Side

Floats = npt.NDArray[np.float64]

LONG = 2000
"""Segments from which a text with few anchors is looked at again near the diagonal."""
SPARSE = 40
"""Few anchors: fewer than one in so many segments."""
NEAR = 400
"""Segments from the diagonal that count as near it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """The hard boundaries of a pair, from (0, 0) to (N, M), and what follows from them."""

    corners: Longs
    """int64[B+1, 2]: ascending nodes every path goes through."""
    lowest: Longs
    """int64[N+1]: smallest target node each row may have."""
    highest: Longs
    """int64[N+1]: and the largest."""
    reach_s: Longs
    """int64[N+1]: most segments a bead ending at this source node may take."""
    reach_t: Longs
    """int64[M+1]: the same for target nodes."""
    block_s: Longs
    """int64[N]: the block of each source segment."""
    block_t: Longs
    """int64[M]: the block of each target segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lattice:
    """A band: the target nodes of each source node, and where its cells are stored."""

    low: Longs
    high: Longs
    offset: Longs
    """int64[N+2]: cell of (i, low[i]); the last entry is the number of cells."""
    first: Longs
    """int64[M+1]: the band by columns: smallest source node of each target node."""
    last: Longs

    @property
    def cells(self) -> int:
        """How many nodes the band holds."""
        return int(self.offset[-1])


def blocks(sizes: tuple[int, int], boundaries: Sequence[tuple[int, int]]) -> Blocks:
    """Return the blocks between ``boundaries`` (ascending on both sides; the outer corners may be left out)."""
    inner = [pair for pair in boundaries if pair not in ((0, 0), sizes)]
    corners = np.array([(0, 0), *inner, sizes], np.int64).reshape(-1, 2)
    if (np.diff(corners, axis=0) < 0).any():
        raise ValueError("boundaries must ascend on both sides and lie within the texts")
    lowest, highest = _limits(corners, sizes[0])
    return Blocks(
        corners=corners,
        lowest=lowest,
        highest=highest,
        reach_s=_reach(corners[:, 0], sizes[0]),
        reach_t=_reach(corners[:, 1], sizes[1]),
        block_s=np.searchsorted(corners[1:, 0], np.arange(sizes[0]), side="right"),
        block_t=np.searchsorted(corners[1:, 1], np.arange(sizes[1]), side="right"),
    )


def _reach(breaks: Longs, size: int) -> Longs:
    """Distance from each node back to the last break strictly before it."""
    nodes = np.arange(size + 1)
    unique = np.unique(breaks)
    before = np.searchsorted(unique, nodes, side="left") - 1
    return np.where(before < 0, 0, nodes - unique[np.maximum(before, 0)])


@kernel
def _limits(corners: Any, rows: int) -> Any:
    lowest = np.full(rows + 1, 1 << 60, np.int64)
    highest = np.zeros(rows + 1, np.int64)
    for b in range(len(corners) - 1):
        for i in range(corners[b, 0], corners[b + 1, 0] + 1):
            lowest[i] = min(lowest[i], corners[b, 1])
            highest[i] = max(highest[i], corners[b + 1, 1])
    return lowest, highest


def anchors(source: Side, target: Side, table: Any, where: Blocks) -> Floats:
    """Return float64[A, 4]: (block, source segment, target segment, weight) of a heaviest ascending chain.

    Tokens found at most four times on both sides of a block vote for the cells they share; ``table``
    (start, token, gain) says which source tokens stand for a target token. Where that leaves long stretches without
    any (a text that repeats itself), being rare near the diagonal is enough.
    """
    chain = _anchors(source, target, table, where, 1 << 60)
    if len(source) > LONG and len(chain) * SPARSE < len(source):
        chain = _anchors(source, target, table, where, NEAR)
    return chain


def _anchors(source: Side, target: Side, table: Any, where: Blocks, near: int) -> Floats:
    votes_s, votes_t, votes_w = _votes(
        (target.pointer, target.ids, target.post_start, target.posts),
        table,
        (source.post_start, source.posts),
        where.corners,
        near,
    )
    if not len(votes_s):
        return np.zeros((0, 4))
    width = len(target) + 1
    keys, inverse = np.unique(votes_s * width + votes_t, return_inverse=True)
    weights = np.bincount(inverse, votes_w)
    rows, columns = keys // width, keys % width
    chain = _chain(rows, columns, weights, len(target))
    return np.column_stack([where.block_s[rows[chain]], rows[chain], columns[chain], weights[chain]]).astype(np.float64)


@kernel
def _lower(values: Any, start: int, stop: int, wanted: int) -> int:
    while start < stop:
        middle = (start + stop) >> 1
        if values[middle] < wanted:
            start = middle + 1
        else:
            stop = middle
    return start


@kernel
def _votes(target: Any, table: Any, source: Any, corners: Any, near: int) -> Any:
    """Return (source segment, target segment, weight) of every vote of a token rare on both sides."""
    pointer, ids, own_start, own_posts = target
    start, tokens, gains = table
    post_start, posts = source
    rarest = 4
    rows, columns, weights = np.empty(1024, np.int64), np.empty(1024, np.int64), np.empty(1024)
    count = 0
    block = 0
    for segment in range(len(pointer) - 1):
        while corners[block + 1, 1] <= segment:
            block += 1
        top, bottom = corners[block, 0], corners[block + 1, 0]
        left, right = corners[block, 1], corners[block + 1, 1]
        centre = top + (segment - left) * (bottom - top) // max(1, right - left)
        top, bottom = max(top, centre - near), min(bottom, centre + near)
        left, right = max(left, segment - near), min(right, segment + near)
        for k in range(pointer[segment], pointer[segment + 1]):
            token = ids[k]
            if start[token] == start[token + 1]:
                continue
            here = _lower(own_posts, own_start[token], own_start[token + 1], left)
            if here + rarest < own_start[token + 1] and own_posts[here + rarest] < right:
                continue
            for p in range(start[token], start[token + 1]):
                stop = post_start[tokens[p] + 1]
                at = _lower(posts, post_start[tokens[p]], stop, top)
                if at + rarest < stop and posts[at + rarest] < bottom:
                    continue
                weight = np.log(1.0 + gains[p] / 30.0)
                while at < stop and posts[at] < bottom:
                    if count == len(rows):
                        rows, columns, weights = grown(rows), grown(columns), grown(weights)
                    rows[count], columns[count], weights[count] = posts[at], segment, weight
                    count += 1
                    at += 1
    return rows[:count], columns[:count], weights[:count]


@kernel
def _chain(rows: Any, columns: Any, weights: Any, width: int) -> Any:
    """Heaviest chain strictly ascending in both coordinates; cells come sorted by row, then column."""
    tree = np.full(width + 2, -1, np.int64)
    best = np.zeros(len(rows))
    before = np.full(len(rows), -1, np.int64)
    start = 0
    champion = 0
    while start < len(rows):
        stop = start
        while stop < len(rows) and rows[stop] == rows[start]:
            at = columns[stop]
            previous = -1
            while at > 0:
                if tree[at] >= 0 and (previous < 0 or best[tree[at]] > best[previous]):
                    previous = tree[at]
                at -= at & -at
            best[stop] = weights[stop] + (best[previous] if previous >= 0 else 0.0)
            before[stop] = previous
            if best[stop] > best[champion]:
                champion = stop
            stop += 1
        for k in range(start, stop):
            at = columns[k] + 1
            while at < len(tree):
                if tree[at] < 0 or best[k] > best[tree[at]]:
                    tree[at] = k
                at += at & -at
        start = stop
    length = 0
    at = champion
    while at >= 0:
        length += 1
        at = before[at]
    chain = np.empty(length, np.int64)
    at = champion
    while at >= 0:
        length -= 1
        chain[length] = at
        at = before[at]
    return chain


def band(where: Blocks, chain: Floats, widths: Floats, columns: int, widest: float = 1e9) -> Lattice:
    """Return the band around ``chain``; ``widths`` float64[B] is the half-width of each block, in segments.

    It grows with the distance to the next anchor, up to ``widest``.
    """
    low, high = _band(where.corners, (where.lowest, where.highest), chain, widths, widest)
    offset = np.zeros(len(low) + 1, np.int64)
    np.cumsum(high - low + 1, out=offset[1:])
    first, last = _columns(low, high, columns)
    return Lattice(low=low, high=high, offset=offset, first=first, last=last)


@kernel
def _band(corners: Any, limits: Any, chain: Any, widths: Any, widest: float) -> Any:
    lowest, highest = limits
    low, high = highest.copy(), lowest.copy()
    at = 0
    for b in range(len(corners) - 1):
        top, left, bottom, right = corners[b, 0], corners[b, 1], corners[b + 1, 0], corners[b + 1, 1]
        whole = (bottom - top) * (right - left) <= 900
        i, j = float(top), float(left)
        while True:
            more = at < len(chain) and chain[at, 0] == b
            to_i = chain[at, 1] + 0.5 if more else float(bottom)
            to_j = chain[at, 2] + 0.5 if more else float(right)
            gap = max(to_i - i, to_j - j)
            half = min(widest, widths[b] + 0.3 * gap * (widths[b] / 12.0))
            slope = (to_j - j) / (to_i - i) if to_i > i else 0.0
            for row in range(int(np.ceil(i)), int(np.floor(to_i)) + 1):
                centre = j + (row - i) * slope
                low[row] = min(low[row], int(centre - slope - half))
                high[row] = max(high[row], int(centre + slope + half) + 1)
            i, j = to_i, to_j
            if not more:
                break
            at += 1
        for row in range(top, bottom + 1):
            if whole:
                low[row], high[row] = lowest[row], highest[row]
            low[row], high[row] = max(low[row], lowest[row]), min(high[row], highest[row])
    for row in range(1, len(low)):
        high[row] = max(high[row], high[row - 1])
    for row in range(len(low) - 2, -1, -1):
        low[row] = min(low[row], low[row + 1])
    for row in range(len(low)):
        low[row], high[row] = max(low[row], lowest[row]), min(high[row], highest[row])
    return low, high


@kernel
def _columns(low: Any, high: Any, columns: int) -> Any:
    first = np.full(columns + 1, len(low), np.int64)
    last = np.full(columns + 1, -1, np.int64)
    at = 0
    for j in range(columns + 1):
        while at < len(low) and high[at] < j:
            at += 1
        first[j] = at
    at = len(low) - 1
    for j in range(columns, -1, -1):
        while at >= 0 and low[at] > j:
            at -= 1
        last[j] = at
    return first, last
