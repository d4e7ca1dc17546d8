"""How far a confidence can be believed: calibration error, AUROC, and the reliability diagram."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aligner.alignment.evaluation import expanded
from aligner.model import Bead

Judged = Sequence[tuple[float, bool]]
"""Confidence of each bead, and whether it is right."""


def judged(found: Sequence[Bead], gold: Sequence[Bead]) -> list[tuple[float, bool]]:
    """Judge each bead found, strictly."""
    truth = set(expanded(gold))
    return [(bead.confidence, (bead.source, bead.target) in truth) for bead in found]


def expected_error(beads: Judged) -> float:
    """Expected calibration error in ten bins."""
    sure = np.array([pair[0] for pair in beads])
    right = np.array([pair[1] for pair in beads], np.float64)
    bins = np.minimum((sure * 10).astype(int), 9)
    return sum(abs(float(sure[bins == b].sum() - right[bins == b].sum())) for b in range(10)) / len(beads)


def auroc(beads: Judged) -> float:
    """How well the confidence tells wrong beads from right ones, 0.5 (by chance) to 1."""
    good = np.sort([sure for sure, right in beads if right])
    bad = np.array([sure for sure, right in beads if not right])
    if not len(bad) or not len(good):
        return float("nan")
    above = len(good) - np.searchsorted(good, bad, "right")
    ties = np.searchsorted(good, bad, "right") - np.searchsorted(good, bad, "left")
    return float((above + 0.5 * ties).mean() / len(good))


def diagram(beads: Judged) -> str:
    """Reliability: of beads of a confidence, the share that is right; a circle's area is the number of beads."""
    sure = np.array([pair[0] for pair in beads])
    right = np.array([pair[1] for pair in beads], np.float64)
    bins = np.minimum((sure * 10).astype(int), 9)
    marks = []
    for b in range(10):
        count = int((bins == b).sum())
        if count:
            x, y = 50 + 300 * sure[bins == b].mean(), 350 - 300 * right[bins == b].mean()
            radius = 2 + 14 * (count / len(beads)) ** 0.5
            marks.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#1f77b4" fill-opacity="0.6"/>')
            marks.append(f'<text x="{x + radius + 3:.1f}" y="{y + 4:.1f}" font-size="10">{count}</text>')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 400" font-family="sans-serif" role="img">\n'
        "<title>Reliability of the confidence</title>\n"
        '<rect width="420" height="400" fill="#fff"/>\n'
        '<rect x="50" y="50" width="300" height="300" fill="none" stroke="#888"/>\n'
        '<line x1="50" y1="350" x2="350" y2="50" stroke="#888" stroke-dasharray="4"/>\n'
        + "\n".join(marks)
        + '\n<text x="200" y="385" font-size="12" text-anchor="middle">confidence, 0 to 1</text>\n'
        '<text x="20" y="200" font-size="12" text-anchor="middle" transform="rotate(-90 20 200)">right, 0 to 1</text>\n'
        f'<text x="50" y="30" font-size="12">{len(beads)} beads, ECE {expected_error(beads):.3f}</text>\n</svg>\n'
    )
