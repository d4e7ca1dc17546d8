"""Glossary: approved equivalents found, known terms extracted, time and memory.

Measures on ``--terms`` (CSV, one column a language, accepted forms separated by ``; ``) and, each where it is there,
on a six-language memory (``--memory``, files ``devset.fr``, ``devset.en`` …, one segment a line) and on the
compendium of ``corpora``. An equivalent counts as found if it has the words of an accepted form, whatever their
inflection; terms whose accepted forms do not stand in the memory are counted apart.
"""

from __future__ import annotations

import argparse
import csv
import resource
import time
from collections.abc import Sequence
from pathlib import Path

import tmx
from aligner.alignment import align
from aligner.bitext import to_units
from aligner.documents import read
from aligner.glossary import BilingualUnit, Glossary, GlossaryOptions, build_glossary
from aligner.glossary.matching import occurrences, pattern
from aligner.glossary.words import Side, read_side, term_keys

TARGETS = ("en", "es", "ru", "zh", "ar")
Rows = list[dict[str, str]]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--terms", type=Path, default=Path("../shared/terms/dev.csv"))
    parser.add_argument("--memory", type=Path, default=Path("../shared/un6"))
    parser.add_argument("--corpora", type=Path, default=Path("corpora"))
    parser.add_argument("--repeat", type=int, default=0, help="also time a memory of so many units")
    parser.add_argument("--languages", default=",".join(TARGETS), help="target languages of the memory")
    parser.add_argument("--verbose", action="store_true", help="show what was missed")
    given = parser.parse_args()
    with given.terms.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    if (given.memory / "devset.fr").is_file():
        for language in given.languages.split(","):
            units = _lines(given.memory, language)
            _report(f"{given.memory.name} fr-{language}", units, language, rows, (3, given.verbose))
        if given.repeat:
            _timed((units := _lines(given.memory, "en")) * (given.repeat // len(units)))
    units = _compendium(given.corpora)
    _report("compendium fr-en", units, "en", rows, (2, given.verbose))
    _extraction(units, rows, verbose=given.verbose)


def _lines(folder: Path, language: str) -> list[BilingualUnit]:
    source, target = ((folder / f"devset.{tag}").read_text(encoding="utf-8").split("\n") for tag in ("fr", language))
    return [BilingualUnit(a, b) for a, b in zip(source, target, strict=True) if a and b]


def _compendium(corpora: Path) -> list[BilingualUnit]:
    name = "CTOC-COP-WG.4-2019-5.txt"
    bitext = align(read(corpora / "fr" / name), read(corpora / "en" / name))
    return [
        BilingualUnit(unit.text("fr"), unit.text("en"), unit.property("x-document"), unit.property("x-ref-source"))
        for unit in to_units(bitext)
    ]


def _list(rows: Rows) -> tuple[tmx.TermEntry, ...]:
    return tuple(
        tmx.TermEntry(
            id=str(number),
            languages=(tmx.LanguageSection(language="fr", terms=(tmx.Term(text=row["fr"]),)),),
        )
        for number, row in enumerate(rows)
    )


def _report(name: str, units: Sequence[BilingualUnit], language: str, rows: Rows, rule: tuple[int, bool]) -> None:
    least, verbose = rule
    began = time.process_time()
    options = GlossaryOptions(target_languages=(language,), terms=_list(rows), extract=False)
    glossary = build_glossary(units, options)
    seconds = time.process_time() - began
    side = read_side([unit.target for unit in units], language)
    first = third = asked = absent = 0
    for row, entry in zip(rows, glossary.entries, strict=True):
        if entry.terms["fr"][0].count < least or not row[language]:
            continue
        accepted = {tuple(term_keys(form, side.vocabulary)) for form in row[language].split("; ")}
        if not any(occurrences(side, pattern(form, side)) for form in row[language].split("; ")):
            absent += 1
            continue
        asked += 1
        found = [_key(term.text, side) for term in entry.terms[language]]
        first += bool(found) and found[0] in accepted
        third += any(key in accepted for key in found[:3])
        if verbose and not (found and found[0] in accepted):
            shown = [(term.text, term.count, term.confidence) for term in entry.terms[language][:4]]
            print(f"    {row['fr']} ({entry.terms['fr'][0].count}): {row[language]}: {shown}")
    share = f"first {first / max(asked, 1):.1%}, among three {third / max(asked, 1):.1%}"
    print(
        f"{name}: {share} of {asked} terms seen {least} times ({absent} with no accepted form there); {seconds:.1f} s"
    )


def _key(text: str, side: Side) -> tuple[int, ...]:
    return tuple(term_keys(text, side.vocabulary))


def _extraction(units: Sequence[BilingualUnit], rows: Rows, *, verbose: bool) -> None:
    began = time.process_time()
    glossary: Glossary = build_glossary(units, GlossaryOptions())
    seconds = time.process_time() - began
    side = read_side([unit.source for unit in units], "fr")
    found = {_key(entry.terms["fr"][0].text, side) for entry in glossary.entries}
    there = [row["fr"] for row in rows if occurrences(side, pattern(row["fr"], side))]
    missed = [term for term in there if _key(term, side) not in found]
    share = 1 - len(missed) / max(len(there), 1)
    print(f"extraction: {share:.1%} of {len(there)} known terms among {len(found)} candidates; {seconds:.1f} s")
    if verbose:
        print(f"    missed: {missed}")
        print(f"    first: {[entry.terms['fr'][0].text for entry in glossary.entries[:60]]}")


def _timed(units: Sequence[BilingualUnit]) -> None:
    began = time.process_time()
    glossary = build_glossary(units, GlossaryOptions())
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(units)} units: {len(glossary.entries)} entries in {seconds:.1f} s, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
