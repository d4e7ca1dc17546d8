"""The files a build leaves: each made beside its place, and put there only where its bytes changed."""

from __future__ import annotations

import contextlib
import filecmp
import functools
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from aligner import __version__
from aligner.glossary.model import Glossary
from aligner.model import Finding
from aligner.pipeline.cache import key_of
from aligner.pipeline.copies import together
from aligner.pipeline.examine import Aligned, Examined
from aligner.pipeline.plan import CACHE
from aligner.pipeline.values import to_json
from aligner.reports.archive import ArchiveReport
from aligner.storage import Folder, is_address
from tmx.files import write_text

RECORD = f"{CACHE}/outputs.json"
"""What each output was made from, and its stamp."""


class Output(NamedTuple):
    """A file of the build: its name in the output folder, what it is made from, and what writes it to a path."""

    name: str
    key: str
    """Digest of everything that it is made from."""
    write: Callable[[Path], object]


def glossaries(glossary: Glossary, date: str) -> Iterator[Output]:
    """Yield the glossary in its formats."""
    content = to_json(glossary)
    for ending in ("tbx", "csv", "xlsx"):
        name = f"glossary.{ending}"
        yield Output(name, key_of(name, content, date), functools.partial(_glossary, glossary, date))


def _glossary(glossary: Glossary, date: str, path: Path) -> None:
    from aligner.glossary.outputs import write
    from tmx import WriteOptions

    options = WriteOptions(source_language=glossary.source_language, date=date, tool_version=__version__)
    write(str(path), glossary, options)


def findings(found: Sequence[Finding]) -> Output:
    """What the checks found."""

    def write(path: Path) -> None:
        from aligner.reports.findings.as_json import rows

        write_text(path, json.dumps(rows(found), ensure_ascii=False, indent=2) + "\n")

    return Output("findings.json", key_of("findings.json", to_json(found)), write)


def report(aligned: Aligned, examined: Examined) -> Output:
    """The page of a collection that is shown whole."""

    def write(path: Path) -> None:
        from aligner.reports.page import render

        write_text(path, render(aligned.bitexts, findings=examined.findings, glossary=examined.glossary))

    return Output("report.html", key_of("report.html", aligned.key, examined.keys), write)


def archive_report(over_all: ArchiveReport) -> list[Output]:
    """The page and the figures of a collection that is too large to be shown whole."""
    from aligner.reports.archive import render

    figures = json.dumps(over_all.as_json(), ensure_ascii=False, indent=2) + "\n"
    return [text("report.html", render(over_all)), text("report.json", figures)]


def text(name: str, content: str) -> Output:
    """A text that is at hand."""
    return Output(name, key_of(name, content), lambda path: write_text(path, content))


class Place:
    """The output folder, with what is known of the files in it."""

    def __init__(self, folder: Folder, staging: Path, *, fresh: bool) -> None:
        self._folder = folder
        self.staging = staging
        """A folder of this computer in which files are made."""
        self._record: dict[str, Any] = {} if fresh else _record(folder)

    def put(self, wanted: Sequence[Output], jobs: int = 1) -> list[str]:
        """Bring ``wanted`` into the folder and return their names in it.

        What is there already, made from the same, is left. There is an old file or the new one, never half.
        """
        due = [each for each in wanted if not self.stands(each.name, each.key)]
        makers = [functools.partial(_make, self.staging / each.name, each) for each in sorted(due, key=_weight)]
        together(makers, jobs)
        for each in due:
            _placed(self._folder, each.name, self.staging / each.name)
            entry = self._folder.entry(each.name)
            self._record[each.name] = [each.key, entry.stamp if entry else ""]
        if due:
            self._folder.write(RECORD, (json.dumps(self._record, indent=1, sort_keys=True) + "\n").encode())
        return [each.name for each in wanted]

    def stands(self, name: str, key: str) -> bool:
        """Whether an output is there, made from what ``key`` says, and nobody changed it since."""
        entry = self._folder.entry(name)
        return entry is not None and self._record.get(name) == [key, entry.stamp]


@contextlib.contextmanager
def place(folder: Folder, *, fresh: bool) -> Iterator[Place]:
    """Yield the output folder; where ``fresh``, nothing in it counts as made."""
    with _staging(folder) as staging:
        yield Place(folder, staging, fresh=fresh)


def _make(path: Path, output: Output) -> None:
    output.write(path)


def _weight(output: Output) -> tuple[bool, str]:
    """What takes longest comes first, so that processes end together."""
    return not output.name.endswith((".html", ".xlsx")), output.name


def _record(folder: Folder) -> dict[str, Any]:
    """What an earlier build wrote down; empty where it is missing or damaged."""
    try:
        record = json.loads(folder.read(RECORD))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


@contextlib.contextmanager
def _staging(folder: Folder) -> Iterator[Path]:
    """Yield an empty folder of this computer; on the same file system as ``folder`` where that is here, too."""
    if is_address(folder.location):
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)
        return
    path = Path(folder.location) / CACHE
    path.mkdir(parents=True, exist_ok=True)
    for left in path.glob("new-*-*"):
        if not _runs(left.name.split("-")[1]):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=path, prefix=f"new-{os.getpid()}-") as name:
        yield Path(name)


def _runs(process: str) -> bool:
    """Whether the process that a staging folder is named after may still run."""
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (OSError, ValueError):
        return True
    return True


def _placed(folder: Folder, name: str, made: Path) -> None:
    """Move a file into the folder; one that is there with the same bytes is left."""
    if is_address(folder.location):
        with made.open("rb") as source, folder.writing(name) as target:
            shutil.copyfileobj(source, target, 1 << 20)
        return
    path = Path(folder.location) / name
    if path.is_file() and filecmp.cmp(made, path, shallow=False):
        made.unlink()
    else:
        made.replace(path)
