"""Words broken in two by a stray space: found by what the document and the language know, never by a list of cases.

Two readings of each pair of neighbours are compared: two words as they stand, or one word that a space broke. A
word's likelihood comes from the document itself, its doubtful occurrences left out, and from the language's word
frequencies.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from aligner.languages.language import Language
from aligner.languages.numbering import bare_arabic
from aligner.languages.words import Lexicon, lexicon

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
_MINIMAL_LOG_ODDS = math.log(20.0)


class SplitWords:
    """Finds broken words in passages of one document."""

    def __init__(self, texts: Iterable[str], language: Language, damage_rate: float) -> None:
        """``damage_rate`` is the expected share of words that are broken, 0 to 1."""
        self._lexicon: Lexicon = lexicon(language.tag)
        letters = _LETTERS.get(language.script, _ANY_LETTERS)
        self._word = re.compile(rf"{letters}(?: ?[’'])?")
        self._pair = re.compile(
            rf"(?<![\w’'/.-])(?=(?P<a>{letters}) (?P<b>{letters})"
            r"(?! ?[’'][^\W\d_]|[\w/°ᵒº]|-\w|\.\w)(?!(?<= \w)\)))"
        )
        self._counts: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            words = self._word.findall(bare_arabic(text.lower()))
            self._counts.update(words)
            pairs.update(pairwise(words))
        self._total = sum(self._counts.values())
        self._prior = math.log(damage_rate)
        suspects = [pair for pair in pairs if pair[0] + pair[1] in self._counts or pair[0] + pair[1] in self._lexicon]
        self._first: Counter[str] = Counter()
        self._second: Counter[str] = Counter()
        for pair in suspects:
            self._first[pair[0]] += pairs[pair]
            self._second[pair[1]] += pairs[pair]
        self._broken = self._likely(suspects)
        # a text in which many words are surely broken is likelier to have broken the doubtful ones too
        rate = sum(pairs[pair] for pair in self._broken) / (self._total + 1)
        if rate > damage_rate:
            self._prior = math.log(min(rate, 0.02))
            self._broken = self._likely(suspects)
        self._broken_firsts = {first for first, _ in self._broken}

    def broken(self, text: str, start: int = 0) -> Iterator[tuple[int, int]]:
        """Yield the stretches ``[start, end)`` of ``text`` that are the spaces to take out."""
        if self._broken_firsts.isdisjoint(self._word.findall(bare_arabic(text.lower()))):
            return
        before: tuple[float, int] | None = None
        for match in self._pair.finditer(text, start):
            first, second = match["a"], match["b"]
            odds = self._broken.get((bare_arabic(first.lower()), bare_arabic(second.lower())), 0.0)
            if not odds or (second[0].isupper() and not first.isupper()):
                continue
            gap = match.end("a")
            if before is not None and gap == before[1] + 1 + len(first):
                # "a ident ifié": of two spaces beside one part only the likelier one is wrong
                if odds > before[0]:
                    before = (odds, gap)
                continue
            if before is not None:
                yield before[1], before[1] + 1
            before = (odds, gap)
        if before is not None:
            yield before[1], before[1] + 1

    def known(self, word: str) -> bool:
        """Whether the document or the language has ``word``."""
        return word.lower() in self._counts or word.lower() in self._lexicon

    def _likely(self, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], float]:
        """The pairs that are far likelier one broken word than two, with their log-odds."""
        odds = {pair: self._log_odds(*pair) for pair in pairs}
        return {pair: value for pair, value in odds.items() if value > _MINIMAL_LOG_ODDS}

    def _log_odds(self, first: str, second: str) -> float:
        left = self._occurrences(first, self._first[first])
        right = self._occurrences(second, self._second[second])
        joined = self._occurrences(first + second, 0)
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
