"""Which lines of which files changed since a commit, for checks that look at a change only."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from aligner.errors import UsageError
from aligner.model import Finding
from aligner.reports.findings.report import Place

_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


def changed_lines(base: str, paths: Sequence[Path]) -> dict[Path, set[int]]:
    """Lines of the files under ``paths`` that git says were added or changed since ``base``, by resolved path.

    Raises :class:`UsageError` where git is missing, ``base`` names no commit, or the paths are in no repository.
    """
    folder = paths[0] if paths[0].is_dir() else paths[0].parent
    if base.startswith("-"):
        raise UsageError(f"--diff {base}: not the name of a commit")
    top = Path(_git(folder, base, "rev-parse", "--show-toplevel").strip())
    names = [str(path.resolve()) for path in paths]
    text = _git(folder, base, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-prefix", base, "--", *names)
    lines: dict[Path, set[int]] = {}
    current: set[int] = set()
    for line in text.splitlines():
        if line.startswith("+++ "):
            current = lines.setdefault((top / line[4:].strip().strip('"')).resolve(), set())
        elif match := _HUNK.match(line):
            start, count = int(match[1]), int(match[2] or 1)
            current.update(range(start, start + count))
    return lines


def on_changed_lines(
    findings: Iterable[Finding], place: Callable[[Finding], Place], changed: dict[Path, set[int]]
) -> list[Finding]:
    """The findings that lie on a changed line, or in a changed file where they have no line."""
    kept = []
    for finding in findings:
        where = place(finding)
        lines = changed.get(Path(where.path).resolve())
        if lines is not None and (not where.line or where.line in lines):
            kept.append(finding)
    return kept


def _git(folder: Path, base: str, *arguments: str) -> str:
    command = ["git", "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603  (fixed command)
    except OSError as error:
        raise UsageError(f"--diff {base}: git can't be run: {error.strerror}") from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(f"--diff {base}: {reason[0] if reason else 'git failed'}", advice="name a commit or branch")
    return done.stdout.decode("utf-8", "replace")
