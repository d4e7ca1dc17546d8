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
from aligner.languages.numbering import ARABIC
from aligner.structure import decimals
from aligner.structure.named import ANNEX, ARTICLE, CHAPTER, Named, NamedHeadings

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
_NAMED_LEVELS = {ANNEX: LEVELS.index("annex"), CHAPTER: LEVELS.index("section"), ARTICLE: LEVELS.index("subsection")}
_TITLED_COST = 1.0
"""What looks like an article with its title may be running text that speaks of it."""
_DAMAGED_COST = 1.5
"""A space has crept in before the marker's closing sign or was lost behind it: ``a )``, ``a)Text``."""


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
    path: tuple[int, ...] = ()
    """For a decimal number all of its parts: ``1.2.3``."""


class MarkerReader:
    """Finds the readings of line starts for one language."""

    def __init__(self, language: Language, *, decimal: bool = False) -> None:
        """``decimal`` says whether the document is numbered 1, 1.1, 1.1.1."""
        styles = [(index, style, _compiled(style)) for index, style in enumerate(language.markers)]
        self._with_digits = [entry for entry in styles if entry[1].numbering is ARABIC]
        self._without_digits = [entry for entry in styles if entry[1].numbering is not ARABIC]
        self._named = NamedHeadings(language)
        self._decimal = decimal
        self._maybe = re.compile(
            r"(?:['‘’`´(（]?\s?[\w\u0640\u064b-\u0652\u200c-\u200f]{1,12}(?: عشر)?\s{0,3}[.．。)）、:：'’‘`´–—-]"
            r"|[㈠-㈩①-⑳])(?:\s+|.|$)"
        )
        """What may be a marker, with all that can decide whether it is one: the space or the one sign behind it."""
        self._cached = functools.lru_cache(maxsize=8192)(self._readings_of_head)

    def readings(self, text: str, *, heading: bool = False) -> list[Reading]:
        """Return all readings of the start of ``text``, cheapest first.

        ``heading`` says that the format knows it for a heading.
        """
        if named := self._named.at(text, heading=heading):
            return [_named_reading(named, text)]
        if self._decimal and (number := decimals.match(text)):
            readings = self._plain(text)
            return [_decimal_reading(number), *(reading._replace(cost=reading.cost + 1.0) for reading in readings)]
        return self._plain(text)

    def _plain(self, text: str) -> list[Reading]:
        match = self._maybe.match(text)
        return self._cached(match[0]) if match else []

    def _readings_of_head(self, head: str) -> list[Reading]:
        found: list[Reading] = []
        digits = head[0].isdecimal() or (len(head) > 1 and head[1].isdecimal())
        for index, style, pattern in self._with_digits if digits else self._without_digits:
            match = pattern.match(head)
            if match is None:
                continue
            marker = match["marker"]
            damaged = match["glued"] is not None or re.search(r"\s\W$|^\W\s", marker)
            cost = style.cost + (_DAMAGED_COST if damaged else 0.0)
            for rank, value in enumerate(style.numbering.values(match["numeral"])):
                level = LEVELS.index(style.level)
                found.append(Reading(level, value, index, marker, match.end(), cost + 0.1 * rank))
        return sorted(found, key=lambda reading: reading.cost)


def _compiled(style: MarkerStyle) -> re.Pattern[str]:
    before, after = style.form.split("{}")
    opening = "".join(_SIGNS[sign] for sign in before)
    closing = "".join(rf"\s{{0,3}}{_SIGNS[sign]}" for sign in after)
    # a wide sign brings its own space; a narrow one needs a space, a letter that is no digit, or the line's end
    behind = rf"(?:(?<=[{_WIDE}㈠-㈩①-⑳])\s*|\s+|$|(?=[^\W\d_a-zA-Z])|(?=[«“\"(（《])|(?P<glued>(?=[A-Z])))"
    return re.compile(rf"(?P<marker>{opening}\s?(?P<numeral>{style.numbering.pattern}){closing}){behind}")


def _named_reading(named: Named, text: str) -> Reading:
    level = _NAMED_LEVELS[named.style]
    cost = _TITLED_COST if named.end else 0.0
    return Reading(level, named.value, named.style, text[: named.end].strip(), named.end, cost)


def _decimal_reading(match: re.Match[str]) -> Reading:
    path = decimals.path_of(match["number"])
    # its depth is its level, from sections on: 1, 1.1 and 1.1.1 stand below one another whatever they are
    return Reading(len(path), path[-1], decimals.STYLE, match["marker"], match.end(), 0.0, path)
