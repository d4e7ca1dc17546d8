"""The numbers Word writes before paragraphs: computed from numbering definitions, as Word does.

Source: ECMA-376, part 1, sections 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from aligner.languages.numbering import roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_LONGEST = 64
"""Characters of the text of a level; ``%1.%2.%3)`` is a long one."""
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ARABIC_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_HAN = "零一二三四五六七八九"
_LEGAL = str.maketrans("一二三四五六七八九十百", "壹贰叁肆伍陆柒捌玖拾佰")


def _letters(alphabet: str) -> Callable[[int], str]:
    def letters(number: int) -> str:
        times, place = divmod(number - 1, len(alphabet))
        # a document that counts to thousands in letters is damaged; it must not fill the memory
        return alphabet[place] * min(times + 1, 50)

    return letters


def _digits(zero: str) -> Callable[[int], str]:
    return lambda number: "".join(chr(ord(zero) + int(digit)) for digit in str(number))


def _han(number: int) -> str:
    if number < 10:
        return _HAN[number]
    if number < 100:
        tens, units = divmod(number, 10)
        return (_HAN[tens] if tens > 1 else "") + "十" + (_HAN[units] if units else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        below = "" if not rest else f"零{_HAN[rest]}" if rest < 10 else ("一" if rest < 20 else "") + _han(rest)
        return f"{_HAN[hundreds]}百{below}"
    return "".join(_HAN[int(digit)] for digit in str(number))


def _enclosed(first: str, last: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= last else str(number)


def _capital(system: Callable[[int], str]) -> Callable[[int], str]:
    return lambda number: system(number).upper()


def _roman(number: int) -> str:
    return roman(number) if 0 < number < 4000 else str(number)


_LATIN = _letters("abcdefghijklmnopqrstuvwxyz")
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "lowerLetter": _LATIN,
    "upperLetter": _capital(_LATIN),
    "lowerRoman": _roman,
    "upperRoman": _capital(_roman),
    "russianLower": _letters(_CYRILLIC),
    "russianUpper": _capital(_letters(_CYRILLIC)),
    "arabicAbjad": lambda number: "هـ" if number == 5 else _letters(_ABJAD)(number),
    "arabicAlpha": _letters(_ARABIC_ALPHABET),
    "hindiNumbers": _digits("٠"),
    "decimalFullWidth": _digits("０"),
    "decimalFullWidth2": _digits("０"),
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedCircleChinese": _enclosed("①", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "decimalHalfWidth": str,
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "ideographParenthesized": _enclosed("㈠", 10),
    "ideographTraditional": lambda number: "甲乙丙丁戊己庚辛壬癸"[number - 1] if number <= 10 else str(number),
    "ideographDigital": lambda number: "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number)),
    "japaneseDigitalTenThousand": _han,
    "chineseLegalSimplified": lambda number: _han(number).translate(_LEGAL),
    "chineseCounting": _han,
    "chineseCountingThousand": _han,
    "japaneseCounting": _han,
    "taiwaneseCountingThousand": _han,
    "numberInDash": "- {} -".format,
    "ordinal": str,
}
_UNMARKED = ("none", "bullet")


@dataclass(slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    """``%1.%2)``: the number of each level in its place."""
    restart: int | None = None
    """Level, from 1, whose advance restarts this one; 0 for never; None for any higher one."""
    legal: bool = False
    """Whether numbers of higher levels are written in digits."""
    style: str = ""
    """Paragraph style bound to the level."""


@dataclass(slots=True)
class _List:
    """A ``w:num``: an abstract list and what it changes in it."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """All lists of a document, with their counters; paragraphs are to be counted in document order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def level_of_style(self, number_id: str, style: str) -> int:
        """Return the level of a list that a paragraph style is bound to, 0 if none."""
        found = self._lists.get(number_id)
        levels = self._abstract.get(found.abstract, {}) if found else {}
        return next((index for index, level in sorted(levels.items()) if level.style == style), 0)

    def marker(self, number_id: str, level: int) -> str:
        """Count one paragraph and return what Word writes before it; empty for bullets and unknown lists."""
        numbered = self._lists.get(number_id)
        if numbered is None or not 0 <= level < _LEVELS:
            return ""
        own = self._level(numbered, level)
        counters = self._counters.setdefault(numbered.abstract, {})
        first = (number_id, level) not in self._begun
        self._begun.add((number_id, level))
        if first and level in numbered.starts:
            counters[level] = numbered.starts[level]
        else:
            counters[level] = counters[level] + 1 if level in counters else own.start
        for deeper in range(level + 1, _LEVELS):
            restart = self._level(numbered, deeper).restart
            if restart is None or (restart > 0 and level < restart):
                counters.pop(deeper, None)
        return "" if own.format in _UNMARKED else self._written(numbered, own, counters)

    def _level(self, numbered: _List, level: int) -> Level:
        return numbered.levels.get(level) or self._abstract.get(numbered.abstract, {}).get(level) or Level()

    def _written(self, numbered: _List, own: Level, counters: dict[int, int]) -> str:
        text = own.text
        for index in range(_LEVELS):
            if f"%{index + 1}" in text:
                level = self._level(numbered, index)
                form = "decimal" if own.legal else level.format
                number = counters.get(index, level.start)
                text = text.replace(f"%{index + 1}", _FORMATS.get(form, str)(number) if number > 0 else str(number))
        return text.strip()

    def _read(self, root: etree._Element) -> None:
        linked: dict[str, str] = {}
        styled: dict[str, str] = {}
        for element in root.iterchildren(f"{W}abstractNum"):
            name = _attribute(element, "abstractNumId")
            levels = (_level_of(child) for child in element.iterchildren(f"{W}lvl"))
            self._abstract[name] = {index: level for index, level in levels if 0 <= index < _LEVELS}
            if style := _value(element, "styleLink"):
                styled[style] = name
            if style := _value(element, "numStyleLink"):
                linked[name] = style
        for element in root.iterchildren(f"{W}num"):
            abstract = _value(element, "abstractNumId")
            abstract = styled.get(linked.get(abstract, ""), abstract)
            numbered = _List(abstract)
            for override in element.iterchildren(f"{W}lvlOverride"):
                level = integer(_attribute(override, "ilvl"), 0)
                if start := _value(override, "startOverride"):
                    numbered.starts[level] = integer(start, 1)
                for child in override.iterchildren(f"{W}lvl"):
                    numbered.levels[level] = _level_of(child)[1]
            self._lists[_attribute(element, "numId")] = numbered


def _level_of(element: etree._Element) -> tuple[int, Level]:
    restart = _value(element, "lvlRestart")
    legal = element.find(f"{W}isLgl")
    level = Level(
        start=integer(_value(element, "start"), 1),
        format=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText")[:_LONGEST],
        restart=integer(restart, 0) if restart else None,
        legal=legal is not None and _attribute(legal, "val") not in ("0", "false"),
        style=_value(element, "pStyle"),
    )
    return integer(_attribute(element, "ilvl"), 0), level


def _value(element: etree._Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else _attribute(child, "val")


def _attribute(element: etree._Element, name: str) -> str:
    return element.get(f"{W}{name}", "")


def integer(text: str, otherwise: int) -> int:
    """The number that an attribute holds; ``otherwise`` where it holds none, or one of a million and more."""
    digits = text.lstrip("-")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else otherwise
