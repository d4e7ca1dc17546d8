"""Counts as plain arrays, to be kept in a file: words once, pairs by their places among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.alignment.counts import Counts, Words


def to_arrays(counts: Counts) -> list[npt.NDArray[Any]]:
    """Arrays that :func:`from_arrays` reads: beads; words of both sides, how many beads each is in; pairs.

    Weights are kept as 32-bit numbers.
    """
    source, target = counts.words_source, counts.words_target
    return [
        np.array([counts.beads], np.int64),
        source.hashes,
        source.beads.astype(np.int32),
        target.hashes,
        target.beads.astype(np.int32),
        np.bincount(np.searchsorted(source.hashes, counts.source), minlength=len(source.hashes)).astype(np.int32),
        np.searchsorted(target.hashes, counts.target).astype(np.int32),
        counts.forward.astype(np.float32),
        counts.backward.astype(np.float32),
    ]


def from_arrays(arrays: Sequence[npt.NDArray[Any]]) -> Counts:
    """The counts of :func:`to_arrays`."""
    beads, source, source_beads, target, target_beads, each, other, forward, backward = arrays
    return Counts(
        beads=int(beads[0]),
        source=np.repeat(source, each),
        target=target[other],
        forward=forward.astype(np.float64),
        backward=backward.astype(np.float64),
        words_source=Words(hashes=source, beads=source_beads.astype(np.float64)),
        words_target=Words(hashes=target, beads=target_beads.astype(np.float64)),
    )
