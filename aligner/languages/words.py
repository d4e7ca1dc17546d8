"""How frequent the words of a language are: evidence for mending words that extraction broke.

The lists in ``frequencies/`` (their README names origin and licence) hold one line for each tenth of a power of
ten: ``35 word word …`` are the words that make up 10⁻³·⁵ of running text. A language without a list has its
``frequent`` words alone.
"""

from __future__ import annotations

import functools
import importlib.resources
import lzma
from collections.abc import Iterator, Mapping

from aligner.languages import get
from tmx.lang import primary

UNKNOWN = 1e-9
"""Share of a word that no list has."""


class Lexicon:
    """Words of one language with their share of running text."""

    def __init__(self, frequencies: dict[str, float]) -> None:
        self.frequencies: Mapping[str, float] = frequencies
        """Share of each word, most frequent first."""

    def __contains__(self, word: str) -> bool:
        return word in self.frequencies

    def words(self) -> Iterator[str]:
        """Yield every word, the most frequent ones first."""
        return iter(self.frequencies)

    def frequency(self, word: str) -> float:
        """Share of running text that is ``word`` (small letters), above 0 also for unknown words."""
        return self.frequencies.get(word, UNKNOWN)


@functools.cache
def lexicon(tag: str) -> Lexicon:
    """Return the word knowledge of the language of ``tag``."""
    language = get(tag)
    known = {word: 0.1 / (place + 5) for place, word in enumerate(language.frequent)}
    file = importlib.resources.files("aligner.languages") / "frequencies" / f"{primary(tag)}.txt.xz"
    if file.is_file():
        known = {}
        for line in lzma.decompress(file.read_bytes()).decode("utf-8").split("\n"):
            exponent, *words = line.split(" ")
            known.update(dict.fromkeys(words, 10 ** (-int(exponent) / 10)))
    return Lexicon(known)
