"""``dragoman memory lookup`` and ``concordance``: what a store has for a text."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import click

from aligner.cli.base.console import DONE, common_options, print_json, print_text
from aligner.errors import UsageError

AROUND = 40
"""Characters shown on either side."""

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


@click.command()
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


@click.command()
@click.argument("text")
@database_option
@click.option("--lang", default="fr", show_default=True, metavar="TAG", help="Language of TEXT.")
@click.option("--top", type=click.IntRange(1), default=100, show_default=True, help="Places to give at most.")
@format_option
@common_options
def concordance(text: str, url: str, lang: str, top: int, form: str, quiet: bool, verbose: bool) -> int:
    """Show where the words of TEXT stand side by side, in any form, with what surrounds and what translates them."""
    del quiet, verbose
    from tmx.store import open_store
    from tmx.store.concordance import concordance as find

    with open_store(url) as store:
        found = find(store.database, text, lang, top)
    if form == "json":
        print_json(
            [
                {
                    "left": line.text[: line.start],
                    "match": line.text[line.start : line.end],
                    "right": line.text[line.end :],
                    "language": line.language,
                    "translations": dict(line.translations),
                    "unit": line.unit,
                    "document": line.document,
                    "ref": line.ref,
                }
                for line in found
            ]
        )
        return DONE
    for line in found:
        left, right = line.text[: line.start][-AROUND:], line.text[line.end :][:AROUND]
        origin = ", ".join(part for part in (line.document, line.ref) if part) or line.unit
        print_text(f"{left:>{AROUND}}[{line.text[line.start : line.end]}]{right}  ({origin})\n")
        for language, translation in line.translations:
            print_text(f"{language:>{AROUND}} {translation}\n")
    return DONE
