"""Evidence about beads as values: what a build keeps for those who look at it, without the engine that finds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "cognate", "lexicon", "length", "punctuation"]
KINDS: tuple[Kind, ...] = ("number", "cognate", "lexicon", "length", "punctuation")
PART = 400
"""Beads whose evidence is kept, and read, together."""
WITHOUT = 0.5
"""Nats that a word without the counterpart it has elsewhere speaks against a bead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One kind of evidence about one bead."""

    kind: Kind
    weight: float
    """In nats: above 0 speaks for the bead, below 0 against it."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Words (source, target) that stand for each other, as they stand in the bead, the strongest first."""
    lone: tuple[str, ...] = ()
    """What has no counterpart in the bead though it has one elsewhere in the texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """How long the target of a bead is, from the length of its source."""

    ratio: float
    """Target characters for one source character."""
    variance: float
    """In target characters, for each of them."""

    def expected(self, source: int) -> float:
        """Target characters for ``source`` characters."""
        return source * self.ratio

    def weight(self, source: int, target: int) -> float:
        """In nats: how far the two lengths are from what is expected; 0 at one standard deviation."""
        here = self.expected(source)
        deviation = (here - target) ** 2 / (self.variance * (0.5 * (here + target) + 1.0))
        return 0.5 - 0.5 * min(deviation, 20.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What speaks for and against some beads of a bitext that stand one after the other."""

    lengths: Lengths
    beads: tuple[tuple[Evidence, ...], ...]
    """For each bead one of each kind, in the order of :data:`KINDS`; nothing for a one-sided one."""
