"""How a file wraps its paragraphs, learned from the lines that surely run on.

A wrapped line ends where the next word would not fit, so that a line with room to spare ends a paragraph. How sharp
that edge is differs: type of one width knows no exception, type of many widths, counted in signs, many. The same
lines show whether blank lines and indents ever stand inside a paragraph. All evidence is given as log-odds for a new
block: ln of how often breaks look so, against how often lines that run on do.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aligner.structure.layout import Line

_WORD = re.compile("[^ \u3000-\u30ff\u3400-\u9fff\uff01-\uff5e]+")
"""What no line end divides: signs up to a space or an ideograph."""
_LONGEST_WORD = 20
_STEPS = 130
"""Fill is told apart by hundredths up to here."""
_FEWEST = 8
"""Fewer lines than this that surely run on teach nothing."""
_NEARLY = 0.85
"""Lines fuller than this may run on."""
_BANDWIDTH = 0.02
"""Of the kernel by which the fills of a few lines are made a density (Parzen, 1962), in full lines."""
_USUAL_FILLS = tuple(0.8 + 0.0025 * step for step in range(120))
"""Fills in text of proportional type, where too little is known of a file."""
_MOST_BREAKS = 2.0
"""Log-odds above which a line surely ends its paragraph."""
_MOST_ODDS = 4.5
_LEAST_UNSPACED = -3.0
_USUAL_UNSPACED = -1.5
"""ln of how often paragraphs have no blank line between them in a file that has some."""
_DEEPEST = 30
"""Indents deeper than this are all alike."""


@dataclass(frozen=True, slots=True)
class Wrapping:
    """Log-odds for a new block from how lines stand."""

    fills: tuple[float, ...]
    """By hundredths of a full line that the line before would fill with this line's first word."""
    shifts: Mapping[int, float] = field(default_factory=dict)
    """By how much further in this line begins than the one before."""
    indents: Mapping[int, float] = field(default_factory=dict)
    """By how far in this line begins."""
    unspaced: float = 0.0
    """Where no blank line stands before it, in a file that has some."""

    def fill(self, before: Line, line: Line, width: int) -> float:
        """Log-odds from how full ``before`` is, ``width`` being that of a full line in signs."""
        step = int(100 * line.room) if line.room else 100 * (before.indent + needed(before.text, line.text)) // width
        return self.fills[step if step < _STEPS else -1]

    def shifted(self, before: Line, line: Line) -> float:
        """Log-odds from where ``line`` begins, by itself or against the line before, whichever says more."""
        if not self.shifts and not self.indents:
            return 0.0
        return max(self.shifts.get(shift(before, line), 0.0), self.indents.get(line.indent, 0.0), key=abs)


UNKNOWN = Wrapping((0.0,))
"""Where lines are not wrapped."""


def needed(before: str, text: str) -> int:
    """Signs that ``before`` would hold with the first word of ``text`` added."""
    if text[0] >= "\u3000":
        # some programs keep an ideograph with the letters or digits behind it
        word = _WORD.match(text, 1, _LONGEST_WORD) if text[1:2].isascii() else None
        return len(before) + (word.end() if word else 1)
    end = text.find(" ", 0, _LONGEST_WORD)
    if end < 0:
        word = _WORD.match(text, 0, _LONGEST_WORD)
        end = word.end() if word else 1
    return len(before) + end + (before[-1:] < "\u3000")


def learned(pairs: Sequence[tuple[Line, Line]], running: Sequence[tuple[Line, Line]], width: int) -> Wrapping:
    """What ``pairs``, all neighbours of a file, and those ``running`` on for sure among them show.

    ``width`` is that of a full line, in signs.
    """
    fills = _fills([_fill(before, line, width) for before, line in running])
    short = next(step for step, odds in enumerate(fills) if odds < _MOST_BREAKS or step + 1 == _STEPS) / 100
    ends = [(before, line) for before, line in pairs if _fill(before, line, width) < short]
    shifts = _odds([shift(*pair) for pair in ends], [shift(*pair) for pair in running])
    indents = _odds([line.indent for _, line in ends], [line.indent for _, line in running])
    return Wrapping(fills, shifts, indents, _unspaced(ends))


def nearly_full(before: Line, line: Line, width: int) -> bool:
    """Whether ``before`` would be all but full with the first word of ``line``."""
    return _fill(before, line, width) > _NEARLY


def _fill(before: Line, line: Line, width: int) -> float:
    return line.room or (before.indent + needed(before.text, line.text)) / width


def _fills(running: Sequence[float]) -> tuple[float, ...]:
    """Log-odds by hundredths of a full line; the last line of a paragraph may be of any length."""
    known = running if len(running) >= _FEWEST else _USUAL_FILLS
    counts = Counter(int(100 * fill) for fill in known)
    found, most = [], 1 / (len(running) + 20)
    for step in range(_STEPS):
        near = sum(count * _kernel(other - step) for other, count in counts.items()) / len(known)
        # the fuller a line, the surer it runs on
        most = max(most, near)
        found.append(-math.log(most))
    return tuple(found)


def _kernel(steps: int) -> float:
    """Normal density at a distance of so many hundredths."""
    return math.exp(-0.5 * (steps / 100 / _BANDWIDTH) ** 2) / (_BANDWIDTH * math.sqrt(2 * math.pi))


def shift(before: Line, line: Line) -> int:
    """How much further in ``line`` begins than the line before."""
    return max(-_DEEPEST, min(_DEEPEST, line.indent - before.indent))


def _odds(ends: Sequence[int], running: Sequence[int]) -> dict[int, float]:
    """Log-odds by what was counted at the ends of paragraphs and inside them; none where too little is known."""
    if min(len(ends), len(running)) < _FEWEST:
        return {}
    between, inside = Counter(ends), Counter(running)
    if len(between | inside) == 1:
        return {}
    odds = {step: _share(between[step], len(ends)) / _share(inside[step], len(running)) for step in between | inside}
    return {step: max(-_MOST_ODDS, min(_MOST_ODDS, math.log(ratio))) for step, ratio in odds.items()}


def _share(count: int, of: int) -> float:
    return (count + 0.5) / (of + 1)


def _unspaced(ends: Sequence[tuple[Line, Line]]) -> float:
    """Log of how often paragraphs stand without a blank line between them, where lines with room to spare end them."""
    close = sum(not line.blanks for _, line in ends)
    return max(_LEAST_UNSPACED, math.log(_share(close, len(ends)))) if ends else _USUAL_UNSPACED
