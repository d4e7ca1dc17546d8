"""What is let stand, written into the project's settings: one more suppression, one less, the baseline's name.

The file is changed in place: comments, order and layout stay as the person left them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from aligner import configuration
from aligner.configuration import FILE, Suppression
from aligner.errors import AlignerError
from tmx.files import write_text

BASELINE = "findings-baseline.json"
"""Name of the baseline beside the settings where these name none."""


def version_of(path: Path) -> str:
    """What identifies a file's present content; empty where there is no file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""


class SettingsFile:
    """The settings of a corpora folder."""

    def __init__(self, corpora: Path) -> None:
        self.corpora = corpora

    @property
    def path(self) -> Path:
        """The file that holds for the corpora: the one there is, or the one that will be made."""
        return configuration.find(self.corpora).path or self.corpora / FILE

    def version(self) -> str:
        """What identifies the file's present content; empty where there is no file."""
        return version_of(self.path)

    def suppress(self, suppression: Suppression) -> None:
        """Add a suppression. Raises :class:`AlignerError` where the file can't be changed."""
        document, check = self._open()
        rows = check.get("suppress")
        if rows is None:
            rows = tomlkit.aot()
            check["suppress"] = rows
        table = tomlkit.table() if isinstance(rows, tomlkit.items.AoT) else tomlkit.inline_table()
        for name in ("check", "document", "ref", "text", "reason"):
            if value := getattr(suppression, name):
                table.add(name, value)
        rows.append(table)
        self._write(document)

    def allow(self, suppression: Suppression) -> None:
        """Take a suppression out again; one that is not there is no error."""
        document, check = self._open()
        rows = check.get("suppress", [])
        for place, row in enumerate(rows):
            if Suppression(**{str(key): str(value) for key, value in row.items()}) == suppression:
                del rows[place]
                self._write(document)
                return

    def baseline(self) -> Path:
        """The baseline that the settings name, which is put into them where they name none."""
        found = configuration.find(self.corpora)
        if found.path and found.check.baseline:
            return found.path.parent / found.check.baseline
        document, check = self._open()
        check["baseline"] = BASELINE
        self._write(document)
        return self.path.parent / BASELINE

    def _open(self) -> tuple[tomlkit.TOMLDocument, Any]:
        """The file and its table of checks."""
        path = self.path
        try:
            document = tomlkit.parse(path.read_text(encoding="utf-8") if path.is_file() else "")
        except (TOMLKitError, UnicodeDecodeError) as error:
            raise AlignerError(f"not readable as TOML: {error}", source=str(path)) from error
        table: Any = document
        for name in ("check",) if path.name == FILE else ("tool", "dragoman", "check"):
            if name not in table:
                table[name] = tomlkit.table(is_super_table=name != "check")
            table = table[name]
        return document, table

    def _write(self, document: tomlkit.TOMLDocument) -> None:
        write_text(self.path, tomlkit.dumps(document))
