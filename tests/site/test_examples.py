"""What the tutorials and how-to pages show is what the commands print, and their Python runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = sorted(path for folder in ("tutorials", "how-to") for path in (DOCS / folder).glob("*.md"))
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n(.*?)$", re.M | re.S)
"""A block of code, its language, and the first line after it."""


@pytest.fixture(scope="module")
def checkout(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkout")
    for part in ("docs", "corpora"):
        shutil.copytree(root / part, folder / part)
    return folder


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=folder, env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
                          capture_output=True, text=True, encoding="utf-8", check=False)  # fmt: skip


def as_shown(shown: str) -> re.Pattern[str]:
    """A pattern for output as a page shows it: … stands for the rest of a line, or alone for any lines."""
    lines = [
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in shown.splitlines()
    ]
    return re.compile("".join(lines))


def steps(text: str) -> list[tuple[str, str]]:
    """Commands of a ``console`` block with what is shown of their output."""
    parts = re.split(r"^\$ ", text, flags=re.M)
    assert not parts[0].strip()
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts[1:])]


def saved(text: str, content: str, folder: Path) -> None:
    """Save a block where the page says so in the sentence that follows it."""
    for _, name in re.findall(re.escape(content) + r"```\n\n(Save it as) `([^`]+)`", text):
        (folder / name).write_text(content, encoding="utf-8")


def test_there_are_pages_with_examples() -> None:
    assert len(PAGES) >= 4
    assert sum(path.read_text(encoding="utf-8").count("```console") for path in PAGES) > 8


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_page_shows_what_the_commands_print(path: Path, checkout: Path, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    shutil.copytree(checkout, folder)
    text = path.read_text(encoding="utf-8")
    for language, content, _ in _BLOCK.findall(text):
        if language == "text":
            saved(text, content, folder)
        for command, shown in steps(content) if language == "console" else ():
            program, *arguments = shlex.split(command)
            assert program == "dragoman"
            done = run(["-c", "from aligner.cli import main; main()", *arguments], folder)
            assert done.returncode in (0, 1), done.stderr
            assert as_shown(shown).fullmatch(done.stdout + done.stderr) or as_shown(shown).fullmatch(done.stdout), (
                command, done.stdout, done.stderr,
            )  # fmt: skip


def test_the_python_examples_run(checkout: Path, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    shutil.copytree(checkout, folder)
    blocks = re.findall(
        r"^```python\n(.*?)^```", (DOCS / "how-to" / "python.md").read_text(encoding="utf-8"), re.M | re.S
    )
    assert len(blocks) >= 2
    # the memory that the first one reads is what the second one writes
    for block in [*blocks[1:], blocks[0]]:
        done = run(["-c", block], folder)
        assert done.returncode == 0, done.stderr
    assert (folder / "long.csv").stat().st_size > 1000
