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

from aligner.alignment.kernels import grown, kernel, part
from aligner.alignment.tokens import Longs, Side

Floats = npt.NDArray[np.float64]

LONG = 2000
"""Segments from which a text with few anchors is looked at again near the diagonal."""
SPARSE = 40
"""Few anchors: fewer than one in so many segments."""
SMALL = 900
"""Cells of a block that is searched whole."""
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
    before = np.searchsorted(breaks, nodes, side="left") - 1
    return np.where(before < 0, 0, nodes - breaks[np.maximum(before, 0)])


def _limits(corners: Longs, rows: int) -> tuple[Longs, Longs]:
    """Smallest and largest target node of each row: a row between two blocks belongs to both."""
    nodes = np.arange(rows + 1)
    earliest = np.searchsorted(corners[1:, 0], nodes, side="left")
    latest = np.searchsorted(corners[:-1, 0], nodes, side="right") - 1
    return corners[earliest, 1], corners[latest + 1, 1]


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
    votes_s, votes_t, votes_w = _all_votes(
        (target.pointer, target.ids, target.post_start, target.posts),
        table,
        (source.post_start, source.posts),
        (where.corners, near),
    )
    if not len(votes_s):
        return np.zeros((0, 4))
    width = len(target) + 1
    keys = votes_s * width + votes_t
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    fresh = np.flatnonzero(np.diff(keys, prepend=-1))
    weights, keys = np.add.reduceat(votes_w[order], fresh), keys[fresh]
    rows, columns = keys // width, keys % width
    room = np.full(len(target) + 2, -1, np.int64), np.zeros(len(rows)), np.empty(len(rows), np.int64)
    chain = np.empty(len(rows), np.int64)
    chain = chain[len(rows) - _chain(rows, columns, weights, room, chain) :]
    return np.column_stack([where.block_s[rows[chain]], rows[chain], columns[chain], weights[chain]]).astype(np.float64)


def _all_votes(target: Any, table: Any, source: Any, limits: tuple[Longs, int]) -> tuple[Longs, Longs, Floats]:
    """(source segment, target segment, weight) of every vote of a token rare on both sides."""
    out = np.empty(1 << 12, np.int64), np.empty(1 << 12, np.int64), np.empty(1 << 12)
    segment = count = 0
    while True:
        segment, count = _votes(target, table, source, limits, (segment, count, *out))
        if segment == len(target[0]) - 1:
            return out[0][:count], out[1][:count], out[2][:count]
        out = grown(out[0]), grown(out[1]), grown(out[2])


@part
def _lower(values: Any, start: int, stop: int, wanted: int) -> int:
    while start < stop:
        middle = (start + stop) >> 1
        if values[middle] < wanted:
            start = middle + 1
        else:
            stop = middle
    return start


@kernel
def _votes(target: Any, table: Any, source: Any, limits: Any, out: Any) -> Any:
    """Add votes from a segment on, as long as there is room; return the segment to go on with and the votes so far."""
    pointer, ids, own_start, own_posts = target
    start, tokens, gains = table
    post_start, posts = source
    corners, near = limits
    begin, count, rows, columns, weights = out
    rarest = 4
    block = 0
    for segment in range(begin, len(pointer) - 1):
        before = count
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
                if count + rarest > len(rows):
                    return segment, before
                weight = np.log(1.0 + gains[p] / 30.0)
                while at < stop and posts[at] < bottom:
                    rows[count], columns[count], weights[count] = posts[at], segment, weight
                    count += 1
                    at += 1
    return len(pointer) - 1, count


@kernel
def _chain(rows: Any, columns: Any, weights: Any, room: Any, chain: Any) -> int:
    """Fill the end of ``chain`` with a heaviest chain strictly ascending in both coordinates; return its length.

    Cells come sorted by row, then column; ``room`` (Fenwick tree of -1, zeros and places by cell).
    """
    tree, best, before = room
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
    at = champion
    length = 0
    while at >= 0:
        length += 1
        chain[len(rows) - length] = at
        at = before[at]
    return length


def band(where: Blocks, chain: Floats, widths: Floats, columns: int, widest: float = 1e9) -> Lattice:
    """Return the band around ``chain``; ``widths`` float64[B] is the half-width of each block, in segments.

    It grows with the distance to the next anchor, up to ``widest``.
    """
    low, high = _band(where, chain, widths, widest)
    offset = np.zeros(len(low) + 1, np.int64)
    np.cumsum(high - low + 1, out=offset[1:])
    nodes = np.arange(columns + 1)
    return Lattice(
        low=low,
        high=high,
        offset=offset,
        first=np.searchsorted(high, nodes, side="left"),
        last=np.searchsorted(low, nodes, side="right") - 1,
    )


def _band(where: Blocks, chain: Floats, widths: Floats, widest: float) -> tuple[Longs, Longs]:
    """First and last target node of each row: along straight lines from anchor to anchor, both ascending."""
    corners = where.corners
    block, begin, end = _lines(corners, chain)
    gap = (end - begin).max(axis=1)
    half = np.minimum(widest, widths[block] + 0.3 * gap * (widths[block] / 12.0))
    slope = (end[:, 1] - begin[:, 1]) / np.maximum(end[:, 0] - begin[:, 0], 1e-9)
    slope[end[:, 0] <= begin[:, 0]] = 0.0
    top = np.ceil(begin[:, 0]).astype(np.int64)
    counts = np.maximum(0, np.floor(end[:, 0]).astype(np.int64) - top + 1)
    line = np.repeat(np.arange(len(block)), counts)
    row = np.arange(len(line)) - np.repeat(np.cumsum(counts) - counts, counts) + top[line]
    centre = begin[line, 1] + (row - begin[line, 0]) * slope[line]
    low, high = where.highest.copy(), where.lowest.copy()
    # a row where two lines meet has the band of both
    np.minimum.at(low, row, np.trunc(centre - slope[line] - half[line]).astype(np.int64))
    np.maximum.at(high, row, np.trunc(centre + slope[line] + half[line]).astype(np.int64) + 1)
    _widen_small(corners, where, low, high)
    low, high = np.maximum(low, where.lowest), np.minimum(high, where.highest)
    high = np.maximum.accumulate(high)
    low = np.minimum.accumulate(low[::-1])[::-1]
    return np.maximum(low, where.lowest), np.minimum(high, where.highest)


def _lines(corners: Longs, chain: Floats) -> tuple[Longs, Floats, Floats]:
    """Block, begin and end (source, target) of the lines from corner to anchor to anchor to corner."""
    blocks = len(corners) - 1
    block = np.concatenate([np.arange(blocks), chain[:, 0].astype(np.int64), np.arange(blocks)])
    points = np.concatenate([corners[:-1].astype(np.float64), chain[:, 1:3] + 0.5, corners[1:].astype(np.float64)])
    rank = np.repeat([0, 1, 2], [blocks, len(chain), blocks])
    order = np.lexsort((np.arange(len(block)), rank, block))
    block, points = block[order], points[order]
    same = np.flatnonzero(block[1:] == block[:-1])
    return block[same], points[same], points[same + 1]


def _widen_small(corners: Longs, where: Blocks, low: Longs, high: Longs) -> None:
    """Blocks of at most 900 cells are searched whole."""
    small = (np.diff(corners, axis=0).prod(axis=1) <= SMALL).astype(np.int64)
    edges = np.zeros(len(low) + 1, np.int64)
    np.add.at(edges, corners[:-1, 0], small)
    np.subtract.at(edges, corners[1:, 0] + 1, small)
    whole = np.cumsum(edges[:-1]) > 0
    low[whole], high[whole] = where.lowest[whole], where.highest[whole]
