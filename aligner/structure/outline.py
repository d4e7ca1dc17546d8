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
from typing import NamedTuple

from aligner.languages.language import LEVELS
from aligner.structure.markers import Reading

ANNEX, SECTION, SUBSECTION, PARAGRAPH, ITEM, SUBITEM, POINT = range(len(LEVELS))
_BEAM = 24
_MARGIN = 14.0
"""A hypothesis this much dearer than the best is given up."""
_RUNS_ON = 2.5
"""−ln of how often running text has what looks like a marker at the start of a line."""
_UNMARKED = 5.0
"""−ln of how often a block without marker begins with what looks like one."""
_CLOSED = -1

_State = tuple[tuple[int, int], ...]
"""For each level the number last seen and the style it was written in; (-1, -1) where the level is not open."""


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


class _Hypothesis(NamedTuple):
    cost: float
    state: _State
    unmarked: int
    """Blocks without marker since the last marker: lost markers fill gaps in the numbering."""
    trail: tuple[Choice, object] | None
    """Last choice and those before it, as a linked list."""


_NOTHING_OPEN: _State = ((_CLOSED, -1),) * len(LEVELS)


def most_likely(starts: Iterable[Start]) -> list[Choice]:
    """Return the choice for every start, such that all of them together cost least."""
    beam = [_Hypothesis(0.0, _NOTHING_OPEN, 0, None)]
    for start in starts:
        if not start.readings:
            beam = _without_marker(beam, start)
            continue
        grown: dict[tuple[_State, int], _Hypothesis] = {}
        for hypothesis in beam:
            for successor in _successors(hypothesis, start):
                key = (successor.state, successor.unmarked)
                if key not in grown or successor.cost < grown[key].cost:
                    grown[key] = successor
        ranked = sorted(grown.values(), key=lambda hypothesis: hypothesis.cost)
        limit = ranked[0].cost + _MARGIN
        beam = [hypothesis for hypothesis in ranked[:_BEAM] if hypothesis.cost <= limit]
    return _unwound(beam[0])


def _unwound(last: _Hypothesis) -> list[Choice]:
    choices: list[Choice] = []
    trail = last.trail
    while trail is not None:
        choice, rest = trail
        choices.append(choice)
        trail = rest  # type: ignore[assignment]  # a linked list has no finite tuple type
    return choices[::-1]


def _without_marker(beam: list[_Hypothesis], start: Start) -> list[_Hypothesis]:
    """Text that offers no marker reads the same under every hypothesis."""
    starts = start.break_score > 0
    choice = Choice(None, starts)
    return [_Hypothesis(h.cost, h.state, min(3, h.unmarked + starts), (choice, h.trail)) for h in beam]


def _successors(hypothesis: _Hypothesis, start: Start) -> Iterable[_Hypothesis]:
    cost, state, unmarked, trail = hypothesis
    # log-odds of a break, kept small enough for a good sequence to overrule the layout
    breaks = max(-5.0, min(8.0, start.break_score))
    yield _Hypothesis(cost + _RUNS_ON + max(0.0, breaks), state, unmarked, (Choice(None, False), trail))
    yield _Hypothesis(cost + _UNMARKED + max(0.0, -breaks), state, min(3, unmarked + 1), (Choice(None, True), trail))
    for reading in start.readings:
        step = _step_cost(state, reading, start, unmarked)
        total = cost + reading.cost + step + max(0.0, -breaks)
        yield _Hypothesis(total, _advanced(state, reading), 0, (Choice(reading, True), trail))


def _advanced(state: _State, reading: Reading) -> _State:
    """The state behind ``reading``: deeper levels are closed, but paragraphs count on through sections."""
    level = reading.level
    below = list(_NOTHING_OPEN[level + 1 :])
    if level in (SECTION, SUBSECTION):
        # kept negative: the numbering may go on from here or start again
        number, style = state[PARAGRAPH]
        if number != _CLOSED:
            below[PARAGRAPH - level - 1] = (-abs(number) - 1 if number > 0 else number, style)
    return (*state[:level], (reading.value, reading.style), *below)


def _step_cost(state: _State, reading: Reading, start: Start, unmarked: int) -> float:
    level = reading.level
    number, style = state[level]
    cost = _heading_cost(level, start)
    if level == ANNEX:
        return cost if reading.value in (0, 1) or reading.value == number + 1 else cost + 2.0
    if number > 0:
        cost += _sequence_cost(number, reading.value, unmarked)
        cost += 3.0 if style != reading.style else 0.0
        cost += _closing_cost(state, level, start)
        if level >= ITEM and reading.value == 1 and start.after == ":":
            cost += 1.0
    elif number < _CLOSED:
        carried = _sequence_cost(-number - 1, reading.value, unmarked)
        cost += min(carried, _opening_cost(reading.value) + 0.2)
    else:
        cost += _opening_cost(reading.value) + _parent_cost(state, level, start)
    return cost


def _sequence_cost(number: int, value: int, unmarked: int) -> float:
    """−ln likelihood of ``value`` after ``number`` in a numbering that counts by one."""
    step = value - number
    if step == 1:
        return 0.0
    if step > 1:
        missing = step - 1
        lost = min(unmarked, missing)
        return 0.8 * lost + (2.5 + 1.2 * math.log(missing - lost + 1) if missing > lost else 0.0)
    if step == 0:
        return 5.0
    return 4.5 if value == 1 else 6.5 + 0.5 * math.log(-step + 1)


def _opening_cost(value: int) -> float:
    """−ln likelihood that a numbering begins with ``value``."""
    return 0.0 if value == 1 else 3.0 + 1.2 * math.log(value)


def _closing_cost(state: _State, level: int, start: Start) -> float:
    """A list seldom ends behind a semicolon, and never behind a colon."""
    deeper = any(number > 0 for number, _ in state[level + 1 :])
    if start.after == ":":
        return 2.5
    return 1.2 if deeper and start.after in ";,؛；،，" and level < ITEM else 0.0


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
