"""``dragoman convert``: a memory or glossary from one format to another."""

from __future__ import annotations

import click

from aligner.cli.base.console import DONE, common_options, say


@click.command()
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option(
    "--source-lang", default="", help="Source language: of a file that does not say it, or to choose among several."
)
@click.option(
    "--target-lang", default="", help="Target language; of a file with more languages, only these two are written."
)
@click.option(
    "--from",
    "read_as",
    default="",
    metavar="FORMAT",
    help="Format of IN, if its ending does not say it ('dragoman formats').",
)
@click.option("--to", "write_as", default="", metavar="FORMAT", help="Format of OUT, if its ending does not say it.")
@click.option("--terms", is_flag=True, help="IN is a glossary (for tables, which can be either).")
@click.option("--lenient", is_flag=True, help="Leave out and report units that cannot be read, instead of stopping.")
@click.option("--strip-codes", is_flag=True, help="Leave out inline codes.")
@click.option("--inert", is_flag=True, help="In CSV and TSV, an apostrophe before cells a spreadsheet would run.")
@click.option(
    "--copy-source", is_flag=True, help="In XLIFF, fill missing targets with the source text, as OmegaT needs."
)
@click.option("--tbx-version", type=click.Choice(["2", "3"]), default="2", help="Version of a TBX.")
@click.option("--date", default="", help="Date of the file; from SOURCE_DATE_EPOCH if not given, never the clock.")
@common_options
def command(
    source: str,
    target: str,
    source_lang: str,
    target_lang: str,
    read_as: str,
    write_as: str,
    terms: bool,
    lenient: bool,
    strip_codes: bool,
    inert: bool,
    copy_source: bool,
    tbx_version: str,
    date: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Convert the memory or glossary IN to the format that the ending of OUT says.

    What the new format cannot keep, and what had to be mended, is said on standard error.
    """
    del quiet, verbose
    import os

    from aligner import __version__
    from aligner.cli.base.options import date_of
    from tmx import ReadOptions, WriteOptions
    from tmx.convert import Choice, convert, loss_lines

    outcome = convert(
        source,
        target,
        ReadOptions(
            source_language=source_lang,
            target_language=target_lang,
            lenient=lenient,
            inline=not strip_codes,
            duplicates=True,
        ),
        WriteOptions(
            source_language=source_lang,
            target_language=target_lang,
            inline=not strip_codes,
            inert=inert,
            copy_source=copy_source,
            date=date_of(date, os.environ),
            version=tbx_version if target.lower().endswith((".tbx", ".tbx.gz")) or write_as == "tbx" else "",
            tool_version=__version__,
        ),
        Choice(source=read_as, target=write_as, terms=terms),
    )
    for line in outcome.reading.lines():
        say(f"{source}: {line}")
    for line in (*loss_lines(outcome), *outcome.writing.lines()):
        say(f"{target}: {line}")
    say(f"{outcome.records} {'entries' if outcome.terms else 'units'} read, {target} written as {outcome.title}")
    return DONE
