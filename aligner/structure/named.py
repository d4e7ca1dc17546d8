"""Headings that a word and a number begin: «Annex II», «Chapter I. General provisions», «Article 5».

Such a line is a heading by its form alone: nothing but the name, or the name, a sign that sets it apart and a short
title.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from aligner.languages.language import Language
from aligner.languages.numbering import ARABIC_DEFINITE, HAN, LETTER_UPPER, ROMAN_UPPER

ANNEX, CHAPTER, ARTICLE = -1, -2, -3
"""Marker styles of named headings; styles of the languages are counted from 0."""
_NUMERAL = (
    r"(?P<number>[IVXLC]{1,6}|\d{1,3}|[A-Z]|[一二三四五六七八九十百〇零]{1,5}|premier|primero"
    rf"|{ARABIC_DEFINITE.pattern})(?:\s(?:bis|ter|quater|quinquies)\b)?"
)
_WORDS = {"premier": 1, "primero": 1}
"""Ordinals that some languages write out for the first."""
_APART = r"(?:[ \u00a0]?[.:：、–—-]\s+|[ \u00a0]?[：、]|\t\s*|\s{2,}|\u3000|(?-i:[.:–—-](?=[^\W\d_a-z][^\W\d_A-Z])))"
"""What stands between name and title."""
# no sentence ends inside a title
_TITLE = r"(?!(?-i:.{0,150}[.!?。؟]\s?[^\W\d_a-z]))(?P<title>\S(?:.{0,150}?[^\s.;:,。；：，،؛])?)"


class Named(NamedTuple):
    """A heading with a name."""

    style: int
    """:data:`ANNEX`, :data:`CHAPTER` or :data:`ARTICLE`."""
    value: int
    """Its number; 0 where it has none."""
    end: int
    """Offset of its title; 0 where the line is nothing but the name."""


class NamedHeadings:
    """Finds the named headings of one language."""

    def __init__(self, language: Language) -> None:
        forms = [(ANNEX, word) for word in language.annexes]
        forms += [(CHAPTER, form) for form in language.chapters] + [(ARTICLE, form) for form in language.articles]
        self._patterns = [(style, *_patterns(form, spaced=language.script != "Han")) for style, form in forms]
        first = {form[0] for _, form in forms}
        self._starts = frozenset(first | {sign.lower() for sign in first} | {sign.upper() for sign in first})

    def at(self, text: str, *, heading: bool = False) -> Named | None:
        """Return the named heading that ``text`` is; ``heading`` says that the format knows it for one."""
        if text[0] not in self._starts or len(text) > 200:
            return None
        for style, alone, titled, styled in self._patterns:
            match = alone.fullmatch(text)
            if match:
                return _named(style, match, 0)
            match = (styled if heading else titled).fullmatch(text)
            if match:
                return _named(style, match, match.start("title"))
        return None


def _patterns(form: str, *, spaced: bool) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The name alone, with a title set apart, and with a title in a line known to be a heading."""
    before, slot, after = form.partition("{}")
    gap = r"\s+" if spaced else r"\s?"
    if slot:
        number = f"{gap if spaced else ''}{_NUMERAL}"
        name = f"{re.escape(before.rstrip())}{number}{re.escape(after)}"
    else:
        name = f"{re.escape(form)}(?:{gap}{_NUMERAL}{'(?![A-Za-z])' if spaced else ''})?"
    # in Chinese a title follows its number without any sign
    apart = _APART if spaced else rf"(?:{_APART}|(?<!{re.escape(before)})\s?)"
    close = rf"(?:{_APART}|\s)\s*" if spaced else apart
    return (
        re.compile(rf"{name}\s*[.:：]?", re.I),
        re.compile(rf"{name}{apart}{_TITLE}", re.I),
        re.compile(rf"{name}{close}{_TITLE}", re.I),
    )


def _named(style: int, match: re.Match[str], end: int) -> Named | None:
    number = match["number"]
    value = _value(number) if number else 0
    return Named(style, value, end) if value or not number else None


def _value(number: str) -> int:
    if number.lower() in _WORDS:
        return _WORDS[number.lower()]
    if number.isdecimal():
        return int(number)
    for system in (ROMAN_UPPER, HAN, ARABIC_DEFINITE, LETTER_UPPER):
        values = system.values(number)
        if values:
            return values[0]
    return 0
