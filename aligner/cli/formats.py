"""``dragoman formats``: the interchange formats there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aligner.cli.base.console import DONE, common_options, print_json, print_text

if TYPE_CHECKING:
    from tmx.formats.descriptor import TermFormat, UnitFormat


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the list.")
@common_options
def command(form: str, quiet: bool, verbose: bool) -> int:
    """List the formats for memories and glossaries, with their endings."""
    del quiet, verbose
    from tmx import formats

    rows = [_row(one, "memory") for one in formats.unit_formats()]
    rows += [_row(one, "glossary") for one in formats.term_formats()]
    if form == "json":
        print_json(rows)
        return DONE
    width = max(len(str(row["id"])) for row in rows)
    ends = max(len(" ".join(row["extensions"])) for row in rows)
    for row in rows:
        endings = " ".join(row["extensions"])
        print_text(f"{row['id']:{width}}  {row['content']:8}  {endings:{ends}}  {row['name']}: {row['description']}\n")
    return DONE


def _row(one: UnitFormat | TermFormat, content: str) -> dict[str, Any]:
    return {
        "id": one.name,
        "name": one.title,
        "description": one.description,
        "content": content,
        "extensions": list(one.extensions),
        "written": one.write is not None,
    }
