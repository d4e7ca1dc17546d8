"""Systems of numbering: what ``46``, ``j``, ``iv``, ``هـ``, ``㈡`` or ``ثالثا`` counts, whatever the script.

A system reads the numeral between a marker's signs; it says nothing about the signs, which belong to a
:class:`~aligner.languages.language.MarkerStyle`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
LOOK_ALIKES = str.maketrans("асеорхуіѕјАСЕОРХУІЅЈ", "aceopxyisjACEOPXYISJ")
"""Cyrillic letters that look like Latin ones: Russian UN texts number in Latin letters, typed with either."""
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_ABJAD = "أ ب ج د هـ و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ".split()
_ABJAD_NAMES = (
    "ألف باء جيم دال هاء واو زاي حاء طاء ياء كاف لام ميم نون سين عين فاء صاد قاف راء شين تاء ثاء خاء ذال ضاد ظاء غين"
).split()
_ARABIC_STEMS = {
    **{bare: place for place, bare in enumerate("أول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر".split(), start=1)},
    **dict.fromkeys("أولى اول حادي".split(), 1),
    "ثان": 2,
    "عشر": 10,
    **{
        f"{ten}{end}": 10 * place
        for place, ten in enumerate("عشر ثلاث أربع خمس ست سبع ثمان تسع".split(), start=2)
        for end in ("ون", "ين")
    },
}
"""Ordinals without article and ending; those of ten and of twenty, thirty, … are added to the units before them."""
_HAN_DIGITS = "零一二三四五六七八九"
_ENCLOSED_IDEOGRAPHS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_TATWEEL_AND_JOINERS = re.compile("[\u0640\u200c\u200d\u200e\u200f\u064b-\u0652]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """One system of numerals."""

    name: str
    """``arabic``, ``roman``, ``letter``, …"""
    pattern: str
    """Regular expression, without groups, that every numeral of the system matches."""
    values: Callable[[str], tuple[int, ...]]
    """The numbers, from 1, a numeral may stand for, likeliest first; empty where it is none."""


def roman(number: int) -> str:
    """Return ``number`` (1 to 3999) as a small Roman numeral.

    >>> roman(4), roman(18)
    ('iv', 'xviii')
    """
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def letter(number: int) -> str:
    """Return the Latin letter of that place, doubled from 27 on as the UN does.

    >>> letter(1), letter(26), letter(28)
    ('a', 'z', 'bb')
    """
    times, place = divmod(number - 1, 26)
    return _LATIN[place] * (times + 1)


@functools.lru_cache(maxsize=4096)
def _from_roman(text: str) -> tuple[int, ...]:
    plain = text.translate(LOOK_ALIKES).lower()
    total, rest = 0, plain
    for value, sign in _ROMAN:
        while rest.startswith(sign):
            total, rest = total + value, rest[len(sign) :]
    return (total,) if not rest and 0 < total < 400 and roman(total) == plain else ()


@functools.lru_cache(maxsize=4096)
def _from_letter(text: str) -> tuple[int, ...]:
    plain = text.translate(LOOK_ALIKES).lower()
    if plain == "ñ":
        return (15,)
    if len(set(plain)) != 1 or plain[0] not in _LATIN or len(plain) > 2:
        return ()
    place = _LATIN.index(plain[0]) + 1 + 26 * (len(plain) - 1)
    # a Spanish list that has ñ) counts every later letter one higher
    return (place, place + 1) if plain > "n" and len(plain) == 1 else (place,)


def _from_cyrillic(text: str) -> tuple[int, ...]:
    place = _CYRILLIC.find(text.lower()) + 1 if len(text) == 1 else 0
    return (place,) if place else ()


def _from_digits(text: str) -> tuple[int, ...]:
    # int() reads decimal digits of every script: full-width, Arabic-Indic, Persian
    return (int(text),)


def bare_arabic(text: str) -> str:
    """Return Arabic ``text`` without tatweel, joiners, direction marks and vowel signs."""
    return _TATWEEL_AND_JOINERS.sub("", text)


def _place_in(names: list[str]) -> Callable[[str], tuple[int, ...]]:
    places = {bare_arabic(name): place for place, name in enumerate(names, start=1)}
    # alef is as often written without its hamza
    places.setdefault("ا", places.get("أ", 0))

    def values(text: str) -> tuple[int, ...]:
        place = places.get(bare_arabic(text), 0)
        return (place,) if place else ()

    return values


def _from_arabic_ordinal(text: str) -> tuple[int, ...]:
    """``ثالثا``, ``الثالث``, ``الثالثة``, ``ثالث عشر``, ``الحادي والعشرون``."""
    total = 0
    for word in bare_arabic(text).split(" "):
        stem = word.removeprefix("و").removeprefix("ال")
        value = _ARABIC_STEMS.get(stem) or _ARABIC_STEMS.get(stem.rstrip("اة"), 0)
        if not value or (total and value < 10):
            return ()
        total += value
    return (total,)


def _from_han(text: str) -> tuple[int, ...]:
    total, digit = 0, 0
    for sign in text.replace("〇", "零"):
        unit = {"十": 10, "百": 100}.get(sign, 0)
        if unit:
            total += unit * (digit or 1)
            digit = 0
        elif digit or (sign == "零" and not total):
            return ()
        else:
            digit = _HAN_DIGITS.find(sign)
            if digit < 0:
                return ()
    return (total + digit,) if total + digit else ()


def _place_of_sign(signs: str) -> Callable[[str], tuple[int, ...]]:
    def values(text: str) -> tuple[int, ...]:
        return (signs.index(text) + 1,) if len(text) == 1 and text in signs else ()

    return values


_VOWELS = "[\u0640\u200c\u200d\u200e\u200f\u064b-\u0652]*"


def _one_of(names: list[str]) -> str:
    return "(?:" + "|".join(_VOWELS.join(bare_arabic(name)) + _VOWELS for name in names) + ")"


ARABIC = Numbering(name="arabic", pattern=r"\d{1,4}", values=_from_digits)
ROMAN_UPPER = Numbering(name="roman-upper", pattern=r"[IVXLCІХС]{1,8}", values=_from_roman)
ROMAN = Numbering(name="roman", pattern=r"[ivxlсхі]{1,8}", values=_from_roman)
LETTER_UPPER = Numbering(name="letter-upper", pattern=r"[A-ZАСЕОРХ]", values=_from_letter)
LETTER = Numbering(name="letter", pattern=r"[a-zñасеорхуіѕј]{1,2}", values=_from_letter)
CYRILLIC = Numbering(name="cyrillic", pattern=f"[{_CYRILLIC}]", values=_from_cyrillic)
ABJAD = Numbering(name="abjad", pattern=_one_of([*_ABJAD, "ا"]), values=_place_in(_ABJAD))
ABJAD_NAME = Numbering(name="abjad-name", pattern=_one_of(_ABJAD_NAMES), values=_place_in(_ABJAD_NAMES))
ARABIC_ORDINAL = Numbering(
    name="arabic-ordinal",
    pattern="[\u0621-\u0652]{4,9}(?: عشر)?",
    values=_from_arabic_ordinal,
)
ARABIC_DEFINITE = Numbering(
    name="arabic-definite",
    pattern="(?:ال)?(?:أولى?|حادية?|ثاني?ة?|ثالثة?|رابعة?|خامسة?|سادسة?|سابعة?|ثامنة?|تاسعة?|عاشرة?|(?:عشر|ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)(?:ون|ين))"
    "(?: عشرة?| وال(?:عشر|ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)(?:ون|ين))?",
    values=_from_arabic_ordinal,
)
HAN = Numbering(name="han", pattern=r"[一二三四五六七八九十]{1,3}", values=_from_han)
ENCLOSED = Numbering(name="enclosed", pattern=f"[{_ENCLOSED_IDEOGRAPHS}]", values=_place_of_sign(_ENCLOSED_IDEOGRAPHS))
CIRCLED = Numbering(name="circled", pattern=f"[{_CIRCLED}]", values=_place_of_sign(_CIRCLED))
