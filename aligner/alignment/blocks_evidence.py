"""What speaks for two blocks being versions of each other, as log likelihood ratios against chance, in nats.

Text (tokens both hold, tokens that usually go together in this document, length), marker and kind are weighed
separately and added. Text evidence is additive over the blocks of a bead: the tokens that two blocks share gain,
every known token costs a little (``base``), so that a paragraph that holds a whole list is scored exactly as the sum
of its pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.blocks_sides import KINDS, Side

Floats = NDArray[np.float32]

MIN_GAIN = 0.7
"""A token that says less than this when it matches is left out on both sides."""
LEXICON_SIZE = 2500
"""Tokens of a side that take part in learning, the most frequent of the informative ones."""
LENGTH_SD = 0.16
"""Spread of the log length ratio of long blocks, over the six languages of the United Nations."""
LENGTH_NOISE = 3.0
"""Variance that short blocks add to it, times characters."""
LENGTH_FLOOR = -6.0
"""No length says more against a pair than this."""
CLASSES = ("number", "word")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How far each kind of evidence can be believed in this pair of documents."""

    number: float = 0.6
    """Share of the numbers of a block that its counterpart holds too, 0 to 1."""
    word: float = 0.2
    """The same for words that look alike."""
    marker: float = 1.0
    """Weight of markers and refs."""
    ratio: float = 0.0
    """Natural logarithm of target characters for each source character."""


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


def weigh(source: Side, target: Side, trust: Trust, lexicon: Lexicon | None = None) -> Evidence:
    """Compare every source block with every target block."""
    gain, source_base, target_base = _shared(source, target, trust)
    if lexicon is not None:
        gain += lexicon.gain(source, target)
    source_length = np.maximum(source.length, 1.0)
    target_length = np.maximum(target.length, 1.0) / np.exp(trust.ratio)
    return Evidence(
        gain=gain,
        source_base=source_base,
        target_base=target_base,
        tag=_tags(source, target, trust),
        length=_lengths(source_length, target_length),
        source_length=source_length,
        target_length=target_length,
    )


def _frequency(tokens: Sequence[Counter[str]]) -> Counter[str]:
    """In how many blocks each token stands."""
    found: Counter[str] = Counter()
    for bag in tokens:
        found.update(bag.keys())
    return found


def _incidence(tokens: Sequence[Counter[str]], index: dict[str, int]) -> Floats:
    """(blocks, tokens of ``index``): 1 where the block holds the token."""
    rows: list[int] = []
    columns: list[int] = []
    for row, bag in enumerate(tokens):
        for token in bag:
            column = index.get(token)
            if column is not None:
                rows.append(row)
                columns.append(column)
    matrix = np.zeros((len(tokens), len(index)), dtype=np.float32)
    matrix[rows, columns] = 1.0
    return matrix


def _shared(source: Side, target: Side, trust: Trust) -> tuple[Floats, Floats, Floats]:
    """Gain and bases from tokens that are written alike on both sides."""
    left, right = _frequency(source.tokens), _frequency(target.tokens)
    index: dict[str, int] = {}
    weights: list[float] = []
    costs: list[float] = []
    for token in left:
        if token not in right:
            continue
        share = trust.number if token[0] == "#" else trust.word
        gain = 0.0
        for chance in (left[token] / len(source.tokens), right[token] / len(target.tokens)):
            gain += 0.5 * float(np.log((share + (1.0 - share) * chance) / chance))
        if gain >= MIN_GAIN:
            index[token] = len(index)
            costs.append(0.5 * float(np.log1p(-share)))
            weights.append(gain - 2.0 * costs[-1])
    ones = _incidence(source.tokens, index), _incidence(target.tokens, index)
    cost = np.array(costs, dtype=np.float32)
    gains = (ones[0] * np.array(weights, dtype=np.float32)) @ ones[1].T
    return gains, ones[0] @ cost, ones[1] @ cost


def _lengths(source: NDArray[np.float64], target: NDArray[np.float64]) -> Floats:
    """Log ratio of the lengths against two unrelated blocks, both directions weighed alike."""
    if not source.size or not target.size:
        return np.zeros((source.size, target.size), dtype=np.float32)
    left, right = np.log(source), np.log(target)
    variance = LENGTH_SD**2 + LENGTH_NOISE / np.maximum(source[:, None], target[None, :])
    difference = left[:, None] - right[None, :]
    alike = -0.5 * (difference**2 / variance + np.log(variance))
    chance = np.zeros_like(alike)
    for own, logs in ((left[:, None], left), (right[None, :], right)):
        spread = float(logs.var()) + LENGTH_SD**2
        chance -= 0.25 * ((own - float(logs.mean())) ** 2 / spread + np.log(spread))
    return np.maximum(alike - chance, LENGTH_FLOOR).astype(np.float32)


def _tags(source: Side, target: Side, trust: Trust) -> Floats:
    """Marker, address and kind."""
    labels = {label: place for place, label in enumerate(sorted({*source.label, *target.label}))}
    left = np.array([labels[label] for label in source.label], dtype=np.int32)
    right = np.array([labels[label] for label in target.label], dtype=np.int32)
    blank = labels.get("", -1)
    both = (left != blank)[:, None] & (right != blank)[None, :]
    same = both & (left[:, None] == right[None, :])
    refs = {ref: place for place, ref in enumerate(sorted({block.ref for block in source.blocks}))}
    addresses = (
        np.array([refs[block.ref] for block in source.blocks], dtype=np.int32)[:, None]
        == np.array([refs.get(block.ref, -1) for block in target.blocks], dtype=np.int32)[None, :]
    )
    markers = 1.0 * same - 1.5 * (both & ~same) + 1.5 * (addresses & same)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Tokens that keep company in blocks that met: learned from the pair itself (or from many pairs together)."""

    source: dict[str, int]
    target: dict[str, int]
    weight: Floats
    """(source tokens, target tokens): nats for each pair of tokens that two blocks hold, mostly 0."""

    def gain(self, source: Side, target: Side) -> Floats:
        """(n, m): what the lexicon says for every pair of blocks."""
        left = _incidence(source.tokens, self.source) @ self.weight
        return np.asarray(left @ _incidence(target.tokens, self.target).T, dtype=np.float32)


def learn(pairs: Sequence[tuple[Counter[str], Counter[str]]]) -> Lexicon | None:
    """Learn which tokens keep company from pairs of blocks that met; None where there are too few to say.

    A pair of tokens counts when it was seen three times and each is the other's best partner by the Dice
    coefficient (Dice 1945; used for lexicons by Melamed 2000), at least 0.3.
    """
    if len(pairs) < 8:
        return None
    source = _learnable([left for left, _ in pairs])
    target = _learnable([right for _, right in pairs])
    left = _incidence([bag for bag, _ in pairs], source)
    right = _incidence([bag for _, bag in pairs], target)
    together = left.T @ right
    seen = left.sum(axis=0)[:, None] + right.sum(axis=0)[None, :]
    dice = np.where(together >= 3, 2.0 * together / np.maximum(seen, 1.0), 0.0)
    if not dice.size:
        return None
    best = (dice >= dice.max(axis=1, keepdims=True)) | (dice >= dice.max(axis=0, keepdims=True))
    lift = np.log(np.maximum(together, 1.0) * len(pairs) * 4.0 / np.maximum(seen, 1.0) ** 2)
    weight = np.where(best & (dice >= 0.3), dice * np.maximum(lift, 0.0), 0.0)
    return Lexicon(source=source, target=target, weight=weight.astype(np.float32))


def _learnable(tokens: Sequence[Counter[str]]) -> dict[str, int]:
    frequency = _frequency(tokens)
    most = max(4, len(tokens) // 3)
    usable = [token for token, count in frequency.items() if 3 <= count <= most and token[0] != "#"]
    usable.sort(key=lambda token: (-frequency[token], token))
    return {token: place for place, token in enumerate(usable[:LEXICON_SIZE])}
