"""A lexicon of word stems with translation probabilities: what it holds; files in :mod:`lexicon_files`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.alignment.cutting import find_slot
from aligner.alignment.kernels import kernel
from aligner.alignment.pairs import Pairs
from aligner.alignment.tokens import Ints, Longs, Side, Vocabulary

Hashes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """S source tokens, T target tokens and P pairs of them, as the tokeniser cuts them."""

    source_language: str
    """BCP 47 tag."""
    target_language: str
    """BCP 47 tag."""
    source: npt.NDArray[np.uint64]
    """uint64[S]: hashes of source tokens."""
    target: npt.NDArray[np.uint64]
    """uint64[T]: hashes of target tokens."""
    start: Longs
    """int64[S+1]: the pairs of source token k are ``start[k]`` to ``start[k+1]``."""
    other: Ints
    """int32[P]: the target token of each pair."""
    forward: npt.NDArray[np.float32]
    """float32[P], 0..1: p(target token | source token)."""
    backward: npt.NDArray[np.float32]
    """float32[P], 0..1: p(source token | target token)."""

    def __len__(self) -> int:
        return len(self.other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """A lexicon seen from the V tokens of two texts."""

    pairs: Pairs
    """Its pairs found in the texts, with probabilities."""
    knows_source: npt.NDArray[np.bool_]
    """bool[V]: source tokens it has, whether or not one of their translations is in the texts."""
    knows_target: npt.NDArray[np.bool_]
    """bool[V]: the same for target tokens."""

    def turned(self) -> Projection:
        """The same with the sides exchanged."""
        pairs = self.pairs
        return Projection(
            pairs=Pairs(source=pairs.target, target=pairs.source, forward=pairs.backward, backward=pairs.forward),
            knows_source=self.knows_target,
            knows_target=self.knows_source,
        )


def project(lexicon: Lexicon, source: Side, target: Side, vocabulary: Vocabulary) -> Projection:
    """Return the part of the lexicon that speaks of these texts, in the lexicon's own direction."""
    here = np.diff(source.post_start) > 0
    there = np.diff(target.post_start) > 0
    size, room = len(vocabulary), len(lexicon)
    knows_s, knows_t = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    out = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room, np.int64)
    count = _project(
        (lexicon.source, lexicon.target, lexicon.start, lexicon.other),
        (vocabulary.hashes, vocabulary.slots),
        (here, there),
        np.empty(len(lexicon.target), np.int64),
        (knows_s, knows_t, *out),
    )
    rows, columns, places = (array[:count].copy() for array in out)
    pairs = Pairs(
        source=rows,
        target=columns,
        forward=lexicon.forward[places].astype(np.float64),
        backward=lexicon.backward[places].astype(np.float64),
    )
    return Projection(pairs=pairs, knows_source=knows_s, knows_target=knows_t)


@kernel
def _project(lexicon: Any, vocabulary: Any, sides: Any, columns: Any, out: Any) -> int:
    """Fill in which tokens the lexicon knows, and (source, target, place) of its pairs; return how many."""
    sources, targets, start, other = lexicon
    hashes, slots = vocabulary
    here, there = sides
    known_s, known_t, out_s, out_t, place = out
    mask = len(slots) - 1
    for k in range(len(targets)):
        token = slots[find_slot(hashes, slots, mask, targets[k])] - 1
        columns[k] = token if token >= 0 and there[token] else -1
        if columns[k] >= 0:
            known_t[token] = True
    count = 0
    for k in range(len(sources)):
        token = slots[find_slot(hashes, slots, mask, sources[k])] - 1
        if token < 0 or not here[token]:
            continue
        known_s[token] = True
        for p in range(start[k], start[k + 1]):
            if columns[other[p]] >= 0:
                out_s[count], out_t[count], place[count] = token, columns[other[p]], p
                count += 1
    return count


def packed(languages: tuple[str, str], hashes: tuple[Hashes, Hashes], weights: tuple[Floats, Floats]) -> Lexicon:
    """Return the lexicon of P pairs given as (source, target) hashes and (forward, backward) probabilities.

    Pairs come in order of their hashes, so that equal input gives an equal lexicon; the weights of a pair given
    more than once are added.
    """
    source, rows = np.unique(hashes[0], return_inverse=True)
    target, columns = np.unique(hashes[1], return_inverse=True)
    keys, inverse = np.unique(rows.astype(np.int64) * max(1, len(target)) + columns, return_inverse=True)
    forward, backward = (np.bincount(inverse, weight, len(keys)) for weight in weights)
    start = np.zeros(len(source) + 1, np.int64)
    np.cumsum(np.bincount(keys // max(1, len(target)), minlength=len(source)), out=start[1:])
    return Lexicon(
        source_language=languages[0],
        target_language=languages[1],
        source=source,
        target=target,
        start=start,
        other=(keys % max(1, len(target))).astype(np.int32),
        forward=np.minimum(forward, 1.0).astype(np.float32),
        backward=np.minimum(backward, 1.0).astype(np.float32),
    )


def rows_of(lexicon: Lexicon) -> Longs:
    """int64[P]: the source token of each pair."""
    return np.repeat(np.arange(len(lexicon.source)), np.diff(lexicon.start))


def mirrored(lexicon: Lexicon) -> Lexicon:
    """The lexicon in the other direction."""
    return packed(
        (lexicon.target_language, lexicon.source_language),
        (lexicon.target[lexicon.other], lexicon.source[rows_of(lexicon)]),
        (lexicon.backward, lexicon.forward),
    )


def composed(first: Lexicon, second: Lexicon) -> Lexicon:
    """A lexicon through a third language: ``first`` leads to it, ``second`` from it.

    p(z | x) = Σ p(z | y) · p(y | x) over the words y both know.
    """
    _, here, there = np.intersect1d(first.target, second.source, return_indices=True)
    link = np.full(len(first.target), -1, np.int64)
    link[here] = there
    middle = link[first.other]
    known = np.flatnonzero(middle >= 0)
    middle = middle[known]
    width = second.start[middle + 1] - second.start[middle]
    left = np.repeat(known, width)
    right = np.repeat(second.start[middle] - np.cumsum(width) + width, width) + np.arange(width.sum())
    forward = first.forward[left].astype(np.float64) * second.forward[right]
    backward = first.backward[left].astype(np.float64) * second.backward[right]
    keep = (forward >= 0.02) | (backward >= 0.02)
    left, right = left[keep], right[keep]
    return packed(
        (first.source_language, second.target_language),
        (first.source[rows_of(first)[left]], second.target[second.other[right]]),
        (forward[keep], backward[keep]),
    )
