"""Which numbers of a pair have no counterpart, once words, other scripts and other ways of writing are allowed for."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from aligner.checks.analysis.digits import ascii_digits
from aligner.checks.analysis.figures import Figures, of_pairs
from aligner.checks.analysis.numbers import Number
from aligner.checks.analysis.spelled import spelled_numbers, spelled_runs
from aligner.checks.core.views import PairView, Passage
from aligner.model import Span
from tmx.lang import primary


class Unmatched(NamedTuple):
    """Numbers of either side without counterpart."""

    source: tuple[Number, ...]
    target: tuple[Number, ...]
    spelled: float | None = None
    """What the source says in words where the only one of ``target`` contradicts it."""


NONE = Unmatched((), ())
_SPELLED = 11
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
    missing = _unjoined(_unanswered(lonely, target, right), left, right)
    extra = _unjoined(_unanswered(free, source, left), right, left)
    # in a list of years a changed one leaves behind one year too few of its kind
    if extra and not missing:
        missing = _too_many(lonely, left, right)
    elif missing and not extra:
        extra = _too_many(free, right, left)
    missing, extra = _without_times(missing, extra)
    return Unmatched(missing, extra, _in_words(source, target, right) if len(extra) == 1 and not missing else None)


def _in_words(source: Passage, target: Passage, right: Figures) -> float | None:
    """The only number in words of the source, of eleven or more, that nothing of the target answers for."""
    runs = [run for run in spelled_runs(source.text, primary(source.language)) if run[0] >= _SPELLED]
    # «le XXIe siècle», «des centaines»: round hundreds are counted in, and translated by other words
    if len(runs) != 1 or runs[0][0] % 100 == 0:
        return None
    said = spelled_numbers(target.text, primary(target.language))
    said |= {value for number in right.numbers for value in number.values}
    return None if said.intersection(runs[0]) else runs[0][0]


def _without_times(
    missing: tuple[Number, ...], extra: tuple[Number, ...]
) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """Both without a time of day that one side writes with a mark and the other without: 2359, 23.59."""
    if len(missing) != 1 or len(extra) != 1:
        return missing, extra
    mine, theirs = ascii_digits(missing[0].text), ascii_digits(extra[0].text)
    glued = _TIME.fullmatch(mine) and _TIME.fullmatch(theirs) and _digits(missing[0]) == _digits(extra[0])
    return ((), ()) if glued else (missing, extra)


def _too_many(lonely: list[Number], own: Figures, other: Figures) -> tuple[Number, ...]:
    """Those of ``lonely`` whose value the other side has too, but less often, both sides having as many numbers."""
    if len(own.numbers) != len(other.numbers):
        return ()
    return tuple(number for number in lonely if any(number.values & each.values for each in other.numbers))


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


_TIME = re.compile(r"(?:[01]\d|2[0-3])[.:]?[0-5]\d")


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


def _unanswered(lonely: list[Number], other: Passage, figures: Figures) -> list[Number]:
    """Those of ``lonely`` that nothing of the other text answers for."""
    if not lonely:
        return []
    values = set(figures.reversed)
    runs: set[str] = set()
    for number in figures.numbers:
        values |= number.values
        runs.update(number.runs)
    for date in figures.dates:
        values.update((date.month, *date.days, date.year or 0))
    for text in (*(symbol.text for symbol in figures.symbols), *(link.text for link in figures.links)):
        runs.update(run.lstrip("0") for run in re.findall(r"\d+", text))
    rest = [number for number in lonely if not number.values & values and not runs.issuperset(number.runs)]
    if rest:
        spelled = spelled_numbers(other.text, primary(other.language))
        rest = [number for number in rest if not number.values & spelled]
    return rest
