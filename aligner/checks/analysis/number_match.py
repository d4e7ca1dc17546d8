"""Which numbers of a pair have no counterpart, once words, other scripts and other ways of writing are allowed for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from aligner.checks.analysis.digits import ascii_digits
from aligner.checks.analysis.figures import Figures, of_pairs, within
from aligner.checks.analysis.numbers import Number
from aligner.checks.analysis.spelled import spelled_numbers, spelled_runs
from aligner.checks.analysis.times import only_minutes
from aligner.checks.core.views import PairView, Passage
from aligner.model import Span
from tmx.lang import primary


class Unmatched(NamedTuple):
    """Numbers of either side without counterpart."""

    source: tuple[Number, ...]
    target: tuple[Number, ...]
    spelled: float | None = None
    """What the source says in words where the only one of ``target`` contradicts it."""
    dropped: tuple[Number, ...] = ()
    """Those of ``source`` that the target leaves out without saying so in any other way."""


NONE = Unmatched((), ())
_NUMERIC_MONTH = re.compile(r"\d\s?月|\d[./-]\d")
"""Where a month's number may answer for its name."""
_CODE = 3
"""Digits from which a number answers for one that is glued to letters."""
_LARGE = 3
"""Digits of a number, or a unit behind it, from which it is missed in a memory."""
_UNIT = re.compile(
    r"\s?(?:%|\$|€|£|°|pour cent|per cent|por ciento|процент|millions?\b|milliards?\b|billions?\b|thousand|millón|"
    r"millones|млн|млрд|dollars?\b|euros?\b|dólares|долл|tonnes?\b|toneladas|тонн|km\b|kg\b|hectares?\b|м\b)",
    re.IGNORECASE,
)
_YEAR = 4
_LIST = 4
"""Numbers of a text from which years may be a list."""
_MARKER_ROOM = 3
"""Characters at the beginning of a text in which a number may be its marker."""
_NOTE_BEFORE = re.compile(r"[\w.,;»”\")\]'\[]$")
"""What a note's number is glued to."""
_SPELLED = 6
"""Numbers in words from which they are surely meant as numbers: «un» and «premier» are many things."""


def unmatched_numbers(view: PairView) -> list[Unmatched]:
    """For each pair of ``view``, the numbers of each side that nothing on the other side answers for."""
    found = []
    for pair, (source, target) in zip(view.pairs, view.shared(of_pairs), strict=True):
        found.append(_unmatched(pair.source, source, pair.target, target) if source.numbers or target.numbers else NONE)
    return found


def _unmatched(source: Passage, left: Figures, target: Passage, right: Figures) -> Unmatched:
    free = list(right.numbers)
    lonely = []
    for number in left.numbers:
        match = next((each for each in free if each.values & number.values), None)
        if match is None:
            lonely.append(number)
        else:
            free.remove(match)
    if not lonely and not free:
        return NONE
    missing = _unjoined(_unanswered(lonely, source, target, right), left, right)
    extra = _unjoined(_unanswered(free, target, source, left), right, left)
    if not missing and not extra:
        missing, extra = _exchanged(lonely, free, left, right)
    # in a list of years a changed one leaves behind one year too few of its kind
    if extra and not missing:
        missing = _too_many(lonely, left, right) or _slipped(lonely, extra) or _misread(left.numbers, extra)
    elif missing and not extra:
        extra = _too_many(free, right, left) or _slipped(free, missing)
    if only_minutes(missing, extra, source.text, target.text) or _note_glued(missing, extra):
        return NONE
    if _unlike(missing, extra):
        # a year that one side adds and a quantity that the other has are two things
        extra = ()
    return Unmatched(
        missing,
        extra,
        _in_words(source, target, right) if len(extra) == 1 and not missing else None,
        () if extra else _dropped(missing, left, source, target),
    )


def _dropped(missing: tuple[Number, ...], own: Figures, source: Passage, target: Passage) -> tuple[Number, ...]:
    """Those of ``missing`` that are quantities, and nowhere in the target.

    Years and dates are left out where the context gives them, markers and notes where extraction lost them. In a
    memory, which has free translations and shifted units, small numbers are, too.
    """
    if not missing:
        return ()
    digits = _all_digits(target.text)
    dated = [date.span for date in own.dates]
    least = _LARGE if source.kind == "unit" else 2

    def is_quantity(number: Number) -> bool:
        mine, at = _digits(number), number.span.start
        year = re.match(r"(?:19|20)\d\d", mine)
        large = len(mine) >= least or (len(mine) > 1 and _UNIT.match(source.text, number.span.end) is not None)
        return (
            large
            and at > _MARKER_ROOM
            and not within(number.span, dated)
            and not (year and (len(mine) == _YEAR or (len(mine) < 7 and year[0] in digits)))
            # two numbers that lost the dash between them: 1544 for 15-44
            and not (len(number.text) == _YEAR and "10" < mine[:2] < mine[2:])
            and not _NOTE_BEFORE.search(source.text, max(0, at - 2), at)
            and mine not in digits
            and mine[::-1] not in digits
        )

    return tuple(number for number in missing if is_quantity(number))


def _all_digits(text: str) -> str:
    """The digits of a text, those next to one another or parted by one sign as one run."""
    return re.sub(r"(?<=\d)\D(?=\d)", "", ascii_digits(text))


def _in_words(source: Passage, target: Passage, right: Figures) -> float | None:
    """The only number in words of the source, of six or more, that nothing of the target answers for."""
    # «le XXIe siècle», «des centaines»: round hundreds are counted in, and translated by other words
    runs = [
        run for run in spelled_runs(source.text, primary(source.language)) if run[0] >= _SPELLED and run[0] % 100 != 0
    ]
    if not runs:
        return None
    said = spelled_numbers(target.text, primary(target.language))
    said |= {value for number in right.numbers for value in number.values}
    lonely = [run for run in runs if not said.intersection(run)]
    return lonely[0][0] if len(lonely) == 1 else None


def _exchanged(
    lonely: list[Number], free: list[Number], left: Figures, right: Figures
) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """The one year of either side that it has once more than the other, both having as many: a list of terms."""
    alike = len(lonely) == len(free) == 1 and len(left.numbers) == len(right.numbers) >= _LIST
    if alike and _is_year(lonely[0]) and _is_year(free[0]):
        return tuple(lonely), tuple(free)
    return (), ()


def _too_many(lonely: list[Number], own: Figures, other: Figures) -> tuple[Number, ...]:
    """Those of ``lonely`` whose value the other side has too, but less often, both sides having as many numbers."""
    if len(own.numbers) != len(other.numbers):
        return ()
    return tuple(number for number in lonely if any(number.values & each.values for each in other.numbers))


def _note_glued(missing: tuple[Number, ...], extra: tuple[Number, ...]) -> bool:
    """Whether the only number of the source is a year of the target with a note's number: 201442."""
    digits = _digits(missing[0]) if len(missing) == 1 else ""
    return len(digits) == _YEAR + 2 and any(digits.startswith(_digits(number)) for number in extra if _is_year(number))


def _unlike(missing: tuple[Number, ...], extra: tuple[Number, ...]) -> bool:
    """Whether one number of either side is left, just one of them a year, and no slip explains the other."""
    if len(missing) != 1 or len(extra) != 1 or _is_year(missing[0]) == _is_year(extra[0]):
        return False
    return not _one_slip(_digits(missing[0]), _digits(extra[0]))


def _is_year(number: Number) -> bool:
    digits = _digits(number)
    return len(digits) == _YEAR and digits[:2] in ("19", "20")


def _slipped(free: list[Number], strange: tuple[Number, ...]) -> tuple[Number, ...]:
    """Those of ``free``, to which no figure of the other side belongs, that are one slip away from a strange number."""
    return tuple(
        number
        for number in free
        if any(max(len(a), len(b)) > 1 and _one_slip(a, b) for b in map(_digits, strange) for a in [_digits(number)])
    )


def _misread(numbers: Sequence[Number], strange: tuple[Number, ...]) -> tuple[Number, ...]:
    """The first of ``numbers`` that a strange one repeats with a digit more, less, or exchanged with its neighbour."""
    for number in numbers:
        mine = _digits(number)
        for other in map(_digits, strange):
            changed = len(mine) == len(other) and sorted(mine) != sorted(other)
            if min(len(mine), len(other)) >= _CODE and not changed and _one_slip(mine, other):
                return (number,)
    return ()


def _one_slip(first: str, second: str) -> bool:
    """Whether one digit was changed, lost or added, or two neighbours exchanged.

    >>> _one_slip("2014", "201"), _one_slip("1540", "5140"), _one_slip("1540", "4510")
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


def _unjoined(lonely: list[Number], own: Figures, other: Figures) -> tuple[Number, ...]:
    """Those of ``lonely`` that are not two of the other side's numbers without the sign in between, or the reverse.

    Extraction loses dashes (1544 for 15-44), and times are written 0300 or 3 h 00.
    """
    if not lonely:
        return ()
    joined = _neighbours(other)
    whole = {_digits(number) for number in other.numbers}
    parts = {part for pair, joint in _neighbours(own).items() if pair in whole for part in joint}
    return tuple(number for number in lonely if _digits(number) not in joined and number.span not in parts)


def _code(number: Number) -> str:
    return rf"[^\W\d_][-–]?{re.escape(ascii_digits(number.text))}(?!\d)"


def _several(number: Number) -> bool:
    """Whether its runs may be numbers of their own: 12,13 but neither 34 000 nor 34,000."""
    return len(number.runs) == 1 or not _GROUPED.fullmatch(ascii_digits(number.text))


_GROUPED = re.compile(r"\d{1,3}(?:\D\d{3})+")


def _digits(number: Number) -> str:
    return re.sub(r"\D", "", ascii_digits(number.text)).lstrip("0")


def _neighbours(figures: Figures) -> dict[str, tuple[Span, Span]]:
    """The digits of each two neighbouring numbers, written as one."""
    found = {}
    for first, second in pairwise(figures.numbers):
        spans = (first.span, second.span)
        found[_digits(first) + re.sub(r"\D", "", ascii_digits(second.text))] = spans
        # in right-to-left text the hours may come last: 59/23
        found[_digits(second) + re.sub(r"\D", "", ascii_digits(first.text))] = spans
    return found


def _unanswered(lonely: list[Number], own: Passage, other: Passage, figures: Figures) -> list[Number]:
    """Those of ``lonely`` that nothing of the other text answers for."""
    if not lonely:
        return []
    values = set(figures.reversed)
    runs: set[str] = set()
    for number in figures.numbers:
        values |= number.values
        if _several(number):
            runs.update(number.runs)
    numeric = _NUMERIC_MONTH.search(own.text) is not None
    for date in figures.dates:
        values.update((*date.days, date.year or 0, *((date.month,) if numeric else ())))
    for text in (*(symbol.text for symbol in figures.symbols), *(link.text for link in figures.links)):
        runs.update(run.lstrip("0") for run in re.findall(r"\d+", text))
    rest = [
        number
        for number in lonely
        if not number.values & values and not (_several(number) and runs.issuperset(number.runs))
    ]
    if rest:
        spelled = spelled_numbers(other.text, primary(other.language))
        rest = [number for number in rest if not number.values & spelled]
    return rest
