"""``dragoman memory``: the store that many documents go into."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from aligner.cli.base.console import DONE, common_options, print_json, print_text, say
from aligner.cli.base.groups import Group
from aligner.cli.memory.compare import diff, merge
from aligner.cli.memory.search import concordance, database_option, format_option, lookup

if TYPE_CHECKING:
    import tmx


@click.group(cls=Group)
def command() -> None:
    """Keep a translation memory that many documents go into, and look things up in it."""


@command.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@database_option
@click.option("--source-lang", default="", metavar="TAG", help="Source language, for files that do not say it.")
@click.option("--target-lang", default="", metavar="TAG", help="Target language, for files that do not say it.")
@click.option("--lenient", is_flag=True, help="Leave out and report units that cannot be read, instead of stopping.")
@common_options
def import_(
    files: tuple[str, ...], url: str, source_lang: str, target_lang: str, lenient: bool, quiet: bool, verbose: bool
) -> int:
    """Take the units of FILE (any bilingual file) into the store: all of them, or none if one file is bad.

    Units that are already there are not added again.
    """
    del quiet, verbose
    from tmx import ReadOptions
    from tmx.store import open_store

    options = ReadOptions(source_language=source_lang, target_language=target_lang, lenient=lenient, duplicates=True)
    with open_store(url, create=True) as store:
        added = store.add(unit for file in files for unit in _units(file, options))
    print_text(f"{added.added} units added, {added.updated} updated, {added.unchanged} already there\n")
    return DONE


def _units(file: str, options: tmx.ReadOptions) -> Iterator[tmx.TranslationUnit]:
    from tmx import open_units

    with open_units(file, options) as reader:
        yield from reader
        for line in reader.remarks.lines():
            say(f"{file}: {line}")


@command.command()
@database_option
@format_option
@common_options
def stats(url: str, form: str, quiet: bool, verbose: bool) -> int:
    """Count the units, texts by language and documents of the store."""
    del quiet, verbose
    from tmx.store import open_store

    with open_store(url) as store:
        found = store.stats()
    if form == "json":
        print_json(
            {
                "units": found.units,
                "languages": found.languages,
                "documents": found.documents,
                "bytes": found.bytes,
            }
        )
        return DONE
    lines = [f"{found.units} units of {found.documents} documents, {found.bytes / 1e6:.1f} MB"]
    lines += [f"{tag}: {count} texts" for tag, count in found.languages.items()]
    print_text("\n".join(lines) + "\n")
    return DONE


@command.command()
@click.argument("out")
@database_option
@click.option("--source-lang", default="", metavar="TAG", help="Source language; only units that have it.")
@click.option("--target-lang", default="", metavar="TAG", help="Target language; only units that have it.")
@click.option("--inert", is_flag=True, help="In CSV and TSV, disarm cells that a spreadsheet would run as a formula.")
@click.option("--date", default="", help="Date of the file; from SOURCE_DATE_EPOCH if not given, never the clock.")
@common_options
def export(
    out: str, url: str, source_lang: str, target_lang: str, inert: bool, date: str, quiet: bool, verbose: bool
) -> int:
    """Write the units of the store to OUT, in the format its ending says and the order they came in."""
    del quiet, verbose
    import os

    from aligner import __version__
    from aligner.cli.base.options import date_of
    from tmx import Header, WriteOptions, write_units
    from tmx.store import open_store

    with open_store(url) as store:
        source = source_lang or store.source_language()
        options = WriteOptions(
            source_language=source,
            target_language=target_lang,
            inert=inert,
            date=date_of(date, os.environ),
            tool_version=__version__,
        )
        units = store.units(source_lang, target_lang)
        for line in write_units(out, units, header=Header(source_language=source), options=options).lines():
            say(f"{out}: {line}")
    return DONE


for one in (concordance, diff, lookup, merge):
    command.add_command(one)
