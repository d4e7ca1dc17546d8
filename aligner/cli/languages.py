"""``dragoman languages``: list the languages we know."""

from __future__ import annotations

import click

from aligner.cli.base.console import DONE, common_options, print_json, print_text


@click.command("languages")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of answer."
)
@common_options
def command(form: str, quiet: bool, verbose: bool) -> int:
    """List the languages whose markers, numbers and typography are known."""
    del quiet, verbose
    from aligner.languages import get, known

    languages = [get(tag) for tag in known()]
    rows = [
        {
            "id": language.tag,
            "name": language.name,
            "description": f"{language.endonym}, {language.script} script"
            + (", right to left" if language.right_to_left else ""),
        }
        for language in languages
    ]
    if form == "json":
        print_json(rows)
    else:
        print_text("".join(f"{row['id']:<4} {row['name']:<9} {row['description']}\n" for row in rows))
    return DONE
