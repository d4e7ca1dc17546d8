"""Precision and recall of the checks, and docs/checks.md with both figures.

    python scripts/benchmarks/checks.py [--data ../shared/un6] [--limit 100] [--write | --page | --speed]

Precision: findings at warning or above per 1,000 units on professionally translated units, where nearly every one is
a false alarm. Recall: the share of planted defects (check_seeds*.py, three sets made in different ways) that the check
meant for them reports at warning or above. Both on the development set of the United Nations Parallel Corpus v1.0
(Ziemski, Junczys-Dowmunt and Pouliquen, 2016), French against the five other languages; the paragraph checks on the
compendium in corpora/.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from check_documents import measure, measure_habits
from check_seeds import SEEDS, Seed, glossary, other_terms
from check_seeds_documents import LANGUAGES, PAIRED, SINGLE, segments
from check_seeds_habits import HABITS, repeated
from check_seeds_plain import PLAIN
from check_seeds_wording import VARIANTS

from aligner.alignment import align
from aligner.checks.core.check import Check
from aligner.checks.core.page import page
from aligner.checks.core.registry import all_checks
from aligner.checks.core.run import run
from aligner.checks.core.views import CollectionView, DocumentView, Pair, PairView, Passage, of_bitext, of_document
from aligner.documents import read
from aligner.model import Block, Document
from tmx.files import write_text
from tmx.terms import TermEntry

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ("en", "es", "ru", "zh", "ar")
_DOCUMENTS = 20
"""Units whose defects are as many as those of one document."""
Recall = dict[tuple[str, str], Counter[str]]


def pairs_of(folder: Path, target: str) -> list[Pair]:
    sides = [(folder / f"devset.{tag}").read_text(encoding="utf-8").split("\n") for tag in ("fr", target)]
    return [
        Pair(
            Passage(source, "", "unit", str(place), "", "un6", "fr"),
            Passage(text, "", "unit", str(place), "", "un6", target),
        )
        for place, (source, text) in enumerate(zip(*sides, strict=True), start=1)
        if source and text
    ]


def collection(pairs: Sequence[Pair], terms: tuple[TermEntry, ...] = ()) -> CollectionView:
    views = [
        DocumentView(
            symbol="un6",
            language=pairs[0].side(side).language,
            passages=tuple(pair.side(side) for pair in pairs if pair.side(side).text),
            terms=terms,
        )
        for side in (0, 1)
    ]
    view = PairView(source=views[0], target=views[1], pairs=tuple(pairs), sentences=tuple(pairs), terms=terms)
    return CollectionView(documents=tuple(views), pairs=(view,), terms=terms)


def reported(checks: Iterable[Check], view: CollectionView) -> list[tuple[str, str]]:
    """Check and unit of every finding at warning or above."""
    outcome = run(list(checks), view)
    for failure in outcome.failures:
        print("failed:", *failure, file=sys.stderr)
    return [(each.check, each.unit or each.ref) for each in outcome.findings if each.severity != "info"]


def precision(folder: Path) -> dict[str, Counter[str]]:
    """Findings on clean units by check and target language."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for target in TARGETS:
        view = collection(pairs_of(folder, target))
        for check, _ in reported([each for each in all_checks().values() if each.enabled], view):
            found[check][target] += 1
        found["units"][target] = len(view.pairs[0].pairs)
    return found


def planted(pairs: Sequence[Pair], seed: Seed, limit: int) -> tuple[list[Pair], set[str]]:
    chance = random.Random(f"{seed.kind} {pairs[0].target.language}")
    result = list(pairs)
    changed: set[str] = set()
    for place in chance.sample(range(len(pairs)), len(pairs)):
        if len(changed) >= limit:
            break
        new = seed.plant(pairs[place], chance)
        if new is not None:
            result[place] = new
            changed.add(pairs[place].target.unit or "")
    return result, changed


def note(recall: Recall, check: str, kind: str, changed: set[str], found: set[str]) -> None:
    recall[check, kind].update(seeded=len(changed), seen=len(changed & found))


def _found(names: Sequence[str], pairs: list[Pair], changed: set[str]) -> set[str]:
    """Units that the checks report; checks of figures look at each pair by itself, and see the changed ones alone."""
    checks = [all_checks()[name] for name in names]
    if all(check.work == "figures" for check in checks):
        pairs = [pair for pair in pairs if pair.target.unit in changed]
    return {unit for _, unit in reported(checks, collection(pairs))} if pairs else set()


def seeded(folder: Path, limit: int) -> Recall:
    recall: Recall = defaultdict(Counter)
    for target in TARGETS:
        pairs = pairs_of(folder, target)
        for seed in SEEDS:
            bad, changed = planted(pairs, seed, limit)
            note(recall, seed.check, seed.kind, changed, _found((seed.check,), bad, changed))
        for kind, checks, plant in (*VARIANTS, *PLAIN):
            # a hundred wrong marks are a habit of the memory
            few = limit // 5 if "quote-style" in checks else limit
            bad, changed = planted(pairs, Seed(checks[0], kind, plant), few)
            note(recall, checks[0], kind, changed, _found(checks, bad, changed))
        _third_language(folder, target, pairs, limit, recall)
        _repeated(pairs, limit, recall)
        _sentences(pairs, recall)
        _terms(pairs, target, recall)
    _paragraphs(recall)
    rows = segments(folder)
    for paired, kinds in ((True, PAIRED), (False, SINGLE)):
        for each in kinds:
            found, planted_each, _ = measure(rows, each, paired, limit // _DOCUMENTS)
            total = planted_each * (len(LANGUAGES) - paired)
            recall[each[1][0], f"{each[0]}, in a document"].update(seeded=total, seen=found.total())
    for habit in HABITS:
        total, seen = measure_habits(rows, habit, limit // _DOCUMENTS)
        recall[habit.check, habit.kind].update(seeded=total, seen=seen)
    return recall


def _third_language(folder: Path, target: str, pairs: list[Pair], limit: int, recall: Recall) -> None:
    third = pairs_of(folder, {"en": "es", "es": "en", "ru": "en", "zh": "en", "ar": "es"}[target])
    texts = {pair.target.unit: pair.target.text for pair in third}
    chance = random.Random(target)
    long = [
        place for place, pair in enumerate(pairs) if len(pair.source.text.split()) >= 5 and pair.target.unit in texts
    ]
    places = set(chance.sample(long, limit))
    bad = [
        pair._replace(target=pair.target._replace(text=texts[pair.target.unit])) if place in places else pair
        for place, pair in enumerate(pairs)
    ]
    changed = {pairs[place].target.unit or "" for place in places}
    found = {unit for _, unit in reported([all_checks()["wrong-language"]], collection(bad))}
    note(recall, "wrong-language", "another language", changed, found)


def _repeated(pairs: list[Pair], limit: int, recall: Recall) -> None:
    """Units that come several times, once otherwise; at any severity, since one of the two checks is information."""
    for side, check, kind in (
        (0, "inconsistent-source", "another source, the same target"),
        (1, "inconsistent-target", "the same source, another target"),
    ):
        bad, changed = repeated(pairs, side, random.Random(f"{kind} {pairs[0].target.language}"), limit)
        outcome = run([all_checks()[check]], collection(bad))
        found = {each.unit.rpartition(".")[0] for each in outcome.findings if each.unit}
        note(recall, check, kind, {unit.rpartition(".")[0] for unit in changed}, found)


def _sentences(pairs: list[Pair], recall: Recall) -> None:
    """Paragraphs of two to four sentences, joined from units; one of the sentences is left out on one side."""
    chance = random.Random("sentences")
    whole = [p for p in pairs if len(p.source.text) > 50 and p.source.text[-1] == "." and p.target.text[-1] in ".。"]
    chance.shuffle(whole)
    for side, check in ((1, "omitted-sentence"), (0, "added-sentence")):
        joined, changed, at = [], set(), 0
        while at + 4 < len(whole):
            size = chance.choice([1, 2, 3, 4])
            group, at = whole[at : at + size], at + size
            texts = [[pair.side(number).text for pair in group] for number in (0, 1)]
            unit = group[0].target.unit or ""
            if size > 1 and chance.random() < 0.3:
                texts[side].pop(chance.randrange(size))
                changed.add(unit)
            space = "" if group[0].target.language == "zh" else " "
            first = group[0].source._replace(text=" ".join(texts[0]))
            joined.append(Pair(first, group[0].target._replace(text=space.join(texts[1]))))
        found = {unit for _, unit in reported([all_checks()[check]], collection(joined))}
        note(recall, check, "one sentence of two to four", changed, found)


def _terms(pairs: list[Pair], target: str, recall: Recall) -> None:
    for form, check, kind in ((1, "deprecated-term", "a deprecated form"), (2, "term-deviation", "a synonym")):
        bad, places = other_terms(pairs, target, form, 0.125)
        if places:
            changed = {pairs[place].target.unit or "" for place in places}
            found = {unit for _, unit in reported([all_checks()[check]], collection(bad, glossary(target)))}
            note(recall, check, kind, changed, found)


def _paragraphs(recall: Recall) -> None:
    """Single paragraphs of the compendium left out, doubled, or exchanged with their neighbour."""
    documents = [read(ROOT / "corpora" / tag / "CTOC-COP-WG.4-2019-5.txt", language=tag) for tag in ("fr", "en")]
    source, target = documents
    paragraphs = [block for block in target.walk() if block.kind == "paragraph" and not block.children]
    chance = random.Random("paragraphs")
    for place in chance.sample(range(len(paragraphs) - 1), 20):
        one, other = paragraphs[place], paragraphs[place + 1]
        swap = {one.ref: other, other.ref: one}
        for check, change, refs in (
            ("missing-paragraph", {one.ref: ()}, {one.ref}),
            ("added-paragraph", {one.ref: (one, one)}, {one.ref}),
            ("paragraph-moved", {r: (dataclasses.replace(b, ref=r, marker="")) for r, b in swap.items()}, set(swap)),
        ):
            new = {r: blocks if isinstance(blocks, tuple) else (blocks,) for r, blocks in change.items()}
            changed = dataclasses.replace(target, blocks=_rebuilt(target.blocks, new))
            found = {unit for _, unit in reported([all_checks()[check]], _view(source, changed))}
            note(recall, check, "a paragraph of the compendium", {one.ref}, {one.ref} if found & refs else set())


def _view(source: Document, target: Document) -> CollectionView:
    pair = of_bitext(align(source, target))
    return CollectionView(documents=(of_document(source), of_document(target)), pairs=(pair,))


def _rebuilt(blocks: Iterable[Block], new: dict[str, tuple[Block, ...]]) -> tuple[Block, ...]:
    return tuple(
        dataclasses.replace(each, children=_rebuilt(each.children, new))
        for block in blocks
        for each in new.get(block.ref, (block,))
    )


def speed(folder: Path) -> dict[str, float]:
    """Seconds for 1,000 and for 100,000 units, one process."""
    pairs = [pair for target in TARGETS[:1] for pair in pairs_of(folder, target)]
    taken = {}
    for size in (1000, 100_000):
        many = [
            pair._replace(target=pair.target._replace(unit=str(place)))
            for place, pair in enumerate((pairs * (size // len(pairs) + 1))[:size])
        ]
        begin = time.perf_counter()
        reported([each for each in all_checks().values() if each.enabled], collection(many))
        taken[str(size)] = round(time.perf_counter() - begin, 1)
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "un6", help="folder of devset.*")
    parser.add_argument("--limit", type=int, default=100, help="defects of a kind for each pair of languages")
    parser.add_argument("--write", action="store_true", help="write docs/checks.md and its figures")
    parser.add_argument(
        "--speed", action="store_true", help="measure the time for 1,000 and 100,000 units, nothing else"
    )
    parser.add_argument("--page", action="store_true", help="write docs/checks.md from the figures of the last run")
    options = parser.parse_args()
    if options.page:
        figures = json.loads((ROOT / "docs" / "checks-figures.json").read_text(encoding="utf-8"))
        write_text(ROOT / "docs" / "checks.md", page(figures))
        return
    if options.speed:
        print(json.dumps(speed(options.data)))
        return
    clean, recall = precision(options.data), seeded(options.data, options.limit)
    units = clean.pop("units")
    figures = {
        "units": sum(units.values()),
        "alarms": {name: {tag: clean[name][tag] for tag in TARGETS} for name in sorted(clean)},
        "recall": [[check, kind, n["seeded"], n["seen"]] for (check, kind), n in sorted(recall.items())],
    }
    for name, counts in figures["alarms"].items():
        print(f"{name:22} {1000 * sum(counts.values()) / figures['units']:5.2f} per 1,000", counts)
    for tag in TARGETS:
        total = sum(counts[tag] for counts in figures["alarms"].values())
        print(f"fr-{tag}: {1000 * total / units[tag]:.2f} per 1,000 in all")
    for check, kind, number, seen in figures["recall"]:
        print(f"{check:22} {kind:45} {seen}/{number} = {100 * seen / max(1, number):.1f} %")
    if options.write:
        write_text(ROOT / "docs" / "checks-figures.json", json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
        write_text(ROOT / "docs" / "checks.md", page(figures))


if __name__ == "__main__":
    main()
