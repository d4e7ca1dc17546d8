"""How long a text is against its translation, and how long such texts usually are.

Length is counted in letters, since figures, spaces and marks are as long in every language; a Latin letter in a
Chinese text counts for a fourth of a character.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Callable
from typing import NamedTuple

from aligner.checks.core.views import PairView
from aligner.languages import get
from tmx.lang import primary

_ENOUGH = 200
"""Pairs from which the view's own ratio is better than the prior."""
_NO_LETTER = re.compile(r"[\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")


class Usual(NamedTuple):
    """ln of target length over source length: its middle, and its spread for long texts."""

    middle: float
    spread: float


def letters_of(language: str) -> Callable[[str], float]:
    """The measure of length for texts of ``language``."""
    if primary(language) == "zh":
        return _chinese
    return _alphabetic


def _alphabetic(text: str) -> float:
    return float(len(_NO_LETTER.sub("", text)))


def _chinese(text: str) -> float:
    letters = _NO_LETTER.sub("", text)
    return len(letters) - 0.75 * sum(len(run) for run in _LATIN.findall(letters))


def lengths(view: PairView) -> list[tuple[float, float]]:
    """Lengths of both sides of every pair of ``view``."""
    left, right = letters_of(view.source.language), letters_of(view.target.language)
    return [(left(pair.source.text), right(pair.target.text)) for pair in view.pairs]


def usual(view: PairView) -> Usual:
    """The usual ratio of the pairs of ``view``: its own where it is large enough, else that of the languages."""
    source, target = get(view.source.language).length, get(view.target.language).length
    middle = math.log(target.ratio / source.ratio)
    spread = math.hypot(target.log_sd, source.log_sd if primary(view.source.language) != "fr" else 0.0)
    ratios = [math.log(right / left) for left, right in view.shared(lengths) if left >= 50 and right]
    if len(ratios) >= _ENOUGH:
        middle = statistics.median(ratios)
        spread = 1.4826 * statistics.median(abs(ratio - middle) for ratio in ratios)
    return Usual(middle, max(spread, 0.1))


def deviation(source: float, target: float, ratio: Usual) -> float:
    """By how many standard deviations the target is longer than usual; negative where it is shorter."""
    size = max(1.0, min(source, target / math.exp(ratio.middle)))
    spread = math.hypot(ratio.spread, 1.3 / math.sqrt(size))
    return (math.log(max(target, 0.5) / max(source, 0.5)) - ratio.middle) / spread
