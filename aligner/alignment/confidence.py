"""From the model's posterior to a probability that holds: calibration, and whether two texts correspond at all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aligner.alignment.passes import Result

Floats = npt.NDArray[np.float64]


def calibrated(result: Result) -> Floats:
    """float64[B], 0..1: the probability that each bead is right."""
    return result.posterior


def strangers(worth: Floats, matched: npt.NDArray[np.bool_]) -> bool:
    """Whether the beads of a pair, taken together, speak against the texts being versions of one."""
    return False
