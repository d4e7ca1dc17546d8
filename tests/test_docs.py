"""What the documentation says is what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from markdown.extensions.toc import slugify

from aligner.cli import dragoman


def test_the_command_reference_is_what_help_says(root: Path, tmp_path: Path) -> None:
    # in a process of its own: click keeps a command's help option from its first call, however that was made
    fresh = tmp_path / "commands.md"
    subprocess.run([sys.executable, "-m", "aligner.cli.base.reference", str(fresh)], cwd=root, check=True)
    written = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written == fresh.read_text(encoding="utf-8"), "run scripts/reference"


def test_every_command_and_option_says_what_it_does() -> None:
    context = click.Context(dragoman)
    for name in dragoman.list_commands(context):
        command = dragoman.get_command(context, name)
        assert command is not None
        commands = [command]
        if isinstance(command, click.Group):
            commands += command.commands.values()
        for each in commands:
            assert each.help, f"{name} {each.name}: no help"
            silent = [p.name for p in each.params if isinstance(p, click.Option) and not p.help]
            assert not silent, f"{name} {each.name}: options without help: {silent}"


def documents(root: Path) -> list[Path]:
    return [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").rglob("*.md"))]


def test_links_lead_somewhere(root: Path) -> None:
    for path in documents(root):
        for link, anchor in re.findall(r"\]\(([^)#:\s]*)#?([^):\s]*)\)", path.read_text(encoding="utf-8")):
            target = path.parent / link if link else path
            assert target.exists(), f"{path.name}: {link}"
            assert not anchor or target.suffix != ".md" or anchor in anchors(target), f"{path.name}: {link}#{anchor}"


def anchors(path: Path) -> set[str]:
    """What the headings of a page can be linked by."""
    return {slugify(heading, "-") for heading in re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)}


@pytest.mark.parametrize("script", ["demo", "test", "bench", "reference", "fuzz", "release", "docs"])
def test_scripts_named_in_the_documents_exist(root: Path, script: str) -> None:
    assert (root / "scripts" / script).is_file()
