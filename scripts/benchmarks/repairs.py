"""Repairs of damaged text: precision and recall by language and kind, on sentences of the UN Parallel Corpus

Options: --folder PATH (../shared/un6: devset.ar, …), --first N (1600), --sentences N (1600), --seeds N (3), --languages
TAG,TAG (all), --misses (print what was left or mended wrongly). Documents of eighty sentences, four in ten with one
defect of extraction: a word broken in two, a doubled space, a space before a sign or an apostrophe. A repair is right
if it gives the sentence back. Tune on the first sentences, report on the others.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.aligner.structure.test_repairs import built, damaged

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
_DOCUMENT = 80


def measure(lines: list[str], tag: str, *, seed: int, misses: bool) -> Counter[str]:
    """How many repairs were right, wrong (``+``) and missing (``-``), in all and by kind."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    for start in range(0, len(lines), _DOCUMENT):
        sentences = lines[start : start + _DOCUMENT]
        put = [damaged(sentence, tag, chance) if chance.random() < 0.4 else (sentence, "") for sentence in sentences]
        document = built([text for text, _ in put], tag)
        found = {(repair.ref, repair.kind) for repair in document.repairs}
        wanted = {(str(number), kind) for number, (_, kind) in enumerate(put, start=1) if kind}
        texts = {block.ref: block.text for block in document.walk()}
        mended = {(ref, kind) for ref, kind in found & wanted if texts[ref] == sentences[int(ref) - 1].strip()}
        for sign, some in (("", mended), ("+", found - wanted), ("-", wanted - mended)):
            counts.update(f"{sign}{kind}" for _, kind in some)
            counts[f"{sign}all"] += len(some)
            if misses and sign:
                for ref, kind in sorted(some):
                    print(f"  {sign} {tag} {kind}: {put[int(ref) - 1][0] if ref.isdecimal() else ref}")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, default=Path(__file__).resolve().parents[3] / "shared" / "un6")
    parser.add_argument("--first", type=int, default=1600)
    parser.add_argument("--sentences", type=int, default=1600)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    until, last = options.first + options.sentences, 10 + options.seeds
    print(f"sentences {options.first} to {until} of {options.folder.name}, seeds 11 to {last}")
    print(f"{'':4}{'precision':>10}{'recall':>8}   repairs right, wrong, missing; recall by kind")
    for tag in options.languages.split(","):
        lines = (options.folder / f"devset.{tag}").read_text("utf-8").split("\n")
        fit = [line for line in lines if 60 < len(line) < 600 and line[0].isalpha() and "  " not in line]
        counts: Counter[str] = Counter()
        for seed in range(11, 11 + options.seeds):
            counts += measure(fit[options.first :][: options.sentences], tag, seed=seed, misses=options.misses)
        right, wrong, missing = counts["all"], counts["+all"], counts["-all"]
        kinds = sorted({kind.strip("+-") for kind in counts} - {"all"})
        shown = ", ".join(
            f"{kind} {counts[kind] / (counts[kind] + counts[f'-{kind}']):.3f}"
            for kind in kinds
            if counts[kind] + counts[f"-{kind}"]
        )
        if not right + wrong + missing:
            print(f"{tag:4}{'-':>10}{'-':>8}   none of these defects in it")
            continue
        precision, recall = right / max(1, right + wrong), right / max(1, right + missing)
        print(f"{tag:4}{precision:10.3f}{recall:8.3f}   {right}, {wrong}, {missing}; {shown}", flush=True)


if __name__ == "__main__":
    main()
