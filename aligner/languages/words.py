"""How frequent the words of a language are: evidence for mending broken words."""

from __future__ import annotations

import functools

from aligner.languages import get

_UNKNOWN = 1e-9
"""Frequency of a word that no list has."""


class Lexicon:
    """Words of one language with their share of running text."""

    def __init__(self, frequencies: dict[str, float]) -> None:
        self._frequencies = frequencies

    def __contains__(self, word: str) -> bool:
        return word in self._frequencies

    def frequency(self, word: str) -> float:
        """Share of running text that is ``word`` (small letters), above 0 also for unknown words."""
        return self._frequencies.get(word, _UNKNOWN)


@functools.cache
def lexicon(tag: str) -> Lexicon:
    """Return the word knowledge of the language of ``tag``."""
    return Lexicon({word: 0.5 / (place + 5) / 5 for place, word in enumerate(get(tag).frequent)})
