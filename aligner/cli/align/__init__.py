"""``dragoman align``."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aligner import __version__
from aligner.cli.align.jobs import Job, Request, languages, plan, read_all
from aligner.cli.align.summary import as_text, summary_of
from aligner.cli.base.console import DONE, common_options, compile_first, print_json, print_text, say
from aligner.cli.base.options import date_of
from aligner.errors import UsageError

if TYPE_CHECKING:
    from aligner.alignment import AlignOptions
    from aligner.bitext import UnitOptions
    from aligner.model import Bitext, Document

OWN_ENDINGS = (".json", ".ladder", ".html")
"""What is written here; every other ending is a format of the tmx package."""
NOTICES = 20
"""Notices shown without ``--verbose``."""


@click.command()
@click.argument("source", required=False)
@click.argument("targets", metavar="[TARGET]...", nargs=-1)
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="OUT", help="File to write; may be given several times."
)
@click.option(
    "--pairs", metavar="LIST.tsv", help="Align every 'source<TAB>target[<TAB>output]' of LIST; -o is a folder."
)
@click.option(
    "--level",
    type=click.Choice(["sentence", "paragraph"]),
    default="sentence",
    show_default=True,
    help="What a segment is: a sentence, or a whole paragraph.",
)
@click.option(
    "--segments", "lines", is_flag=True, help="Every line of both files is one segment; no structure is looked for."
)
@click.option("--source-lang", default="", metavar="TAG", help="Language of the source; found out if not given.")
@click.option("--target-lang", default="", metavar="TAG", help="Language of the target, or of each, with commas.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="P", help="Beads below make no unit."
)
@click.option("--lexicon", metavar="FILE", help="Lexicon made by 'dragoman learn', in place of ours.")
@click.option("--srx", metavar="FILE", help="Segmentation rules of a CAT tool (SRX 2.0), in place of ours.")
@click.option(
    "--spacing",
    type=click.Choice(["keep", "restore"]),
    default="keep",
    show_default=True,
    help="'restore' puts the no-break spaces of French typography back.",
)
@click.option("--nway", is_flag=True, help="One file with all languages, joined through the source.")
@click.option(
    "--scorer",
    type=click.Choice(["lexical", "embedding"]),
    default="lexical",
    show_default=True,
    help="Whether vectors of your own take part in the alignment of sentences.",
)
@click.option("--embeddings", nargs=2, metavar="SRC.npy TGT.npy", help="One vector a segment, for --scorer embedding.")
@click.option(
    "--model", metavar="NAME", help="Folder or name of a sentence-transformers model that makes them instead."
)
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that read documents.")
@click.option("--inert", is_flag=True, help="In CSV and TSV, disarm cells that a spreadsheet would run as a formula.")
@click.option("--date", default="", help="Date of the units; from SOURCE_DATE_EPOCH if not given, never the clock.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the figures are printed.",
)
@common_options
def command(source: str | None, targets: tuple[str, ...], **given: Any) -> int:  # noqa: ANN401  (one per option)
    """Align the paragraphs and sentences of SOURCE with those of each TARGET and write a translation memory.

    The ending of OUT chooses the format: .tmx .xlf .po .csv .tsv .xlsx .html .json .ladder. With several TARGETs and
    without --nway, the two languages are put before the ending: out.fr-en.tmx, out.fr-es.tmx.
    """
    started = time.perf_counter()
    request = Request(
        source=source or "",
        targets=targets,
        outputs=given["outputs"],
        pairs=given["pairs"] or "",
        joined=given["nway"],
        lines=given["lines"],
        languages=(given["source_lang"], given["target_lang"]),
        output_needed=given["form"] == "text",
    )
    jobs = plan(request)
    units = _unit_options(given)
    options = _options(given)
    for job in jobs:
        _check_outputs(job)
    documents = read_all(jobs, request, given["jobs"])
    pairs = [
        (documents[job.source, request.languages[0]], documents[wanted])
        for job in jobs
        for wanted in languages(job, request)
    ]
    bitexts = _align(pairs, options, lines=request.lines)
    seconds = time.perf_counter() - started
    for bitext in bitexts:
        _tell(bitext, verbose=given["verbose"])
    at = 0
    for job in jobs:
        _write(job, bitexts[at : at + len(job.targets)], units, inert=given["inert"])
        at += len(job.targets)
    summaries = [summary_of(bitext, seconds) for bitext in bitexts]
    if given["form"] == "json":
        print_json(summaries[0] if len(summaries) == 1 else summaries)
    else:
        print_text("".join(as_text(summary) for summary in summaries))
    return DONE


def _unit_options(given: dict[str, Any]) -> UnitOptions:
    from aligner.bitext import UnitOptions

    return UnitOptions(
        date=date_of(given["date"], os.environ),
        min_confidence=given["min_confidence"],
        spacing=given["spacing"],
    )


def _options(given: dict[str, Any]) -> AlignOptions:
    from aligner.alignment import AlignOptions
    from aligner.alignment.options import EngineOptions

    engine = EngineOptions(scorer=given["scorer"])
    if given["embeddings"]:
        from aligner.alignment.vectors import read_pair as read_vectors

        engine = replace(engine, embeddings=read_vectors(*given["embeddings"]))
    elif given["model"]:
        from aligner.alignment.encoding import Encoder

        engine = replace(engine, encoder=Encoder(given["model"]))
    elif given["scorer"] == "embedding":
        raise UsageError("--scorer embedding needs vectors", advice="add --embeddings SRC.npy TGT.npy, or --model NAME")
    if given["scorer"] == "lexical" and (given["embeddings"] or given["model"]):
        raise UsageError("vectors take part only with --scorer embedding", advice="add --scorer embedding")
    if given["lexicon"]:
        from aligner.alignment.lexicon_files import read as read_lexicon

        engine = replace(engine, lexicon=read_lexicon(given["lexicon"], (given["source_lang"], given["target_lang"])))
    rules = None
    if given["srx"]:
        from aligner.segmentation.srx import read as read_rules

        rules = read_rules(given["srx"])
    return AlignOptions(level=given["level"], rules=rules, engine=engine)


def _check_outputs(job: Job) -> None:
    """Fail before the work, not after it, where a file cannot be written."""
    for name in dict.fromkeys(name for names in job.outputs for name in names):
        if not job.folder:
            _check_place(Path(name))
        if Path(name).suffix.lower() not in OWN_ENDINGS:
            from tmx.formats import for_writing

            for_writing(name, others=OWN_ENDINGS)
        elif len(job.targets) > 1 and job.joined:
            raise UsageError("this format holds two languages only", source=name, advice="leave --nway out")


def _check_place(path: Path) -> None:
    if not path.parent.is_dir():
        raise UsageError("its folder does not exist", source=str(path))
    if path.is_dir():
        raise UsageError("this is a folder", source=str(path), advice="name a file in it, such as memory.tmx")


def _align(pairs: Sequence[tuple[Document, Document]], options: AlignOptions, *, lines: bool) -> list[Bitext]:
    from aligner.alignment import align_all
    from aligner.alignment.lines import align_lines

    compile_first()
    return align_lines(pairs, options.engine) if lines else align_all(pairs, options)


def _tell(bitext: Bitext, *, verbose: bool) -> None:
    """Print the proof that nothing was lost, and what a person should look at."""
    from aligner.bitext import account

    count = account(bitext)
    say(
        f"{bitext.source.source} → {bitext.target.source}: "
        f"segments {count.source} + {count.target} in, {count.source} + {count.target} out; "
        f"unmatched {count.unmatched_source} + {count.unmatched_target}; "
        f"furniture {count.furniture}; repairs {count.repairs}"
    )
    shown = bitext.notices if verbose else bitext.notices[:NOTICES]
    for notice in shown:
        level = "warning" if notice.kind == "unrelated" else "note"
        say(f"  {level}: {notice.kind}: {notice.message}")
    if len(shown) < len(bitext.notices):
        say(f"  … and {len(bitext.notices) - len(shown)} more (--verbose shows all)")


def _write(job: Job, bitexts: Sequence[Bitext], units: UnitOptions, *, inert: bool) -> None:
    """Write the files of one job, each whole or not at all."""
    groups = [list(bitexts)] if job.joined else [[bitext] for bitext in bitexts]
    for names, group in zip(job.outputs, groups, strict=True):
        for name in names:
            path = Path(name)
            if not job.joined:
                pair = f".{group[0].source.language}-{group[0].target.language}"
                path = path.with_name(path.stem + pair + path.suffix)
            if job.folder:
                path.parent.mkdir(parents=True, exist_ok=True)
            _write_one(path, group, units, inert=inert)


def _write_one(path: Path, bitexts: Sequence[Bitext], units: UnitOptions, *, inert: bool) -> None:
    from aligner.bitext import as_json, join_units
    from tmx.files import write_text

    ending = path.suffix.lower()
    if ending == ".ladder":
        from aligner.alignment import ladder

        ladder.write(bitexts[0].beads, path)
    elif ending == ".json":
        write_text(path, json.dumps(as_json(bitexts[0]), ensure_ascii=False, indent=1) + "\n")
    elif ending == ".html":
        from aligner.reports.page import PageOptions, render

        write_text(path, render(bitexts, PageOptions()))
    else:
        from tmx import Header, WriteOptions, write_units

        source, targets = bitexts[0].source.language, [bitext.target.language for bitext in bitexts]
        header = Header(
            source_language=source,
            target_language=targets[0] if len(targets) == 1 else "",
            segtype=bitexts[0].level,
            tool="dragoman",
            tool_version=__version__,
            created=units.date,
        )
        options = WriteOptions(
            source_language=source, inert=inert, date=units.date, tool="dragoman", tool_version=__version__
        )
        for remark in write_units(path, join_units(bitexts, units), header=header, options=options):
            say(f"  note: {path}: {remark}")
