"""``dragoman read``: show how a document was understood."""

from __future__ import annotations

import json
from pathlib import Path

import click

from aligner.cli.base.console import DONE, common_options, print_text


@click.command("read")
@click.argument("file")
@click.option("--lang", "language", metavar="TAG", help="Language of the document; found out where not given.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["tree", "json", "text"]),
    default="tree",
    show_default=True,
    help="A tree to look at, JSON for programs, or plain text that can be read again.",
)
@click.option("--repairs/--no-repairs", default=True, show_default=True, help="Mend what extraction damaged.")
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file; - is standard output.")
@common_options
def command(
    file: str, language: str | None, form: str, repairs: bool, output: str | None, quiet: bool, verbose: bool
) -> int:
    """Read a document and show its blocks, repairs and furniture.

    FILE is a document in any format we read ('dragoman formats' lists them), or - for standard input.
    """
    from aligner.documents import read
    from aligner.documents.rendering import as_json, as_text, as_tree
    from aligner.structure import ALL_REPAIRS
    from tmx.files import write_text

    document = read(file, language=language, repairs=ALL_REPAIRS if repairs else frozenset())
    if form == "json":
        text = json.dumps(as_json(document), ensure_ascii=False, indent=2) + "\n"
    else:
        text = as_text(document) if form == "text" else as_tree(document)
    if output is None or output == "-":
        print_text(text)
        return DONE
    write_text(Path(output), text)
    if not quiet:
        blocks = sum(1 for _ in document.walk())
        click.echo(f"{output}: {blocks} blocks, {len(document.repairs)} repairs", err=True)
    if verbose:
        for repair in document.repairs:
            click.echo(f"line {repair.line}: {repair.kind}: {repair.before!r} -> {repair.after!r}", err=True)
    return DONE
