"""``dragoman srx``: the segmentation rules, for a CAT tool to import."""

from __future__ import annotations

import click

from aligner.cli.base.console import DONE, common_options, print_json, print_text, say


@click.command(short_help="Write our segmentation rules as SRX 2.0.")
@click.option("-o", "--output", metavar="FILE", help="SRX file to write; otherwise to standard output.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of answer."
)
@common_options
def command(output: str | None, form: str, quiet: bool, verbose: bool) -> int:
    """Write the rules by which sentences are cut, as SRX 2.0, for import into a CAT tool.

    A memory matches only where both sides cut alike: import these rules into the tool, or give the tool's own rules
    to 'dragoman align --srx'. '--format json' lists the languages they hold rules for.
    """
    from aligner.segmentation.own import own_rules
    from aligner.segmentation.srx import dump, write

    rules = own_rules()
    output = None if output == "-" else output
    if output:
        write(rules, output)
        say(f"{output}: rules for {len(rules.languages)} languages")
    if form == "json":
        numbers = {language.name: len(language.rules) for language in rules.languages}
        print_json(
            [
                {
                    "id": entry.pattern,
                    "name": entry.name,
                    "description": f"{numbers[entry.name]} rules, first fit decides",
                }
                for entry in rules.maps
            ]
        )
    elif not output:
        print_text(dump(rules).decode("utf-8"))
    return DONE
