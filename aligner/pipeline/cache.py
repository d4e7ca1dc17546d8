"""Results of earlier runs, keyed by the content of what they were made from.

An entry is a JSON file named after its key, whose first line is the SHA-256 of the rest: an entry that was cut
short or altered is noticed, dropped and made again. No pickle is ever written or read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aligner import __version__
from aligner.pipeline.engines import together
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
        return self.get_all([(step, key, make)], 1)[0]

    def get_all(self, wanted: Sequence[tuple[str, str, Callable[[], Any]]], jobs: int) -> list[Any]:
        """The values of several steps that do not depend on each other; what is missing is made side by side."""
        values: list[Any] = []
        missing: list[int] = []
        for place, (step, key, _) in enumerate(wanted):
            self.used.append((step, key))
            values.append(None if self.fresh else self._read(self._path(key)))
            if values[-1] is None:
                missing.append(place)
        made = together([wanted[place][2] for place in missing], jobs)
        for place, value in zip(missing, made, strict=True):
            step, key, _ = wanted[place]
            values[place] = value
            self.made.append(step)
            body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
            self._path(key).parent.mkdir(parents=True, exist_ok=True)
            write_bytes(self._path(key), hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        return values

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"

    def _read(self, path: Path) -> Any:  # noqa: ANN401  (any JSON value)
        try:
            digest, _, body = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if hashlib.sha256(body).hexdigest().encode() != digest:
            path.unlink(missing_ok=True)
            return None
        return json.loads(body)
