"""What is known of the segments of two texts by themselves, and stays the same from pass to pass."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.alignment import breaks, lengths
from aligner.alignment.scores import inverse_sizes
from aligner.alignment.tokens import Longs, Side

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What the passes read of the segments by themselves."""

    tails: tuple[Longs, Longs]
    """Class of how the segment before each node ends, source and target."""
    heads: tuple[Longs, Longs]
    """Class of how the segment after each node begins."""
    chars: tuple[Floats, Floats]
    """Characters before each node."""
    windows: tuple[Floats, Floats]
    """float64[N+1, 5], float64[M+1, 5]: 1 / (tokens of the n segments ending at each node, and one)."""
    size_s: Floats
    """float64[N]: logarithm of each source segment's length against the median; a long one is left alone less
    readily."""
    size_t: Floats
    """float64[M]: the same for target segments."""


def fix(left: Side, right: Side) -> Fixed:
    """Return what is known of the segments of both sides by themselves."""
    return Fixed(
        tails=(breaks.tails(left), breaks.tails(right)),
        heads=(breaks.heads(left), breaks.heads(right)),
        chars=(lengths.cumulated(left.lengths), lengths.cumulated(right.lengths)),
        windows=(inverse_sizes(left.pointer), inverse_sizes(right.pointer)),
        size_s=_size(left),
        size_t=_size(right),
    )


def _size(side: Side) -> Floats:
    if not len(side):
        return np.zeros(0)
    return np.asarray(np.log(np.maximum(side.lengths, 1.0) / max(1.0, float(np.median(side.lengths)))))
