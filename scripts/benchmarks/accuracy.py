"""Alignment: strict and lax F1 with intervals, calibration, and what each ingredient adds.

Runs over folders of gold alignments (``--gold``: one folder a set, one a document, with src.txt, tgt.txt, gold.txt,
meta.json). Documents cut from the lines the background lexicons were learned from (sets named ``un6-…``) are aligned
with lexicons learned for the occasion from lines farther than four from any line of the documents tested
(``--lines``, the corpus's devset files); jointly, such sets go in groups of three. F1 is micro over documents; the
intervals are 95 % bootstraps of 1,000 draws with a fixed seed over documents, or over blocks of 25 source segments
where a set has few. The documents' beginnings, of 100 source segments, stand for short documents.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from _baselines import print_baselines
from _gold import Case, aligned, beginning, cases_of
from _reliability import auroc, diagram, expected_error, judged

from aligner.alignment.engine import Weights
from aligner.alignment.evaluation import NOTHING, SIGNATURE, Counts, Pair, compare, expanded
from aligner.model import Bead

BLOCK = 25
SHORT = 100
ABLATIONS: dict[str, dict[str, object]] = {
    "all ingredients": {},
    "no learning": {"learn": False},
    "no background lexicon": {"background": False, "lexicon": None},
    "no cognates, numbers": {"shared": 0.0},
    "no segment ends": {"breaks": 0.0},
    "no lengths": {"length": 0.0},
    "no order of words": {"order": 0.0},
}


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--lines", type=Path, default=Path("../shared/un6"))
    parser.add_argument("--sets", default="", help="only sets whose name holds this")
    parser.add_argument("--ablation", action="store_true", help="also leave out each ingredient in turn")
    parser.add_argument("--baselines", action="store_true", help="also nltk's gale_church and galechurch")
    parser.add_argument("--reliability", type=Path, help="write the reliability diagram (SVG)")
    given = parser.parse_args()
    sets = {
        folder.name: list(cases_of(folder))
        for folder in sorted(given.gold.iterdir())
        if folder.is_dir() and given.sets in folder.name
    }
    print(f"signature: {SIGNATURE}")
    print(f"settings: {Weights()}\n")
    beads = _main_table(sets, given.lines)
    _short_documents(sets, given.lines)
    if given.ablation:
        _ablation(sets, given.lines)
    if given.baselines:
        print_baselines(sets)
    if given.reliability:
        given.reliability.write_text(diagram(beads), encoding="utf-8")


def _main_table(sets: dict[str, list[Case]], lines: Path) -> list[tuple[float, bool]]:
    print(f"{'set':20}{'per document':>24}{'lax':>7}{'jointly':>22}{'lax':>7}{'ECE':>7}{'AUROC':>7}")
    pooled: list[tuple[float, bool]] = []
    for name, cases in sets.items():
        alone = aligned(cases, lines)
        together = aligned(cases, lines, joint=True)
        beads = [one for case, found in zip(cases, alone, strict=True) for one in judged(found, case.gold)]
        pooled += beads
        cells = [_cell(cases, found) for found in (alone, together)]
        row = f"{name:20}{cells[0][0]:>24}{cells[0][1]:7.3f}{cells[1][0]:>22}{cells[1][1]:7.3f}"
        print(f"{row}{expected_error(beads):7.3f}{auroc(beads):7.3f}")
    print(f"{'all beads pooled':80}{expected_error(pooled):7.3f}{auroc(pooled):7.3f}\n")
    return pooled


def _short_documents(sets: dict[str, list[Case]], lines: Path) -> None:
    print(f"the first {SHORT} source segments of each document, by themselves")
    print(f"{'set':20}{'per document':>24}{'lax':>7}")
    for name, cases in sets.items():
        # the settings are those of the whole documents: no lexicon may know any of their lines
        found = aligned(cases, lines, shorten=SHORT)
        cell, lax = _cell([beginning(case, SHORT) for case in cases], found)
        print(f"{name:20}{cell:>24}{lax:7.3f}")
    print()


def _cell(cases: Sequence[Case], found: Sequence[Sequence[Bead]]) -> tuple[str, float]:
    strict, lax = _total(cases, found).scores()
    low, high = _interval(cases, found)
    return f"{strict.f1:.3f} [{low:.3f}, {high:.3f}]", lax.f1


def _total(cases: Sequence[Case], found: Sequence[Sequence[Bead]]) -> Counts:
    total = NOTHING
    for case, beads in zip(cases, found, strict=True):
        total += compare(beads, case.gold)
    return total


def _interval(cases: Sequence[Case], found: Sequence[Sequence[Bead]]) -> tuple[float, float]:
    rows = []
    for number, (case, beads) in enumerate(zip(cases, found, strict=True)):
        guess, truth = expanded(beads), expanded(case.gold)
        size = BLOCK if len(cases) < 6 else 1 << 30
        units: dict[tuple[int, int], list[int]] = {}
        for column, pairs, others in ((0, guess, set(truth)), (2, [p for p in truth if p[0] and p[1]], set(guess))):
            for place, pair in _placed(pairs):
                row = units.setdefault((number, place // size), [0, 0, 0, 0])
                row[column] += 1
                row[column + 1] += pair in others
        rows += list(units.values())
    table = np.array(rows, np.float64)
    draws = np.random.default_rng(0).integers(0, len(table), (1000, len(table)))
    sums = table[draws].sum(axis=1)
    precision, recall = sums[:, 1] / np.maximum(1, sums[:, 0]), sums[:, 3] / np.maximum(1, sums[:, 2])
    scores = 2 * precision * recall / np.maximum(1e-9, precision + recall)
    return float(np.quantile(scores, 0.025)), float(np.quantile(scores, 0.975))


def _placed(pairs: Sequence[Pair]) -> Iterator[tuple[int, Pair]]:
    """Beads with the source segment they stand at; an addition stands where the bead before it does."""
    last = 0
    for pair in pairs:
        last = pair[0][0] if pair[0] else last
        yield last, pair


def _ablation(sets: dict[str, list[Case]], lines: Path) -> None:
    print("strict F1 per document, each ingredient left out in turn")
    print(f"{'set':20}" + "".join(f"{name:>23}" for name in ABLATIONS))
    for name, cases in sets.items():
        scores = [_total(cases, aligned(cases, lines, changes=dict(c))).scores()[0].f1 for c in ABLATIONS.values()]
        print(f"{name:20}" + "".join(f"{score:23.3f}" for score in scores))
    print()


if __name__ == "__main__":
    main()
