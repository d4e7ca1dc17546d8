"""Numbers in digits, each with every value it may have: ``34.000`` is 34000 or 34, ``1,5 million`` is 1.5 or 1500000.

A reading that one language would not use is kept where the other language would, because a comparison asks only
whether two numbers can be the same one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from aligner.checks.analysis.digits import ascii_digits, has_digits
from aligner.model import Span


class Number(NamedTuple):
    """A number written in digits."""

    text: str
    """As it stands."""
    span: Span
    values: frozenset[float]
    """What it may say."""
    runs: tuple[str, ...]
    """Its runs of digits, without leading zeros."""
    scaled: frozenset[float] = frozenset()
    """What it says with the word for thousands, millions and so on behind it; empty where there is none."""

    def same(self, other: Number) -> bool:
        """Whether both can be one number: 7 is, beside 7 million, but 7 million beside 7 billion is not."""
        if self.scaled and other.scaled:
            return bool(self.scaled & other.scaled)
        return bool(self.values & other.values)


_SPACES = " \u00a0\u2009\u202f"
_TOKEN = re.compile(
    rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}}(?!\d))+(?:[.,٫]\d+(?![\d./]))?"  # 34 000,5
    r"|\d{1,3}(?:([.,'’٬،])\d{3})(?:\1\d{3}(?!\d))*(?:[.,٫]\d+(?!\d))?(?!\d)"  # 34,000.5
    r"|\d+(?:[.,٫·،]\d+)?"
)
_REVERSED = re.compile(rf"(?<!\d)(?:\d{{3}}[{_SPACES},])+\d{{1,3}}(?!\d)")
"""Groups as they come out of right-to-left text: 000 34."""
_REVERSED_DECIMAL = re.compile(rf"(?<!\d)(\d{{3}}[.,]\d+)[{_SPACES}](\d{{1,3}})(?!\d)")
_SCALES = {
    "fr": "mille:3 milliers?:3 millions?:6 milliards?:9 billions?:12",
    "en": "thousand:3 millions?:6 billions?:9 trillions?:12 bn:9 m:6",
    "es": "miles de millones:9 mil millones:9 mil:3 miles:3 mill[óo]n(?:es)?:6 millardos?:9 bill[óo]n(?:es)?:12",
    "ru": "тыс:3 тысяч\\w*:3 млн:6 миллион\\w*:6 млрд:9 миллиард\\w*:9 трлн:12",
    "zh": "[多余]?百万:6 [多余]?千万:7 [多余]?万亿:12 [多余]?万:4 [多余]?亿:8 [多余]?千:3 [多余]?百:2",
    "ar": "ألف:3 ألفا?:3 آلاف:3 مليون\\w*:6 ملايين:6 (?:مليار|بليون)\\w*:9 بلايين:9 مليارات:9 تريليون\\w*:12",
}
_AFTERNOON = re.compile(
    r"\bp\.?\s?m\b|(?:de la|por la) (?:tarde|noche)|\bдня\b|вечера|مساء|بعد الظهر|下午|晚上|après-midi|\bdu soir",
    re.IGNORECASE,
)
_OCLOCK = re.compile(r"(?<=00)\s(?:(?:and|to|et|à|y|a)\s\d{4}\s)?(?:hours|hrs|heures|horas)\b")
"""Behind full hours as soldiers write them: 1100 hours."""
_PAGE = re.compile(
    r"(?:\bpp?|\bpages?|\bpágs?|\bpáginas?|\bстр|الصفح\w+|\bص)\W{0,2}(?:\d+\W{1,3}(?:\w{1,3}\s)?)*$", re.IGNORECASE
)
_PAGES = re.compile(r"[Pp]p?\.|[Pp][aá]g|[Сс]тр|صفح|ص|页")
_HOURS = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_PAGE_AFTER = re.compile(r"(?:[-–、至和]\d+)?\s?页")
_DECADE = re.compile(r"年代|[-–]?[еx]\b|s\b|[-–]х")
_DECADE_BEFORE = re.compile(r"(?:années|años|década del?|decenio de|السنوات|عقد)\s(?:los\s)?$", re.IGNORECASE)
_GLUED = re.compile(r"[A-Za-zа-яё]")
_CURRENCY = re.compile(r"(?:[$€£][A-Z]{1,3}|\b(?:[Ee]uros?|EUR|USD|CHF|SwF|CFAF|Rs|DM))$")
_MARKER = re.compile(r"\s*[(\[]?\d{1,3}(?:\s?[.)\]、．](?!\d)|\s?[-–](?=\s))\s*")


@functools.cache
def _scale(language: str) -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], int], ...]] | None:
    words = _SCALES.get(language)
    if words is None:
        return None
    # several entries hold spaces: a new entry begins behind «:» and its exponent
    entries = [match.groups() for match in re.finditer(r"(.+?):(\d+)(?:\s|$)", words)]
    joined = "|".join(word for word, _ in entries)
    gap = r"\s*" if language == "zh" else r"[\s\u00a0]?"
    border = "" if language == "zh" else r"\b"
    each = tuple((re.compile(f"(?:{word})"), int(exponent)) for word, exponent in entries)
    return re.compile(f"{gap}({joined}){border}", re.IGNORECASE), each


def marker_end(text: str) -> int:
    """Offset behind a paragraph number at the start of ``text``, 0 where there is none."""
    match = _MARKER.match(ascii_digits(text[:12]))
    return match.end() if match and match.end() < len(text) else 0


def numbers(text: str, language: str) -> tuple[Number, ...]:
    """Return the numbers of ``text`` in order; ``language`` is a primary tag.

    A paragraph number at the start and digits glued to a Latin letter (``CO2``, ``G20``) are none.

    >>> [sorted(number.values) for number in numbers("1,5 million de 34 000", "fr")]
    [[1.5, 1500000.0], [34000.0]]
    """
    plain = ascii_digits(text)
    if not has_digits(plain):
        return ()
    return tuple(_found(plain, text, language))


def _found(plain: str, text: str, language: str) -> Iterator[Number]:
    start = marker_end(plain)
    afternoon = _HOURS.search(plain) is not None and _AFTERNOON.search(plain) is not None
    pages = _PAGES.search(plain) is not None
    for match in _TOKEN.finditer(plain, start):
        at, end = match.span()
        if at and _is_code(plain, at):
            continue
        token = match[0]
        runs, readings, bare = _token(token)
        values = set(readings)
        if pages and _is_page(plain, at, end, language):
            continue
        scaled = frozenset(_scaled(plain, end, values, language))
        values |= scaled
        if len(runs[0]) == 2 and (_DECADE.match(plain, end) or _DECADE_BEFORE.search(plain, max(0, at - 16), at)):
            values.add(1900 + float(runs[0]))
        if len(runs[0]) == 4 and _OCLOCK.match(plain, end):
            values.add(float(runs[0][:2]))
        if afternoon and len(runs[0]) <= 2:
            values.add(float(runs[0]) + 12)
        if at and plain[at - 1] in "-–/" and len(runs[0]) == 2:
            values.update(_short_year(plain, at, runs[0]))
        yield Number(text[at:end], Span(at, end), frozenset(values), bare, scaled)


def _is_code(plain: str, at: int) -> bool:
    """Whether the number at ``at`` is part of a code: CO2, S-70, but not US$45."""
    glued = _GLUED.match(plain, at - 1) is not None or (plain[at - 1] in "-–" and at > 1 and plain[at - 2].isupper())
    return glued and not _CURRENCY.search(plain, max(0, at - 6), at)


@functools.lru_cache(maxsize=8192)
def _token(token: str) -> tuple[tuple[str, ...], frozenset[float], tuple[str, ...]]:
    """Runs of digits, values whatever stands around, and the runs without leading zeros: most numbers come often."""
    runs = tuple(re.findall(r"\d+", token))
    values = frozenset((*_readings(token), *_glued(token)))
    return runs, values, tuple(run.lstrip("0") or "0" for run in runs)


def _readings(token: str) -> Iterator[float]:
    parts = re.split(r"\D", token)
    marks = re.findall(r"\D", token)
    if not marks:
        yield float(token)
        return
    groups = len(parts[0]) <= 3 and parts[0] != "0"
    if groups and all(len(part) == 3 for part in parts[1:]):
        yield float("".join(parts))
    if marks[-1] in ".,٫·،" and all(len(part) == 3 for part in parts[1:-1]):
        yield float("".join(parts[:-1]) + "." + parts[-1])


def _is_page(plain: str, at: int, end: int, language: str) -> bool:
    """Whether it is the number of a page, which differs from language to language."""
    if language == "zh":
        return _PAGE_AFTER.match(plain, end) is not None
    return _PAGE.search(plain, max(0, at - 24), at) is not None


def _glued(token: str) -> Iterator[float]:
    """Years that extraction glued to another year: 20142015."""
    years = re.fullmatch(r"((?:19|20)\d\d)((?:19|20)\d\d)\d{0,2}", token)
    if years:
        yield from (float(year) for year in years.groups())


def _scaled(plain: str, end: int, values: set[float], language: str) -> Iterator[float]:
    """The values with what «million» or 万 behind the number makes of them."""
    scale = _scale(language)
    if scale and (found := scale[0].match(plain, end)):
        word = found[1].lower()
        exponent = next(power for pattern, power in scale[1] if pattern.fullmatch(word))
        yield from (round(value * 10**exponent, 4) for value in values)


def _short_year(plain: str, at: int, run: str) -> Iterator[float]:
    """``2014/15``: the second year is 2015."""
    before = re.search(r"(\d\d)\d\d[-–/]$", plain[max(0, at - 5) : at])
    if before:
        yield float(before[1] + run)


def turned_numbers(text: str) -> tuple[Number, ...]:
    """Numbers whose groups of digits extraction put in reverse order: ``000 34`` is 34000, ``731.5 1`` is 1731.5."""
    plain = ascii_digits(text)
    found = []
    for match in _REVERSED.finditer(plain):
        value = float("".join(reversed(re.findall(r"\d+", match[0]))))
        found.append(_turned(text, match, value))
    for match in _REVERSED_DECIMAL.finditer(plain):
        found.append(_turned(text, match, float(match[2] + match[1].replace(",", "."))))
    return tuple(found)


def _turned(text: str, match: re.Match[str], value: float) -> Number:
    span = Span(*match.span())
    return Number(text[span.start : span.end], span, frozenset({value}), tuple(re.findall(r"\d+", match[0])))
