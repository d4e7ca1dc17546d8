"""Which dates of a pair contradict one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aligner.checks.analysis.dates import Date, impossible_dates
from aligner.checks.analysis.figure_match import Contradiction
from aligner.checks.analysis.figures import Figures, of_pairs
from aligner.checks.analysis.spelled import spelled_numbers
from aligner.checks.core.views import Pair, PairView
from tmx.lang import primary


def date_contradictions(view: PairView) -> list[tuple[Contradiction, ...]]:
    """Contradicting dates of each pair of ``view``."""
    return [
        tuple(_of_pair(pair, source, target)) if source.dates else ()
        for pair, (source, target) in zip(view.pairs, view.shared(of_pairs), strict=True)
    ]


def _of_pair(pair: Pair, source: Figures, target: Figures) -> Iterator[Contradiction]:
    found = list(_impossible(pair, source, target))
    if not found and target.dates:
        found = list(_dates(source, target)) or list(_without_day(pair, source, target))
    yield from found


def _impossible(pair: Pair, source: Figures, target: Figures) -> Iterator[Contradiction]:
    """A day or month of the target that no calendar has, for the date of the source that the target does not have."""
    spans = impossible_dates(pair.target.text, primary(pair.target.language))
    theirs = {(date.month, date.days) for date in target.dates}
    lonely = [date for date in source.dates if (date.month, date.days) not in theirs]
    for span, date in zip(spans, lonely, strict=False):
        seen = pair.target.text[span.start : span.end]
        if seen not in re.findall(r"\d+", pair.source.text):
            yield Contradiction(seen, date.text, date.span, span, "date")


def _without_day(pair: Pair, source: Figures, target: Figures) -> Iterator[Contradiction]:
    """The one day that the target leaves out of a date, and says nowhere else."""
    said = {value for number in target.numbers for value in number.values}
    for date in source.dates:
        beside = [other for other in target.dates if other.month == date.month]
        same = next((other for other in beside if other.year == date.year), None)
        if len(date.days) != 1 or not date.year or not same or any(other.days for other in beside):
            continue
        if not said.union(spelled_numbers(pair.target.text, primary(pair.target.language))).intersection(date.days):
            yield Contradiction(same.text, date.text, date.span, same.span, "day")


def _dates(source: Figures, target: Figures) -> Iterator[Contradiction]:
    for what in ("year", "day", "month"):
        left, right = _aspects(source.dates, what), _aspects(target.dates, what)
        for key, date in left.items():
            if key in right:
                continue
            rivals = [
                (other_key, other)
                for other_key, other in right.items()
                if other_key not in left and (what == "month" or other_key[0] == key[0])
            ]
            if rivals and not _written(source, target, key[1], rivals[0][0][1], what):
                rival = rivals[0][1]
                yield Contradiction(rival.text, date.text, date.span, rival.span, what)
                return
    yield from _whole_dates(source.dates, target.dates)


def _whole_dates(source: Sequence[Date], target: Sequence[Date]) -> Iterator[Contradiction]:
    """The one whole date of each side that the other does not have, where each part of it occurs in another date."""
    left, right = ({(d.year, d.month, d.days): d for d in side if d.year and d.days} for side in (source, target))
    if len(left) != len(right):
        return
    lonely, rivals = [key for key in left if key not in right], [key for key in right if key not in left]
    if len(lonely) == len(rivals) == 1:
        date, rival = left[lonely[0]], right[rivals[0]]
        same = [mine == theirs for mine, theirs in zip(lonely[0], rivals[0], strict=True)]
        if sum(same) == 2 and len(date.days) == len(rival.days):
            what = ("year", "month", "day")[same.index(False)]
            yield Contradiction(rival.text, date.text, date.span, rival.span, what)


def _aspects(dates: Sequence[Date], what: str) -> dict[tuple[int, int], Date]:
    """Each day or year by its month, or each month by itself."""
    found: dict[tuple[int, int], Date] = {}
    for date in dates:
        if what == "month":
            found.setdefault((0, date.month), date)
        elif what == "year" and date.year:
            found.setdefault((date.month, date.year), date)
        elif what == "day":
            for day in date.days:
                found.setdefault((date.month, day), date)
    return found


def _written(source: Figures, target: Figures, expected: int, seen: int, what: str) -> bool:
    """Whether each side has the other's number too, so that only its attachment may differ."""
    if what == "month":
        return False
    mine = {value for number in source.numbers for value in number.values}
    theirs = {value for number in target.numbers for value in number.values}
    return seen in mine and expected in theirs and what == "year"
