"""Which numbers of a pair have no counterpart, once words, other scripts and other ways of writing are allowed for."""

from __future__ import annotations

import re
from typing import NamedTuple

from aligner.checks.analysis.figures import Figures, of_pairs
from aligner.checks.analysis.numbers import Number
from aligner.checks.analysis.spelled import spelled_numbers
from aligner.checks.core.views import Passage, PairView
from tmx.lang import primary


class Unmatched(NamedTuple):
    """Numbers of either side without counterpart."""

    source: tuple[Number, ...]
    target: tuple[Number, ...]


NONE = Unmatched((), ())


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
    return Unmatched(_unanswered(lonely, target, right), _unanswered(free, source, left))


def _unanswered(lonely: list[Number], other: Passage, figures: Figures) -> tuple[Number, ...]:
    """Those of ``lonely`` that nothing of the other text answers for."""
    if not lonely:
        return ()
    values = set(figures.reversed)
    runs: set[str] = set()
    for number in figures.numbers:
        values |= number.values
        runs.update(number.runs)
    for date in figures.dates:
        values.update((date.month, *date.days, date.year or 0))
    for text in (*(symbol.text for symbol in figures.symbols), *(link.text for link in figures.links)):
        runs.update(re.findall(r"\d+", text))
    rest = [number for number in lonely if not number.values & values and not runs.issuperset(number.runs)]
    if rest:
        spelled = spelled_numbers(other.text, primary(other.language))
        rest = [number for number in rest if not number.values & spelled]
    return tuple(rest)
