"""Which numbers left over on either side stand for one another: one digit changed, lost or added, or two exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from aligner.checks.analysis.digits import ascii_digits
from aligner.checks.analysis.numbers import Number
from aligner.model import Span

_LEAST = 3
"""Digits from which a number that is like another one is taken for a slip of it."""
_YEAR = 4
_LIST = 4
"""Numbers of a text from which years may be a list."""

_NOTED = re.compile(r"(?:19|20)\d\d[.,]\d{1,3}")
"""A year at the end of a sentence, with the mark of a note behind the full stop."""

_HALF_DAY = re.compile(r"(?<=\d\d\d)\s?[ap]\.?\s?m\b", re.IGNORECASE)

Numbers = Sequence[Number]


def digits_of(number: Number) -> str:
    """The digits of ``number`` without leading zeros: a date's 01 is 1."""
    return re.sub(r"\D", "", ascii_digits(number.text)).lstrip("0")


def is_year(number: Number) -> bool:
    """Whether ``number`` is a year of the two centuries that documents speak of."""
    digits = digits_of(number)
    return len(digits) == _YEAR and digits[:2] in ("19", "20") and len(number.runs) == 1


def too_many(lonely: Iterable[Number], own: Numbers, other: Numbers) -> tuple[Number, ...]:
    """Those of ``lonely`` whose value the other side has too, but less often, both sides having as many numbers."""
    if len(own) != len(other):
        return ()
    return tuple(number for number in lonely if any(number.values & each.values for each in other))


def slipped(free: Iterable[Number], strange: Numbers) -> tuple[Number, ...]:
    """Those of ``free``, to which no figure of the other side belongs, that are one slip away from a strange number."""
    return tuple(
        number
        for number in free
        if any(max(len(a), len(b)) > 1 and one_slip(a, b) for b in map(digits_of, strange) for a in [digits_of(number)])
    )


def misread(numbers: Numbers, strange: Numbers) -> tuple[Number, ...]:
    """The first of ``numbers`` that a strange one repeats with a digit more, less, or exchanged with its neighbour.

    A digit changed counts in four or more that are no year: resolution 1598 for 1591, which the text names twice.
    """
    for number in numbers:
        mine = digits_of(number)
        for each in strange:
            other = digits_of(each)
            changed = len(mine) == len(other) and sorted(mine) != sorted(other)
            long = len(mine) >= _YEAR and not is_year(number) and not is_year(each)
            if min(len(mine), len(other)) >= _LEAST and (long or not changed) and one_slip(mine, other):
                return (number,)
    return ()


def exchanged(
    lonely: Numbers, free: Numbers, left: Numbers, right: Numbers
) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """The one year of either side that it has once more than the other, both having as many: a list of terms."""
    alike = len(lonely) == len(free) == 1 and len(left) == len(right) >= _LIST
    if alike and is_year(lonely[0]) and is_year(free[0]):
        return tuple(lonely), tuple(free)
    return (), ()


def unlike(missing: Numbers, extra: Numbers) -> bool:
    """Whether one number of either side is left, just one of them a year, and no slip explains the other."""
    if len(missing) != 1 or len(extra) != 1 or is_year(missing[0]) == is_year(extra[0]):
        return False
    return not one_slip(digits_of(missing[0]), digits_of(extra[0]))


def note_glued(missing: Numbers, extra: Numbers) -> bool:
    """Whether either side has one number left, a year with a note's number: 201442, 2014.42."""
    if len(missing) != 1:
        return False
    digits = digits_of(missing[0])
    if len(digits) == _YEAR + 2 and any(digits.startswith(digits_of(number)) for number in extra if is_year(number)):
        return True
    parted = {_NOTED.fullmatch(ascii_digits(number.text)) for number in (*missing, *extra)}
    return len(extra) == 1 and digits == digits_of(extra[0]) and bool(parted - {None})


def unjoined(lonely: Iterable[Number], own: Numbers, other: Numbers, texts: tuple[str, str]) -> tuple[Number, ...]:
    """Those of ``lonely``, numbers of the first text, that are not two of the other's without the sign in between.

    Extraction loses dashes (1544 for 15-44), and times are written 0300 or 3 h 00, but not 0300 a.m.; the same the
    other way round.
    """
    lonely = tuple(lonely)
    if not lonely:
        return ()
    joined = _neighbours(other)
    whole = {digits_of(number) for number in other if not _HALF_DAY.match(texts[1], number.span.end)}
    parts = {part for pair, joint in _neighbours(own).items() if pair in whole for part in joint}
    return tuple(
        number
        for number in lonely
        if _HALF_DAY.match(texts[0], number.span.end) or (digits_of(number) not in joined and number.span not in parts)
    )


def _neighbours(numbers: Numbers) -> dict[str, tuple[Span, Span]]:
    """The digits of each two neighbouring numbers, written as one."""
    found = {}
    for first, second in pairwise(numbers):
        spans = (first.span, second.span)
        found[digits_of(first) + re.sub(r"\D", "", ascii_digits(second.text))] = spans
        # in right-to-left text the hours may come last: 59/23
        found[digits_of(second) + re.sub(r"\D", "", ascii_digits(first.text))] = spans
    return found


def one_slip(first: str, second: str) -> bool:
    """Whether one digit was changed, lost or added, or two neighbours exchanged.

    >>> one_slip("2014", "201"), one_slip("1540", "5140"), one_slip("1540", "4510")
    (True, True, False)
    """
    if len(first) == len(second):
        places = [place for place in range(len(first)) if first[place] != second[place]]
        if len(places) == 2:
            a, b = places
            return b == a + 1 and first[a] == second[b] and first[b] == second[a]
        return len(places) == 1
    longer, shorter = sorted((first, second), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )
