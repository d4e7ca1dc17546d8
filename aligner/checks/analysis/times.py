"""Times of day: 10 h 20, 10.18 a.m., 10時18分, 10 ч. 18 м.

A programme announces a time, the record of the meeting the minute it began: versions of one document differ in the
minutes, and no reader is misled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligner.checks.analysis.digits import ascii_digits
from aligner.checks.analysis.numbers import Number
from aligner.model import Span

_TIMES = re.compile(
    r"(?<![\d.,:])(?P<hours>\d{1,2})(?:"
    r"\s?h(?:eures?|oras?)?\b\.?(?:\s?(?P<a>\d{1,2})(?!\d))?"
    r"|[:.](?P<b>[0-5]\d)(?=\s?(?:[ap]\.?\s?m\b|h\b|horas?\b|час))"
    r"|:(?P<c>[0-5]\d)(?!\d)"
    r"|\s?(?:ч\.?|час\w*)(?:\s?(?P<d>[0-5]?\d)\s?м)?"
    r"|\s?[时時](?:\s?(?P<e>\d{1,2})\s?分)?"
    r"|(?<=las \d[\d])[.:](?P<f>[0-5]\d)"
    r")",
    re.IGNORECASE,
)
_WORTH = re.compile(r"\d\s?(?:h|ч|[时時]|[.:]\d\d)")
_GLUED = re.compile(r"(?:[01]\d|2[0-3])[.:]?[0-5]\d")
_LATE = 5
"""Minutes by which a meeting begins before or after its announced time."""
_ROUND = 5
"""Minutes of which an announced time is a multiple."""


def _minutes_at(span: Span, text: str) -> int | None:
    """The time of day, in minutes modulo twelve hours, that ``span`` is part of."""
    if not _WORTH.search(text):
        return None
    for match in _TIMES.finditer(text):
        if match.start() <= span.start and span.end <= match.end():
            past = next((match[name] for name in "abcdef" if match[name]), "0")
            return int(match["hours"]) % 12 * 60 + int(past)
    return None


def only_minutes(missing: Sequence[Number], extra: Sequence[Number], source: str, target: str) -> bool:
    """Whether the numbers without counterpart are one a side, and parts of times of day some minutes apart.

    Also true of a time that one side writes with a mark and the other without: 2359, 23.59.
    """
    if len(missing) != 1 or len(extra) != 1:
        return False
    mine, theirs = ascii_digits(missing[0].text), ascii_digits(extra[0].text)
    if _GLUED.fullmatch(mine) and _GLUED.fullmatch(theirs) and re.sub(r"\D", "", mine) == re.sub(r"\D", "", theirs):
        return True
    first = _minutes_at(missing[0].span, ascii_digits(source))
    second = _minutes_at(extra[0].span, ascii_digits(target))
    if first is None or second is None:
        return False
    return abs(first - second) <= _LATE and 0 in (first % _ROUND, second % _ROUND)
