"""What many texts teach together: counts of words seen side by side, made text by text and added up.

A lexicon of a whole archive is learned as a map (:func:`counted`, one batch of texts at a time) and a reduce
(:func:`added`): expected counts of IBM model 1 (Brown et al. 1993) from each batch's own rounds of expectation
maximisation. Words are known by their hashes, so that batches need no common vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.alignment import learning
from aligner.alignment.pairs import Pairs
from aligner.alignment.tokens import Longs, Side, Vocabulary

Hashes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]

COMMONEST = 150
"""Words in more beads of a batch than this are not counted: they teach nothing, and cost most of the time."""
ROUNDS = 3
"""Of expectation maximisation in a batch."""
LEAST = 0.02
"""Pairs less probable than this in both directions are not handed on: they are most of all pairs and say little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One side's words: S of them, by ascending hash."""

    hashes: Hashes
    """uint64[S]."""
    beads: Floats
    """float64[S]: beads each word stands in."""

    def of(self, wanted: Hashes) -> Floats:
        """float64: beads that each of ``wanted`` stands in, 0 for an unknown word."""
        if not len(self.hashes):
            return np.zeros(len(wanted))
        place = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        return np.where(self.hashes[place] == wanted, self.beads[place], 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """P pairs of words, by ascending source hash, then target hash."""

    beads: int
    """Beads counted."""
    source: Hashes
    """uint64[P]."""
    target: Hashes
    """uint64[P]."""
    forward: Floats
    """float64[P]: expected number of times the source word stands for the target word."""
    backward: Floats
    """float64[P]: the same the other way round."""
    words_source: Words
    words_target: Words

    def turned(self) -> Counts:
        """The same with the sides exchanged."""
        order = np.lexsort((self.source, self.target))
        return replace(
            self,
            source=self.target[order],
            target=self.source[order],
            forward=self.backward[order],
            backward=self.forward[order],
            words_source=self.words_target,
            words_target=self.words_source,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a text is aligned with again: the beads it was first given, and what all texts taught together."""

    shapes: tuple[tuple[int, int], ...]
    """(source segments, target segments) of each bead of the first pass, in order."""
    counts: Counts

    def turned(self) -> Lesson:
        """The same with the sides exchanged."""
        return Lesson(shapes=tuple((m, n) for n, m in self.shapes), counts=self.counts.turned())


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A lesson in the numbers of tokens of one run."""

    path: Longs
    """int64[B, 3]: (i, j, type) of the node where each bead of the first pass ends."""
    learned: tuple[Pairs, Longs, Longs]
    """As :func:`aligner.alignment.learning.learn` returns it."""


def counted(source: Side, target: Side, vocabulary: Vocabulary, beads: Longs) -> Counts:
    """Count what ``beads`` int64[B, 4] (source from, to, target from, to) show of two texts."""
    found, count_s, count_t = learning.learn(
        source, target, beads, learning.Training(rounds=ROUNDS, commonest=COMMONEST)
    )
    words = _words(vocabulary.hashes, count_s), _words(vocabulary.hashes, count_t)
    pairs = vocabulary.hashes[found.source], vocabulary.hashes[found.target]
    return _pruned(_summed(len(beads), pairs, (found.forward, found.backward), words))


def added(parts: Sequence[Counts]) -> Counts:
    """Add up the counts of several batches, in the order given; no batch gives no counts."""
    if not parts:
        nothing, none = np.zeros(0, np.uint64), np.zeros(0)
        unknown = Words(hashes=nothing, beads=none)
        return _summed(0, (nothing, nothing), (none, none), (unknown, unknown))
    words = _merged([part.words_source for part in parts]), _merged([part.words_target for part in parts])
    pairs = np.concatenate([part.source for part in parts]), np.concatenate([part.target for part in parts])
    weights = np.concatenate([part.forward for part in parts]), np.concatenate([part.backward for part in parts])
    return _pruned(_summed(sum(part.beads for part in parts), pairs, weights, words))


def projected(counts: Counts, source: Side, target: Side, vocabulary: Vocabulary) -> tuple[Pairs, Longs, Longs]:
    """What the counts say of these two texts, as :func:`aligner.alignment.learning.learn` returns it."""
    rows, columns = _tokens(counts.source, source, vocabulary), _tokens(counts.target, target, vocabulary)
    kept = np.flatnonzero((rows >= 0) & (columns >= 0))
    pairs = Pairs(source=rows[kept], target=columns[kept], forward=counts.forward[kept], backward=counts.backward[kept])
    seen = counts.words_source.of(vocabulary.hashes), counts.words_target.of(vocabulary.hashes)
    return pairs, seen[0].astype(np.int64), seen[1].astype(np.int64)


def _tokens(hashes: Hashes, side: Side, vocabulary: Vocabulary) -> Longs:
    """int64: the token of each hash, −1 where the side does not hold it."""
    here = np.flatnonzero(np.diff(side.post_start) > 0)
    known = vocabulary.hashes[here]
    order = np.argsort(known, kind="stable")
    if not len(order):
        return np.full(len(hashes), -1, np.int64)
    distinct, places = np.unique(hashes, return_inverse=True)
    at = np.minimum(np.searchsorted(known[order], distinct), len(order) - 1)
    token = np.where(known[order[at]] == distinct, here[order[at]], -1)
    return np.asarray(token[places], np.int64)


def _words(hashes: Hashes, beads: Longs) -> Words:
    seen = np.flatnonzero(beads)
    order = seen[np.argsort(hashes[seen], kind="stable")]
    return Words(hashes=hashes[order], beads=beads[order].astype(np.float64))


def _merged(parts: Sequence[Words]) -> Words:
    hashes, places = np.unique(np.concatenate([part.hashes for part in parts]), return_inverse=True)
    beads = np.bincount(places, np.concatenate([part.beads for part in parts]), len(hashes))
    return Words(hashes=hashes, beads=beads.astype(np.float64))


def _summed(beads: int, pairs: tuple[Hashes, Hashes], weights: tuple[Any, Any], words: tuple[Words, Words]) -> Counts:
    """Pairs in order of their hashes, the weights of one that is given more than once added in the order given."""
    order = np.lexsort((pairs[1], pairs[0]))
    source, target = pairs[0][order], pairs[1][order]
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (source[1:] != source[:-1]) | (target[1:] != target[:-1])
    place = np.cumsum(fresh) - 1
    size = int(fresh.sum())
    return Counts(
        beads=beads,
        source=source[fresh],
        target=target[fresh],
        forward=np.bincount(place, weights[0][order], size).astype(np.float64),
        backward=np.bincount(place, weights[1][order], size).astype(np.float64),
        words_source=words[0],
        words_target=words[1],
    )


def _pruned(counts: Counts) -> Counts:
    """Without the pairs that are too improbable in both directions to be used."""
    likely = counts.forward >= LEAST * counts.words_source.of(counts.source)
    likely |= counts.backward >= LEAST * counts.words_target.of(counts.target)
    return replace(
        counts,
        source=counts.source[likely],
        target=counts.target[likely],
        forward=counts.forward[likely],
        backward=counts.backward[likely],
    )
