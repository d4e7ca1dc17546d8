"""From the model's posterior to a probability that holds: calibration, and whether two texts correspond at all.

The map is a logistic regression on 352 alignments of development documents, with and without background lexicon,
whole and in pieces of forty segments, hand-aligned ones counting three times. Left-out sets have an expected
calibration error of 0.004 (with background lexicon) to 0.020 (first pass only); most of the documents have cuts and
gaps made by a programme, and on hand-aligned ones the error is 0.06.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aligner.alignment.passes import Result
from aligner.alignment.scores import MATCHES, SHAPES
from aligner.alignment.tokens import Longs

Floats = npt.NDArray[np.float64]

BASE, SLOPE = 0.74, 0.71
"""Logit of the confidence of a 1-1 bead: BASE + SLOPE · logit of its posterior."""
LONELY, THREE, LARGE = -0.50, -0.41, -0.46
"""What is added for one-sided beads, for beads of three segments, for larger ones."""
CERTAIN = 14.0
"""Largest logit of a posterior that is believed."""
LEAST_WORTH = 3.5
"""Mean worth of the matches (nats) plus five times their mean posterior below which texts do not correspond.

Documents of the development sets set against wrong counterparts stay below 3.4 where a background lexicon exists,
right ones reach 4.9 at least; without lexicon wrong ones may reach 6, and are then not recognised.
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
    return np.asarray(1.0 / (1.0 + np.exp(-(BASE + SLOPE * logit + offset))))


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
