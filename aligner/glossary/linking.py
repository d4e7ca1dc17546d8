"""Which word of one text answers which of the text that corresponds: links word by word, one against one.

Competitive linking (Melamed 2000, section 3): the strongest pair of a text is linked first and both words are
taken. Pairs that stand at about the same part of their texts, and beside pairs already linked, go first. What a word
that is taken would also draw counts for less: so « organisations internationales » and « organisations
intergouvernementales » of one sentence each find their own.
"""

from __future__ import annotations

import numpy as np

from aligner.alignment.kernels import kernel, part
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


def claims(source: Ints, target: Ints, start: Longs, other: Longs, strength: Floats) -> Floats:
    """How strongly each word of ``source`` claims each of ``target``: float64[N, M], 0..1.

    ``source`` int32[N] and ``target`` int32[M] are linked words in the order of the texts; the rest are the links
    (:class:`aligner.glossary.association.Links`).
    """
    drawn = np.zeros((len(source), len(target)))
    _draw((source, target), (start, other, strength), drawn)
    favoured = drawn.copy()
    _favour(_compete(drawn), favoured)
    _taken(_compete(favoured), target, drawn)
    return drawn


@kernel
def _draw(texts: tuple[Ints, Ints], links: tuple[Longs, Longs, Floats], drawn: Floats) -> None:
    """Fill in how much each pair of words draws each other, less the farther apart they stand."""
    source, target = texts
    start, other, strength = links
    rows, columns = len(source), len(target)
    for row in range(rows):
        for column in range(columns):
            at, stop = start[source[row]], start[source[row] + 1]
            last = stop
            while at < stop:
                middle = (at + stop) >> 1
                if other[middle] < target[column]:
                    at = middle + 1
                else:
                    stop = middle
            if at < last and other[at] == target[column]:
                apart = abs((row + 0.5) / rows - (column + 0.5) / columns)
                drawn[row, column] = strength[at] * (1.0 - LOCAL * apart)


@kernel
def _favour(first: Longs, drawn: Floats) -> None:
    """Add to pairs that have a pair of ``first`` beside them."""
    for row in range(drawn.shape[0]):
        for column in range(drawn.shape[1]):
            if drawn[row, column] > 0.0 and _beside(first, row, column):
                drawn[row, column] *= 1.0 + BESIDE


@kernel
def _taken(partner: Longs, target: Ints, drawn: Floats) -> None:
    """Take off what a word draws beside the word it is linked with."""
    for row in range(drawn.shape[0]):
        for column in range(drawn.shape[1]):
            if partner[row] >= 0 and partner[row] != column:
                drawn[row, column] *= SAME if target[partner[row]] == target[column] else TAKEN


def _compete(drawn: Floats) -> Longs:
    """The column linked with each row, -1 for none."""
    partner, taken = np.full(drawn.shape[0], -1, np.int64), np.full(drawn.shape[1], -1, np.int64)
    _link(drawn, np.argsort(-drawn, axis=None, kind="stable"), partner, taken)
    return partner


@kernel
def _link(drawn: Floats, order: Longs, partner: Longs, taken: Longs) -> None:
    columns = drawn.shape[1]
    for k in range(len(order)):
        row, column = order[k] // columns, order[k] % columns
        if drawn[row, column] <= 0.0:
            break
        if partner[row] < 0 and taken[column] < 0:
            partner[row], taken[column] = column, row


@part
def _beside(partner: Longs, row: int, column: int) -> bool:
    for near in range(max(row - NEAR, 0), min(row + NEAR + 1, len(partner))):
        if near != row and partner[near] >= 0 and partner[near] != column and abs(partner[near] - column) <= NEAR:
            return True
    return False
