"""What the words of two blocks say: the engine's tokens, cognates and lexicons, for every block with every other.

The score of a token is the engine's: the logarithm of how much likelier it is in a block whose counterpart holds
the tokens that explain it; a token that could have been explained and is not costs log ε.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.alignment import learning, pairs
from aligner.alignment.background import project_background
from aligner.alignment.kernels import grouped, kernel
from aligner.alignment.lexicon import Projection
from aligner.alignment.options import EngineOptions
from aligner.alignment.tokens import Ints, Longs, Side, stem_rule, tokenise

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gains:
    """What words say for n source and m target blocks."""

    gain: Floats
    """(n, m): what the words of two blocks explain of each other, in nats, ≥ 0."""
    source_base: Floats
    """(n,): what the words of a source block cost as long as nothing explains them, ≤ 0."""
    target_base: Floats
    """(m,): the same for target blocks."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words of all documents of two languages."""

    source: Side
    target: Side
    options: EngineOptions
    shared: pairs.Pairs
    """Tokens written alike on both sides."""
    background: Projection | None
    """What a lexicon says."""
    table: pairs.Pairs
    """Which token explains which, by all that is known so far."""
    floor: float
    """ε: what a token that nothing explains is multiplied by."""

    @functools.cached_property
    def _directions(self) -> tuple[pairs.Table, pairs.Table]:
        """What explains target tokens, and what explains source tokens."""
        rule = (np.full(len(self.source.post_start) - 1, self.floor), WEAKEST)
        table = self.table
        return (
            pairs.direction(table.target, table.source, table.forward, pairs.shares(self.target), rule),
            pairs.direction(table.source, table.target, table.backward, pairs.shares(self.source), rule),
        )

    @functools.cached_property
    def _bases(self) -> tuple[Floats, Floats]:
        """What the words of each source and each target block cost as long as nothing explains them."""
        to_target, to_source = self._directions
        return self._base(self.source, to_source), self._base(self.target, to_target)

    def gains(self, source: tuple[int, int], target: tuple[int, int]) -> Gains:
        """Compare the source blocks of one document with the target blocks of another (half-open ranges)."""
        to_target, to_source = self._directions
        explained_target = _explained(_side(self.target), target, to_target.arrays(), _side(self.source), source)
        explained_source = _explained(_side(self.source), source, to_source.arrays(), _side(self.target), target)
        return Gains(
            gain=np.float32(0.5) * (explained_target.T + explained_source),
            source_base=self._bases[0][slice(*source)],
            target_base=self._bases[1][slice(*target)],
        )

    def _base(self, side: Side, table: pairs.Table) -> Floats:
        known = np.concatenate([[0], np.cumsum((np.diff(table.start) > 0)[side.ids])])
        return (0.5 * float(np.log(self.floor)) * np.diff(known[side.pointer])).astype(np.float32)

    def taught(self, beads: Longs) -> Words:
        """Learn from ``beads`` int64[B, 4] (source from, to, target from, to): the words for the next pass."""
        weights = self.options.weights
        if len(beads) < 4:
            return self
        learned, seen_source, seen_target = learning.learn(
            self.source, self.target, beads, learning.Training(commonest=COMMONEST)
        )
        own = learning.smoothed(learned, (seen_source, seen_target), self.background, weights)
        table = pairs.joined(self.shared, pairs.scaled(own, weights.lexicon))
        return replace(self, table=table, floor=LEARNED_FLOOR)


WEAKEST = 3.0
"""Gain, before division by the size of a block, below which a pair of words is left out."""
COMMON = 60
"""A token that explains others is left out where it stands in more than so many blocks, and in one of ten."""
COMMONEST = 150
"""Words in more blocks than this are not learned: over many documents they cost most of the time and tell little."""
LARGE = 1e100
"""Product of likelihood ratios from which on its logarithm is taken, long before a number is too large."""
LEARNED_FLOOR = 0.8
"""ε once words have been learned: higher than between sentences, for a block that is found wrong costs more."""


def words_of(source: Sequence[str], target: Sequence[str], options: EngineOptions) -> Words:
    """Cut the texts of blocks into words and look up what is known of them before anything is learned."""
    rules = stem_rule(options.source_language), stem_rule(options.target_language)
    left, right, vocabulary = tokenise(source, target, rules)
    weights = options.weights
    shared = pairs.scaled(pairs.shared_tokens(left, right, vocabulary), weights.shared)
    background = project_background(left, right, vocabulary, options)
    table, floor = shared, weights.floor_first
    if background is not None:
        table, floor = pairs.joined(shared, pairs.scaled(background.pairs, weights.lexicon)), weights.floor_background
    return Words(
        source=left, target=right, options=options, shared=shared, background=background, table=table, floor=floor
    )


def _side(side: Side) -> Any:
    return side.pointer, side.ids, side.post_start, side.posts


def _within(side: Any, begin: int, end: int) -> tuple[Longs, Ints]:
    """Postings of the blocks ``begin`` to ``end`` alone: (pointer by token, blocks counted from ``begin``)."""
    pointer, ids = side[0], side[1]
    start, order = grouped(ids[pointer[begin] : pointer[end]], len(side[2]) - 1)
    blocks = np.repeat(np.arange(end - begin, dtype=np.int32), np.diff(pointer[begin : end + 1]))
    return start, blocks[order]


def _explained(side: Any, rows: tuple[int, int], table: Any, other: Any, columns: tuple[int, int]) -> Floats:
    """float32[rows, columns]: how much the other side's blocks explain of this side's, log ratios summed."""
    width = columns[1] - columns[0]
    out = np.zeros((rows[1] - rows[0], width), np.float32)
    room = np.zeros(width), np.empty(width, np.int64), np.ones(out.shape)
    _explain(_within(side, *rows), table, (other[0], columns[0], other[2], *_within(other, *columns)), room, out)
    return out


@kernel
def _explain(own: Any, table: Any, other: Any, room: Any, out: Any) -> None:
    """Go from token to token: what explains one is the same in every block that holds it."""
    own_start, rows = own
    start, tokens, gains = table
    other_pointer, begin, anywhere, here, posts = other
    mass, touched, ratios = room
    commonest = max(COMMON, len(other_pointer) // 10)
    for own_token in range(len(own_start) - 1):
        if own_start[own_token] == own_start[own_token + 1]:
            continue
        count = 0
        for p in range(start[own_token], start[own_token + 1]):
            token = tokens[p]
            if here[token] == here[token + 1] or anywhere[token + 1] - anywhere[token] > commonest:
                continue
            for at in range(here[token], here[token + 1]):
                where = posts[at]
                if mass[where] == 0.0:
                    touched[count] = where
                    count += 1
                mass[where] += gains[p]
        for n in range(count):
            where = touched[n]
            ratio = 1.0 + mass[where] / (other_pointer[begin + where + 1] - other_pointer[begin + where] + 1)
            mass[where] = 0.0
            for k in range(own_start[own_token], own_start[own_token + 1]):
                # one logarithm of a product for many words: logarithms would be most of the time
                ratios[rows[k], where] *= ratio
                if ratios[rows[k], where] > LARGE:
                    out[rows[k], where] += np.log(ratios[rows[k], where])
                    ratios[rows[k], where] = 1.0
    for row in range(out.shape[0]):
        for where in range(out.shape[1]):
            if ratios[row, where] != 1.0:
                out[row, where] += np.log(ratios[row, where])
