"""``dragoman checks``."""

from __future__ import annotations

import click

from aligner.cli.base.console import DONE, common_options, print_json, print_text


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form.")
@common_options
def command(form: str, quiet: bool, verbose: bool) -> int:
    """List the checks of 'dragoman check', with their severity and what they find."""
    from aligner.checks.core.registry import all_checks, documentation

    checks = all_checks()
    if form == "json":
        rows = [
            {
                "id": check.id,
                "name": check.id.replace("-", " "),
                "description": check.summary,
                "severity": check.severity,
                "scope": check.scope,
                "enabled": check.enabled,
                "documentation": documentation(check),
            }
            for check in checks.values()
        ]
        print_json(rows)
        return DONE
    width = max((len(name) for name in checks), default=0)
    for name, check in checks.items():
        state = check.severity if check.enabled else "off"
        print_text(f"{name:<{width}}  {state:<7}  {check.summary}\n")
    return DONE
