"""The outline: the most likely reading of all markers of a document together.

Every line start offers readings (a marker of some level and number) beside "runs on" and "a block without marker".
A beam search over the whole sequence finds the cheapest combination: costs are −ln of likelihood for gaps,
repeats, restarts, jumps over levels, changes of style and lists that open or close against the punctuation. So
``i)`` after ``h)`` is the ninth item, after a colon the first sub-item, and ``1990.`` at the start of a line
no marker, without any rule that says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from aligner.languages.language import LEVELS
from aligner.structure.markers import Reading
from aligner.structure.named import ARTICLE

ANNEX, SECTION, SUBSECTION, PARAGRAPH, ITEM, SUBITEM, POINT = range(len(LEVELS))
_BEAM = 12
_MARGIN = 6.5
"""A hypothesis this much dearer than the best is given up."""
_RUNS_ON = 2.5
"""−ln of how often running text has what looks like a marker at the start of a line."""
_UNMARKED = 5.0
"""−ln of how often a block without marker begins with what looks like one."""
_HIGHEST_PARAGRAPH = 500
"""A number above this at the start of a text is likelier a year."""
_EXPECTED = 0.5
"""A marker that costs less than this is the one that was due."""
_DUE = 2.0
"""−ln of how seldom running text has by chance the very number that is due, against any other."""
_CLOSED = -1

_ODD_NAME = 1.5
"""−ln of how often chapters, articles or annexes do not count on from the one before."""
_DISPLACED = 1.5
"""−ln of how often a number left out before follows after all: its block has changed places with another."""
_REMEMBERED = (1 << 24) - 1
"""So many numbers back it is remembered which ones were left out."""

_State = tuple[tuple[int, int, int], ...]
"""For each level the number last reached, the style it was written in, and which of the numbers below it were left
out: bit 0 for the next lower one, bit 1 for the one below that; (-1, -1, 0) where the level is not open."""


class Start(NamedTuple):
    """What is known of the start of one line, besides its marker readings."""

    readings: Sequence[Reading]
    break_score: float
    """From :func:`aligner.structure.flow.break_score`."""
    after: str
    """Last sign of the text before: ``:``, ``;``, ``.`` or other."""
    heading_like: bool
    """Short and without a full stop at its end."""


class Choice(NamedTuple):
    """What a line start was found to be."""

    reading: Reading | None
    """The marker, or None for text without one."""
    starts: bool
    """Whether a new block begins here; otherwise the line runs on."""


_RUNS = Choice(None, False)
_BEGINS = Choice(None, True)


_Trail = tuple[int, Choice, Any]
"""Last choice, with the index of its start, and the trail before it: a linked list, which has no finite type."""
_Hypothesis = tuple[float, _State, int, _Trail | None]
"""Cost, state, how many blocks without marker there had been at its last marker, and trail: a plain tuple, since
hundreds of thousands are made."""


_GOES_ON = frozenset(";,؛；،，")
"""Signs behind which a list goes on."""
_NOTHING_OPEN: _State = ((_CLOSED, -1, 0),) * len(LEVELS)


def most_likely(starts: Iterable[Start]) -> list[Choice]:
    """Return the choice for every start, such that all of them together cost least.

    Time and memory grow with the number of starts; a start without readings reads the same under every
    hypothesis and costs next to nothing.
    """
    beam: list[_Hypothesis] = [(0.0, _NOTHING_OPEN, 0, None)]
    choices: list[Choice] = []
    texts = 0
    for index, start in enumerate(starts):
        begins = start.break_score > 0
        choices.append(_BEGINS if begins else _RUNS)
        if start.readings:
            beam = _pruned(beam, start, index, texts)
        else:
            texts += begins
    trail = beam[0][3]
    while trail is not None:
        index, choice, trail = trail
        choices[index] = choice
    return choices


def _pruned(beam: list[_Hypothesis], start: Start, index: int, texts: int) -> list[_Hypothesis]:
    """All ways on from ``beam`` over one start, the best of each state, as far as they stay near the best."""
    grown: dict[_State, _Hypothesis] = {}
    # log-odds of a break, kept small enough for a good sequence to overrule the layout
    breaks = max(-5.0, min(8.0, start.break_score))
    joined = -breaks if breaks < 0 else 0.0
    choices = [(reading, reading.cost + joined, (index, Choice(reading, True))) for reading in start.readings]
    limit = math.inf
    for hypothesis in beam:
        cost, state, before, trail = hypothesis
        if cost > limit:
            break
        unmarked = texts - before if texts - before < 3 else 3
        expected, due = False, 0.0
        for reading, own, chosen in choices:
            step = _step_cost(state, reading, start, unmarked)
            if step + reading.cost < _EXPECTED:
                expected = True
                due = _DUE if reading.value > 1 and (reading.level >= PARAGRAPH or reading.style < 0) else due
            total = cost + step + own
            if total <= limit:
                limit = min(limit, total + _MARGIN)
                _keep(grown, (total, _advanced(state, reading), texts, (*chosen, trail)))
        if expected and breaks > 0:
            # just the marker that was due, where a block begins: nobody drops that
            continue
        for total, left, choice in (
            (cost + _RUNS_ON + due + breaks + joined, before, _RUNS),
            (cost + _UNMARKED + joined, before - 1, _BEGINS),
        ):
            if total <= limit:
                limit = min(limit, total + _MARGIN)
                _keep(grown, (total, state, left, (index, choice, trail)))
    ranked = sorted(grown.values(), key=_cost_of)
    return [hypothesis for hypothesis in ranked[:_BEAM] if hypothesis[0] <= limit]


_cost_of = itemgetter(0)


def _keep(grown: dict[_State, _Hypothesis], hypothesis: _Hypothesis) -> None:
    """Take over a hypothesis if it is the best of its state."""
    other = grown.get(hypothesis[1])
    if other is None or hypothesis[0] < other[0]:
        grown[hypothesis[1]] = hypothesis


def _advanced(state: _State, reading: Reading) -> _State:
    """The state behind ``reading``: deeper levels are closed, but paragraphs count on through sections."""
    level = reading.level
    below = list(_NOTHING_OPEN[level + 1 :])
    if level in (SECTION, SUBSECTION):
        # kept negative: the numbering may go on from here or start again
        for deeper in (SUBSECTION, PARAGRAPH)[level == SUBSECTION :]:
            number, style, missing = state[deeper]
            # articles count on through chapters as paragraphs do, subsections with letters begin again
            if number != _CLOSED and (deeper == PARAGRAPH or style == ARTICLE):
                below[deeper - level - 1] = (-number - 1 if number > 0 else number, style, missing)
    return (*state[:level], _counted(state[level], reading), *below)


def _counted(entry: tuple[int, int, int], reading: Reading) -> tuple[int, int, int]:
    """A level's entry behind ``reading``; a number made up for leaves the numbering where it was."""
    number, _, missing = entry
    value = reading.value
    if number < _CLOSED:
        number = -number - 1
    step = value - max(0, number)
    if step > 0:
        return value, reading.style, ((missing << step) | ((1 << min(step - 1, 32)) - 1)) & _REMEMBERED
    if _left_out(number, missing, value):
        return number, reading.style, missing & ~(1 << (number - value - 1))
    return value, reading.style, 0


def _left_out(number: int, missing: int, value: int) -> bool:
    """Whether ``value`` is one of the ``missing`` numbers below ``number``."""
    return 0 < value < number and bool(missing >> (number - value - 1) & 1)


def _step_cost(state: _State, reading: Reading, start: Start, unmarked: int) -> float:
    level = reading.level
    number, style, missing = state[level]
    if reading.path:
        return _decimal_cost(state, reading, start)
    cost = _heading_cost(level, start)
    if reading.style < 0:
        # a heading with a name is one by its form
        last = number if number >= _CLOSED else -number - 1
        return cost if reading.value in (0, 1) or reading.value == last + 1 else cost + _ODD_NAME
    if number > 0:
        cost += _sequence_cost(number, missing, reading.value, unmarked)
        cost += 3.0 if style != reading.style else 0.0
        cost += _closing_cost(state, level, start)
        if level >= ITEM and reading.value == 1 and start.after == ":":
            cost += 1.0
    elif number < _CLOSED:
        carried = _sequence_cost(-number - 1, missing, reading.value, unmarked)
        cost += min(carried, _opening_cost(reading.value, level) + 0.2)
    else:
        cost += _opening_cost(reading.value, level) + _parent_cost(state, level, start)
    return cost


def _decimal_cost(state: _State, reading: Reading, start: Start) -> float:
    """A decimal number says itself below which numbers it stands."""
    level = reading.level
    number, style, _ = state[level]
    cost = 0.0 if level > SECTION or start.heading_like else 0.5
    astray = [state[SECTION + place][0] != part for place, part in enumerate(reading.path[:-1])]
    if any(astray):
        return cost + 2.0
    if number > 0 and style == reading.style:
        step = reading.value - number
        return cost + (0.0 if step == 1 else 1.0 + math.log(step) if step > 1 else 4.0)
    return cost + (0.0 if reading.value == 1 else 1.0)


def _sequence_cost(number: int, missing: int, value: int, unmarked: int) -> float:
    """−ln likelihood of ``value`` after ``number`` in a numbering that counts by one."""
    step = value - number
    if step == 1:
        return 0.0
    if step > 1:
        gap = step - 1
        lost = min(unmarked, gap)
        return 0.8 * lost + (2.5 + 1.2 * math.log(gap - lost + 1) if gap > lost else 0.0)
    if step == 0:
        return 5.0
    if _left_out(number, missing, value):
        return _DISPLACED
    return 4.5 if value == 1 else 6.5 + 0.5 * math.log(-step + 1)


def _opening_cost(value: int, level: int) -> float:
    """−ln likelihood that a numbering begins with ``value``; an excerpt's paragraphs begin anywhere."""
    if value == 1:
        return 0.0
    return 4.0 if level == PARAGRAPH and value < _HIGHEST_PARAGRAPH else 3.0 + 1.2 * math.log(max(1, value))


def _closing_cost(state: _State, level: int, start: Start) -> float:
    """A list seldom ends behind a semicolon, and never behind a colon."""
    if start.after == ":":
        return 2.5
    if level >= ITEM or start.after not in _GOES_ON:
        return 0.0
    return 1.2 if any(number > 0 for number, _, _ in state[level + 1 :]) else 0.0


def _parent_cost(state: _State, level: int, start: Start) -> float:
    """What it costs to open a level below the deepest open one."""
    cost = 0.0
    if level >= ITEM:
        cost += 0.0 if start.after == ":" else 1.5 if level == ITEM else 2.5
        parent = state[level - 1][0]
        if parent <= 0:
            cost += 2.0 if level == ITEM else 3.0
    elif level == SUBSECTION and state[SECTION][0] <= 0:
        cost += 1.5
    return cost


def _heading_cost(level: int, start: Start) -> float:
    if level > SUBSECTION:
        return 0.3 if start.heading_like and level == PARAGRAPH else 0.0
    return 0.0 if start.heading_like else 4.0
