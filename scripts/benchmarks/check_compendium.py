"""How many of the inconsistencies that people found in the French compendium the checks find, too.

    python scripts/benchmarks/check_compendium.py [--known ../shared/seed/inconsistencies.json] [--others]

A known one counts as seen where a finding of a check of its family, at any severity, names one of its places, or has
one of them among its related places. ``--others`` lists the findings that answer to none: to be read and judged.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aligner.model import Finding
from aligner.pipeline.checking import CheckRequest, check

ROOT = Path(__file__).resolve().parents[2]
FAMILIES = {
    "grammar": ("agreement", "tense-outlier", "parallel-structure", "reference-form", "term-variant"),
    "reiteration": ("reiteration-diverges", "duplicate-paragraph"),
    "term-variant": ("term-variant", "title-variant", "deprecated-term", "reference-form", "acronym-undefined"),
    "cross-reference-shifted": ("broken-cross-reference",),
    "cross-reference-form": ("reference-form", "broken-cross-reference"),
    "reference-bare": ("reference-form",),
    "reference-form": ("reference-form",),
    "typography": (
        "accent-on-capital",
        "capitalisation",
        "dash-style",
        "doubled-space",
        "punctuation-spacing",
        "quote-style",
        "split-word",
    ),
}
"""Checks that see a kind of inconsistency."""


def findings() -> list[Finding]:
    """What the checks find in the compendium, at any severity."""
    return check(CheckRequest(paths=(ROOT / "corpora" / "fr" / "CTOC-COP-WG.4-2019-5.txt",))).findings


def answers(known: dict[str, Any], found: Sequence[Finding]) -> list[Finding]:
    """The findings that tell what ``known`` tells: all its places for a reiteration, one of them else.

    What has no place is a habit of the whole text.
    """
    places = set(known["refs"])
    hits = []
    for each in found:
        if each.check in FAMILIES[known["type"]]:
            here = {each.ref, *(ref for _, ref in each.related)}
            if not places or (places <= here if known["type"] == "reiteration" else places & here):
                hits.append(each)
    return hits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--known", type=Path, default=ROOT.parent / "shared" / "seed" / "inconsistencies.json")
    parser.add_argument("--others", action="store_true", help="list the findings that no known one answers to")
    options = parser.parse_args()
    known = json.loads(options.known.read_text(encoding="utf-8"))["findings"]
    found = findings()
    seen, total, used = Counter[str](), Counter[str](), set[int]()
    for each in known:
        total[each["type"]] += 1
        hits = answers(each, found)
        used.update(id(hit) for hit in hits)
        seen[each["type"]] += bool(hits)
        if not hits:
            print(f"not seen: {each['id']} {', '.join(each['refs'])}: {each['what']}")
    for kind in sorted(total):
        print(f"{kind:26} {seen[kind]} of {total[kind]}")
    print(f"{'all':26} {seen.total()} of {total.total()} = {100 * seen.total() / total.total():.0f} %")
    print(f"findings: {len(found)}, of which answer to a known one: {len(used)}")
    if options.others:
        for each in found:
            if id(each) not in used:
                print(f"  {each.check} {each.severity} {each.ref}: {each.message}")


if __name__ == "__main__":
    main()
