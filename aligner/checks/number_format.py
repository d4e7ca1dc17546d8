"""A number is written with the separators of another language.

What: thousands and decimals in digits are held against the language: «34 000» and «2,5 %» in French and Russian,
"34,000" and "2.5 per cent" in English, «34.000» (or with spaces) and «2,5 %» in Spanish. Only what can be nothing else
is reported: decimals before a per cent sign or a word such as million, thousands that end in 000 or have several
groups. Years, symbols, codes and telephone numbers are left alone; Chinese and Arabic use several formats.
Why: 2.500 is two and a half to one reader and two thousand five hundred to another.
Example: "34 000" in English, «2.5 %» in French.
Instead: "34,000", «2,5 %».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from aligner.checks.analysis.figures import within
from aligner.checks.analysis.links import links
from aligner.checks.analysis.symbols import symbols
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.model import Span
from tmx.lang import primary


class Format(NamedTuple):
    """The separators of a language, and what it takes for others."""

    thousands: str
    decimal: str
    wrong_groups: re.Pattern[str]
    wrong_decimals: re.Pattern[str]


_SPACE = "[ \u00a0\u2009\u202f]"
_SEPARATED = re.compile(r"\d[ .,\u00a0\u2009\u202f]\d")
_BEFORE = r"(?<![\d.,/:+-])(?<!\d[ \u00a0\u202f])"
_AFTER = r"(?![\d/])(?![.,:]\d)(?![ \u00a0\u202f]\d)"
_UNITS = {
    "fr": r"%|pour cent|millions?\b|milliards?\b",
    "en": r"%|per cent|percent|million\b|billion\b",
    "es": r"%|por ciento|millones\b",
    "ru": r"%|процент|млн|млрд|миллион|миллиард",
}


def _groups(mark: str) -> str:
    return rf"{_BEFORE}[1-9]\d{{0,2}}(?:(?:{mark}\d{{3}})+{mark}\d{{3}}|{mark}000){_AFTER}"


def _format(language: str, separators: tuple[str, str], group_marks: str, decimal_mark: str) -> Format:
    decimals = rf"(?<![\d.,/])\d+{decimal_mark}\d{{1,2}}(?=\s?(?:{_UNITS[language]}))"
    return Format(*separators, re.compile(_groups(group_marks)), re.compile(decimals, re.IGNORECASE))


_FORMATS = {
    "fr": _format("fr", ("\u00a0", ","), "[.,]", r"\."),
    "en": _format("en", (",", "."), rf"(?:{_SPACE}|\.)", ","),
    "es": _format("es", (".", ","), ",", r"\."),
    "ru": _format("ru", ("\u00a0", ","), "[.,]", r"\."),
}


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield each number in another language's format."""
    rules = _FORMATS.get(primary(view.language))
    if rules is None:
        return
    for passage in view.passages:
        yield from _hits(passage, rules, view.language)


def _hits(passage: Passage, rules: Format, language: str) -> Iterator[Hit]:
    text = passage.text
    if not _SEPARATED.search(text):
        return
    found = [(match, rules.thousands) for match in rules.wrong_groups.finditer(text)]
    found += [(match, rules.decimal) for match in rules.wrong_decimals.finditer(text)]
    if not found:
        return
    taken = [symbol.span for symbol in symbols(text)] + [link.span for link in links(text)]
    for match, mark in sorted(found, key=lambda each: each[0].start()):
        span = Span(*match.span())
        if not within(span, taken):
            right = re.sub(r"\D", mark, match[0])
            # United Nations Spanish is printed with either decimal sign: only a document can be held to one
            loose = mark == rules.decimal and passage.kind == "unit" and primary(language) == "es"
            message = f"“{match[0]}” in {language}: “{right}”"
            yield Hit(message, passage, span, suggestion=right, severity="info" if loose else None)


check = Check(
    id="number-format",
    severity="warning",
    scope="document",
    summary="separators of another language in a number",
    find=find,
)
