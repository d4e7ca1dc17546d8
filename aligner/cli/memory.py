"""``dragoman memory``: the store that many documents go into."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aligner.cli.console import DONE, common_options, print_json, print_text, say
from aligner.errors import UsageError

if TYPE_CHECKING:
    import tmx

database_option = click.option(
    "--db",
    "url",
    envvar="DRAGOMAN_DB",
    required=True,
    metavar="URL",
    help="The store: sqlite:///memory.db or postgresql://…; DRAGOMAN_DB if not given.",
)
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of answer."
)


@click.group()
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

    options = ReadOptions(source_language=source_lang, target_language=target_lang, lenient=lenient)
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
@click.argument("text", required=False)
@click.option("--file", "queries", metavar="QUERIES.txt", help="Look up each line of a file; its neighbours count.")
@database_option
@click.option("--source-lang", default="fr", show_default=True, metavar="TAG", help="Language of the text.")
@click.option("--target-lang", default="en", show_default=True, metavar="TAG", help="Language wanted.")
@click.option("--top", type=click.IntRange(1), default=5, show_default=True, help="Matches to give at most.")
@click.option(
    "--min-score", type=click.IntRange(1, 101), default=70, show_default=True, help="Lowest match, in percent."
)
@click.option("--before", default="", help="Text of the segment before, for matches in context (101).")
@click.option("--after", default="", help="Text of the segment after.")
@format_option
@common_options
def lookup(
    text: str | None,
    queries: str | None,
    url: str,
    source_lang: str,
    target_lang: str,
    top: int,
    min_score: int,
    before: str,
    after: str,
    form: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Look TEXT up: exact matches (100; 101 in the same context) and alike ones, the best first."""
    del quiet, verbose
    import json

    from tmx.store import open_store
    from tmx.store.lookup import Query
    from tmx.store.lookup import lookup as look_up

    asked = _lines(queries) if queries else [text or ""]
    if (text is None) == (queries is None):
        raise UsageError("say either a text or --file QUERIES.txt")
    with open_store(url) as store:
        for place, line in enumerate(asked):
            query = Query(
                text=line,
                source_language=source_lang,
                target_language=target_lang,
                before=asked[place - 1] if place else before,
                after=asked[place + 1] if place + 1 < len(asked) else after,
                most=top,
                least=min_score,
            )
            begin = time.perf_counter()
            found = look_up(store.database, query)
            spent = (time.perf_counter() - begin) * 1000
            matches = [
                {name: getattr(one, name) for name in ("score", "source", "target", "unit", "document", "ref")}
                for one in found
            ]
            if form == "json":
                answer = {"query": line, "ms": round(spent, 2), "matches": matches}
                print_text(json.dumps(answer, ensure_ascii=False) + "\n")
            else:
                print_text(_shown(line, matches))
    return DONE


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UsageError("not UTF-8 text", source=file, place=f"byte {error.start}") from None


def _shown(query: str, matches: list[dict[str, Any]]) -> str:
    """Matches for a person: what differs is marked as in ``[-gone-]{+new+}``."""
    from tmx.store.fuzzy import differences

    marks = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    lines = [query]
    for match in matches:
        marked = "".join(marks[kind].format(text) for kind, text in differences(match["source"], query))
        origin = ", ".join(part for part in (match["document"], match["ref"], match["unit"]) if part)
        lines += [f"  {match['score']} % {marked}", f"        {match['target']}", f"        ({origin})"]
    if not matches:
        lines.append("  nothing alike in the memory")
    return "\n".join(lines) + "\n\n"
