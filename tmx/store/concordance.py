"""Words and phrases in context: every text of the store that holds them in any form, in either language.

Accents, capitals, Arabic vowel signs and inflection are folded; in languages written without spaces, the characters
themselves are looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tmx.lang import matches as fits
from tmx.lang import normalise
from tmx.store.database import Database
from tmx.store.index import frequencies, lists
from tmx.store.postings import Numbers
from tmx.store.texts import SYMBOL, texts, texts_by_unit
from tmx.store.words import WORD, fold, is_paired, stemmer, terms

_READ = 400
"""Texts read at once."""
_BUDGET = 2_000_000
"""Postings read for one phrase; words more frequent than that are looked for in the texts alone."""


class Line(NamedTuple):
    """A place where the words stand."""

    text: str
    """The whole text."""
    start: int
    """Where the words begin in it, in code points."""
    end: int
    language: str
    translations: tuple[tuple[str, str], ...]
    """Language and text of the unit's other variants."""
    unit: str
    """Identifier of the unit."""
    document: str
    ref: str


def concordance(database: Database, phrase: str, language: str, most: int = 100) -> list[Line]:
    """At most ``most`` places where the words of ``phrase`` stand side by side, in the order of the store."""
    tag = normalise(language)
    find = _finder(phrase, tag)
    if find is None:
        return []
    found: list[Line] = []
    numbers = _holding(database, phrase, tag)
    for start in range(0, len(numbers), _READ):
        for line in _lines(database, [int(one) for one in numbers[start : start + _READ]], tag, find):
            found.append(line)
            if len(found) == most:
                return found
    return found


Finder = Callable[[str], tuple[int, int] | None]
"""Gives the first place of what is looked for in a text."""


def _finder(phrase: str, language: str) -> Finder | None:
    """How to find ``phrase`` in a text; None where it has no word."""
    if is_paired(language):
        wanted = "".join(WORD.findall(fold(phrase)))
        return (lambda text: _characters(text, wanted)) if wanted else None
    stem = stemmer(language)
    stems = [stem(fold(word)) for word in WORD.findall(phrase)]
    return (lambda text: _words(text, stems, stem)) if stems else None


def _words(text: str, stems: Sequence[str], stem: Callable[[str], str]) -> tuple[int, int] | None:
    words = list(WORD.finditer(text))
    found = [stem(fold(word[0])) for word in words]
    length = len(stems)
    for place in range(len(found) - length + 1):
        if found[place : place + length] == stems:
            return words[place].start(), words[place + length - 1].end()
    return None


def _characters(text: str, wanted: str) -> tuple[int, int] | None:
    """The stretch whose letters are ``wanted``, whatever spaces and signs stand between."""
    places: list[int] = []
    letters: list[str] = []
    for place, sign in enumerate(text):
        if WORD.match(sign):
            for letter in fold(sign):
                letters.append(letter)
                places.append(place)
    start = "".join(letters).find(wanted)
    return (places[start], places[start + len(wanted) - 1] + 1) if start >= 0 else None


def _holding(database: Database, phrase: str, language: str) -> Numbers:
    """Numbers of the texts that hold all terms of the phrase, as far as the index says it."""
    wanted = terms(phrase, language)
    counts = frequencies(database, wanted)
    if not wanted or len(counts) < len(set(wanted)):
        return np.empty(0, dtype=np.int64)
    chosen: list[int] = []
    for term in sorted(counts, key=lambda one: (counts[one], one)):
        if chosen and sum(counts[one] for one in (*chosen, term)) > _BUDGET:
            break
        chosen.append(term)
    held = lists(database, chosen)
    found = held[chosen[0]]
    for term in chosen[1:]:
        found = np.intersect1d(found, held[term])
    return found


def _lines(database: Database, numbers: Sequence[int], language: str, find: Finder) -> Iterator[Line]:
    places = {
        one: place
        for one in sorted(texts(database, numbers))
        if fits(language, one.language) and (place := find(one.text))
    }
    if not places:
        return
    marks = ", ".join("?" * len(places))
    rows = database.query(
        f"SELECT u.id, u.first, u.languages, u.name, {SYMBOL}, u.ref FROM units u WHERE u.id IN ({marks})",  # noqa: S608
        [one.unit for one in places],
    )
    units = {int(row[0]): row for row in rows}
    others = texts_by_unit(database, [(int(row[0]), int(row[1]), int(row[2])) for row in units.values()])
    for one, place in places.items():
        name, symbol, ref = units[one.unit][3:]
        translations = tuple((each.language, each.text) for each in others[one.unit] if each != one)
        yield Line(one.text, *place, one.language, translations, name, symbol or "", ref)
