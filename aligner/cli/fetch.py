"""``dragoman fetch``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.base.console import DONE, FINDINGS, USAGE, common_options, print_json, print_text, say
from aligner.cli.base.options import languages

if TYPE_CHECKING:
    from aligner.fetch.run import Outcome


@click.command()
@click.argument("symbols", nargs=-1, required=True, metavar="SYMBOL...")
@click.option("--lang", "tags", required=True, help="Languages to fetch, with commas: fr,en.")
@click.option(
    "-o", "--output", "folder", default="corpora", show_default=True, type=click.Path(path_type=Path, file_okay=False),
    help="Corpora folder to put them in; made if it is not there.",
)  # fmt: skip
@click.option(
    "--address", default="", envvar="DRAGOMAN_ADDRESS",
    help="Where to ask, with {symbol}, {language} and {type} (docx or pdf) in it; $DRAGOMAN_ADDRESS, then the address "
    "in the settings, then the UN documents system, if not given.",
)  # fmt: skip
@click.option(
    "--interval", default=1.0, show_default=True, type=click.FloatRange(0), help="Least seconds between two requests."
)
@click.option(
    "--attempts", default=5, show_default=True, type=click.IntRange(1), help="Times to ask before giving a document up."
)
@click.option(
    "--max-size", default=100, show_default=True, type=click.IntRange(1), help="Largest document to take, in MiB."
)
@click.option("--force", is_flag=True, help="Fetch again what is there; replace it where it differs.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="Form of the report on standard output.")  # fmt: skip
@common_options
def command(
    symbols: tuple[str, ...],
    tags: str,
    folder: Path,
    address: str,
    interval: float,
    attempts: int,
    max_size: int,
    force: bool,
    form: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Fetch documents by symbol from the United Nations documents system into a corpora folder.

    Takes DOCX where there is one, else PDF, and enters each into manifest.toml with its checksum and the status
    'official'. What is there and unchanged is not asked for again; a download that broke off goes on where it was.
    Exit code 1 if a symbol is not published in one of the languages, 2 if a document could not be had.
    """
    from aligner import __version__, configuration
    from aligner.fetch.clock import SystemClock
    from aligner.fetch.run import Order, fetch
    from aligner.fetch.symbols import UN_DOCUMENTS, Address
    from aligner.fetch.transfer import Policy, Transfer, client

    template = address or configuration.find(folder).address or UN_DOCUMENTS
    order = Order(symbols=symbols, languages=languages(tags), folder=folder, address=Address(template), force=force)
    policy = Policy(interval=interval, attempts=attempts, max_bytes=max_size * 2**20)
    with client(policy, __version__) as http:
        outcomes = fetch(order, Transfer(http, policy, SystemClock()), _tell)
    if form == "json":
        print_json([asdict(outcome) for outcome in outcomes])
    else:
        print_text("".join(f"{_line(outcome)}\n" for outcome in outcomes))
    states = {outcome.state for outcome in outcomes}
    return USAGE if "failed" in states else FINDINGS if "missing" in states else DONE


def _tell(outcome: Outcome) -> None:
    """Say at once what the user should know of a document."""
    for warning in outcome.warnings:
        say(f"warning: {warning}")
    if outcome.state == "failed":
        click.echo(f"dragoman: {outcome.symbol} in {outcome.language!r}: {outcome.reason}", err=True)


def _line(outcome: Outcome) -> str:
    size = f"  {outcome.bytes:,} bytes" if outcome.bytes else ""
    return f"{outcome.state:8}  {outcome.language}  {outcome.symbol}  {outcome.file or outcome.reason}{size}"
