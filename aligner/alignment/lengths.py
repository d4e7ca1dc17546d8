"""How long a translation is: ratio and variance of a pair, and how usual a length is by itself.

After Gale & Church (1993): the difference in length is normal with variance proportional to length. The score is
the mean of both directions, so that neither side is "the" source.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.alignment.scores import SIDE
from aligner.alignment.tokens import Longs, Side

Floats = npt.NDArray[np.float64]

AGAINST_FRENCH = {"fr": 1.0, "en": 0.884, "es": 1.01, "ru": 0.986, "zh": 0.238, "ar": 0.75, "de": 0.98, "is": 0.84}
"""Characters of a text for one of its French version: totals over United Nations documents."""

BANDWIDTH = 0.2
"""Of the density of lengths, in their logarithms."""
STEP = 0.05
"""Between its points."""
BELIEF = 100.0
"""Segments that a lognormal density is worth beside what is seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthModel:
    """Target characters are ``ratio`` times source characters, give or take ``variance`` for each character."""

    ratio: float
    variance: float
    """In target characters."""

    def table(self, source: Side, target: Side) -> tuple[Floats, Floats]:
        """float64[N+1, 5], float64[M+1, 5]: log density of the length of n segments ending at each node."""
        return _usual(source.lengths * self.ratio, self.variance), _usual(target.lengths, self.variance)


def first_guess(source: Side, target: Side, languages: tuple[str, str]) -> LengthModel:
    """Return the model before anything is aligned: totals, unless they are far from what the languages usually do."""
    total = (target.lengths.sum() + 1.0) / (source.lengths.sum() + 1.0)
    bases = [language.split("-")[0] for language in languages]
    ratio = total
    if all(base in AGAINST_FRENCH for base in bases):
        usual = AGAINST_FRENCH[bases[1]] / AGAINST_FRENCH[bases[0]]
        # a part missing on one side shifts the totals: then the usual ratio is the better guess
        if abs(np.log(total / usual)) > 0.3:
            ratio = usual
    return LengthModel(ratio=float(ratio), variance=float(6.0 * ratio))


def estimate(source: Side, target: Side, beads: Longs, guess: LengthModel) -> LengthModel:
    """Return the model of ``beads`` int64[B, 4], worth as much as they are many against 20 of the guess."""
    if not len(beads):
        return guess
    s, t = cumulated(source.lengths), cumulated(target.lengths)
    a, b = s[beads[:, 1]] - s[beads[:, 0]], t[beads[:, 3]] - t[beads[:, 2]]
    weight = len(beads) / (len(beads) + 20.0)
    found = np.log((b.sum() + 1.0) / (a.sum() + 1.0))
    ratio = float(np.exp(weight * found + (1.0 - weight) * np.log(guess.ratio)))
    spread = np.sort((a * ratio - b) ** 2 / (0.5 * (a * ratio + b) + 1.0))
    # the largest deviations are mistakes of the pass before rather than facts
    kept = spread[: max(1, int(0.97 * len(spread)))]
    variance = weight * float(kept.mean()) + (1.0 - weight) * guess.variance
    return LengthModel(ratio=ratio, variance=max(variance, 0.3 * ratio))


def cumulated(values: Floats) -> Floats:
    """float64[N+1]: sums of the first 0, 1, … N values."""
    out = np.zeros(len(values) + 1)
    np.cumsum(values, out=out[1:])
    return out


def _usual(lengths: Floats, noise: float) -> Floats:
    sums = cumulated(lengths)
    out = np.zeros((len(lengths) + 1, SIDE))
    if not len(lengths):
        return out
    mean = lengths.mean() + 1.0
    # where all segments are about as long, a length tells nothing: neither for a bead nor against it
    variance = max(lengths.var() + 1.0, noise * mean)
    for n in range(1, SIDE + 1):
        if n > len(lengths):
            break
        spread = np.log1p(variance / (n * mean * mean))
        x = np.log(sums[n:] - sums[:-n] + 1.0)
        centre = np.log(n * mean) - 0.5 * spread
        smooth = np.exp(-((x - centre) ** 2) / (2 * spread)) / np.sqrt(2 * np.pi * spread)
        out[n:, n - 1] = np.log((len(x) * _seen(x) + BELIEF * smooth) / (len(x) + BELIEF)) - x
    return out


def _seen(x: Floats) -> Floats:
    """float64[K]: density of the values at each of them, by a Gaussian kernel over a grid.

    Lengths are no lognormal where headings stand among sentences: the sum of a heading and a sentence is then far from
    what two segments have in the mean, and yet usual.
    """
    places = (x / STEP).astype(np.int64)
    reach = int(4 * BANDWIDTH / STEP)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * (STEP / BANDWIDTH)) ** 2)
    counts = np.convolve(np.bincount(places).astype(np.float64), kernel / kernel.sum())
    return np.asarray(counts[reach:][places] / (STEP * len(x)))
