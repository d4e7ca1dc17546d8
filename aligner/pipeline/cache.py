"""Results of earlier runs, keyed by the content of what they were made from.

An entry is a JSON file named after its key, whose first line is the SHA-256 of the rest: an entry that was cut
short or altered is noticed, dropped and made again. No pickle is ever written or read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aligner import __version__
from tmx.files import write_bytes


def key_of(step: str, *parts: object) -> str:
    """The key of a step's result: its name, the program's version and whatever the result depends on."""
    text = json.dumps([__version__, step, *parts], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(slots=True)
class Cache:
    """A folder of results; a run with ``fresh`` reads none of them but writes all."""

    folder: Path
    fresh: bool = False
    made: list[str] = field(default_factory=list)
    """Names of the steps that had to be done in this run, in order."""
    used: list[tuple[str, str]] = field(default_factory=list)
    """Step and key of everything asked for in this run, in order."""

    def get(self, step: str, key: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401  (any JSON value)
        """The JSON value stored under ``key``, or the one ``make`` returns, which is stored."""
        path = self.folder / key[:2] / f"{key}.json"
        self.used.append((step, key))
        if not self.fresh:
            value = self._read(path)
            if value is not None:
                return value
        value = make()
        self.made.append(step)
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        return value

    def _read(self, path: Path) -> Any:  # noqa: ANN401  (any JSON value)
        try:
            digest, _, body = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if hashlib.sha256(body).hexdigest().encode() != digest:
            path.unlink(missing_ok=True)
            return None
        return json.loads(body)
