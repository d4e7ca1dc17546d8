"""Which of a term's forms to show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from aligner.glossary.arabic import without_clitics
from aligner.glossary.russian import cited
from aligner.glossary.stems import fold
from aligner.glossary.words import Side
from tmx.lang import primary

SMALL = 0.2
"""Share of a spelling's places in small letters from which on they are how it is written."""
_SPACE = re.compile(r"\s+")


def forms_of(side: Side, places: Sequence[tuple[int, int]]) -> tuple[tuple[str, int], ...]:
    """How a term stands in the texts at ``places`` (first word, place after the last), commonest first."""
    counts: Counter[str] = Counter()
    for begin, end in places:
        text = _SPACE.sub(" ", side.surface(begin, end)).replace("\u00ad", "")
        counts[_without_clitics(text, side) if primary(side.language) == "ar" else text] += 1
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def best_form(forms: Sequence[tuple[str, int]], language: str) -> str:
    """The form to show: the commonest spelling, in small letters where it was a capital by position alone.

    >>> best_form([("Consentement", 3), ("consentement", 2)], "fr")
    'consentement'
    >>> best_form([("Conseil de sécurité", 140), ("conseil de sécurité", 1)], "fr")
    'Conseil de sécurité'
    """
    if primary(language) == "ru":
        forms = cited(forms)
    counts = Counter[str]()
    for text, count in forms:
        counts[text.casefold()] += count
    best = max(sorted(counts), key=lambda folded: counts[folded])
    same = [text for text, _ in forms if text.casefold() == best]
    small = [text for text, count in forms if text in same and text[0].islower() and count >= SMALL * counts[best]]
    return small[0] if small else same[0]


def _without_clitics(text: str, side: Side) -> str:
    """An Arabic expression without the conjunction or preposition written onto its first word.

    The article that was written onto the word stays: للأطفال is الأطفال, بطقس is طقس.
    """
    first, space, rest = text.partition(" ")
    word = fold(first)
    bare = without_clitics(word, side.vocabulary.known)
    if not word.endswith(bare) or len(word) != len(first) or word == bare:
        return text
    clitics = word[: -len(bare)]
    article = "ال" if clitics.endswith(("ال", "لل")) else ""
    return article + first[-len(bare) :] + space + rest
