"""Which source token stands for which target token, and how strongly: identity, cognates, lexicon.

A list of pairs (source token, target token, weight of the target given the source, weight of the source given the
target) becomes two tables, one for each direction, that the scoring kernels read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.alignment.kernels import grouped, kernel, part
from aligner.alignment.tokens import WORD, Longs, Side, Vocabulary, tables

Floats = npt.NDArray[np.float64]
ALIKE = 0.55
"""Similarity from which two words count as cognates."""
LETTERS = 17
"""Room for the letters of a word that are compared, its two edges included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """P pairs of tokens; a pair may appear more than once, its weights add up."""

    source: Longs
    """int64[P]: source token."""
    target: Longs
    """int64[P]: target token."""
    forward: Floats
    """float64[P], 0..1: weight of the target token given the source token."""
    backward: Floats
    """float64[P], 0..1: weight of the source token given the target token."""

    def __len__(self) -> int:
        return len(self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The tokens of the other side that explain each token of one side."""

    start: Longs
    """int64[V+1]: the pairs of token v are ``start[v]`` to ``start[v+1]``."""
    other: Longs
    """int64[P]: the explaining token."""
    gain: Floats
    """float64[P]: ratio by which it makes the token likelier, before division by the window's size."""

    def arrays(self) -> tuple[Longs, Longs, Floats]:
        """What the kernels take."""
        return self.start, self.other, self.gain


def joined(*parts: Pairs) -> Pairs:
    """All pairs of ``parts``."""
    return Pairs(
        source=np.concatenate([part.source for part in parts]),
        target=np.concatenate([part.target for part in parts]),
        forward=np.concatenate([part.forward for part in parts]),
        backward=np.concatenate([part.backward for part in parts]),
    )


def scaled(pairs: Pairs, weight: float) -> Pairs:
    """``pairs`` with every weight times ``weight``."""
    return Pairs(
        source=pairs.source, target=pairs.target, forward=pairs.forward * weight, backward=pairs.backward * weight
    )


def shares(side: Side) -> Floats:
    """float64[V]: share of each token among the tokens of a side, half a token added to each."""
    counts = np.diff(side.post_start).astype(np.float64)
    return np.asarray((counts + 0.5) / (counts.sum() + 0.5 * len(counts) + 1e-9))


def window(source: Side, target: Side) -> float:
    """Tokens of a segment: the mean of both sides."""
    return (len(source.ids) + len(target.ids) + 1.0) / (len(source) + len(target) + 1.0)


def direction(explained: Longs, other: Longs, weight: Floats, usual: Floats, rule: tuple[Floats, float]) -> Table:
    """Sort pairs by the token they explain; gain = (1-ε)/ε · weight / usual share, those under the floor left out.

    ``rule`` is (float64[V]: ε of each token; floor of the gain).
    """
    floor = rule[0][explained]
    gain = weight / usual[explained] * ((1.0 - floor) / floor)
    kept = np.flatnonzero(gain >= rule[1])
    start, order = grouped(explained[kept].astype(np.int32), len(usual))
    kept = kept[order]
    return Table(start=start, other=other[kept], gain=gain[kept])


def shared_tokens(source: Side, target: Side, vocabulary: Vocabulary) -> Pairs:
    """Tokens found on both sides, and words of one side alike to words of the other (weight = similarity)."""
    here, there = np.diff(source.post_start) > 0, np.diff(target.post_start) > 0
    same = np.flatnonzero(here & there)
    left, right = np.flatnonzero(here & ~there), np.flatnonzero(there & ~here)
    words = vocabulary.kinds == WORD
    alike = _cognates(vocabulary, left[words[left]], right[words[right]])
    ones = np.ones(len(same))
    return joined(
        Pairs(source=same, target=same, forward=ones, backward=ones),
        alike,
    )


def _cognates(vocabulary: Vocabulary, left: Longs, right: Longs) -> Pairs:
    """Pairs of words of ``left`` and ``right`` (token numbers) alike by Dice's coefficient of their letter pairs."""
    words = vocabulary.codes, vocabulary.first, vocabulary.spans, tables().latin
    letters, sizes = np.zeros((len(left), LETTERS), np.int64), np.zeros(len(left), np.int64)
    _spell(words, left, letters, sizes)
    runs = (letters[:, :-2] * 27 + letters[:, 1:-1]) * 27 + letters[:, 2:]
    owner, at = np.nonzero(np.arange(LETTERS - 2) < sizes[:, None] - 2)
    start, order = grouped(runs[owner, at].astype(np.int32), 27**3)
    posts = owner[order]
    room = 1 << 10
    while True:
        found = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room)
        marks = np.zeros(len(left), np.int64), np.empty(len(left), np.int64), np.zeros(LETTERS, np.int64)
        total = _alike(words, (left, right), (letters, sizes, start, posts), marks, found)
        if total <= room:
            break
        room = 2 * total
    alike = found[2][:total]
    return Pairs(source=found[0][:total], target=found[1][:total], forward=alike, backward=alike)


@part
def _letters(codes: Any, start: int, span: int, latin: Any, out: Any) -> int:
    """Latin letters of a word, 1 to 26, with a 0 before and after; returns how many in all, 0 for a short word."""
    out[0] = 0
    count = 1
    for k in range(start, start + span):
        if latin[codes[k]] > 0 and count < LETTERS - 2:
            out[count] = latin[codes[k]]
            count += 1
    out[count] = 0
    return count + 1 if count > 4 else 0


@part
def _dice(a: Any, b: Any, size_a: int, size_b: int) -> float:
    """Dice's coefficient of the letter pairs of two words, 0 where it can't reach ``ALIKE``."""
    same = 0
    used = 0
    for p in range(size_a - 1):
        if 2 * (same + size_a - 1 - p) < ALIKE * (size_a + size_b - 2):
            return 0.0
        for q in range(size_b - 1):
            if a[p] == b[q] and a[p + 1] == b[q + 1] and not used >> q & 1:
                used |= 1 << q
                same += 1
                break
    return 2.0 * same / (size_a + size_b - 2)


@kernel
def _spell(words: Any, chosen: Any, letters: Any, sizes: Any) -> None:
    """Fill in the letters of the chosen words and how many they are."""
    codes, first, spans, latin = words
    for k in range(len(chosen)):
        sizes[k] = _letters(codes, first[chosen[k]], spans[chosen[k]], latin, letters[k])


@kernel
def _alike(words: Any, sides: Any, index: Any, marks: Any, out: Any) -> int:
    """Fill in (source, target, similarity) of words alike by 0.55 or more and return how many they are.

    Only words that share two runs of three letters (word edges count) are compared. What has no room is counted only.
    """
    codes, first, spans, latin = words
    left, right = sides
    letters, sizes, start, posts = index
    hits, touched, own = marks
    out_s, out_t, out_w = out
    total = 0
    for k in range(len(right)):
        size = _letters(codes, first[right[k]], spans[right[k]], latin, own)
        marked = 0
        for g in range(size - 2):
            gram = (own[g] * 27 + own[g + 1]) * 27 + own[g + 2]
            for p in range(start[gram], start[gram + 1]):
                if hits[posts[p]] == 0:
                    touched[marked] = posts[p]
                    marked += 1
                hits[posts[p]] += 1
        for m in range(marked):
            other = touched[m]
            close = hits[other] > 1 and 2 * min(size, sizes[other]) > max(size, sizes[other])
            hits[other] = 0
            if not close:
                continue
            alike = _dice(letters[other], own, sizes[other], size)
            if alike >= ALIKE:
                if total < len(out_s):
                    out_s[total], out_t[total], out_w[total] = left[other], right[k], alike
                total += 1
    return total
