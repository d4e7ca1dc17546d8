"""Alignment: strict and lax F1 with intervals, calibration, and what each ingredient adds.

Runs over folders of gold alignments (``--gold``: one folder a set, one a document, with src.txt, tgt.txt, gold.txt,
meta.json). Documents cut from the lines the background lexicons were learned from (sets named ``un6-…``) are aligned
with lexicons learned for the occasion from lines farther than four from any line of the documents tested
(``--lines``, the corpus's devset files); jointly, such sets go in groups of three. F1 is micro over documents; the
intervals are 95 % bootstraps of 1,000 draws with a fixed seed over documents, or over blocks of 25 source segments
where a set has few.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from aligner.alignment import ladder
from aligner.alignment.engine import EngineOptions, Weights, align_many
from aligner.alignment.evaluation import NOTHING, SIGNATURE, Counts, Pair, compare, expanded
from aligner.alignment.lexicon import Lexicon
from aligner.alignment.lexicon_learn import learn_lexicon
from aligner.model import Bead

GROUP = 3
BLOCK = 25
ABLATIONS: dict[str, dict[str, object]] = {
    "all ingredients": {},
    "no learning": {"learn": False},
    "no background lexicon": {"background": False, "lexicon": None},
    "no cognates, numbers": {"shared": 0.0},
    "no segment ends": {"breaks": 0.0},
    "no lengths": {"length": 0.0},
    "no order of words": {"order": 0.0},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One document with its gold."""

    folder: Path
    languages: tuple[str, str]
    source: list[str]
    target: list[str]
    gold: list[Bead]


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
    if given.ablation:
        _ablation(sets, given.lines)
    if given.baselines:
        _baselines(sets)
    if given.reliability:
        given.reliability.write_text(_diagram(beads), encoding="utf-8")


def cases_of(folder: Path) -> Iterator[Case]:
    """Yield the documents of a set."""
    for document in sorted(path for path in folder.iterdir() if path.is_dir()):
        meta = json.loads((document / "meta.json").read_text(encoding="utf-8"))
        sides = [(document / name).read_text(encoding="utf-8").split("\n")[:-1] for name in ("src.txt", "tgt.txt")]
        yield Case(
            folder=document,
            languages=_languages(meta, folder.name),
            source=sides[0],
            target=sides[1],
            gold=ladder.read(document / "gold.txt"),
        )


def _languages(meta: dict[str, object], name: str) -> tuple[str, str]:
    for keys in (("src_lang", "tgt_lang"), ("source_language", "target_language")):
        if all(isinstance(meta.get(key), str) and len(str(meta[key])) <= 3 for key in keys):
            return str(meta[keys[0]]), str(meta[keys[1]])
    first, second = name.split("-")[-2:]
    return first, second


def options_of(cases: Sequence[Case], lines: Path) -> EngineOptions:
    """The settings for documents of a set: without their own lines in the lexicon."""
    source, target = cases[0].languages
    options = EngineOptions(source_language=source, target_language=target)
    if "un6" in cases[0].folder.parent.name:
        tested = frozenset(segment.strip() for case in cases for segment in case.source)
        return replace(options, lexicon=_lexicon_without(lines, (source, target), tested))
    return options


@cache
def _lexicon_without(lines: Path, languages: tuple[str, str], tested: frozenset[str]) -> Lexicon:
    texts = [(lines / f"devset.{tag}").read_text(encoding="utf-8").split("\n")[:-1] for tag in languages]
    near = {k + d for k, line in enumerate(texts[0]) if line.strip() in tested for d in range(-4, 5)}
    kept = [pair for k, pair in enumerate(zip(*texts, strict=True)) if k not in near]
    return learn_lexicon(kept, *languages)


def aligned(cases: Sequence[Case], lines: Path) -> list[list[Bead]]:
    """The beads of each document aligned by itself; ``lines``: where lexicons for un6 sets are learned."""
    return _align(cases, lines, False, {})


def groups_of(cases: Sequence[Case]) -> list[Sequence[Case]]:
    """The documents that share a lexicon."""
    step = GROUP if "un6" in cases[0].folder.parent.name else len(cases)
    return [cases[k : k + step] for k in range(0, len(cases), step)]


def _align(cases: Sequence[Case], lines: Path, joint: bool, changes: dict[str, object]) -> list[list[Bead]]:
    out: list[list[Bead]] = []
    for group in groups_of(cases):
        options = _changed(options_of(group, lines), changes)
        texts = [(case.source, case.target) for case in group]
        out += align_many(texts, options) if joint else [align_many([pair], options)[0] for pair in texts]
    return out


def _changed(options: EngineOptions, changes: dict[str, object]) -> EngineOptions:
    own = {key: value for key, value in changes.items() if key in ("learn", "background", "lexicon")}
    weights = {key: value for key, value in changes.items() if key not in own}
    return replace(options, **own, weights=replace(options.weights, **weights))  # type: ignore[arg-type]


def _main_table(sets: dict[str, list[Case]], lines: Path) -> list[tuple[float, bool]]:
    print(f"{'set':20}{'per document':>24}{'lax':>7}{'jointly':>22}{'lax':>7}{'ECE':>7}{'AUROC':>7}")
    pooled: list[tuple[float, bool]] = []
    for name, cases in sets.items():
        alone = _align(cases, lines, False, {})
        together = _align(cases, lines, True, {})
        judged = _judged(cases, alone)
        pooled += judged
        cells = [_cell(cases, found) for found in (alone, together)]
        ece, auroc = _ece(judged), _auroc(judged)
        print(f"{name:20}{cells[0][0]:>24}{cells[0][1]:7.3f}{cells[1][0]:>22}{cells[1][1]:7.3f}{ece:7.3f}{auroc:7.3f}")
    print(f"{'all beads pooled':80}{_ece(pooled):7.3f}{_auroc(pooled):7.3f}\n")
    return pooled


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


def _judged(cases: Sequence[Case], found: Sequence[Sequence[Bead]]) -> list[tuple[float, bool]]:
    out = []
    for case, beads in zip(cases, found, strict=True):
        truth = set(expanded(case.gold))
        out += [(bead.confidence, (bead.source, bead.target) in truth) for bead in beads]
    return out


def _ece(judged: Sequence[tuple[float, bool]]) -> float:
    sure = np.array([pair[0] for pair in judged])
    right = np.array([pair[1] for pair in judged], np.float64)
    bins = np.minimum((sure * 10).astype(int), 9)
    return sum(abs(float(sure[bins == b].sum() - right[bins == b].sum())) for b in range(10)) / len(judged)


def _auroc(judged: Sequence[tuple[float, bool]]) -> float:
    good = np.sort([sure for sure, right in judged if right])
    bad = np.array([sure for sure, right in judged if not right])
    if not len(bad) or not len(good):
        return float("nan")
    above = len(good) - np.searchsorted(good, bad, "right")
    ties = np.searchsorted(good, bad, "right") - np.searchsorted(good, bad, "left")
    return float((above + 0.5 * ties).mean() / len(good))


def _ablation(sets: dict[str, list[Case]], lines: Path) -> None:
    print("strict F1 per document, each ingredient left out in turn")
    print(f"{'set':20}" + "".join(f"{name:>23}" for name in ABLATIONS))
    for name, cases in sets.items():
        scores = [_total(cases, _align(cases, lines, False, dict(c))).scores()[0].f1 for c in ABLATIONS.values()]
        print(f"{name:20}" + "".join(f"{score:23.3f}" for score in scores))
    print()


def _baselines(sets: dict[str, list[Case]]) -> None:
    print(f"strict F1 of length-based aligners\n{'set':20}{'nltk gale_church':>20}{'galechurch':>14}")
    for name, cases in sets.items():
        texts = "".join(f"{score:>17}" for score in (_nltk(cases), _galechurch(cases)))
        print(f"{name:20}{texts}")


def _nltk(cases: Sequence[Case]) -> str:
    try:
        from nltk.translate.gale_church import align_blocks  # type: ignore[import-untyped]
    except ImportError:
        return "not installed"
    total = NOTHING
    for case in cases:
        links = align_blocks([len(s) for s in case.source], [len(t) for t in case.target])
        total += compare(_from_links(links, len(case.source), len(case.target)), case.gold)
    return f"{total.scores()[0].f1:.3f}"


def _galechurch(cases: Sequence[Case]) -> str:
    try:
        import galechurch
    except ImportError:
        return "not installed"
    total = NOTHING
    for case in cases:
        beads = [
            Bead(tuple(range(b.source_start, b.source_end)), tuple(range(b.target_start, b.target_end)))
            for b in galechurch.align(case.source, case.target).beads
        ]
        total += compare(beads, case.gold)
    return f"{total.scores()[0].f1:.3f}"


def _from_links(links: Sequence[tuple[int, int]], sources: int, targets: int) -> list[Bead]:
    """Beads from pairs of segments that correspond: connected groups of them."""
    beads: list[tuple[set[int], set[int]]] = []
    for i, j in links:
        if beads and (i in beads[-1][0] or j in beads[-1][1]):
            beads[-1][0].add(i)
            beads[-1][1].add(j)
        else:
            beads.append(({i}, {j}))
    seen = [{i for bead in beads for i in bead[side]} for side in (0, 1)]
    out = [Bead(tuple(sorted(a)), tuple(sorted(b))) for a, b in beads]
    out += [Bead((i,), ()) for i in range(sources) if i not in seen[0]]
    return out + [Bead((), (j,)) for j in range(targets) if j not in seen[1]]


def _diagram(judged: Sequence[tuple[float, bool]]) -> str:
    """Reliability: of beads of a confidence, the share that is right; a circle's area is the number of beads."""
    sure = np.array([pair[0] for pair in judged])
    right = np.array([pair[1] for pair in judged], np.float64)
    bins = np.minimum((sure * 10).astype(int), 9)
    marks = []
    for b in range(10):
        count = int((bins == b).sum())
        if count:
            x, y = 50 + 300 * sure[bins == b].mean(), 350 - 300 * right[bins == b].mean()
            radius = 2 + 14 * (count / len(judged)) ** 0.5
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
        f'<text x="50" y="30" font-size="12">{len(judged)} beads, ECE {_ece(judged):.3f}</text>\n</svg>\n'
    )


if __name__ == "__main__":
    main()
