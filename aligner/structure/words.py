"""Words broken in two by a stray space: found by what the document and the language know, never by a list of cases.

For each pair of neighbouring words three readings' likelihoods are compared: two words as they stand, or one word
that a space broke. A word's likelihood comes from the document itself (each pair's own occurrence left out) and
from the language's word knowledge.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from aligner.languages.language import Language
from aligner.languages.words import Lexicon, lexicon

_WORD = re.compile(r"[^\W\d_]+[’']?")
_PAIR = re.compile(r"(?<![\w’'/.-])(?=(?P<a>[^\W\d_]+) (?P<b>[^\W\d_]+)(?![\w’'/]|-\w|\.\w))")
_LEXICON_WEIGHT = 30000.0
"""The lexicon counts as much as a document of so many words."""
_COLLOCATION = 30.0
"""Two words side by side are this much likelier than chance has them: they mean something together."""
_MINIMAL_LOG_ODDS = math.log(20.0)


class SplitWords:
    """Finds broken words in passages of one document."""

    def __init__(self, texts: Iterable[str], language: Language, damage_rate: float) -> None:
        """``damage_rate`` is the expected share of words that are broken, 0 to 1."""
        self._counts: Counter[str] = Counter()
        for text in texts:
            self._counts.update(_WORD.findall(text.lower()))
        self._total = sum(self._counts.values())
        self._lexicon: Lexicon = lexicon(language.tag)
        self._prior = math.log(damage_rate)
        self._verdicts: dict[tuple[str, str], bool] = {}

    def broken(self, text: str, start: int = 0) -> Iterator[tuple[int, int]]:
        """Yield the stretches ``[start, end)`` of ``text`` whose space should go: the space itself."""
        for match in _PAIR.finditer(text, start):
            first, second = match["a"], match["b"]
            if not second[0].islower() and second[0].upper() != second[0].lower():
                continue
            if self.one_word(first, second):
                yield match.end("a"), match.end("a") + 1

    def one_word(self, first: str, second: str) -> bool:
        """Whether ``first second`` is far likelier one broken word than two."""
        key = (first.lower(), second.lower())
        verdict = self._verdicts.get(key)
        if verdict is None:
            verdict = self._verdicts[key] = self._judge(*key)
        return verdict

    def _judge(self, first: str, second: str) -> bool:
        joined = first + second
        if not self._counts[joined] and joined not in self._lexicon:
            return False
        one = self._log(joined, 0) + self._prior
        two = self._log(first, 1) + self._log(second, 1) + math.log(_COLLOCATION)
        return one - two > _MINIMAL_LOG_ODDS

    def known(self, word: str) -> bool:
        """Whether the document or the language has ``word``."""
        return self._counts[word.lower()] > 0 or word.lower() in self._lexicon

    def _log(self, word: str, own: int) -> float:
        count = max(0, self._counts[word] - own) + _LEXICON_WEIGHT * self._lexicon.frequency(word)
        return math.log(count / (self._total + _LEXICON_WEIGHT))
