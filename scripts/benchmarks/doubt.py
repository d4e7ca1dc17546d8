"""Wrong beads among the least confident twentieth of a document, cross-validated, and the fit of what sorts them

Aligns each document of ../shared/gold by itself, with signs of doubt for each bead (``aligner/alignment/doubt.py``),
and fits the weights of these signs to which beads are wrong (those that are not in the gold, strictly). A document is
judged with weights that were fitted on other ones: the documents fall into five parts, those of one number in all
languages into the same, and each part is left out of the fit that judges it. Of each document the 5 % of the beads
that the review shows first when it sorts by doubt are taken, and the wrong ones among them counted: by themselves, and
with those that stand in the same gold bead as one that was looked at, for to mend one mends the other.

The last line is the weights fitted on all documents, for ``WEIGHTS`` in ``aligner/alignment/doubt.py``: put them there
after a change of the aligner's confidence or of the signs.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from _gold import Case, aligned, cases_of, groups_of, options_of

from aligner.alignment import doubt, evidence
from aligner.alignment.evaluation import expanded
from aligner.alignment.options import EngineOptions
from aligner.model import Bead

ROOT = Path(__file__).resolve().parents[2]
SHARE = 0.05
PARTS = 5
SEED = 8
PULL = 10.0
"""Of the regression towards weights of 0, where every sign is scaled to a spread of 1."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One aligned document."""

    case: Case
    beads: list[Bead]
    signs: Floats
    """float64[B, 1 + signs]: a constant, then the signs of each bead."""
    wrong: Floats
    """float64[B]: 1 for a bead that is not in the gold."""


def main() -> None:
    """Print the table and the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=ROOT / ".." / "shared" / "gold")
    parser.add_argument("--lines", type=Path, default=ROOT / ".." / "shared" / "un6")
    given = parser.parse_args()
    report(given.gold, given.lines)


def report(gold: Path, lines: Path) -> None:
    """Print what is found in the documents of ``gold``, and the weights fitted on all of them."""
    documents = [one for folder in sorted(gold.iterdir()) if folder.is_dir() for one in _judged(folder, lines)]
    parts = _parts(documents)
    print(f"wrong beads among the {SHARE:.0%} of a document to look at first, weights from other documents")
    print(f"{'set':28}{'documents':>10}{'beads':>8}{'wrong':>7}{'seen':>7}{'with theirs':>13}")
    rows: dict[str, list[Floats]] = {}
    for part in sorted(set(parts)):
        weights = fit([one for one, mine in zip(documents, parts, strict=True) if mine != part])
        for one in (one for one, mine in zip(documents, parts, strict=True) if mine == part):
            rows.setdefault(one.case.folder.parent.name, []).append(_counts(one, weights))
    for name in sorted(rows):
        _line(name, rows[name])
    for name in ("un6", "dhb-noised", "un6 and dhb-noised"):
        _line(
            f"{name}, pooled", [row for key in rows if key.startswith(tuple(name.split(" and "))) for row in rows[key]]
        )
    print(f"\nWEIGHTS = ({', '.join(f'{weight:.2f}' for weight in fit(documents))})")


def _judged(folder: Path, lines: Path) -> Iterator[Judged]:
    """Yield the documents of a set, aligned by themselves."""
    cases = list(cases_of(folder))
    options = [options_of(group, lines) for group in groups_of(cases) for _ in group]
    for case, beads, option in zip(cases, aligned(cases, lines), options, strict=True):
        truth = set(expanded(case.gold))
        wrong = [not set(expanded([bead])) <= truth for bead in beads]
        yield Judged(case=case, beads=beads, signs=_signs(case, beads, option), wrong=np.array(wrong, np.float64))


def _signs(case: Case, beads: Sequence[Bead], options: EngineOptions) -> Floats:
    texts = evidence.read(case.source, case.target, beads, options)
    return np.array([(1.0, *signs) for signs in doubt.signs_of(texts, beads)])


def _parts(documents: Sequence[Judged]) -> list[int]:
    """The part each document is in: drawn, but documents of one number stand together whatever their languages."""
    names = [_kin(one) for one in documents]
    drawn = sorted(set(names))
    random.Random(SEED).shuffle(drawn)
    return [drawn.index(name) % PARTS for name in names]


def _kin(one: Judged) -> tuple[str, str]:
    number = re.findall(r"\d+", one.case.folder.name)
    return one.case.folder.parent.name.partition("-")[0], number[-1] if number else ""


def fit(documents: Sequence[Judged]) -> Floats:
    """float64[1 + signs]: the weights of a ridge logistic regression, by Newton's method."""
    signs = np.concatenate([one.signs for one in documents])
    wrong = np.concatenate([one.wrong for one in documents])
    spread = np.where(signs.std(axis=0) > 0.0, signs.std(axis=0), 1.0)
    scaled = signs / spread
    pull = np.full(signs.shape[1], PULL)
    pull[0] = 0.0
    weights = np.zeros(signs.shape[1])
    for _ in range(50):
        likely = 1.0 / (1.0 + np.exp(-scaled @ weights))
        slope = scaled.T @ (wrong - likely) - pull * weights
        curve = (scaled * (likely * (1.0 - likely))[:, None]).T @ scaled + np.diag(pull)
        weights += np.linalg.solve(curve, slope)
    return np.asarray(weights / spread)


def _counts(one: Judged, weights: Floats) -> Floats:
    """float64[4]: beads, wrong ones, those seen, and those mended with them."""
    looked_at = _first(one.signs @ weights)
    holder = {key: number for number, bead in enumerate(one.case.gold) for key in _segments(bead)}
    wrong = np.flatnonzero(one.wrong)
    seen = [place for place in wrong if place in looked_at]
    mended = {holder[key] for place in seen for key in _segments(one.beads[place]) if key in holder}
    theirs = sum(
        place in looked_at or any(holder.get(key) in mended for key in _segments(one.beads[place])) for place in wrong
    )
    return np.array([len(one.beads), len(wrong), len(seen), theirs])


def _first(doubts: Floats) -> set[int]:
    """The beads of a document that are looked at, in the order of the review."""
    order = sorted(range(len(doubts)), key=lambda place: (-round(float(doubts[place]), 6), place))
    return set(order[: max(1, round(SHARE * len(doubts)))])


def _segments(bead: Bead) -> Iterator[tuple[str, int]]:
    yield from (("source", place) for place in bead.source)
    yield from (("target", place) for place in bead.target)


def _line(name: str, rows: Sequence[Floats]) -> None:
    beads, wrong, *found = np.sum(rows, axis=0)
    shares = [f"{number / wrong:.1%}" if wrong else "–" for number in found]
    print(f"{name:28}{len(rows):>10}{beads:>8.0f}{wrong:>7.0f}{shares[0]:>7}{shares[1]:>13}")


if __name__ == "__main__":
    main()
