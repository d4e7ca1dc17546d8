"""A capital has lost its accent, in French or Spanish.

What: words with a plain capital that the language knows with an accented letter alone (« Etat », « Africa »), and the
French preposition « A » at the beginning of a sentence. Acronyms, words wholly in capitals and names beside other names
are left alone; a word that a text has many times is reported once.
Why: « A ce titre » is another word than « À ce titre », and searches and memories tell them apart.
Example: « les Etats parties », « A ce titre »
Instead: « les États parties », « À ce titre »
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from aligner.checks.analysis.once import MANY, told_once
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.languages.words import lexicon
from aligner.model import Span
from tmx.lang import primary

_ACCENTED = {
    "fr": {"A": "ÀÂ", "E": "ÉÈÊ", "I": "Î", "O": "Ô", "C": "Ç"},
    "es": dict(zip("AEIOU", "ÁÉÍÓÚ", strict=True)),
}
_WORD = re.compile(r"(?<![\w’'.@/-])(?:[A-Za-z][’'])?([AEIOUC][a-zà-ÿ]{2,})(?![\w@/])")
_PREPOSITION = re.compile(
    r"(?:\A|[.;:!?»] )(A)(?= (?!\w*é(?:e?s?)\b|pris\b|fait\b|eu\b|été\b|émis\b|priori\b|[A-Z])[a-zà-ÿ])"
)
_NAME_BEHIND = re.compile(r"\s[A-ZÀ-Þ]\w")
_FAR_MORE = 5.0
"""Times as frequent the accented form must be: word lists hold capitals that lost theirs."""
_FREQUENT = 2e-6
_COMMON = 2e-5
"""Shares of running text of a known word, and of one that is no name even beside a capital."""


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield each capital without its accent, word by word."""
    language = primary(view.language)
    if language not in _ACCENTED:
        return
    found: dict[str, list[Hit]] = {}
    for passage in view.passages:
        if passage.text.isupper():
            continue
        for hit in _hits(passage, language):
            found.setdefault(hit.suggestion or "", []).append(hit)
    for word, hits in found.items():
        right = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        accented = sum(len(right.findall(passage.text)) for passage in view.passages) if len(hits) >= MANY else 0
        yield from told_once(hits, word, accented + len(hits))


def _hits(passage: Passage, language: str) -> Iterator[Hit]:
    for match in _WORD.finditer(passage.text):
        right = _accented(match[1], language)
        if right is None:
            continue
        named = _NAME_BEHIND.match(passage.text, match.end())
        if not named or lexicon(language).frequency(right.lower()) > _COMMON:
            yield _hit(passage, match, right)
    if language == "fr":
        for match in _PREPOSITION.finditer(passage.text):
            yield _hit(passage, match, "À")


def _hit(passage: Passage, match: re.Match[str], right: str) -> Hit:
    return Hit(f"“{match[1]}” for “{right}”", passage, Span(*match.span(1)), suggestion=right)


@functools.lru_cache(maxsize=8192)
def _accented(word: str, language: str) -> str | None:
    """The word with its accent, where the language knows it so alone."""
    words = lexicon(language)
    plain = words.frequency(word.lower())
    for sign in _ACCENTED[language].get(word[0], ""):
        right = sign + word[1:]
        share = words.frequency(right.lower())
        if share > _FREQUENT and share > _FAR_MORE * plain:
            return right
    return None


check = Check(
    id="accent-on-capital",
    severity="warning",
    scope="document",
    summary="an accent missing on a capital in French or Spanish",
    find=find,
    fixable=True,
)
