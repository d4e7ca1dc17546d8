"""The baseline: findings that were there when checking began, so that CI fails only for new ones.

A JSON file, one finding a line, sorted, so that it can be read and compared; only the fingerprint counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from aligner.errors import AlignerError, reason
from aligner.model import Finding
from tmx.files import write_text


class Split(NamedTuple):
    """Findings held against a baseline."""

    new: list[Finding]
    known: list[Finding]
    stale: list[str]
    """Entries of the baseline that no longer occur, as «check document ref»."""


def write(path: Path, findings: Iterable[Finding]) -> None:
    """Write the baseline of ``findings``, whole or not at all."""
    _write(path, [_row(finding) for finding in findings])


def add(path: Path, finding: Finding) -> None:
    """Put one finding into the baseline, which is made where there is none. Raises as :func:`read` does."""
    _write(path, [*(_rows(path) if path.exists() else []), _row(finding)])


def remove(path: Path, finding: Finding) -> None:
    """Take one finding out of the baseline. Raises as :func:`read` does."""
    _write(path, [row for row in _rows(path) if row["fingerprint"] != finding.fingerprint])


def _row(finding: Finding) -> dict[str, str]:
    names = ("check", "document", "ref", "fingerprint")
    return {name: getattr(finding, name) for name in names}


def _write(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    by_key = {tuple(str(row.get(key, "")) for key in ("check", "document", "fingerprint")): row for row in rows}
    lines = [json.dumps(row, ensure_ascii=False) for _, row in sorted(by_key.items())]
    write_text(path, "[\n" + ",\n".join(lines) + "\n]\n")


def read(path: Path) -> dict[str, str]:
    """Read a baseline: fingerprint to «check document ref».

    Raises :class:`AlignerError` where the file is missing or not a baseline.
    """
    return {
        row["fingerprint"]: " ".join(str(row.get(key, "")) for key in ("check", "document", "ref")).strip()
        for row in _rows(path)
    }


def _rows(path: Path) -> list[dict[str, Any]]:
    advice = "write it anew with --update-baseline"
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AlignerError(f"no baseline can be read: {error.strerror}", source=str(path), advice=advice) from error
    except (ValueError, RecursionError) as error:
        raise AlignerError(f"not a baseline: {reason(error)}", source=str(path), advice=advice) from error
    if not isinstance(rows, list):
        raise AlignerError("not a baseline: it should be a list", source=str(path), advice=advice)
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or not isinstance(row.get("fingerprint"), str):
            raise AlignerError("no fingerprint", source=str(path), place=f"entry {number}", advice=advice)
    return rows


def split(findings: Iterable[Finding], entries: dict[str, str]) -> Split:
    """Part ``findings`` into new and known ones, and name the entries that are stale."""
    new: list[Finding] = []
    known: list[Finding] = []
    seen: set[str] = set()
    for finding in findings:
        seen.add(finding.fingerprint)
        (known if finding.fingerprint in entries else new).append(finding)
    return Split(new, known, [name for fingerprint, name in entries.items() if fingerprint not in seen])
