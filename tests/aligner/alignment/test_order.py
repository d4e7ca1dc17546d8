"""The second look: what the order of words says."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment import order
from aligner.alignment.engine import EngineOptions, Weights, align_segments


@given(st.floats(0.5, 20), st.floats(0, 1))
def test_curves_fall_with_distance_and_their_mean_is_that_over_all_places(tension: float, anywhere: float) -> None:
    near, mean = order.curves(tension, anywhere)
    assert near[0] == 1.0
    assert (np.diff(near) <= 0).all()
    places = (np.arange(2000) + 0.5) / 2000
    for step in (0, 64, 128, 256):
        whole = anywhere + (1 - anywhere) * np.exp(-tension * np.abs(step / order.STEPS - places))
        assert abs(float(whole.mean()) - mean[step]) < 1e-3


def beads(source: list[str], target: list[str], weight: float) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    options = EngineOptions(source_language="en", target_language="fr", weights=Weights(order=weight))
    return {(bead.source, bead.target) for bead in align_segments(source, target, options)}


def test_a_cut_that_moved_makes_a_bead_of_two_and_two() -> None:
    """Part of a sentence stands with the next one on the other side: bags of words overlook it, order does not."""
    chosen = np.random.default_rng(1)
    sentences = [["".join(chosen.choice(list("bdfgklmnprstvaeiou"), 6)) for _ in range(12)] for _ in range(20)]
    moved = [*sentences]
    moved[5], moved[6] = sentences[5][:8], sentences[5][8:] + sentences[6]
    source, target = ([" ".join(words) for words in side] for side in (sentences, moved))
    assert ((5, 6), (5, 6)) in beads(source, target, Weights().order)
    assert ((5,), (5,)) in beads(source, target, 0.0)
