"""Which numbers of a pair have no counterpart, once words, other scripts and other ways of writing are allowed for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from aligner.checks.analysis.digits import ascii_digits
from aligner.checks.analysis.figures import Figures, of_pairs, within
from aligner.checks.analysis.number_slips import (
    digits_of,
    exchanged,
    is_year,
    misread,
    note_glued,
    slipped,
    too_many,
    unjoined,
    unlike,
)
from aligner.checks.analysis.numbers import Number
from aligner.checks.analysis.spelled import spelled_numbers, spelled_runs
from aligner.checks.analysis.times import only_minutes
from aligner.checks.core.views import PairView, Passage
from tmx.lang import primary


class Unmatched(NamedTuple):
    """Numbers of either side without counterpart."""

    source: tuple[Number, ...]
    target: tuple[Number, ...]
    spelled: float | None = None
    """What the source says in words where the only one of ``target`` contradicts it."""
    dropped: tuple[Number, ...] = ()
    """Those of ``source`` that the target leaves out without saying so in any other way."""

    def other_year(self) -> tuple[Number, Number] | None:
        """The only number left on either side where both are years: part of a date, no quantity."""
        if len(self.source) == len(self.target) == 1 and is_year(self.source[0]) and is_year(self.target[0]):
            return self.source[0], self.target[0]
        return None


class _Side(NamedTuple):
    passage: Passage
    figures: Figures
    numbers: list[Number]
    """Those of the figures, groups that extraction turned round as one number where the other side has it."""


NONE = Unmatched((), ())
_NUMERIC_MONTH = re.compile(r"\d\s?月|\d[./-]\d")
"""Where a month's number may answer for its name."""
_LARGE = 3
"""Digits of a number from which no text leaves it out without saying so."""
_NAMED = re.compile(
    r"(?:\b[A-ZÀ-Ý][^\W\d_]*|[№°]|(?<!\w)(?:[nN][oº]\.?|articles?|art\.|paragraphes?|par\.|alinéas?|titres?|points?|loi|"
    r"règles?|chapitres?|chap\.|annexes?|tableaux?|figures?|mesures?|résolutions?|recommandations?|pages?|p\.|pp\.))\s$"
    r"|(?:\d|\bet|\bà)\s?[-–/,]?\s?$"
)
"""What a number names a thing behind, or is the second of two with."""
_HOUR = re.compile(r"\s?h(?:eures?)?\b")
_MARKER_ROOM = 3
"""Characters at the beginning of a text in which a number may be its marker."""
_NOTE_BEFORE = re.compile(r"[\w.,;»”\")\]'\[]$")
"""What a note's number is glued to."""
_SPELLED = 6
"""Numbers in words from which they are surely meant as numbers: «un» and «premier» are many things."""
_GROUPED = re.compile(r"\d{1,3}(?:\D\d{3})+")


def unmatched_numbers(view: PairView) -> list[Unmatched]:
    """For each pair of ``view``, the numbers of each side that nothing on the other side answers for."""
    return [
        _unmatched(pair.source, source, pair.target, target)
        if source.numbers or target.numbers or (source.codes and target.codes)
        else NONE
        for pair, (source, target) in zip(view.pairs, view.shared(of_pairs), strict=True)
    ]


def _unmatched(source: Passage, left: Figures, target: Passage, right: Figures) -> Unmatched:
    mine, theirs = _Side(source, left, _readable(left, right)), _Side(target, right, _readable(right, left))
    free = list(theirs.numbers)
    lonely = []
    for number in mine.numbers:
        match = next((each for each in free if each.same(number)), None)
        if match is None:
            lonely.append(number)
        else:
            free.remove(match)
    texts = (source.text, target.text)
    unsaid = _unanswered(lonely, mine, theirs, free), _unanswered(free, theirs, mine, lonely)
    missing = unjoined(unsaid[0], mine.numbers, theirs.numbers, texts)
    extra = unjoined(unsaid[1], theirs.numbers, mine.numbers, texts[::-1])
    missing, extra = _with_codes(missing, extra, mine, theirs)
    if not missing and not extra:
        missing, extra = exchanged(lonely, free, mine.numbers, theirs.numbers)
    # in a list of years a changed one leaves behind one year too few of its kind
    if extra and not missing:
        missing = (
            too_many(lonely, mine.numbers, theirs.numbers) or slipped(lonely, extra) or misread(mine.numbers, extra)
        )
    elif missing and not extra:
        extra = too_many(free, theirs.numbers, mine.numbers) or slipped(free, missing)
    if only_minutes(missing, extra, source.text, target.text) or note_glued(missing, extra):
        return NONE
    if unlike(missing, extra):
        # a year that one side adds and a quantity that the other has are two things
        extra = ()
    return Unmatched(
        missing,
        extra,
        _in_words(mine, theirs) if len(extra) == 1 and not missing else None,
        () if extra else _dropped(missing, mine, theirs),
    )


def _readable(own: Figures, other: Figures) -> list[Number]:
    """The numbers of ``own``, with groups that extraction turned round read as the number that ``other`` has."""
    if not own.turned:
        return list(own.numbers)
    values = {value for number in other.numbers for value in number.values}
    whole = [turned for turned in own.turned if turned.values & values]
    spans = [turned.span for turned in whole]
    return sorted([*(n for n in own.numbers if not within(n.span, spans)), *whole], key=lambda number: number.span)


def _unanswered(lonely: Sequence[Number], own: _Side, other: _Side, rivals: Sequence[Number]) -> list[Number]:
    """Those of ``lonely`` that nothing of the other text answers for; ``rivals`` are the lonely ones of that text."""
    if not lonely:
        return []
    values, runs = _answers(own, other)
    parts = runs | {run for rival in rivals if _several(rival) for run in rival.runs}
    rest = [
        number
        for number in lonely
        if not number.values & values
        and not any(number.same(each) for each in other.numbers)
        and not (_several(number) and not number.scaled and parts.issuperset(number.runs))
    ]
    if rest:
        spelled = spelled_numbers(other.passage.text, primary(other.passage.language))
        rest = [number for number in rest if not number.values & spelled]
    return rest


def _answers(own: _Side, other: _Side) -> tuple[set[float], set[str]]:
    """What the other text says in figures of any kind: values, and runs of digits that are numbers of their own."""
    values = {value for code in other.figures.codes for value in code.values}
    numeric = _NUMERIC_MONTH.search(own.passage.text) is not None
    for date in other.figures.dates:
        values.update((*date.days, date.year or 0, *((date.month,) if numeric else ())))
    runs = {number.runs[0] for number in other.numbers if len(number.runs) == 1}
    figures = other.figures
    for text in (*(symbol.text for symbol in figures.symbols), *(link.text for link in figures.links)):
        runs.update(run.lstrip("0") for run in re.findall(r"\d+", text))
    return values, runs


def _several(number: Number) -> bool:
    """Whether its runs may be numbers of their own: 12,13 but neither 34 000 nor 34,000 nor 0,4."""
    return len(number.runs) == 1 or (number.runs[0] != "0" and not _GROUPED.fullmatch(ascii_digits(number.text)))


def _with_codes(
    missing: tuple[Number, ...], extra: tuple[Number, ...], source: _Side, target: _Side
) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """The numbers, and where one side lacks its counterpart, the only code of it that the other side does not have."""
    mine, theirs = _lonely_codes(source, target), _lonely_codes(target, source)
    if not missing and not extra and len(source.figures.codes) == len(target.figures.codes):
        return (mine, theirs) if len(mine) == len(theirs) == 1 else ((), ())
    if len(missing) == len(theirs) == 1 and not extra and not mine:
        return missing, theirs
    if len(extra) == len(mine) == 1 and not missing and not theirs:
        return mine, extra
    return missing, extra


def _lonely_codes(own: _Side, other: _Side) -> tuple[Number, ...]:
    if not own.figures.codes:
        return ()
    values = {value for number in (*other.numbers, *other.figures.codes) for value in number.values}
    runs = set(re.findall(r"\d+", ascii_digits(other.passage.text)))
    lonely = [code for code in own.figures.codes if not code.values & values and code.runs[0] not in runs]
    if lonely:
        spelled = spelled_numbers(other.passage.text, primary(other.passage.language))
        lonely = [code for code in lonely if not code.values & spelled]
    return tuple(lonely)


def _dropped(missing: tuple[Number, ...], own: _Side, other: _Side) -> tuple[Number, ...]:
    """Those of ``missing`` that are quantities, and nowhere in the target.

    Years and dates are left out where the context gives them, markers and notes where extraction lost them.
    """
    if not missing:
        return ()
    known = {digits_of(number) for number in own.numbers if number not in missing}
    runs = _digit_runs(other.passage.text)
    strange = [run for run in runs if run not in known]
    return tuple(
        number
        for number in missing
        if _is_quantity(number, own)
        and not _is_glued(digits_of(number), runs, strange)
        and (len(digits_of(number)) >= _LARGE or _told_apart(number, missing, own, other))
    )


def _is_quantity(number: Number, own: _Side) -> bool:
    """Whether ``number`` is neither a year nor a date, a marker nor the mark of a note."""
    at = number.span.start
    return (
        len(digits_of(number)) > 1
        and at > _MARKER_ROOM
        and not is_year(number)
        and not within(number.span, [date.span for date in own.figures.dates])
        and not _NOTE_BEFORE.search(own.passage.text, max(0, at - 2), at)
    )


def _is_glued(digits: str, runs: Sequence[str], strange: Sequence[str]) -> bool:
    """Whether the other text may have ``digits`` in a run of digits that is none of this text's numbers."""
    year = digits[:4] if re.match(r"(?:19|20)\d\d", digits) and len(digits) < 7 else ""
    return (
        any(digits in run or digits[::-1] in run for run in strange)
        # a year with the number of a note: 20143
        or (bool(year) and any(year in run for run in runs))
        # two numbers that lost the dash between them: 1544 for 15-44
        or (len(digits) == 4 and "10" < digits[:2] < digits[2:])
    )


def _told_apart(number: Number, missing: Sequence[Number], own: _Side, other: _Side) -> bool:
    """Whether a number of two digits counts something, in a text whose other numbers are all in the target.

    A free translation drops several, and what a number names («paragraphe 30», «Équipe 14») may be said otherwise.
    """
    text = own.passage.text
    return (
        len(missing) == 1
        and (len(own.numbers) == 1 or bool(other.numbers))
        and not _NAMED.search(text, max(0, number.span.start - 20), number.span.start)
        and not _HOUR.match(text, number.span.end)
    )


def _digit_runs(text: str) -> list[str]:
    """The runs of digits of a text, those parted by one sign as one."""
    return re.findall(r"\d+", re.sub(r"(?<=\d)\D(?=\d)", "", ascii_digits(text)))


def _in_words(source: _Side, target: _Side) -> float | None:
    """The only number in words of the source, of six or more, that nothing of the target answers for."""
    # «le XXIe siècle», «des centaines»: round hundreds are counted in, and translated by other words
    runs = [
        run
        for run in spelled_runs(source.passage.text, primary(source.passage.language))
        if run[0] >= _SPELLED and run[0] % 100 != 0
    ]
    if not runs:
        return None
    said = spelled_numbers(target.passage.text, primary(target.passage.language))
    said |= {value for number in target.numbers for value in number.values}
    lonely = [run for run in runs if not said.intersection(run)]
    return lonely[0][0] if len(lonely) == 1 else None
