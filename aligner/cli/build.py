"""``dragoman build``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from aligner.cli.console import DONE, USAGE, common_options, compile_first, print_text, say
from aligner.cli.options import date_of, languages


@click.command()
@click.argument("corpora", default="corpora", type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path), help="Folder to write into.")
@click.option("--source", default="", help="Source language; the settings' if not given, else fr.")
@click.option("--targets", default="", help="Target languages, with commas; all that CORPORA holds if not given.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes to use.")
@click.option("--engine", type=click.Choice(["local"]), default="local", show_default=True, help="Where the steps run.")
@click.option("--force", is_flag=True, help="Do everything again, whatever an earlier run left.")
@click.option("--date", default="", help="Date of the units, YYYYMMDDThhmmssZ; from SOURCE_DATE_EPOCH if not given.")
@common_options
def command(
    corpora: Path,
    out: Path,
    source: str,
    targets: str,
    jobs: int,
    engine: str,
    force: bool,
    date: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Build memories, glossary, findings and report from a folder of documents.

    CORPORA (default: corpora) holds one folder per language and one file per document, the same stem in each.
    A second run redoes only what changed; a killed run is resumed.
    """
    from aligner.pipeline.build import BuildOptions, build
    from aligner.pipeline.summary import as_text
    from tmx.lang import normalise

    options = BuildOptions(
        corpora=corpora,
        out=out,
        source=normalise(source) if source else "",
        targets=languages(targets),
        jobs=jobs,
        fresh=force,
        date=date_of(date, os.environ),
        reproducible="SOURCE_DATE_EPOCH" in os.environ,
    )
    if Path(corpora).is_dir():
        compile_first()
    result = build(options)
    for line in result.warnings:
        say(f"warning: {line}")
    for line in result.failures:
        click.echo(f"dragoman: {line}", err=True)
    if verbose:
        say("done in this run: " + (", ".join(result.done) or "nothing; all was up to date"))
    print_text(as_text(result.summary) + "\n\n" + "\n".join(str(path) for path in result.written) + "\n")
    return USAGE if result.failures else DONE
