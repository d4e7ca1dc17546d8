"""What speaks for two blocks being versions of each other, as log likelihood ratios against chance, in nats.

Words, length, marker and kind are weighed separately and added. The evidence of words is additive over the blocks of
a bead (what is explained gains, every known word costs a little), so that a paragraph that holds a whole list is
scored as the sum of its pieces.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.blocks.lexical import Gains
from aligner.alignment.blocks.markers import marker_evidence
from aligner.alignment.blocks.sides import KINDS, Side

Floats = NDArray[np.float32]

LENGTH_SD = 0.16
"""Spread of the log length ratio of long blocks, over the six languages of the United Nations."""
LENGTH_NOISE = 3.0
"""Variance that short blocks add to it, times characters."""
LENGTH_FLOOR = -6.0
"""No length says more against a pair than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How far each kind of evidence can be believed in this pair of documents."""

    marker: float = 1.0
    """Weight of markers and refs."""
    ratio: float = 0.0
    """Natural logarithm of target characters for each source character."""
    shift: NDArray[np.int64] | None = None
    """(n, 2): how the numbers around each source block differ in the target; None: not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that the search needs, for n source and m target blocks."""

    gain: Floats
    """(n, m): what shared tokens add."""
    source_base: Floats
    """(n,): what the known tokens of a source block cost in any bead."""
    target_base: Floats
    """(m,): the same for target blocks."""
    tag: Floats
    """(n, m): marker and kind of the first blocks of a bead."""
    length: Floats
    """(n, m): how well the lengths agree."""
    source_length: NDArray[np.float64]
    """(n,): characters."""
    target_length: NDArray[np.float64]
    """(m,): characters, divided by the ratio of the two languages."""

    @property
    def text(self) -> Floats:
        """(n, m): what the texts alone say about each 1:1 pair."""
        total = self.gain + self.source_base[:, None] + self.target_base[None, :] + self.length
        return np.asarray(total, dtype=np.float32)

    @property
    def score(self) -> Floats:
        """(n, m): all evidence for each 1:1 pair."""
        return np.asarray(self.text + self.tag, dtype=np.float32)


def weigh(source: Side, target: Side, words: Gains, trust: Trust) -> Evidence:
    """Compare every source block with every target block."""
    source_length = np.maximum(source.length, 1.0)
    target_length = np.maximum(target.length, 1.0) / np.exp(trust.ratio)
    return Evidence(
        gain=_above_chance(words.gain),
        source_base=words.source_base,
        target_base=words.target_base,
        tag=_tags(source, target, trust),
        length=_lengths(source_length, target_length),
        source_length=source_length,
        target_length=target_length,
    )


def _above_chance(gain: Floats) -> Floats:
    """Take off what two unrelated blocks of these two would gain: common words explain a little of everything.

    It is the mean of the block's row times the mean of its column, over the mean of all; the best entry of a row or
    column, which may be its counterpart, does not count.
    """
    rows, columns = gain.shape
    if min(rows, columns) < 3:
        return gain
    by_row = (gain.sum(axis=1) - gain.max(axis=1)) / (columns - 1)
    by_column = (gain.sum(axis=0) - gain.max(axis=0)) / (rows - 1)
    middle = max(0.5 * float(by_row.mean() + by_column.mean()), 1e-6)
    return np.asarray(gain - by_row[:, None] * (by_column / middle)[None, :], dtype=np.float32)


def _lengths(source: NDArray[np.float64], target: NDArray[np.float64]) -> Floats:
    """Log ratio of the lengths against two unrelated blocks, both directions weighed alike."""
    sides = []
    for lengths in (source, target):
        logs = np.log(lengths)
        spread = (float(logs.var()) if logs.size else 0.0) + LENGTH_SD**2
        middle = float(logs.mean()) if logs.size else 0.0
        variance = LENGTH_SD**2 + LENGTH_NOISE / lengths
        chance = -0.25 * ((logs - middle) ** 2 / spread + np.log(spread))
        sides.append(_Length(logs, variance, chance))
    return _alike(sides[0], sides[1]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Length:
    """Logarithm of each block's length, variance of what it may be translated to, and its chance by itself."""

    log: NDArray[np.float64]
    variance: NDArray[np.float64]
    chance: NDArray[np.float64]


def _alike(source: _Length, target: _Length) -> NDArray[np.float64]:
    """Normal density of the log ratio, its variance that of the longer block, against chance on both sides."""
    difference = source.log[:, None] - target.log[None, :]
    longer = difference > 0.0
    variance = np.where(longer, source.variance[:, None], target.variance[None, :])
    spread = np.where(longer, np.log(source.variance)[:, None], np.log(target.variance)[None, :])
    alike = -0.5 * (difference * difference / variance + spread)
    return np.asarray(np.maximum(alike - source.chance[:, None] - target.chance[None, :], LENGTH_FLOOR))


def _tags(source: Side, target: Side, trust: Trust) -> Floats:
    """Marker, address and kind."""
    markers = marker_evidence(source, target, trust.shift)
    tag = np.float32(trust.marker) * markers + _kinds(source, target)
    return np.asarray(tag, dtype=np.float32)


def _kinds(source: Side, target: Side) -> Floats:
    """Headings meet headings; other kinds differ easily, because a lost marker changes them."""
    table = np.full((len(KINDS), len(KINDS)), -1.0, dtype=np.float32)
    heading, text = KINDS.index("heading"), KINDS.index("text")
    table[heading, :] = table[:, heading] = -3.0
    table[text, :] = table[:, text] = -0.3
    table[heading, text] = table[text, heading] = -1.0
    np.fill_diagonal(table, 0.3)
    table[heading, heading] = 1.5
    return np.asarray(table[source.kind[:, None], target.kind[None, :]], dtype=np.float32)
