"""Which language a short text is in, by script and by the frequency of its words; silent where that is not certain."""

from __future__ import annotations

import functools
import math
import re
from typing import NamedTuple

from aligner.checks.core.views import PairView
from aligner.languages import get, known
from aligner.languages.words import lexicon
from tmx.lang import primary

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "Arabic": re.compile(r"[\u0620-\u064a\u066e-\u06d3]"),
    "Han": re.compile(r"[\u3400-\u9fff]"),
    "Cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "Latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
}
_FLOOR = -8.0
"""log10 of the share given to a word that a language's list does not have."""


_HEAD = 240
_READ = 500
"""Characters that are read: more words make no verdict surer."""


class Verdict(NamedTuple):
    """The language a text is likeliest in, and how much speaks for it."""

    language: str
    """Primary tag; empty where nothing can be said."""
    words: int
    """Words looked at; characters for Chinese."""
    scores: dict[str, float]
    """log10 of the likelihood of the words under each language of the script."""

    def margin(self, other: str) -> float:
        """By how many powers of ten the language is likelier than ``other``; infinite for another script."""
        if self.language == other:
            return 0.0
        return self.scores[self.language] - self.scores[other] if other in self.scores else math.inf


NOBODY = Verdict("", 0, {})


@functools.cache
def _logs(tag: str) -> dict[str, float]:
    words = lexicon(tag)
    return {word: math.log10(words.frequency(word)) for word in words.words()}


@functools.cache
def _candidates(script: str) -> tuple[str, ...]:
    return tuple(tag for tag in known() if get(tag).script == script)


def log_frequency(word: str, tag: str) -> float:
    """log10 of the share of ``word`` (small letters) in running text of ``tag``."""
    return _logs(primary(tag)).get(word, _FLOOR)


def of_targets(view: PairView) -> list[Verdict]:
    """The language of the target of each pair of ``view``."""
    return [identify(pair.target.text) for pair in view.pairs]


def script_share(text: str, script: str) -> float:
    """Share of the letters of ``text`` that are of ``script``, 0 to 1, a Chinese character counting for three."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    counts["Han"] *= 3
    return counts[script] / (sum(counts.values()) or 1)


def main_script(text: str) -> str:
    """The script most letters of ``text`` are of, a Chinese character counting for three; empty without letters."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    counts["Han"] *= 3
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else ""


def identify(text: str) -> Verdict:
    """Return the likeliest of the known languages; the words of ``text`` that begin with a capital count little.

    >>> identify("Les États parties devraient adopter des mesures").language
    'fr'
    """
    # the beginning shows the script: a text in one writing with long quotations in another has both in it
    text = text[:_READ]
    script = main_script(text[:_HEAD]) or main_script(text)
    if not script:
        return NOBODY
    candidates = _candidates(script)
    if len(candidates) == 1:
        size = len(_SCRIPTS[script].findall(text)) if script == "Han" else len(_WORD.findall(text))
        return Verdict(candidates[0], size, {candidates[0]: 0.0})
    words = [word for word in _WORD.findall(text) if _SCRIPTS[script].match(word)]
    plain = [word for word in words if word.islower()] or [word.lower() for word in words]
    tables = [_logs(tag) for tag in candidates]
    scores = {
        tag: sum(table.get(word, _FLOOR) for word in plain) for tag, table in zip(candidates, tables, strict=True)
    }
    return Verdict(max(scores, key=lambda tag: scores[tag]), len(plain), scores)
