"""Which word of one text answers which of the text that corresponds: links word by word, one against one.

Competitive linking (Melamed 2000, section 3): the strongest pair of a text is linked first and both words are
taken. Pairs that stand at about the same part of their texts, and beside pairs already linked, go first. What a word
that is taken would also draw counts for less: so « organisations internationales » and « organisations
intergouvernementales » of one sentence each find their own.
"""

from __future__ import annotations

import numpy as np

from aligner.alignment.kernels import kernel
from aligner.glossary.association import Floats
from aligner.glossary.words import Ints, Longs

LOCAL = 0.5
"""How much a pair loses whose words stand at opposite ends of their texts."""
BESIDE = 0.4
"""How much a pair gains that has a linked pair beside it."""
NEAR = 2
"""Words that may lie between pairs that stand beside each other."""
TAKEN = 0.3
"""Factor for what a word draws beside the word it is linked with."""
SAME = 0.05
"""Factor for where that other word is the same as the one it is linked with."""


@kernel
def claims(source: Ints, target: Ints, start: Longs, other: Longs, strength: Floats) -> Floats:
    """How strongly each word of ``source`` claims each of ``target``: float64[N, M], 0..1.

    ``source`` int32[N] and ``target`` int32[M] are linked words in the order of the texts; the rest are the links
    (:class:`aligner.glossary.association.Links`).
    """
    rows, columns = len(source), len(target)
    drawn = np.zeros((rows, columns))
    for row in range(rows):
        begin, end = start[source[row]], start[source[row] + 1]
        for column in range(columns):
            at = begin + np.searchsorted(other[begin:end], target[column])
            if at < end and other[at] == target[column]:
                apart = abs((row + 0.5) / rows - (column + 0.5) / columns)
                drawn[row, column] = strength[at] * (1.0 - LOCAL * apart)
    first, _ = _compete(drawn)
    favoured = drawn.copy()
    for row in range(rows):
        for column in range(columns):
            if drawn[row, column] > 0.0 and _beside(first, row, column):
                favoured[row, column] *= 1.0 + BESIDE
    partner, _ = _compete(favoured)
    for row in range(rows):
        for column in range(columns):
            if partner[row] >= 0 and partner[row] != column:
                drawn[row, column] *= SAME if target[partner[row]] == target[column] else TAKEN
    return drawn


@kernel
def _compete(drawn: Floats) -> tuple[Longs, Longs]:
    """The column linked with each row and the row linked with each column, -1 for none."""
    rows, columns = drawn.shape
    flat = drawn.ravel()
    order = np.argsort(-flat, kind="mergesort")
    partner, taken = np.full(rows, -1, np.int64), np.full(columns, -1, np.int64)
    for place in order:
        if flat[place] <= 0.0:
            break
        row, column = place // columns, place % columns
        if partner[row] < 0 and taken[column] < 0:
            partner[row], taken[column] = column, row
    return partner, taken


@kernel
def _beside(partner: Longs, row: int, column: int) -> bool:
    for near in range(max(row - NEAR, 0), min(row + NEAR + 1, len(partner))):
        if near != row and partner[near] >= 0 and partner[near] != column and abs(partner[near] - column) <= NEAR:
            return True
    return False
