"""What it costs that a token has no counterpart in a bead.

Each pass has one ε for what a lexicon links: it knows too little to take a missing word at its full weight. A number
needs no lexicon. How many numbers have no counterpart in beads that match is counted in the texts themselves, and even
a number the other side never holds speaks for its segment being left alone: a paragraph's number without its paragraph.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aligner.alignment.tokens import Longs, Side

Floats = npt.NDArray[np.float64]

USUAL = 0.15
"""Share of the numbers without counterpart in beads that match, before anything is known of the texts."""
BELIEF = 20.0
"""Numbers that this is worth."""


def floors(numbers: npt.NDArray[np.bool_], floor: float, missing: float) -> Floats:
    """float64[V]: ε of each token; ``numbers`` bool[V] tells the numbers, of which a share ``missing`` is not matched.

    The score is the mean of two directions, and a token without counterpart is seen in one of them only: squared, its
    share weighs in full. What is matched gains in both.
    """
    return np.where(numbers, missing * missing, floor)


def missing_numbers(left: Side, right: Side, beads: Longs, numbers: npt.NDArray[np.bool_]) -> float:
    """The share, 0..1, of the numbers in ``beads`` int64[B, 4] that the other side of their bead does not hold."""
    here, there = _held(left, beads[:, :2], numbers), _held(right, beads[:, 2:], numbers)
    total = len(here) + len(there)
    alone = total - 2 * len(np.intersect1d(here, there, assume_unique=True))
    return float((alone + BELIEF * USUAL) / (total + BELIEF))


def _held(side: Side, spans: Longs, numbers: npt.NDArray[np.bool_]) -> Longs:
    """One distinct value for each number and bead that holds it."""
    bead = np.full(len(side), -1, np.int64)
    sizes = spans[:, 1] - spans[:, 0]
    rows = np.repeat(spans[:, 1] - np.cumsum(sizes), sizes) + np.arange(int(sizes.sum()))
    bead[rows] = np.repeat(np.arange(len(spans)), sizes)
    places = np.flatnonzero(numbers[side.ids])
    holder = bead[np.searchsorted(side.pointer, places, side="right") - 1]
    return np.unique((holder * len(numbers) + side.ids[places])[holder >= 0])
