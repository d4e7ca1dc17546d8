"""The compiled search against the plainest one: every path enumerated."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment import search
from aligner.alignment.scores import TYPES

Path = tuple[tuple[int, int, int], ...]


def every_path(rows: int, columns: int) -> list[Path]:
    """All ways from (0, 0) to (rows, columns), as (i, j, type) of the nodes where beads end."""
    if rows == columns == 0:
        return [()]
    return [
        (*path, (rows, columns, k))
        for k, (n, m) in enumerate(TYPES)
        if n <= rows and m <= columns
        for path in every_path(rows - n, columns - m)
    ]


def beads_of(found: search.Candidates) -> list[tuple[int, int, int]]:
    return list(zip(found.row.tolist(), found.column.tolist(), found.kind.tolist(), strict=True))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 1 << 30), st.sampled_from([0.5, 1.0]))
def test_best_path_and_posteriors_are_those_of_all_paths(rows: int, columns: int, seed: int, sharpness: float) -> None:
    if rows + columns == 0:
        return
    low = np.zeros(rows + 1, np.int64)
    high = np.full(rows + 1, columns, np.int64)
    offset = np.arange(rows + 2, dtype=np.int64) * (columns + 1)
    lattice: Any = (low, high, offset)
    scores = np.random.default_rng(seed).normal(0, 3, ((rows + 1) * (columns + 1), len(TYPES))).astype(np.float32)
    for i in range(rows + 1):
        for j in range(columns + 1):
            for k, (n, m) in enumerate(TYPES):
                if n > i or m > j:
                    scores[offset[i] + j, k] = -1e30
    worth = {path: sum(float(scores[offset[i] + j, k]) for i, j, k in path) for path in every_path(rows, columns)}
    searched = search.best_path(lattice, scores)
    found = searched.path
    best = max(worth, key=lambda path: worth[path])
    assert math.isclose(worth[tuple(map(tuple, found.tolist()))], worth[best], abs_tol=1e-4)
    every = search.candidates(lattice, scores, searched, 1e6)
    weighed = search.weigh(every, scores[every.end, every.kind].astype(np.float64), sharpness)
    assert [beads_of(every)[place] for place in weighed.chosen] == list(map(tuple, found.tolist()))
    sure = weighed.posterior
    weights = {path: math.exp(sharpness * (value - worth[best])) for path, value in worth.items()}
    whole = sum(weights.values())
    for bead, share in zip(found.tolist(), sure.tolist(), strict=True):
        expected = sum(weight for path, weight in weights.items() if tuple(bead) in path) / whole
        assert math.isclose(share, expected, abs_tol=1e-4)
    few = search.candidates(lattice, scores, searched, 3.0)
    close = {bead for path, value in worth.items() if value >= worth[best] - 3.0 for bead in path}
    kept = set(beads_of(few))
    assert {bead for bead in kept ^ close if abs(_margin(bead, worth) - worth[best] + 3.0) > 1e-3} == set()


def _margin(bead: tuple[int, int, int], worth: dict[Path, float]) -> float:
    """The best path through a bead."""
    return max(value for path, value in worth.items() if bead in path)
