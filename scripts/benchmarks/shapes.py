"""Structure of documents of other shapes and layouts: block F1 by language, format and shape

Options: --seeds N (6), --formats NAME,NAME, --shapes NAME,NAME, --languages TAG,TAG (all), --misses (print what
differs). Reports with a front page, resolutions, treaties, guidelines numbered 1.1, and texts without numbers, each
laid out anew for every seed; a block counts as found where reference and text agree. Facts of the front page that were
read wrongly are counted behind the figures. Seed 0 prints text files without blank lines between blocks.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.aligner.documents.shapes.measure import FORMATS, Score, score
from tests.aligner.documents.shapes.tree import LANGUAGES, SHAPES, known


def shown(got: Score, title: str) -> None:
    print(f"  {title}  {got.f1:.3f}")
    for fact, (has, wanted) in got.facts.items():
        print(f"    {fact}: {has!r}, not {wanted!r}")
    for sign, blocks in (("-", got.missing), ("+", got.invented)):
        for ref, text in sorted(blocks.elements()):
            print(f"    {sign} {ref} {text[:60]} … {text[-30:]}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--shapes", default=",".join(SHAPES))
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    languages = options.languages.split(",")
    print(f"block F1 by reference and text; {options.seeds} documents a language, seeds 0 to {options.seeds - 1}")
    print(f"{'format':10} {'shape':12}" + "".join(f"{language:>7}" for language in languages) + "   mean")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.formats.split(","):
            for shape in options.shapes.split(","):
                means, wrong = [], Counter[str]()
                for language in languages:
                    scores = [
                        score(known(language, shape, seed), name, seed, Path(folder)) for seed in range(options.seeds)
                    ]
                    means.append(statistics.mean(got.f1 for got in scores))
                    wrong.update(fact for got in scores for fact in got.facts)
                    for seed, got in enumerate(scores):
                        if options.misses and (got.f1 < 1 or got.facts):
                            shown(got, f"{language} {name} {shape} {seed}")
                row = "".join(f"{mean:7.3f}" for mean in means)
                print(
                    f"{name:10} {shape:12}{row}{statistics.mean(means):7.3f}  {dict(wrong) or ''}".rstrip(), flush=True
                )


if __name__ == "__main__":
    main()
