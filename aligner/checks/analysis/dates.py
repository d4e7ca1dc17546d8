"""Dates in the six languages: «10-12 octobre 2011», "October 10, 2011", 2011年10月10日, ١٠ تشرين الأول/أكتوبر.

A date is a month with the days and the year that stand beside it. Languages distribute them differently («les 14 et
15 avril», "14 April and 15 April"), so comparison is by month, by day of a month, and by year of a month.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from aligner.checks.analysis.digits import ascii_digits, has_digits
from aligner.model import Span


class Date(NamedTuple):
    """A month as mentioned, with its days and its year."""

    text: str
    """As it stands."""
    span: Span
    month: int
    """1 to 12."""
    days: tuple[int, ...]
    """Days beside it, in order; empty where none is named."""
    year: int | None


_FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_EN = "January February March April May June July August September October November December"
_ES = "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre"
_RU = (
    "январ[ьяею] феврал[ьяею] март[аеу]? апрел[ьяею] ма[йяею] июн[ьяею] июл[ьяею] август[аеу]? сентябр[ьяею] "
    "октябр[ьяею] ноябр[ьяею] декабр[ьяею]"
)
_AR = (
    r"كانون\s+الثاني(?:\s*/\s*يناير)?|يناير,شباط(?:\s*/\s*فبراير)?|فبراير,[آا]ذار(?:\s*/\s*مارس)?|مارس,"
    r"نيسان(?:\s*/\s*[أإا]بريل)?|[أإا]بريل,[أا]يار(?:\s*/\s*مايو)?|مايو,حزيران(?:\s*/\s*يونيه|\s*/\s*يونيو)?|يونيه|يونيو,"
    r"تموز(?:\s*/\s*يوليه|\s*/\s*يوليو)?|يوليه|يوليو,[آا]ب(?:\s*/\s*[أا]غسطس)?|[أا]غسطس,[أا]يلول(?:\s*/\s*سبتمبر)?|سبتمبر,"
    r"تشرين\s+الأول(?:\s*/\s*[أا]كتوبر)?|[أا]كتوبر,تشرين\s+الثاني(?:\s*/\s*نوفمبر)?|نوفمبر,"
    r"كانون\s+الأول(?:\s*/\s*ديسمبر)?|ديسمبر"
)
_MONTHS = {"fr": _FR.split(), "en": _EN.split(), "es": _ES.split(), "ru": _RU.split(), "ar": _AR.split(",")}
_DAY = r"(?<![\d/.,])(?:0?[1-9]|[12]\d|3[01])(?![\d%])"
_ORDINAL = r"(?:\s?(?:er|re|st|nd|rd|th|[oº°]|-?го|-?е))?"
_JOIN = {
    "fr": r"\s?(?:-|–|—|,|et|ou|au|/)\s?(?:le\s|les\s|du\s)?",
    "en": r"\s?(?:-|–|—|,|,? and|or|to|/)\s?(?:the\s)?",
    "es": r"\s?(?:-|–|—|,|y|e|o|a|al|/)\s?(?:el\s|los\s)?",
    "ru": r"\s?(?:-|–|—|,|и|или|по|/)\s?",
    "ar": r"\s?(?:-|–|—|،|,|و|أو|إلى|/)\s?",
}
_OF = {"fr": "", "en": r"(?:of\s)?", "es": r"(?:de(?:l mes de)?\s)?", "ru": "", "ar": r"(?:من\s)?(?:شهر\s)?"}
_BEFORE_YEAR = {"fr": "", "en": r",?\s?", "es": r"(?:,?\s?del?\s(?:año\s)?)?", "ru": "", "ar": r"(?:من\s)?(?:عام\s)?"}
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_ZH = re.compile(
    r"(?:(?P<year>\d{4}|[一二三四五六七八九〇零]{4})\s?年)?\s?(?<![\d十])(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月"
    r"(?P<days>份?(?:\s?(?:[上中下]旬|\d{1,2}\s?(?:[日号至、和或—–-]|到)+)(?!\s?月))*(?:\d{1,2}\s?[日号])?)"
)
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?:(?P<y1>(?:19|20)\d\d)-(?P<m1>\d{2})-(?P<d1>\d{2})"
    r"|(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>(?:19|20)\d\d))(?![\d/-])"
)


_NO_DATE = re.compile(
    r"(?<=年)(?P<month>\d{2,3})\s?月|(?<!\d)(?P<alone>\d{2,3})\s?月(?=\d{1,2}[日号]|[底初份末])|(?<=月)(?P<day>\d{2,3})\s?[日号]"
)


@functools.cache
def _patterns(language: str) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...], re.Pattern[str]] | None:
    """Expression of a date, of each month's name, and of any."""
    months = _MONTHS.get(language)
    if months is None:
        return None
    # English "may", "march" and Arabic words that begin alike are told apart by case and by word borders
    flags = re.NOFLAG if language == "en" else re.IGNORECASE
    names = "|".join(months)
    days = rf"{_DAY}{_ORDINAL}(?:{_JOIN[language]}{_DAY}{_ORDINAL})*"
    gap = r"[\s\u00a0]?"
    expression = (
        rf"(?:(?P<days>{days}){gap}{_OF[language]})?(?<!\w)[وبلك]?(?P<month>{names})(?!\w)"
        rf"(?:{gap}(?P<after>{days})(?=,?\s(?:19|20)\d\d))?(?:{gap}{_BEFORE_YEAR[language]}{_YEAR})?"
        if language in {"en", "ar"}
        else rf"(?:(?P<days>{days}){gap}{_OF[language]})?(?<!\w)(?P<month>{names})(?!\w)"
        rf"(?:{gap}{_BEFORE_YEAR[language]}{_YEAR})?"
    )
    return (
        re.compile(expression, flags),
        tuple(re.compile(f"(?:{name})", flags) for name in months),
        re.compile(names, flags),
    )


def dates(text: str, language: str) -> tuple[Date, ...]:
    """Return the dates of ``text`` in order; ``language`` is a primary tag.

    >>> [date[2:] for date in dates("tenue du 10 au 12 octobre 2011 et en mai 2012", "fr")]
    [(10, (10, 12), 2011), (5, (), 2012)]
    >>> [date[2:] for date in dates("2011年10月10日至12日", "zh")]
    [(10, (10, 12), 2011)]
    """
    plain = ascii_digits(text)
    if not has_digits(plain) and language != "zh":
        return ()
    found = list(_chinese(plain, text)) if language == "zh" else list(_named(plain, text, language))
    if "/" in plain or "." in plain or "-" in plain:
        found += _numeric(plain, text)
    return tuple(sorted(found, key=lambda date: date.span))


def impossible_dates(text: str, language: str) -> tuple[Span, ...]:
    """Return the numbers of days and months that no calendar has, where they stand as such.

    >>> impossible_dates("el 311 de diciembre de 2014", "es")
    (Span(start=3, end=6),)
    """
    plain = ascii_digits(text)
    if not has_digits(plain):
        return ()
    if language == "zh":
        found = [
            (match.span(name), most)
            for match in _NO_DATE.finditer(plain)
            for name, most in (("month", 12), ("alone", 12), ("day", 31))
            if match[name]
        ]
    else:
        pattern = _days_of_months(language)
        found = [(match.span(1), 31) for match in pattern.finditer(plain)] if pattern else []
    return tuple(Span(*span) for span, most in found if int(plain[slice(*span)]) > most)


@functools.cache
def _days_of_months(language: str) -> re.Pattern[str] | None:
    """Expression of a number of two or three digits before the name of a month."""
    months = _MONTHS.get(language)
    flags = re.NOFLAG if language == "en" else re.IGNORECASE
    before = rf"(?<![\d/.,\u2013-])(\d{{2,3}})[\s\u00a0]?{_OF.get(language, '')}"
    return re.compile(rf"{before}(?:{'|'.join(months)})(?!\w)", flags) if months else None


def _named(plain: str, text: str, language: str) -> Iterator[Date]:
    patterns = _patterns(language)
    # most texts name no month: looking for a name alone is faster than for a date
    if patterns is None or not patterns[2].search(plain):
        return
    for match in patterns[0].finditer(plain):
        groups = match.groupdict()
        days = groups["days"] or groups.get("after") or ""
        if language == "en" and not days and not groups["year"] and match["month"] in {"May", "March"}:
            continue
        if language == "ru" and not days and not groups["year"] and match["month"][:2].lower() == "ма":
            continue
        month = next(place for place, name in enumerate(patterns[1], 1) if name.fullmatch(match["month"]))
        yield Date(text[match.start() : match.end()], Span(*match.span()), month, _ints(days), _year(groups["year"]))


def _chinese(plain: str, text: str) -> Iterator[Date]:
    for match in _ZH.finditer(plain):
        month = match["month"]
        if not month.isdigit():
            tens = 10 if month[0] == "十" else 0
            month = str(tens + "一二三四五六七八九".find(month[-1]) + 1)
        year = match["year"]
        if year and not year.isdigit():
            year = "".join(str(max(0, "零一二三四五六七八九".find(sign))) for sign in year)
        if match["month"].isdigit() or year or match["days"]:
            yield Date(
                text[match.start() : match.end()], Span(*match.span()), int(month), _ints(match["days"]), _year(year)
            )


def _numeric(plain: str, text: str) -> Iterator[Date]:
    for match in _NUMERIC.finditer(plain):
        day, month = int(match["d1"] or match["d2"]), int(match["m1"] or match["m2"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            year = int(match["y1"] or match["y2"])
            yield Date(text[match.start() : match.end()], Span(*match.span()), month, (day,), year)


def _ints(days: str) -> tuple[int, ...]:
    return tuple(int(run) for run in re.findall(r"\d+", days))


def _year(text: str | None) -> int | None:
    return int(text) if text else None
