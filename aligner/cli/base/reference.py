"""The command reference: every command's ``--help`` as one Markdown page, written by ``scripts/reference``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from aligner.cli import dragoman
from tmx.files import write_text

INTRODUCTION = """\
# Commands

Generated from `dragoman … --help` by `scripts/reference`; a test keeps it true.

Payload goes to standard output, messages to standard error. Exit codes: **0** done, nothing found;
**1** findings, or below a threshold asked for; **2** wrong usage or unreadable input.
"""


def page() -> str:
    """The whole reference as Markdown."""
    # the same settings as in a real call
    settings = {**dragoman.context_settings, "max_content_width": 100, "terminal_width": 100}
    root = click.Context(dragoman, info_name="dragoman", **settings)
    parts = [INTRODUCTION, _section(2, root)]
    parts += [_section(level, context) for level, context in _contexts(root, 2)]
    return "\n".join(parts)


def _contexts(parent: click.Context, level: int) -> Iterator[tuple[int, click.Context]]:
    group = parent.command
    assert isinstance(group, click.Group)
    for name in group.list_commands(parent):
        command = group.get_command(parent, name)
        if command is None or command.hidden:
            continue
        context = click.Context(command, parent=parent, info_name=name, max_content_width=100, terminal_width=100)
        yield level, context
        if isinstance(command, click.Group):
            yield from _contexts(context, level + 1)


def _section(level: int, context: click.Context) -> str:
    return f"{'#' * level} {context.command_path}\n\n```text\n{context.get_help()}\n```\n"


if __name__ == "__main__":
    write_text(sys.argv[1], page())
