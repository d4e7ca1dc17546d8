"""Defects of structure in whole documents of six languages, read and aligned as any document is.

    python scripts/benchmarks/check_documents.py [--data ../shared/un6] [--documents 6] [--kind TEXT] [--misses]

Documents are put together from parallel segments of the United Nations Parallel Corpus: sections, numbered paragraphs,
lettered items and footnotes in each language's own markers. One defect is planted in each copy, on the target side or,
for the checks of one document, in the document; the first line of the answer says what the clean documents raise.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from check_seeds_documents import LANGUAGES, PAIRED, SINGLE, Defect, document, printed, segments
from check_seeds_habits import HABITS, Habit

from aligner.pipeline.checking import CheckRequest, check

ROOT = Path(__file__).resolve().parents[2]
Seed = tuple[str, tuple[str, ...], Defect]


def found_in(folder: Path, texts: dict[str, str], checks: tuple[str, ...]) -> Counter[str]:
    """What ``checks`` report, at any severity, for one document or for a folder of two."""
    for old in folder.rglob("*.txt"):
        old.unlink()
    for tag, text in texts.items():
        (folder / tag).mkdir(exist_ok=True)
        (folder / tag / "X.txt").write_text(text, encoding="utf-8")
    paths = (folder,) if len(texts) > 1 else (folder / next(iter(texts)) / "X.txt",)
    result = check(CheckRequest(paths=paths, select=checks))
    return Counter(f"{each.check} {each.language} {each.ref}" for each in result.findings)


def measure(
    rows: list[dict[str, str]], seed: Seed, paired: bool, documents: int, misses: bool = False
) -> tuple[Counter[str], int, Counter[str]]:
    """Defects seen by language, how many were planted in each, and what the same documents raise without them."""
    kind, checks, defect = seed
    seen: Counter[str] = Counter()
    every: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        for tag in LANGUAGES[1:] if paired else LANGUAGES:
            for number in range(documents):
                chance = random.Random(f"{kind} {tag} {number}")
                clean = document(rows, chance)
                bad = printed(defect(clean, tag, chance), tag)
                source = {"fr": printed(clean, "fr")} if paired else {}
                before = found_in(Path(name), {**source, tag: printed(clean, tag)}, checks)
                every.update(each.split()[0] for each in before.elements())
                if found_in(Path(name), {**source, tag: bad}, checks) - before:
                    seen[tag] += 1
                elif misses:
                    print(f"--- {kind} {tag}\n{bad}")
    return seen, documents, every


def measure_habits(rows: list[dict[str, str]], habit: Habit, documents: int) -> tuple[int, int]:
    """Defects planted in ``documents`` documents of each language of the kind, and those that the check reports."""
    planted = seen = 0
    with tempfile.TemporaryDirectory() as name:
        for tag in habit.languages:
            for number in range(documents):
                chance = random.Random(f"{habit.kind} {tag} {number}")
                clean, bad = habit.plant(document(rows, chance), tag, chance)
                before = found_in(Path(name), {tag: printed(clean, tag)}, (habit.check,))
                after = found_in(Path(name), {tag: printed(bad, tag)}, (habit.check,))
                planted += 1
                seen += bool(after - before)
    return planted, seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "un6")
    parser.add_argument("--documents", type=int, default=6, help="documents for each kind and language")
    parser.add_argument("--kind", default="", help="only kinds that contain this")
    parser.add_argument("--misses", action="store_true", help="print the defective document that was not seen")
    options = parser.parse_args()
    rows = segments(options.data)
    every: Counter[str] = Counter()
    for paired, seeds in ((True, PAIRED), (False, SINGLE)):
        for seed in seeds:
            if options.kind in seed[0]:
                seen, planted, before = measure(rows, seed, paired, options.documents, options.misses)
                every.update(before)
                total = planted * (len(LANGUAGES) - paired)
                share = f"{seen.total()}/{total} = {100 * seen.total() / total:.1f} %"
                print(f"{seed[1][0]:22} {seed[0]:34} {share} {dict(seen)}", flush=True)
    for habit in HABITS:
        if options.kind in habit.kind:
            total, found = measure_habits(rows, habit, options.documents)
            print(f"{habit.check:22} {habit.kind:34} {found}/{total} = {100 * found / total:.1f} %", flush=True)
    print("on clean documents:", dict(every) or "nothing")


if __name__ == "__main__":
    main()
