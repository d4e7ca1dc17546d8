"""Called without what they need, commands show what there is, or where it says so."""

from __future__ import annotations

import pytest

from tests.hardening.samples import dragoman


@pytest.mark.parametrize("command", [(), ("memory",)])
def test_a_group_without_a_command_shows_its_commands_in_full(command: tuple[str, ...]) -> None:
    done = dragoman(*command)
    said = done.stderr.decode("utf-8")
    assert (done.returncode, done.stdout) == (2, b"")
    assert said.startswith("Usage: dragoman")
    assert "..." not in said.partition("\nCommands:")[2]
    # the same commands as --help lists
    asked = dragoman(*command, "--help").stdout.decode("utf-8")
    assert said.partition("\nCommands:")[2].split() == asked.partition("\nCommands:")[2].split()


def test_what_is_missing_is_named_with_the_way_to_help() -> None:
    done = dragoman("convert", "a.tmx")
    assert done.returncode == 2
    assert done.stderr == b"dragoman: Missing argument 'OUT' ('dragoman convert --help' says more)\n"
