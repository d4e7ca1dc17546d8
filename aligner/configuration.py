"""Settings from ``dragoman.toml`` in the corpora folder, or ``[tool.dragoman]`` in ``pyproject.toml``.

An unknown key is an error that names the nearest known one.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aligner.errors import AlignerError, reason

FILE = "dragoman.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """A finding that a person has looked at and let stand."""

    check: str
    """Id of the check."""
    reason: str
    """Why; never empty."""
    document: str = ""
    """Symbol; empty for every document."""
    ref: str = ""
    """Block; empty for every block."""
    text: str = ""
    """A stretch of text that must occur in the finding's text; empty for any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """Settings of ``dragoman check``."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: str = ""
    baseline: str = ""
    """Path relative to the file of settings."""
    severity: Mapping[str, str] = field(default_factory=dict)
    """Severity by check id."""
    per_document: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Checks ignored, by document symbol."""
    per_path: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Checks ignored, by pattern of the file's path (``fr/*.txt``), relative to the file of settings."""
    suppress: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """All settings, with their defaults."""

    source: str = "fr"
    targets: tuple[str, ...] = ()
    glossary: str = ""
    """Term list to check and build with, relative to the file of settings."""
    address: str = ""
    """Where ``dragoman fetch`` asks for documents; empty for the United Nations documents system."""
    check: CheckSettings = CheckSettings()
    path: Path | None = None
    """The file they come from; None for the defaults."""


def find(folder: Path) -> Configuration:
    """Read the settings that hold for ``folder``: its ``dragoman.toml``, or the ``pyproject.toml`` there.

    Raises :class:`AlignerError` naming file and key for what can't be read or is not known.
    """
    own, project = folder / FILE, folder / "pyproject.toml"
    if own.is_file():
        return read(own)
    if project.is_file():
        data = _load(project).get("tool", {}).get("dragoman")
        if data is not None:
            return _configuration(data, project)
    return Configuration()


def read(path: Path) -> Configuration:
    """Read a ``dragoman.toml``. Raises :class:`AlignerError` as :func:`find` does."""
    return _configuration(_load(path), path)


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise AlignerError(f"not readable as TOML: {reason(error)}", source=str(path)) from error


def _configuration(data: Mapping[str, Any], path: Path) -> Configuration:
    table = _Table(data, path, "")
    table.known("source", "targets", "glossary", "address", "check")
    check = _Table(table.table("check"), path, "check")
    check.known("select", "ignore", "min-severity", "baseline", "severity", "per-document", "per-path", "suppress")
    return Configuration(
        source=table.text("source", "fr"),
        targets=table.texts("targets"),
        glossary=table.text("glossary"),
        address=table.text("address"),
        check=CheckSettings(
            select=check.texts("select"),
            ignore=check.texts("ignore"),
            min_severity=check.one_of("min-severity", ("", "info", "warning", "error")),
            baseline=check.text("baseline"),
            severity=_severities(check, path),
            per_document=_ignored(check, "per-document", path),
            per_path=_ignored(check, "per-path", path),
            suppress=tuple(_suppressions(check, path)),
        ),
        path=path,
    )


def _severities(check: _Table, path: Path) -> dict[str, str]:
    table = _Table(check.table("severity"), path, "check.severity")
    return {key: table.one_of(key, ("info", "warning", "error")) for key in sorted(table.data)}


def _ignored(check: _Table, key: str, path: Path) -> dict[str, tuple[str, ...]]:
    result = {}
    for name, value in sorted(check.table(key).items()):
        table = _Table(value, path, f'check.{key}."{name}"')
        table.known("ignore")
        result[name] = table.texts("ignore")
    return result


def _suppressions(check: _Table, path: Path) -> list[Suppression]:
    rows = check.data.get("suppress", [])
    if not isinstance(rows, list):
        raise AlignerError("must be a list of tables: [[check.suppress]]", source=str(path), place="check.suppress")
    found = []
    for number, row in enumerate(rows, start=1):
        table = _Table(row, path, f"check.suppress[{number}]")
        table.known("check", "reason", "document", "ref", "text")
        fields = {key: table.text(key) for key in ("check", "reason", "document", "ref", "text")}
        for key in ("check", "reason"):
            if not fields[key]:
                raise AlignerError(f"'{key}' is missing", source=str(path), place=table.place)
        found.append(Suppression(**fields))
    return found


class _Table:
    """A TOML table that knows where it stands, so that a wrong value is named by its place."""

    def __init__(self, data: object, path: Path, place: str) -> None:
        if not isinstance(data, Mapping):
            raise AlignerError("must be a table", source=str(path), place=place)
        self.data = data
        self.path = path
        self.place = place

    def known(self, *names: str) -> None:
        for key in self.data:
            if key not in names:
                near = difflib.get_close_matches(key, names, n=1)
                advice = f"did you mean '{near[0]}'?" if near else "known keys: " + ", ".join(names)
                raise AlignerError(f"unknown key '{key}'", source=str(self.path), place=self.place, advice=advice)

    def table(self, key: str) -> Mapping[str, Any]:
        value = self.data.get(key, {})
        return _Table(value, self.path, f"{self.place}.{key}".lstrip(".")).data

    def text(self, key: str, default: str = "") -> str:
        value = self.data.get(key, default)
        if not isinstance(value, str):
            raise self._wrong(key, "must be a text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key, [])
        if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(v, str) for v in value):
            raise self._wrong(key, "must be a list of texts")
        return tuple(value)

    def one_of(self, key: str, values: Sequence[str]) -> str:
        value = self.text(key)
        if value not in values:
            raise self._wrong(key, "must be one of " + ", ".join(name for name in values if name))
        return value

    def _wrong(self, key: str, message: str) -> AlignerError:
        return AlignerError(message, source=str(self.path), place=f"{self.place}.{key}".lstrip("."))
