"""Readings of the sign at the start of a line: which level and number a marker may stand for.

A marker is evidence to weigh, never a key: ``i)`` may be the ninth item or the first sub-item, ``C.`` the third
subsection or the hundredth section, ``1990.`` no marker at all. All readings are returned with their costs; the
outline decides between them over the whole sequence.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from aligner.languages.language import LEVELS, Language, MarkerStyle
from aligner.languages.numbering import ARABIC, bare_arabic

_SIGNS = {
    ".": "[.．。]",
    ")": "[)）]",
    "(": "[(（]",
    "-": "[-–—]",
    "、": "、",
    ":": "[:：]",
    "'": "['’‘`´]",
}
_WIDE = "．。）、"
_DAMAGED_COST = 1.5
"""A space has crept in before the marker's closing sign: ``a )``."""


class Reading(NamedTuple):
    """One way to read the start of a line."""

    level: int
    """Index into :data:`aligner.languages.language.LEVELS`."""
    value: int
    """Number it stands for, from 1; 0 for an annex without one."""
    style: int
    """Identifies the marker style: the same in one list."""
    marker: str
    """As it stands in the text."""
    end: int
    """Offset of the first character behind marker and following space."""
    cost: float
    """−ln of its likelihood before anything around it is looked at."""


class MarkerReader:
    """Finds the readings of line starts for one language."""

    def __init__(self, language: Language) -> None:
        styles = [(index, style, _compiled(style)) for index, style in enumerate(language.markers)]
        self._with_digits = [entry for entry in styles if entry[1].numbering is ARABIC]
        self._without_digits = [entry for entry in styles if entry[1].numbering is not ARABIC]
        self._annex = _annex_pattern(language.annexes)
        self._maybe = re.compile(
            r"['‘’`´(（]?\s?[\w\u0640\u064b-\u0652\u200c-\u200f]{1,12}(?: عشر)?\s?[.．。)）、:：'’`´–—-]|[㈠-㈩①-⑳]"
        )
        self._cached = functools.lru_cache(maxsize=8192)(self._readings_of_head)

    def readings(self, text: str) -> list[Reading]:
        """Return all readings of the start of ``text``, cheapest first."""
        if self._annex is not None and (annex := self._annex.fullmatch(text)):
            return [_annex_reading(annex, text)]
        if not self._maybe.match(text):
            return []
        return self._cached(text[:24], len(text) <= 24)

    def _readings_of_head(self, head: str, complete: bool) -> list[Reading]:
        del complete
        found: list[Reading] = []
        digits = head[0].isdecimal() or (len(head) > 1 and head[1].isdecimal())
        for index, style, pattern in self._with_digits if digits else self._without_digits:
            match = pattern.match(head)
            if match is None:
                continue
            marker = match["marker"]
            cost = style.cost + (_DAMAGED_COST if re.search(r"\s\W$|^\W\s", marker) else 0.0)
            for rank, value in enumerate(style.numbering.values(match["numeral"])):
                level = LEVELS.index(style.level)
                found.append(Reading(level, value, index, marker, match.end(), cost + 0.1 * rank))
        return sorted(found, key=lambda reading: reading.cost)


def _compiled(style: MarkerStyle) -> re.Pattern[str]:
    before, after = style.form.split("{}")
    opening = "".join(_SIGNS[sign] for sign in before)
    closing = "".join(rf"\s?{_SIGNS[sign]}" for sign in after)
    # a wide sign brings its own space; a narrow one needs a space, a letter that is no digit, or the line's end
    behind = rf"(?:(?<=[{_WIDE}㈠-㈩①-⑳])\s*|\s+|$|(?=[^\W\d_a-zA-Z])|(?=[«“\"(（《]))"
    return re.compile(rf"(?P<marker>{opening}\s?(?P<numeral>{style.numbering.pattern}){closing}){behind}")


def _annex_pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    names = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?P<marker>(?:{names})(?:\s+(?P<number>[IVX]{{1,5}}|\d{{1,2}}|[A-Z]|\w+))?\s*[.:]?)", re.I)


def _annex_reading(match: re.Match[str], text: str) -> Reading:
    from aligner.languages.numbering import ARABIC_ORDINAL, HAN, LETTER_UPPER, ROMAN_UPPER

    number = match["number"] or ""
    value = 0
    if number.isdecimal():
        value = int(number)
    elif number:
        for system in (ROMAN_UPPER, HAN, ARABIC_ORDINAL, LETTER_UPPER):
            values = system.values(bare_arabic(number).removeprefix("ال") if system is ARABIC_ORDINAL else number)
            if values:
                value = values[0]
                break
    return Reading(0, value, -1, "", 0, 0.0 if value or not number else 6.0)
