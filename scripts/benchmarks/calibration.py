"""The map from posterior to confidence: its fit, and what sets left out of the fit say of it.

Aligns each document of ../shared/gold by itself, whole and in pieces of forty source segments, with and without the
background lexicon and with and without learning, and fits a logistic regression of whether a bead is right on the
log odds of its posterior, the logarithm of its characters, and its shape. Every set is then judged with weights fitted
on the other ones (a set and its mirror image count as one). The last line is the weights fitted on all sets, for
``aligner/alignment/confidence.py``: put them there after a change of the score.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from _gold import Case, cases_of, changed, groups_of, options_of, pieces
from _reliability import auroc, expected_error, judged

from aligner.alignment import confidence
from aligner.alignment.engine import EngineOptions, align_segments
from aligner.model import Bead

Floats = npt.NDArray[np.float64]

PIECE = 40
VARIANTS: tuple[dict[str, object], ...] = (
    {},
    {"learn": False},
    {"background": False, "lexicon": None},
    {"background": False, "lexicon": None, "learn": False},
)
SEEN = 1e-9
"""Nearest to 0 and 1 that a confidence is taken: it is turned back into the posterior it was made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beads:
    """The beads of one alignment."""

    family: str
    """Sets of one family are left out together."""
    whole: bool
    """Whether a whole document was aligned, in the usual way."""
    signs: Floats
    """float64[B, 6]: 1, log odds, ln of characters, one-sided, three segments, more."""
    right: Floats
    """float64[B]: 1 for a bead that is in the gold."""


def main() -> None:
    """Print the errors set by set, and the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--lines", type=Path, default=Path("../shared/un6"))
    given = parser.parse_args()
    sets = {
        folder.name: list(_of_set(folder, given.lines)) for folder in sorted(given.gold.iterdir()) if folder.is_dir()
    }
    every = [one for found in sets.values() for one in found]
    print(f"{len(every)} alignments, each set judged by weights fitted on the others")
    print(f"{'set':20}{'ECE':>8}{'AUROC':>8}{'ECE, pieces':>13}")
    pooled: list[tuple[float, bool]] = []
    for name, found in sets.items():
        weights = fit([one for one in every if one.family != found[0].family])
        usual = [pair for one in found if one.whole for pair in _judged(one, weights)]
        short = [pair for one in found if not one.whole for pair in _judged(one, weights)]
        pooled += usual
        print(f"{name:20}{expected_error(usual):8.3f}{auroc(usual):8.3f}{expected_error(short):13.3f}")
    print(f"{'pooled':20}{expected_error(pooled):8.3f}{auroc(pooled):8.3f}")
    print("\nBASE, SLOPE, LENGTH, LONELY, THREE, LARGE = " + ", ".join(f"{one:.3f}" for one in fit(every)))


def _of_set(folder: Path, lines: Path) -> Iterator[Beads]:
    for group in groups_of(list(cases_of(folder))):
        options = options_of(group, lines)
        for case in group:
            for number, variant in enumerate(VARIANTS):
                yield _aligned(case, changed(options, dict(variant)), whole=not number)
            for piece in pieces(case, PIECE):
                yield _aligned(piece, options, whole=False)


def _aligned(case: Case, options: EngineOptions, *, whole: bool) -> Beads:
    beads = align_segments(case.source, case.target, options)
    name = case.folder.parent.name
    return Beads(
        family=name.replace("frde-", ""),
        whole=whole,
        signs=np.array([_signs(bead, case) for bead in beads]).reshape(-1, 6),
        right=np.array([right for _, right in judged(beads, case.gold)], np.float64),
    )


def _signs(bead: Bead, case: Case) -> tuple[float, ...]:
    size = len(bead.source) + len(bead.target)
    lonely = not bead.source or not bead.target
    texts = [case.source[i] for i in bead.source] + [case.target[j] for j in bead.target]
    length = float(np.log(sum(map(len, texts)) + 1.0))
    offset = confidence.LONELY if lonely else confidence.LARGE if size > 3 else confidence.THREE if size == 3 else 0.0
    sure = min(max(bead.confidence, SEEN), 1.0 - SEEN)
    odds = (np.log(sure / (1.0 - sure)) - confidence.BASE - confidence.LENGTH * length - offset) / confidence.SLOPE
    odds = float(np.clip(odds, -confidence.CERTAIN, confidence.CERTAIN))
    return 1.0, odds, length, float(lonely), float(size == 3), float(size > 3)


def fit(found: Sequence[Beads]) -> Floats:
    """The weights of a logistic regression, by Newton's method."""
    signs, right = np.concatenate([one.signs for one in found]), np.concatenate([one.right for one in found])
    weights = np.zeros(signs.shape[1])
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-signs @ weights))
        curvature = (signs * (chance * (1.0 - chance))[:, None]).T @ signs + 1e-6 * np.eye(signs.shape[1])
        weights = weights + np.linalg.solve(curvature, signs.T @ (right - chance))
    return weights


def _judged(one: Beads, weights: Floats) -> list[tuple[float, bool]]:
    chance = 1.0 / (1.0 + np.exp(-one.signs @ weights))
    return [(sure, right > 0.5) for sure, right in zip(chance.tolist(), one.right.tolist(), strict=True)]


if __name__ == "__main__":
    main()
