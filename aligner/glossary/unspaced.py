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
from itertools import accumulate, pairwise

from aligner.languages import words
from tmx.lang import primary

LONGEST = 4
"""Characters of a word, at most."""
FREE = 0.5
"""A part of a longer word that stands alone so often as the word itself is a word there too: 反|腐败."""
SURE = 3.0
"""How much dearer (−ln) words have to be that end where a stretch does, for the stretch to cut a word."""
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
    lengths = [_likeliest(run, primary(tag))[1] for run in runs]
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


def cuts_word(text: str, begin: int, end: int, tag: str) -> bool:
    """Whether a stretch of ``text`` takes half of a word that reaches out of it; a compound around it is none.

    >>> cuts_word("提供资金", 1, 3, "zh"), cuts_word("国际法规则", 0, 3, "zh"), cuts_word("高等教育", 2, 4, "zh")
    (True, False, False)
    """
    first, last, base = max(begin - LONGEST, 0), min(end + LONGEST, len(text)), primary(tag)
    free, lengths = _likeliest(text[first:last], base)
    ends = [first, *(first + at for at in accumulate(lengths))]
    # one character of another word: 提供|资金 holds no 供资, but 刑事|司法程序 does hold 刑事司法
    halved = any(
        (one < begin < other < end and other - begin == 1) or (begin < one < end < other and end - one == 1)
        for one, other in pairwise(ends)
    )
    if not halved:
        return False
    parts = (text[first:begin], text[begin:end], text[end:last])
    return sum(_likeliest(part, base)[0] for part in parts) - free > SURE


@functools.lru_cache(maxsize=100_000)
def _likeliest(run: str, tag: str) -> tuple[float, tuple[int, ...]]:
    """The cost of the likeliest words of a run, and their lengths."""
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
    return best[-1], tuple(reversed(lengths))
