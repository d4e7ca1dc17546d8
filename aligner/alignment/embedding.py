"""Vectors as one more kind of evidence: one vector a segment, computed elsewhere.

The vector of several segments is the normalised sum of theirs (Thompson & Koehn 2019). How alike two unrelated and
two corresponding windows are is estimated from the vectors themselves, so that any model will do; the score is the
log-likelihood ratio of the two normal distributions, held within bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.alignment.kernels import kernel
from aligner.alignment.scores import SHAPES, SIDE
from aligner.alignment.tokens import Longs
from aligner.errors import UsageError

Matrix = npt.NDArray[np.float32]

MOST = 8.0
"""Bound of what the vectors of one bead may say, in nats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """The vectors of both sides, each of length 1 (or 0), and the norms of sums of neighbours."""

    left: Matrix
    """float32[N, D]"""
    right: Matrix
    """float32[M, D]"""
    norm_s: npt.NDArray[np.float64]
    """float64[N+1, 5]: norm of the sum of the n vectors ending at each node."""
    norm_t: npt.NDArray[np.float64]
    """float64[M+1, 5]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """Cosines: mean and standard deviation of unrelated and of corresponding windows."""

    unrelated: tuple[float, float]
    related: tuple[float, float]


def prepare(vectors: tuple[Any, Any], sizes: tuple[int, int]) -> Vectors:
    """Check vectors against the numbers of segments and bring them to length 1.

    Raises :class:`UsageError` for a wrong shape, dimensions that differ, NaN or infinity.
    """
    sides = []
    for name, array, size in zip(("source", "target"), vectors, sizes, strict=True):
        if array.ndim != 2 or array.dtype.kind not in "fiu":
            raise UsageError(f"the {name} vectors are not a table of numbers", advice="one row a segment is needed")
        if len(array) != size:
            raise UsageError(f"{len(array)} {name} vectors for {size} segments", advice="one row a segment is needed")
        if not np.isfinite(array).all():
            raise UsageError(f"the {name} vectors hold NaN or infinity", advice="compute them again")
        wide = array.astype(np.float64)
        norms = np.sqrt((wide * wide).sum(axis=1, keepdims=True))
        sides.append(np.ascontiguousarray(wide / np.maximum(norms, 1e-12), np.float32))
    if sides[0].shape[1] != sides[1].shape[1]:
        raise UsageError(
            f"source vectors of {sides[0].shape[1]} dimensions, target vectors of {sides[1].shape[1]}",
            advice="both must come from one model",
        )
    return Vectors(left=sides[0], right=sides[1], norm_s=_norms(sides[0]), norm_t=_norms(sides[1]))


def _norms(vectors: Matrix) -> npt.NDArray[np.float64]:
    out = np.ones((len(vectors) + 1, SIDE))
    total = np.zeros((len(vectors), vectors.shape[1]))
    for n in range(1, min(SIDE, len(vectors)) + 1):
        total = total[-(len(vectors) - n + 1) :] + vectors[: len(vectors) - n + 1]
        out[n:, n - 1] = np.sqrt((total * total).sum(axis=1))
    return np.maximum(out, 1e-9)


def guess(vectors: Vectors) -> Similarity:
    """Before anything is aligned: most pairs are unrelated, the best ones of each row correspond."""
    rows = vectors.left[:: max(1, len(vectors.left) // 300)]
    columns = vectors.right[:: max(1, len(vectors.right) // 300)]
    if not rows.size or not columns.size:
        return Similarity(unrelated=(0.0, 0.2), related=(0.6, 0.2))
    table = (rows @ columns.T).astype(np.float64)
    centre, spread = float(np.median(table)), float(max(0.02, table.std()))
    best = float(np.median((vectors.left[:300] @ vectors.right[:600].T).max(axis=1)))
    return Similarity(unrelated=(centre, spread), related=(max(best, centre + spread), 1.5 * spread))


def estimate(vectors: Vectors, beads: Longs) -> Similarity:
    """From the beads of the pass before, int64[B, 4] (source from, to, target from, to)."""
    start = guess(vectors)
    one = beads[(beads[:, 1] - beads[:, 0] == 1) & (beads[:, 3] - beads[:, 2] == 1)]
    if len(one) < 10:
        return start
    found = (vectors.left[one[:, 0]] * vectors.right[one[:, 2]]).sum(axis=1).astype(np.float64)
    middle = float(np.median(found))
    spread = float(max(0.02, 1.4826 * np.median(np.abs(found - middle))))
    return Similarity(unrelated=start.unrelated, related=(middle, max(spread, 0.5 * start.unrelated[1])))


def add(vectors: Vectors, similarity: Similarity, shape: tuple[Longs, Longs, Longs], scores: Matrix) -> None:
    """Add what the vectors say to the score of every bead in the band."""
    model = np.array([*similarity.unrelated, *similarity.related, MOST])
    dots = np.zeros(int(shape[2][-1]))
    _add(shape, (vectors.left, vectors.right, vectors.norm_s, vectors.norm_t), model, (SHAPES, dots), scores)


@kernel
def _add(lattice: Any, vectors: Any, model: Any, rest: Any, scores: Any) -> None:
    low, high, offset = lattice
    left, right, norm_s, norm_t = vectors
    shapes, dots = rest
    for i in range(1, len(low)):
        for j in range(max(1, low[i]), high[i] + 1):
            total = 0.0
            for d in range(left.shape[1]):
                total += left[i - 1, d] * right[j - 1, d]
            dots[offset[i] + j - low[i]] = total
    for i in range(1, len(low)):
        for j in range(max(1, low[i]), high[i] + 1):
            cell = offset[i] + j - low[i]
            for k in range(len(shapes) - 2):
                if scores[cell, k] < -1e29:
                    continue
                n, m = shapes[k, 0], shapes[k, 1]
                total = 0.0
                for a in range(n):
                    for b in range(m):
                        row, column = i - a, j - b
                        if low[row] <= column <= high[row]:
                            total += dots[offset[row] + column - low[row]]
                        else:
                            total += model[0]
                cosine = total / (norm_s[i, n - 1] * norm_t[j, m - 1])
                far = (cosine - model[0]) / model[1]
                near = (min(cosine, model[2]) - model[2]) / model[3]
                ratio = 0.5 * (far * far - near * near) if far > 0.0 else -0.5 * near * near
                ratio += np.log(model[1] / model[3])
                scores[cell, k] += max(-model[4], min(model[4], ratio))
