"""Glossary: approved equivalents found, known terms extracted, counts, variants, time and memory.

Counts, groups of variants and the first candidates are held against what was found and judged by hand
(``tests/cases/glossary``). Equivalents and extraction are measured on ``--terms`` (CSV, one column a language,
accepted forms separated by ``; ``) and, each where it is there, on a six-language memory (``--memory``, files
``devset.fr``, ``devset.en`` …, one segment a line) and on the compendium of ``corpora``. An equivalent counts as found
if it has the words of an accepted form, whatever their inflection; terms whose accepted forms do not stand in the
memory are counted apart.
"""

from __future__ import annotations

import argparse
import csv
import resource
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import tmx
from aligner.alignment import align
from aligner.bitext import to_units
from aligner.documents import read
from aligner.glossary import BilingualUnit, Glossary, GlossaryOptions, build_glossary
from aligner.glossary.matching import occurrences, pattern
from aligner.glossary.words import Side, read_side, term_keys
from aligner.model import Block

TARGETS = ("en", "es", "ru", "zh", "ar")
Rows = list[dict[str, str]]
NAME = "CTOC-COP-WG.4-2019-5.txt"
CASES = Path(__file__).parents[2] / "tests" / "cases" / "glossary"


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
    _counts(given.corpora)
    units = _compendium(given.corpora)
    _report("compendium fr-en", units, "en", rows, (2, given.verbose))
    glossary = _extraction(units, rows, verbose=given.verbose)
    _variants(glossary, verbose=given.verbose)


def _lines(folder: Path, language: str) -> list[BilingualUnit]:
    source, target = ((folder / f"devset.{tag}").read_text(encoding="utf-8").split("\n") for tag in ("fr", language))
    return [BilingualUnit(a, b) for a, b in zip(source, target, strict=True) if a and b]


def _compendium(corpora: Path) -> list[BilingualUnit]:
    bitext = align(read(corpora / "fr" / NAME), read(corpora / "en" / NAME))
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


def _extraction(units: Sequence[BilingualUnit], rows: Rows, *, verbose: bool) -> Glossary:
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
    judged = (CASES / "first.txt").read_text(encoding="utf-8").splitlines()
    terms = {line.removeprefix("+ ") for line in judged if line.startswith("+ ")}
    first = [entry.terms["fr"][0].text for entry in glossary.entries[:50]]
    unknown = [text for text in first if text not in terms and f"- {text}" not in judged]
    share = sum(text in terms for text in first) / len(first)
    print(f"extraction: {share:.0%} of the first {len(first)} judged true terms; not judged yet: {unknown or 'none'}")
    return glossary


def _counts(corpora: Path) -> None:
    """Recall and precision of occurrences against counts made by hand."""
    cases = tomllib.loads((CASES / "counts.toml").read_text(encoding="utf-8"))["count"]
    for language in ("fr", *TARGETS):
        blocks = list(_blocks(read(corpora / language / NAME).blocks))
        side = read_side([block.text for block in blocks], language)
        right = wanted = found = terms = 0
        for case in (case for case in cases if case["language"] == language):
            by_hand = Counter(case["at"].split())
            by_us = Counter(blocks[one.unit].ref for one in occurrences(side, pattern(case["term"], side)))
            right, wanted, found = right + (by_hand & by_us).total(), wanted + by_hand.total(), found + by_us.total()
            terms += 1
        shares = f"recall {right / wanted:.1%}, precision {right / found:.1%}"
        print(f"counts {language}: {shares} ({terms} terms, {wanted} places)")


def _blocks(roots: Iterable[Block]) -> Iterator[Block]:
    for block in roots:
        yield block
        yield from _blocks(block.children)


def _variants(glossary: Glossary, *, verbose: bool) -> None:
    """Groups of forms wanted and found, and false ones among those found."""
    cases = tomllib.loads((CASES / "variants.toml").read_text(encoding="utf-8"))
    side = read_side([], "fr")
    groups = {
        frozenset(_key(text, side) for text in (entry.terms["fr"][0].text, *(one.text for one in entry.variants)))
        for entry in glossary.entries
        if entry.variants
    }
    wanted, true = (
        [{_key(text, side) for text in case["forms"]} for case in cases[name]] for name in ("wanted", "true")
    )
    missed = [
        case["forms"] for case, keys in zip(cases["wanted"], wanted, strict=True) if not any(keys <= g for g in groups)
    ]
    false = [group for group in groups if not any(group <= keys for keys in (*wanted, *true))]
    found = f"{len(wanted) - len(missed)} of {len(wanted)} groups found"
    print(f"variants: {found}; {len(false)} of {len(groups)} found are false")
    if verbose:
        print(f"    missed: {missed}; false: {[[side.vocabulary.forms[w] for k in g for w in k] for g in false]}")


def _timed(units: Sequence[BilingualUnit]) -> None:
    began = time.process_time()
    glossary = build_glossary(units, GlossaryOptions())
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(units)} units: {len(glossary.entries)} entries in {seconds:.1f} s, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
