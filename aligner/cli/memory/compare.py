"""``dragoman memory merge`` and ``diff``: two memories made one, or compared."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from aligner.cli.base.console import DONE, FINDINGS, common_options, print_json, print_text, say

if TYPE_CHECKING:
    from tmx import TranslationUnit
    from tmx.store.merge import Difference, Policy

SHOWN = 20
"""Conflicts shown without ``--verbose``."""


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("-o", "--output", "out", required=True, metavar="OUT", help="File to write; its ending says the format.")
@click.option(
    "--conflicts",
    "policy",
    type=click.Choice(["both", "first", "second", "newest"]),
    default="both",
    show_default=True,
    help="What stays where A and B translate the same text of the same paragraph in different ways.",
)
@common_options
def merge(first: str, second: str, out: str, policy: Policy, quiet: bool, verbose: bool) -> int:
    """Write the units of A, then those of B that A has not, to OUT; conflicts are listed, whichever way they go."""
    del quiet
    from tmx import ReadOptions, open_units, write_units
    from tmx.store.merge import merge as merged

    options = ReadOptions(duplicates=True)
    with open_units(first, options) as one, open_units(second, options) as other:
        header = one.header
        with merged(one, other, policy) as found:
            for name, reader in ((first, one), (second, other)):
                for line in reader.remarks.lines():
                    say(f"{name}: {line}")
            for line in write_units(out, found.units(), header=header).lines():
                say(f"{out}: {line}")
            for conflict in itertools.islice(found.conflicts(), None if verbose else SHOWN):
                before = " | ".join(_target(unit) for unit in conflict.first)
                kept = "both kept" if conflict.kept == "both" else f"kept: the {conflict.kept}"
                say(f"conflict: {_name(conflict.second)}: {before} <> {_target(conflict.second)} ({kept})")
    if found.in_conflict > SHOWN and not verbose:
        say(f"and {found.in_conflict - SHOWN} more conflicts (--verbose shows all)")
    print_text(
        f"{found.count} units written: {found.added} new from {second}, "
        f"{found.duplicates} duplicates joined, {found.in_conflict} conflicts\n"
    )
    return DONE


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of answer."
)
@common_options
def diff(first: str, second: str, form: str, quiet: bool, verbose: bool) -> int:
    """Compare the memories A and B by what their units say; the exit code is 1 if they differ."""
    del quiet, verbose
    from tmx import open_units
    from tmx.store.merge import diff as compared

    with open_units(first) as one, open_units(second) as other, compared(one, other) as found:
        if form == "json":
            print_json(
                {
                    "same": found.same,
                    "removed": [_value(unit) for unit in found.units_removed()],
                    "added": [_value(unit) for unit in found.units_added()],
                    "changed": [{"from": _value(old), "to": _value(new)} for old, new in found.units_changed()],
                }
            )
        else:
            for line in _lines(found):
                print_text(f"{line}\n")
        return FINDINGS if found else DONE


def _lines(found: Difference) -> Iterator[str]:
    """The differences for a person, one after another, and their numbers at the end."""
    yield from (f"- {_line(unit)}" for unit in found.units_removed())
    yield from (f"+ {_line(unit)}" for unit in found.units_added())
    for old, new in found.units_changed():
        yield from (f"~ {_name(new)}: {_source(new)}", f"  - {_target(old)}", f"  + {_target(new)}")
    yield f"{found.removed} removed, {found.added} added, {found.changed} changed, {found.same} the same"


def _value(unit: TranslationUnit) -> dict[str, Any]:
    return {
        "unit": unit.id,
        "document": unit.property("x-document"),
        "ref": unit.property("x-ref-source"),
        "texts": {variant.language: variant.text for variant in unit.variants},
    }


def _name(unit: TranslationUnit) -> str:
    parts = (unit.property("x-document"), unit.property("x-ref-source"))
    return ", ".join(part for part in parts if part) or unit.id or "a unit"


def _line(unit: TranslationUnit) -> str:
    return f"{_name(unit)}: {_source(unit)} = {_target(unit)}"


def _source(unit: TranslationUnit) -> str:
    return unit.variants[0].text if unit.variants else ""


def _target(unit: TranslationUnit) -> str:
    return " / ".join(variant.text for variant in unit.variants[1:])
