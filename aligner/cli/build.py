"""``dragoman build``."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

import click

from aligner.cli.base.console import DONE, USAGE, common_options, compile_first, print_text, progress, say
from aligner.cli.base.options import date_of, languages

MOST_LINES = 100
"""Warnings, and failures, that are shown; the report of an archive counts all of them."""


@click.command()
@click.argument("corpora", default="corpora")
@click.option("-o", "--output", "out", required=True, help="Folder to write into, a path or an address (s3://…).")
@click.option("--source", default="", help="Source language; the settings' if not given, else fr.")
@click.option("--targets", default="", help="Target languages, with commas; all that CORPORA holds if not given.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes to use.")
@click.option(
    "--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Where steps run."
)
@click.option("--scheduler", default="", help="Address of the dask scheduler: tcp://HOST:PORT.")
@click.option("--force", is_flag=True, help="Do everything again, whatever an earlier run left.")
@click.option("--date", default="", help="Date of the units, YYYYMMDDThhmmssZ; from SOURCE_DATE_EPOCH if not given.")
@common_options
def command(
    corpora: str,
    out: str,
    source: str,
    targets: str,
    jobs: int,
    engine: str,
    scheduler: str,
    force: bool,
    date: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Build memories, glossary, findings and report from a folder of documents.

    CORPORA (default: corpora) is a folder, a path or an address (s3://…), with one folder per language and one file
    per document, the same stem in each; or the manifest of an archive, a table (.tsv, .parquet) of document, language
    and path. A second run redoes only what changed; a killed run is resumed.
    """
    from aligner.pipeline.build import BuildOptions, build
    from aligner.pipeline.engines import open_engine
    from aligner.pipeline.summary import as_text
    from tmx.lang import normalise

    options = BuildOptions(
        corpora=corpora,
        out=out,
        source=normalise(source) if source else "",
        targets=languages(targets),
        fresh=force,
        date=date_of(date, os.environ),
        reproducible="SOURCE_DATE_EPOCH" in os.environ,
    )
    if Path(corpora).exists() or "://" in corpora:
        compile_first()
    with contextlib.closing(open_engine(engine, jobs, scheduler)) as opened, progress() as say_how_far:
        result = build(options, opened, say_how_far)
    for line in _first(result.warnings):
        say(f"warning: {line}")
    for line in _first(result.failures):
        click.echo(f"dragoman: {line}", err=True)
    if verbose:
        done = ", ".join(f"{step} × {count}" for step, count in result.done.items())
        say("done in this run: " + (done or "nothing; all was up to date"))
    print_text(as_text(result.summary) + "\n\n" + "\n".join(result.written) + "\n")
    return USAGE if result.failures else DONE


def _first(lines: Sequence[str]) -> list[str]:
    """As many lines as can be looked through, and how many more there are."""
    more = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], f"and {more:,} more"] if more > 0 else list(lines)
