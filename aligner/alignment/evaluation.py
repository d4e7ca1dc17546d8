"""Ladders against gold: precision, recall and F1, strict and lax.

The counting is that of Sennrich & Volk (2010) as in the scorer of Vecalign (Thompson & Koehn 2019): every predicted
bead counts for precision, one-sided ones included, one segment each; only two-sided gold beads count for recall. A
bead hits strictly when the same bead is on the other side, laxly when it shares a pair of segments with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aligner import __version__
from aligner.model import Bead

SIGNATURE = f"dragoman:{__version__}|task:alignment|one-sided:single,precision-only|lax:shared-pair|average:micro"
"""What the figures mean."""

Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision, recall and their harmonic mean, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean; 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def as_json(self) -> dict[str, float]:
        """The shape of the command line, six decimal places."""
        return {"precision": round(self.precision, 6), "recall": round(self.recall, 6), "f1": round(self.f1, 6)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What can be added up over documents; each is a number of beads."""

    predicted: int
    """Predicted beads, one-sided ones included."""
    gold: int
    """Two-sided gold beads."""
    strict: tuple[int, int]
    """Strict hits among the predicted, among the gold."""
    lax: tuple[int, int]
    """Lax hits among the predicted, among the gold."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            predicted=self.predicted + other.predicted,
            gold=self.gold + other.gold,
            strict=(self.strict[0] + other.strict[0], self.strict[1] + other.strict[1]),
            lax=(self.lax[0] + other.lax[0], self.lax[1] + other.lax[1]),
        )

    def scores(self) -> tuple[Score, Score]:
        """Strict and lax scores; of no beads at all, everything is right."""
        return self._score(self.strict), self._score(self.lax)

    def _score(self, hits: tuple[int, int]) -> Score:
        return Score(
            precision=hits[0] / self.predicted if self.predicted else 1.0,
            recall=hits[1] / self.gold if self.gold else 1.0,
        )


NOTHING = Counts(predicted=0, gold=0, strict=(0, 0), lax=(0, 0))
"""Where a sum of counts begins."""


def expanded(beads: Iterable[Bead]) -> list[Pair]:
    """Beads as pairs of index tuples, one-sided ones cut into single segments, empty ones left out."""
    found: list[Pair] = []
    for bead in beads:
        if bead.source and bead.target:
            found.append((bead.source, bead.target))
        else:
            found += [((place,), ()) for place in bead.source] + [((), (place,)) for place in bead.target]
    return found


def compare(predicted: Sequence[Bead], gold: Sequence[Bead]) -> Counts:
    """Count the hits of one ladder against its gold."""
    guess = list(dict.fromkeys(expanded(predicted)))
    truth = list(dict.fromkeys(expanded(gold)))
    guess_sides = [pair for pair in guess if pair[0] and pair[1]]
    truth_sides = [pair for pair in truth if pair[0] and pair[1]]
    of_guess = _hits(guess, truth)
    of_truth = _hits(truth_sides, guess_sides)
    return Counts(
        predicted=len(guess),
        gold=len(truth_sides),
        strict=(of_guess[0], of_truth[0]),
        lax=(of_guess[1], of_truth[1]),
    )


def _hits(beads: Sequence[Pair], others: Sequence[Pair]) -> tuple[int, int]:
    """How many of ``beads`` are among ``others``, and how many are or share a pair of segments with one."""
    same = set(others)
    linked: dict[int, set[int]] = {}
    for source, target in others:
        for place in source:
            linked.setdefault(place, set()).update(target)
    strict = lax = 0
    for source, target in beads:
        if (source, target) in same:
            strict += 1
            lax += 1
        elif any(not linked.get(place, set()).isdisjoint(target) for place in source):
            lax += 1
    return strict, lax
