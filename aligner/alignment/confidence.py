"""From the model's posterior to a probability that holds: calibration, and whether two texts correspond at all.

The map is a logistic regression on 1,300 alignments of development documents: with and without background lexicon and
learning, whole and in pieces of forty segments. Sets left out of the fit have an expected calibration error of 0.003
together, 0.01 each in the mean, and 0.03 to 0.04 on the two hand-aligned ones; most of the documents have cuts and gaps
made by a programme. On pieces of forty segments the hand-aligned ones reach 0.12.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aligner.alignment.passes import Result
from aligner.alignment.scores import MATCHES, SHAPES
from aligner.alignment.tokens import Longs

Floats = npt.NDArray[np.float64]

BASE, SLOPE, LENGTH = 3.74, 0.91, -0.535
"""Logit of a 1-1 bead's confidence: BASE + SLOPE · logit of its posterior + LENGTH · ln(characters of both sides)."""
LONELY, THREE, LARGE = -1.09, -0.49, -0.74
"""What is added for one-sided beads, for beads of three segments, for larger ones."""
CERTAIN = 14.0
"""Largest logit of a posterior that is believed."""
LEAST_WORTH = 4.2
"""Mean worth of the matches (nats) plus five times their mean posterior below which texts do not correspond.

Of 91 development documents set against wrong counterparts, two or three stay above where a background lexicon exists
(documents of 20 segments: one in eight); right ones reach 4.3 at least. Without lexicon every fourth wrong pair stays
above, and is then not recognised.
"""
LITTLE = 0.35
"""Share of the segments of either side that should be matched."""
SURE = 20
"""Segments of the shorter side from which the bound holds in full."""
FEWEST = 4
"""Segments of each side below which nothing is concluded."""


def calibrated(result: Result) -> Floats:
    """float64[B], 0..1: the probability that each bead is right."""
    posterior = np.clip(result.posterior, 1e-7, 1.0 - 1e-7)
    logit = np.clip(np.log(posterior) - np.log1p(-posterior), -CERTAIN, CERTAIN)
    kind = result.path[:, 2]
    size = SHAPES[kind].sum(axis=1)
    offset = np.where(kind >= MATCHES, LONELY, np.where(size > 3, LARGE, np.where(size == 3, THREE, 0.0)))
    long = LENGTH * np.log(result.characters + 1.0)
    return np.asarray(1.0 / (1.0 + np.exp(-(BASE + SLOPE * logit + long + offset))))


def strangers(path: Longs, worth: Floats, posterior: Floats, sizes: tuple[int, int]) -> bool:
    """Whether the beads of a pair, taken together, speak against the texts being versions of one another.

    ``sizes`` are the segments of both sides; a pair that matches little of either is believed less.
    """
    matched = path[:, 2] < MATCHES
    if min(sizes) < FEWEST or not matched.any():
        return False
    taken = SHAPES[path[matched, 2]].sum(axis=0)
    share = max(taken[0] / sizes[0], taken[1] / sizes[1])
    evidence = float(worth[matched].mean() + 5.0 * posterior[matched].mean())
    # a few segments hold little evidence even where they correspond
    return bool(evidence * min(1.0, share / LITTLE) < LEAST_WORTH * min(1.0, min(sizes) / SURE))
