"""Where to look first: how likely each bead is wrong, by what the search itself does not weigh.

The confidence of a bead is its posterior among paths that the search compares, each pair of segments by itself. A cut
that fell at another place in the two texts leaves two beads that are each nearly right: all but the words at the cut.
Those words have no counterpart in their own bead, but one in the bead next to it, and one side ends in the middle of
a sentence where the other ends it. Both are counted here, in nats, and weighed together with the confidence in a
logistic regression. ``scripts/bench doubt`` fits its weights anew and says what they are worth on documents left out
of the fit.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from aligner.alignment.evidence import Texts, tokens
from aligner.model import Bead

SIGNS = ("confidence", "gap")
"""Log odds of the confidence against the bead; what speaks against the graver of its two gaps, in nats."""
WEIGHTS = (-0.82, 0.89, 0.33)
"""Of the regression: its constant, then one for each of :data:`SIGNS`."""
SURE = 1e-4
"""Nearest to 0 and 1 that a confidence is taken."""


def doubts(texts: Texts, beads: Sequence[Bead]) -> list[float]:
    """How likely each bead is wrong, 0 to 1; ``beads`` are the alignment of the texts, in document order."""
    if not any(bead.source and bead.target for bead in beads):
        return [1.0 - bead.confidence for bead in beads]
    return [probability(WEIGHTS, signs) for signs in signs_of(texts, beads)]


def probability(weights: Sequence[float], signs: Sequence[float]) -> float:
    """What a regression of these ``weights``, the constant first, makes of the signs of one bead."""
    odds = weights[0] + sum(weight * sign for weight, sign in zip(weights[1:], signs, strict=True))
    return 1.0 / (1.0 + math.exp(-odds))


def signs_of(texts: Texts, beads: Sequence[Bead]) -> list[tuple[float, ...]]:
    """The :data:`SIGNS` of each bead."""
    gaps = [sum(both) for both in zip(_crossings(texts, beads), _surprises(texts, beads), strict=True)]
    found: list[tuple[float, ...]] = []
    for place, bead in enumerate(beads):
        sure = min(max(bead.confidence, SURE), 1.0 - SURE)
        found.append((math.log((1.0 - sure) / sure), max(gaps[place : place + 2])))
    return found


def _crossings(texts: Texts, beads: Sequence[Bead]) -> list[float]:
    """For each gap before a bead, and after the last: how much goes with the bead on its other side, in nats."""
    partners: dict[int, set[int]] = {}
    for s, t in texts.links:
        partners.setdefault(t, set()).add(s)
    words = [(tokens(texts.left, bead.source), tokens(texts.right, bead.target)) for bead in beads]
    lone = []
    for here, there in words:
        left = [s for s in here if s in texts.partners and texts.partners[s].keys().isdisjoint(there)]
        right = [t for t in there if t in partners and partners[t].isdisjoint(here)]
        lone.append((left, right))
    gaps = [0.0]
    for place in range(1, len(beads)):
        sizes = len(words[place - 1][1]) + 1, len(words[place][1]) + 1
        gaps.append(
            _shared(texts, lone[place - 1][0], lone[place][1], sizes[1])
            + _shared(texts, lone[place][0], lone[place - 1][1], sizes[0])
        )
    return [*gaps, 0.0]


def _shared(texts: Texts, left: Sequence[int], right: Sequence[int], size: int) -> float:
    """What words without counterpart of one bead find in those of the next, each its best."""
    best = (max((texts.links.get((s, t), 0.0) for t in right), default=0.0) for s in left)
    return sum(math.log1p(value / size) for value in best)


def _surprises(texts: Texts, beads: Sequence[Bead]) -> list[float]:
    """For each gap before a bead, and after the last: how unusual it is that both sides break in these two ways."""
    whole = [place for place, bead in enumerate(beads) if bead.source and bead.target]
    ends = _unusual(
        [int(one) for one in texts.tails[0][[beads[place].source[-1] + 1 for place in whole]]],
        [int(one) for one in texts.tails[1][[beads[place].target[-1] + 1 for place in whole]]],
    )
    begins = _unusual(
        [int(one) for one in texts.heads[0][[beads[place].source[0] for place in whole]]],
        [int(one) for one in texts.heads[1][[beads[place].target[0] for place in whole]]],
    )
    gaps = [0.0] * (len(beads) + 1)
    for number, place in enumerate(whole):
        if place:
            gaps[place] += begins[number]
        if place + 1 < len(beads):
            gaps[place + 1] += ends[number]
    return gaps


def _unusual(left: Sequence[int], right: Sequence[int]) -> list[float]:
    """−ln of how often two classes go together, each given the other, in nats; itself left out, one added."""
    both, one, other = Counter(zip(left, right, strict=True)), Counter(left), Counter(right)
    count = len(left) + 4.0
    found = []
    for a, b in zip(left, right, strict=True):
        forward = (both[a, b] - 1 + (other[b] - 0.5) / count) / one[a]
        backward = (both[a, b] - 1 + (one[a] - 0.5) / count) / other[b]
        found.append(-0.5 * (math.log(forward) + math.log(backward)))
    return found
