"""``dragoman glossary``."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from aligner.cli.base.console import DONE, common_options, print_text, say
from aligner.cli.base.options import date_of, languages
from aligner.errors import UsageError
from tmx.lang import normalise

if TYPE_CHECKING:
    from aligner.glossary import Glossary

LONGEST = 80
"""Characters of a term in the summary."""
SHOWN = 20
"""Remarks shown without ``--verbose``."""


@click.command()
@click.argument("memories", metavar="MEMORY...", nargs=-1, required=True)
@click.option("--terms", "term_list", metavar="FILE", help="Terms to answer for: one a line, or CSV, TBX.")
@click.option("--source-lang", default="fr", show_default=True, metavar="TAG", help="Language of the terms.")
@click.option("--target-lang", default="en", show_default=True, metavar="TAG", help="One, or several with commas.")
@click.option("-o", "--output", "outputs", multiple=True, required=True, metavar="OUT", help="May be given again.")
@click.option("--min-count", type=click.IntRange(1), default=2, show_default=True, help="Least count of a candidate.")
@click.option("--top", type=click.IntRange(0), default=300, show_default=True, help="Candidates to give at most.")
@click.option("--extract/--no-extract", default=None, help="Propose terms; by default where no list is given.")
@click.option(
    "--tbx-version",
    type=click.Choice(["2", "3"]),
    default="2",
    show_default=True,
    help="Version of a TBX that is written.",
)
@click.option("--decisions", metavar="FILE", help="What was decided about an earlier run: .toml, .csv or .xlsx.")
@click.option("--only-new", is_flag=True, help="Leave out what is listed or decided and not contradicted.")
@click.option("--inert", is_flag=True, help="In CSV and TSV, disarm cells that a spreadsheet would run as a formula.")
@click.option("--date", default="", help="Date of the file; from SOURCE_DATE_EPOCH if not given, never the clock.")
@common_options
def command(
    memories: tuple[str, ...],
    term_list: str | None,
    source_lang: str,
    target_lang: str,
    outputs: tuple[str, ...],
    min_count: int,
    top: int,
    extract: bool | None,
    tbx_version: str,
    decisions: str | None,
    only_new: bool,
    inert: bool,
    date: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Find terms and how they are rendered in each MEMORY (any bilingual file), with counts, places and contexts.

    With --terms every term of the list is answered for; without it, candidates are proposed, likeliest first. The
    ending of OUT chooses the format: .tbx .csv .tsv .xlsx .html .json .txt (OmegaT glossary).
    """
    import tmx
    from aligner.glossary import GlossaryOptions, build_glossary
    from aligner.glossary.decision_files import read as read_decisions
    from aligner.glossary.inputs import read_list, read_memories
    from aligner.glossary.outputs import check, write

    source, targets = normalise(source_lang), languages(target_lang)
    if not targets or source in targets:
        raise UsageError("--source-lang and --target-lang must name different languages")
    for output in outputs:
        check(output)
    written = tmx.WriteOptions(
        source_language=source,
        target_language=targets[0] if len(targets) == 1 else "",
        inert=inert,
        version=tbx_version if any(name.lower().endswith(".tbx") for name in outputs) else "",
        date=date_of(date, os.environ),
    )
    terms, noticed = read_list(term_list, source, targets[0]) if term_list else ((), [])
    options = GlossaryOptions(
        source_language=source,
        target_languages=targets,
        terms=terms,
        extract=extract if extract is not None else not term_list,
        min_count=min_count,
        top=top,
        decisions=read_decisions(decisions) if decisions else (),
    )
    units, remarks = read_memories(memories, source, targets)
    glossary = build_glossary(units, options)
    remarks = [*noticed, *remarks, *glossary.remarks]
    shown = replace(glossary, entries=tuple(one for one in glossary.entries if one.news or not only_new))
    for output in outputs:
        remarks += write(output, shown, written)
    _tell(remarks, verbose=verbose)
    print_text(_summary(glossary))
    return DONE


def _tell(remarks: list[str], *, verbose: bool) -> None:
    shown = remarks if verbose else remarks[:SHOWN]
    for line in shown:
        say(line)
    if len(shown) < len(remarks):
        say(f"and {len(remarks) - len(shown)} more (--verbose shows all)")


def _summary(glossary: Glossary) -> str:
    """Counts, and every listed term that has no answer."""
    from aligner.glossary.model import NO_EQUIVALENT, NOT_FOUND

    source = glossary.source_language
    listed = [one for one in glossary.entries if one.listed]
    decided = sum(bool(one.decision) and not one.listed for one in glossary.entries)
    proposed = len(glossary.entries) - len(listed) - decided
    missing = [one for one in listed if one.note.startswith((NOT_FOUND, NO_EQUIVALENT))]
    lines = [f"{len(glossary.entries)} entries: {len(listed)} listed, {decided} decided, {proposed} proposed"]
    lines += [f"{_short(one.terms[source][0].text)}: {one.note.partition(';')[0]}" for one in missing]
    against = sum(bool(one.contradiction) for one in glossary.entries)
    if against:
        lines.insert(1, f"{against} decided otherwise than the memory says")
    return "\n".join(lines) + "\n"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
