"""What the markers of two blocks say: equal numbers speak for a pair, other numbers against it.

A number is compared as its neighbours have turned out: where the paragraphs around were found one number higher in
the target, one number higher is agreement and the same number is not, so a renumbered tail speaks for itself; between
a paragraph found one lower and one found three lower, everything from one to three agrees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.blocks.sides import KINDS, Side

SAME, OTHER, ADDRESS = 1.0, -1.5, 1.5
"""Nats for the same number, for another one, and for the same number of every block above too."""
_ROMAN = re.compile(r"(?=.)m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_UNREADABLE = 1_000_000
Ints = NDArray[np.int64]


def ordinals(source: Side, target: Side) -> tuple[Ints, Ints]:
    """The number of every block as its marker says it, −1 where there is none; alike on both sides."""
    others = {label: place for place, label in enumerate(sorted({*source.label, *target.label}))}

    def value(label: str, kind: int) -> int:
        if not label:
            return -1
        if label.isdecimal():
            return int(label)
        if KINDS[kind] in ("heading", "subitem") and _ROMAN.fullmatch(label):
            return _roman(label.lower())
        if label.isascii() and label.isalpha() and len(label) == 1:
            return ord(label.lower()) - ord("a") + 1
        return _UNREADABLE + others[label]

    left, right = (
        np.array([value(label, int(kind)) for label, kind in zip(side.label, side.kind, strict=True)], dtype=np.int64)
        for side in (source, target)
    )
    return left, right


def _roman(text: str) -> int:
    values = [_VALUES[letter] for letter in text]
    return sum(
        -value if any(later > value for later in values[place + 1 : place + 2]) else value
        for place, value in enumerate(values)
    )


def shifts(source: Side, target: Side, met: Sequence[tuple[int, int]]) -> Ints:
    """(n, 2): by how much the numbers before and after each source block differ in the target.

    ``met`` are pairs of blocks that surely correspond. Only blocks of the same kind under the same block count.
    """
    left, right = ordinals(source, target)
    known = {i: int(right[j] - left[i]) for i, j in met if left[i] >= 0 and right[j] >= 0}
    found = np.zeros((len(left), 2), dtype=np.int64)
    said = np.zeros((len(left), 2), dtype=np.bool_)
    for column, order in ((0, range(len(left))), (1, range(len(left) - 1, -1, -1))):
        last: dict[tuple[int, int], int] = {}
        for i in order:
            group = int(source.kind[i]), int(source.parent[i])
            if i in known:
                last[group] = known[i]
            if group in last:
                found[i, column], said[i, column] = last[group], True
    for column in (0, 1):
        alone = said[:, 1 - column] & ~said[:, column]
        found[alone, column] = found[alone, 1 - column]
    return found


def agreement(source: Side, target: Side, shift: Ints | None) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(n, m) each: whether both blocks have a number, and whether the numbers agree."""
    left, right = ordinals(source, target)
    both = (left >= 0)[:, None] & (right >= 0)[None, :]
    difference = (right[None, :] - left[:, None]).astype(np.int32)
    if shift is None:
        return both, both & (difference == 0)
    agree = (difference >= shift.min(axis=1)[:, None]) & (difference <= shift.max(axis=1)[:, None])
    return both, both & agree


def marker_evidence(source: Side, target: Side, shift: Ints | None) -> NDArray[np.float32]:
    """(n, m): nats for and against every pair."""
    both, same = agreement(source, target, shift)
    evidence = np.where(same, np.float32(SAME), np.float32(OTHER)) * both
    evidence += np.float32(ADDRESS) * _addresses(source, target, same)
    return np.asarray(evidence, dtype=np.float32)


def _addresses(source: Side, target: Side, same: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether the numbers agree all the way up."""
    found = np.zeros((same.shape[0] + 1, same.shape[1] + 1), dtype=np.bool_)
    found[-1, -1] = True
    depths = _depths(source), _depths(target)
    for depth in range(int(max((side.max(initial=0) for side in depths), default=0)) + 1):
        rows, columns = (np.flatnonzero(side == depth) for side in depths)
        above = found[np.ix_(source.parent[rows], target.parent[columns])]
        found[np.ix_(rows, columns)] = same[np.ix_(rows, columns)] & above
    return found[:-1, :-1]


def _depths(side: Side) -> NDArray[np.int64]:
    depth = np.zeros(len(side.blocks), dtype=np.int64)
    for place, parent in enumerate(side.parent):
        depth[place] = depth[parent] + 1 if parent >= 0 else 0
    return depth
