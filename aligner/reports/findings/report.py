"""What every report of findings is made from: the findings, and where each one lies in a file."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from aligner.model import Document, Finding
from aligner.reports.findings.places import Lines


@functools.lru_cache(maxsize=4)
def _lines(path: str, _: tuple[int, int]) -> Lines:
    return Lines(Path(path))


def _version(path: str) -> tuple[int, int]:
    """What changes when a file does."""
    file = Path(path)
    if not file.is_file():
        return 0, 0
    state = file.stat()
    return state.st_mtime_ns, state.st_size


class Place(NamedTuple):
    """A place in a file as it is on disk."""

    path: str
    """As the user named the file."""
    line: int
    """From 1; 0 where a format has no lines."""
    column: int
    """From 1, in code points; 0 where it is not known."""
    end_column: int = 0
    """One past the last character where it stands on the same line, else 0."""


class Rule(NamedTuple):
    """A check, as reports describe it."""

    id: str
    summary: str
    help: str
    """Markdown."""
    severity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsReport:
    """One run of the checks."""

    findings: Sequence[Finding]
    """Those to be reported, in order."""
    rules: Sequence[Rule] = ()
    """The checks that ran."""
    documents: Mapping[tuple[str, str], Document] = field(default_factory=dict)
    """By symbol and language; empty for a memory."""
    paths: Mapping[str, str] = field(default_factory=dict)
    """For findings without a document: the memory's file by its name."""
    known: int = 0
    """Findings that the baseline holds."""
    suppressed: int = 0
    remarks: Sequence[str] = ()
    """Stale entries, checks that failed: one line each."""
    colour: bool = False

    def place(self, finding: Finding) -> Place:
        """Where a finding lies; line and column 0 where that is not known."""
        document = self.documents.get((finding.document, finding.language))
        if document is None:
            return self._in_memory(finding)
        block = next((block for block in document.walk() if block.ref == finding.ref), None)
        if block is None:
            return Place(document.source, 1, 1)
        start = finding.span.start if finding.span else 0
        line, column = block.locate(start)
        end = 0
        if finding.span and finding.span.end > finding.span.start:
            last_line, last_column = block.locate(finding.span.end - 1)
            end = last_column + 1 if last_line == line else 0
        return Place(document.source, line, column, end)

    def _in_memory(self, finding: Finding) -> Place:
        """The line of a unit; a memory's units may name documents of their own."""
        named = self.paths.get(finding.document)
        paths = [named] if named else list(self.paths.values())
        texts = (finding.target or finding.source, finding.source)
        for path in paths:
            line, column = _lines(path, _version(path)).locate(finding.unit or "", texts)
            if line:
                return Place(path, line, column)
        return Place(paths[0] if paths else finding.document, 0, 0)
