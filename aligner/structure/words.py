"""Words broken in two by a stray space: found by what the document and the language know, never by a list of cases.

Two readings of each pair of neighbours are compared: two words as they stand, or one word that a space broke. A
word's likelihood comes from the document itself, its doubtful occurrences left out, and from the language's word
frequencies.
"""

from __future__ import annotations

import functools
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, compress, pairwise
from operator import add, or_
from typing import NamedTuple, TypeVar

from aligner.languages.language import Language
from aligner.languages.numbering import bare_arabic
from aligner.languages.words import UNKNOWN, Lexicon, lexicon

_LETTERS = {"Arabic": "[\u0620-\u065f\u066e-\u06d3]+"}
"""What words are made of, by script: vowel signs are no letters to ``\\w``."""
_ANY_LETTERS = r"[^\W\d_]+"
_LEXICON_WEIGHT = 30000.0
"""The lexicon counts as much as a document of so many words."""
_COLLOCATION = 30.0
"""Two known words side by side are this much likelier than chance has them: they mean something together."""
_CHANCE = 3.0
"""The same where one of them is hardly known."""
_ESTABLISHED = 0.05
"""Occurrences, the lexicon's share included, from which on a word is known."""
_INFLECTED = 0.05
"""An unlisted word that lacks but the last letter of a listed one is at least so frequent beside it."""
_HIGHEST_RATE = 0.02
"""More broken words than this are expected in no text."""
_NO_WORD = "\n"
_APOSTROPHE_FIRST = re.compile("[’']").match
_KEPT, _LONGEST_KEPT = 1 << 16, 80
"""Tokens that are kept taken apart between documents, and their code points at most: some tens of megabytes."""
T = TypeVar("T")
_MINIMAL_LOG_ODDS = math.log(20.0)


class _Kept(dict[str, T]):
    """What is read off a token, kept from document to document: most of their words are the same."""

    def __init__(self, read: Callable[[str], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, token: str) -> T:
        found = self._read(token)
        if len(token) <= _LONGEST_KEPT:
            self[token] = found
        return found


class _Tokens(NamedTuple):
    """What the tokens of a script are made of, by token."""

    words: _Kept[list[str]]
    """Its runs of letters, an apostrophe behind one included."""
    heads: _Kept[str]
    """The run it begins with, :data:`_NO_WORD` where it begins with another sign."""
    tails: _Kept[str]
    """The run it ends with."""

    def forget(self) -> None:
        """Keep memory in bounds; called between documents."""
        if len(self.words) > _KEPT:
            for kept in self:
                kept.clear()


@functools.cache
def _tokens_of(letters: str) -> _Tokens:
    """``letters`` is a pattern of one or more letters."""
    word = re.compile(rf"{letters}[’']?")
    begins = re.compile(rf"{letters}(?! ?[’'])")
    # looked for from the beginning of a run of letters only: a token may be one run of a million
    ends = re.compile(rf"(?<!{letters[:-1]}){letters}$")
    return _Tokens(
        _Kept(word.findall),
        _Kept(lambda token: match[0] if (match := begins.match(token)) else _NO_WORD),
        _Kept(lambda token: match[0] if (match := ends.search(token)) else _NO_WORD),
    )


def _word_counts(tokens: list[str], words: Mapping[str, list[str]]) -> Counter[str]:
    """How often each word occurs; a word with its apostrophe is another word than without."""
    counts: dict[str, int] = {}
    kinds = Counter(tokens)
    for token, count in kinds.items():
        for found in words[token]:
            counts[found] = counts.get(found, 0) + count
    if any(map(_APOSTROPHE_FIRST, kinds)):
        for first, second in pairwise(tokens):
            # "l ’article": the l is not the word l
            if second[0] in "’'" and first in counts and len(second) > 1:
                counts[first] -= 1
                counts[first + second[0]] = counts.get(first + second[0], 0) + 1
    return Counter(counts)


class SplitWords:
    """Finds broken words in passages of one document."""

    def __init__(self, whole: str, language: Language, damage_rate: float) -> None:
        """``whole`` is the passages, a line each; ``damage_rate`` the expected share of broken words, 0 to 1."""
        self._lexicon: Lexicon = lexicon(language.tag)
        self._bare = bare_arabic if language.script == "Arabic" else str
        self._suffixes = frozenset(map(self._bare, language.suffixes))
        letters = _LETTERS.get(language.script, _ANY_LETTERS)
        self._pair = re.compile(
            rf"(?<![\w’'/.-])(?=(?P<a>{letters}) (?P<b>{letters})"
            r"(?! ?[’'][^\W\d_]|[\w/°ᵒº]|-\w|\.\w)(?!(?<= \w)\)))"
        )
        lowered = self._bare(whole.lower())
        tokens = lowered.split()
        parts = _tokens_of(letters)
        parts.forget()
        self._counts = _word_counts(tokens, parts.words)
        self._total = sum(self._counts.values())
        pairs = self._suspicious(tokens, parts)
        self._first: Counter[str] = Counter()
        self._second: Counter[str] = Counter()
        for (first, second), count in pairs.items():
            self._first[first] += count
            self._second[second] += count
        self._prior = math.log(damage_rate)
        self._broken = self._likely(pairs)
        # a text in which many words are surely broken is likelier to have broken the doubtful ones too
        rate = sum(pairs[pair] for pair in self._broken) / (self._total + 1)
        if rate > damage_rate:
            self._prior = math.log(min(rate, _HIGHEST_RATE))
            self._broken = self._likely(pairs)
        self._held = self._texts_with_broken(lowered)
        """For the index of each text that holds broken words, those that it may hold."""
        self.suspects = self._held.keys()
        """Indices of the texts that hold a broken word."""

    def _suspicious(self, tokens: list[str], parts: _Tokens) -> Counter[tuple[str, str]]:
        """Neighbours that would make a known word together, with their counts."""
        firsts = list(map(parts.tails.__getitem__, tokens))
        seconds = list(map(parts.heads.__getitem__, tokens))[1:]
        # a million pairs: built-in functions do the whole loop; a short document must not pay for the whole lexicon
        joined = list(map(add, firsts, seconds))
        listed, seen = self._lexicon.frequencies, self._counts
        known = map(or_, map(listed.__contains__, joined), map(seen.__contains__, joined))
        pairs = Counter(compress(zip(firsts, seconds, strict=False), known))
        if self._suffixes:
            ended = Counter(compress(zip(firsts, seconds, strict=False), map(self._suffixes.__contains__, seconds)))
            words = (pair for pair in ended if pair not in pairs and (pair[0] in listed or pair[0] in seen))
            pairs.update({pair: ended[pair] for pair in words})
        return pairs

    def _texts_with_broken(self, whole: str) -> dict[int, list[str]]:
        """Indices of the texts that hold a broken word, with what these are written like."""
        found: dict[int, list[str]] = {}
        if not self._broken:
            return found
        ends = list(accumulate(len(text) + 1 for text in whole.split("\n")))
        for first, second in self._broken:
            needle = f"{first} {second}"
            at = whole.find(needle)
            while at >= 0:
                number = bisect_right(ends, at)
                found.setdefault(number, []).append(needle)
                at = whole.find(needle, ends[number])
        return found

    def _pairs(self, number: int, text: str, start: int) -> Iterator[re.Match[str]]:
        """Pairs of neighbours from ``start`` on that may be broken words."""
        lowered = text.lower()
        if self._bare is not str or len(lowered) != len(text):
            yield from self._pair.finditer(text, start)
            return
        places: set[int] = set()
        for needle in self._held[number]:
            at = lowered.find(needle, start)
            while at >= 0:
                places.add(at)
                at = lowered.find(needle, at + 1)
        for place in sorted(places):
            match = self._pair.match(text, place)
            if match:
                yield match

    def broken(self, number: int, text: str, start: int = 0) -> Iterator[int]:
        """Yield the offsets in ``text``, the one of that ``number``, of the spaces to take out."""
        if number not in self._held:
            return
        before: tuple[float, int] | None = None
        for match in self._pairs(number, text, start):
            first, second = match["a"], match["b"]
            odds = self._broken.get((self._bare(first.lower()), self._bare(second.lower())), 0.0)
            if not odds or (second[0].isupper() and not first.isupper()):
                continue
            gap = match.end("a")
            if before is not None and gap == before[1] + 1 + len(first):
                # "a ident ifié": of two spaces beside one part only the likelier one is wrong
                if odds > before[0]:
                    before = (odds, gap)
                continue
            if before is not None:
                yield before[1]
            before = (odds, gap)
        if before is not None:
            yield before[1]

    def _likely(self, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], float]:
        """The pairs that are far likelier one broken word than two, with their log-odds."""
        odds = {pair: self._log_odds(*pair) for pair in pairs}
        return {pair: value for pair, value in odds.items() if value > _MINIMAL_LOG_ODDS}

    def _log_odds(self, first: str, second: str) -> float:
        left = self._occurrences(first, self._first[first])
        right = self._occurrences(second, self._second[second])
        joined = self._occurrences(first + second, 0)
        if second in self._suffixes:
            # a form that no list has is to be expected, the more the commoner the word is
            joined = max(joined, _INFLECTED * left)
            right = min(right, _LEXICON_WEIGHT * UNKNOWN)
        if len(second) == 1 and second in self._lexicon:
            # what stands before a word of one letter may be an inflected form no list has
            left = max(left, _INFLECTED * joined)
        together = _COLLOCATION if left > _ESTABLISHED and right > _ESTABLISHED else _CHANCE
        return self._log(joined) + self._prior - self._log(left) - self._log(right) - math.log(together)

    def _occurrences(self, word: str, doubtful: int) -> float:
        """How often ``word`` is to be expected in a document joined to the lexicon."""
        return max(0, self._counts[word] - doubtful) + _LEXICON_WEIGHT * self._lexicon.frequency(word)

    def _log(self, occurrences: float) -> float:
        return math.log(occurrences / (self._total + _LEXICON_WEIGHT))
