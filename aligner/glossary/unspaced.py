"""Where words begin in a language written without spaces.

The likeliest words of a run of characters (unigram model, Viterbi search over the run) by the word frequencies of
the language. Longest words are :data:`LONGEST` characters, so that expressions come apart into their words and a
term may begin and end inside a fixed expression.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Mapping, Sequence

from aligner.languages import words
from tmx.lang import primary

LONGEST = 4
"""Characters of a word, at most."""
FREE = 0.5
"""A part of a longer word that stands alone so often as the word itself is a word there too: 反|腐败."""
_NEW = 16.0
"""Cost (−ln) of a character that no list has as a word: dearer than any word of the list."""


def is_unspaced(tag: str) -> bool:
    """Whether the language of ``tag`` writes words without spaces: its texts are taken apart into characters."""
    return primary(tag) in ("zh", "ja")


@functools.cache
def _costs(tag: str) -> Mapping[str, float]:
    lexicon = words.lexicon(tag)
    return {word: -math.log(lexicon.frequency(word)) for word in lexicon.words() if len(word) <= LONGEST}


def word_lengths(runs: Sequence[str], tag: str) -> list[tuple[int, ...]]:
    """Lengths of the words of each run of characters without marks or spaces.

    >>> word_lengths(["打击贩运人口"], "zh")
    [(2, 2, 2)]
    """
    lengths = [_likeliest(run, primary(tag)) for run in runs]
    counts: Counter[str] = Counter()
    for run, found in zip(runs, lengths, strict=True):
        at = 0
        for length in found:
            counts[run[at : at + length]] += 1
            at += length
    parts = {word: _parts(word, counts) for word in counts if len(word) > 2}
    finer = []
    for run, found in zip(runs, lengths, strict=True):
        at = 0
        cut: list[int] = []
        for length in found:
            cut += parts.get(run[at : at + length], (length,))
            at += length
        finer.append(tuple(cut))
    return finer


def _parts(word: str, counts: Counter[str]) -> tuple[int, ...]:
    """Lengths of the two words a longer one is made of, or its own."""
    best, length = max((counts[word[at:]], at) for at in range(1, len(word) - 1))
    ahead, size = max((counts[word[:at]], at) for at in range(2, len(word)))
    if max(best, ahead) < FREE * counts[word]:
        return (len(word),)
    cut = length if best >= ahead else size
    return (cut, len(word) - cut)


@functools.lru_cache(maxsize=100_000)
def _likeliest(run: str, tag: str) -> tuple[int, ...]:
    costs = _costs(tag)
    best = [0.0]
    back = [0]
    for end in range(1, len(run) + 1):
        least, length = best[end - 1] + costs.get(run[end - 1], _NEW), 1
        for size in range(2, min(LONGEST, end) + 1):
            word = costs.get(run[end - size : end])
            if word is not None and best[end - size] + word < least:
                least, length = best[end - size] + word, size
        best.append(least)
        back.append(length)
    lengths = []
    at = len(run)
    while at:
        lengths.append(back[at])
        at -= back[at]
    return tuple(reversed(lengths))
