"""Mending what is safe to mend: typography, spaces, hidden characters, never content; shown as a diff first."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from aligner.checks.core.check import Check
from aligner.model import Finding
from aligner.reports.findings.report import Place
from tmx.files import write_bytes


class Fix(NamedTuple):
    """A file before and after."""

    path: Path
    before: str
    after: str
    encoding: str


def fixes(findings: Iterable[Finding], place: Callable[[Finding], Place], checks: Sequence[Check]) -> list[Fix]:
    """What the suggestions of fixable checks change in text files, one value a file, in name order.

    A suggestion is taken only where the file has, at the finding's place, exactly the text the finding speaks of.
    """
    safe = {check.id for check in checks if check.fixable}
    edits: dict[str, list[tuple[int, int, str, str]]] = {}
    for finding in findings:
        text = finding.target or finding.source
        where = place(finding)
        if finding.check not in safe or finding.suggestion is None or finding.span is None:
            continue
        if where.line and where.column and Path(where.path).suffix.lower() == ".txt":
            found = text[finding.span.start : finding.span.end]
            edits.setdefault(where.path, []).append((where.line, where.column, found, finding.suggestion))
    return [fix for path in sorted(edits) if (fix := _mended(Path(path), edits[path])).before != fix.after]


def as_diff(mended: Iterable[Fix]) -> str:
    """The changes as a unified diff."""
    lines: list[str] = []
    for fix in mended:
        before, after = fix.before.splitlines(keepends=True), fix.after.splitlines(keepends=True)
        lines += difflib.unified_diff(before, after, str(fix.path), str(fix.path))
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def apply(mended: Iterable[Fix]) -> None:
    """Write the changed files, each whole or not at all, in the encoding they had."""
    for fix in mended:
        write_bytes(fix.path, fix.after.encode(fix.encoding))


def _mended(path: Path, edits: list[tuple[int, int, str, str]]) -> Fix:
    data = path.read_bytes()
    try:
        before, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return Fix(path, "", "", "utf-8")
    lines = before.splitlines(keepends=True)
    for line, column, found, suggestion in sorted(edits, reverse=True):
        text = lines[line - 1] if line <= len(lines) else ""
        start = column - 1
        if text[start : start + len(found)] == found:
            lines[line - 1] = text[:start] + suggestion + text[start + len(found) :]
    return Fix(path, before, "".join(lines), encoding)
