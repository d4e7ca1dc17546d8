"""From the model's posterior to a probability that holds: calibration, and whether two texts correspond at all.

The map is a logistic regression on 900 alignments of development documents: with and without background lexicon and
learning, whole and in pieces of forty segments (``scripts/bench calibration`` fits it). Sets left out of the fit have
an expected calibration error of 0.005 together, of 0.007 in the mean where cuts and gaps were made by a programme, of
0.02 and 0.055 on the two hand-aligned ones; 0.06 and 0.07 on pieces of forty segments of these.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from aligner.alignment.passes import Result
from aligner.alignment.scores import MATCHES, SHAPES
from aligner.alignment.tokens import Longs

Floats = npt.NDArray[np.float64]

BASE, SLOPE, LENGTH = 4.01, 0.876, -0.544
"""Logit of a 1-1 bead's confidence: BASE + SLOPE · logit of its posterior + LENGTH · ln(characters of both sides)."""
LONELY, THREE, LARGE = -1.15, -0.06, -0.37
"""What is added for one-sided beads, for beads of three segments, for larger ones."""
CERTAIN = 14.0
"""Largest logit of a posterior that is believed."""
LEAST_WORTH = 4.2
"""Mean worth of the matches (nats) plus five times their mean posterior below which texts do not correspond.

Of 92 development documents set against wrong counterparts, all stay below where a background lexicon exists, two of
their beginnings of 20 segments stay above; no right one is below. Without lexicon every fifth wrong pair stays above,
and is then not recognised.
"""
LITTLE = 0.35
"""Share of the segments of either side that should be matched."""
SURE = 20
"""Different segments of the side with fewer of them from which the bound holds in full."""
FEWEST = 4
"""Different segments of each side below which nothing is concluded."""
LITERAL = 0.5
"""Share of these that both sides have alike from which texts are no strangers."""


def calibrated(result: Result) -> Floats:
    """float64[B], 0..1: the probability that each bead is right."""
    posterior = np.clip(result.posterior, 1e-7, 1.0 - 1e-7)
    logit = np.clip(np.log(posterior) - np.log1p(-posterior), -CERTAIN, CERTAIN)
    kind = result.path[:, 2]
    size = SHAPES[kind].sum(axis=1)
    offset = np.where(kind >= MATCHES, LONELY, np.where(size > 3, LARGE, np.where(size == 3, THREE, 0.0)))
    long = LENGTH * np.log(result.characters + 1.0)
    return np.asarray(1.0 / (1.0 + np.exp(-(BASE + SLOPE * logit + long + offset))))


def strangers(path: Longs, worth: Floats, posterior: Floats, texts: tuple[Sequence[str], Sequence[str]]) -> bool:
    """Whether the beads of a pair, taken together, speak against the texts being versions of one another.

    ``texts`` are the segments of both sides; a pair that matches little of either is believed less. Texts that repeat
    themselves hold no more evidence than what they say once, and texts that share half of what they say word for word
    are no strangers, however little it tells where each sentence belongs.
    """
    matched = path[:, 2] < MATCHES
    if not matched.any():
        return False
    taken = SHAPES[path[matched, 2]].sum(axis=0)
    share = max(taken[0] / len(texts[0]), taken[1] / len(texts[1]))
    evidence = float(worth[matched].mean() + 5.0 * posterior[matched].mean()) * min(1.0, share / LITTLE)
    if evidence >= LEAST_WORTH:
        return False
    said = set(texts[0]), set(texts[1])
    fewest = min(map(len, said))
    # a few segments hold little evidence even where they correspond
    if fewest < FEWEST or evidence >= LEAST_WORTH * min(1.0, fewest / SURE):
        return False
    return len(said[0] & said[1]) < LITERAL * fewest
