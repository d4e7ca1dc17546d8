"""The part of a download that has arrived, kept so that a broken or killed run goes on where it was.

A part is only gone on with where the server named a version of the document (a strong ETag or a date of last
change, RFC 9110, sections 8.8 and 13.1.5): half of one version and half of another would be neither.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from tmx.files import write_text


class Part:
    """A file of bytes received, with the address they came from and the version they belong to."""

    def __init__(self, path: Path, address: str) -> None:
        """Keep the part in ``path``; what lies there of another address is thrown away."""
        self._path = path
        self._state = path.with_name(path.name + ".json")
        self._address = address
        self.version = self._known_version()
        """ETag or date of last change; empty where a part can't be gone on with."""
        if not self.version:
            self.discard()

    @property
    def size(self) -> int:
        """Bytes received so far."""
        return self._path.stat().st_size if self._path.is_file() else 0

    def open(self, *, keep: bool) -> BinaryIO:
        """A stream to write to: behind what is there if ``keep``, else from the beginning."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return self._path.open("ab" if keep else "wb")

    def remember(self, headers: Mapping[str, str]) -> None:
        """Note the version that the bytes to come belong to, from the headers of the answer."""
        etag = headers.get("etag", "")
        self.version = etag if etag.startswith('"') else headers.get("last-modified", "")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_text(self._state, json.dumps({"address": self._address, "version": self.version}))

    def content(self) -> bytes:
        """All bytes received."""
        return self._path.read_bytes() if self._path.is_file() else b""

    def discard(self) -> None:
        """Forget what was received."""
        self.version = ""
        self._path.unlink(missing_ok=True)
        self._state.unlink(missing_ok=True)

    def _known_version(self) -> str:
        try:
            state = json.loads(self._state.read_text(encoding="utf-8"))
            same = state["address"] == self._address
            return str(state["version"]) if same and self._path.is_file() else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""
