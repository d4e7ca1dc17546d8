"""The ``dragoman`` command.

Each module or folder here, but ``base``, defines ``command``, a sub-command named after it; it is imported only
when it is asked for (or when ``--help`` needs its summary), so that ``dragoman --version`` loads nothing heavy.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from typing import Any

import click

from aligner.cli.base.console import INTERRUPTED, USAGE, common_options, end_with, failing_clearly
from aligner.cli.base.groups import Group

SHARED = "base"
"""The one folder here that is no command: what all commands have in common."""


class LazyGroup(Group):
    """A group whose commands are the modules and folders of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, in name order."""
        names = {module.name for module in pkgutil.iter_modules(__path__)}
        return sorted(names - {SHARED})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:  # noqa: ANN401  (click's own signature)
        """Find the command, or fail naming the nearest one."""
        import difflib

        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in self.list_commands(ctx):
            near = difflib.get_close_matches(name, self.list_commands(ctx), n=1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"no command '{name}'{hint} ('dragoman --help' lists them)", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@common_options
def dragoman(quiet: bool, verbose: bool) -> None:
    """Align the language versions of a document and build translation memories, glossaries and checks from them.

    'dragoman build' does it all for a folder of documents; the other commands do one step each.
    """


def main() -> None:
    """Run the command line and end the process: 0 done, 1 findings, 2 wrong usage or unreadable input."""
    if sys.getfilesystemencoding() != "utf-8":
        _begin_again()
    with failing_clearly():
        try:
            result = dragoman.main(prog_name="dragoman", standalone_mode=False)
        except click.exceptions.Exit as stop:
            sys.exit(stop.exit_code)
        except click.exceptions.Abort:
            # click's form of KeyboardInterrupt; it has ended the line that ^C stands on
            end_with("interrupted", INTERRUPTED)
        except click.exceptions.NoArgsIsHelpError as wrong:
            click.echo(wrong.format_message(), err=True)
            sys.exit(USAGE)
        except click.MissingParameter as wrong:
            name = wrong.ctx.command_path if wrong.ctx else "dragoman"
            end_with(f"{wrong.format_message().rstrip('.')} ('{name} --help' says more)", USAGE)
        except click.ClickException as wrong:
            end_with(wrong.format_message(), USAGE)
        sys.exit(result if isinstance(result, int) else 0)


def _begin_again() -> None:
    """Start anew in Python's UTF-8 mode (PEP 540): under the locale given, names of files are not text."""
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606  (this very program)
