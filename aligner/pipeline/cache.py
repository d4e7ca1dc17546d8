"""Results of earlier steps, keyed by the content of what they were made from.

An entry is one file, ``STEP/KK/KEY`` in the cache's folder, KK being the first two digits of the key:

    dragoman 1 KIND SHA-256-OF-THE-BODY LF BODY

KIND says what the body is: ``json`` (UTF-8), ``arrays`` (NumPy's ``.npy`` format, one array after the other) and both
deflated; ``bytes`` as they are. An entry that was cut short or altered is noticed by its checksum and made again. No
pickle is ever written or read. An entry is written whole or not at all, so that any number of processes may share a
cache; two that make the same one write the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from aligner import __version__
from aligner.errors import AlignerError
from aligner.storage import Folder

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

T = TypeVar("T")

MAGIC = b"dragoman 1 "
MISFITS = (ValueError, KeyError, IndexError, TypeError, AttributeError)
"""What reading a value raises that has another form than it should."""
LEVEL = 1
"""Of deflation: the text of documents becomes a third, faster than most disks write."""


def key_of(step: str, *parts: object) -> str:
    """The key of a step's result: its name, the program's version and whatever the result depends on."""
    text = json.dumps([__version__, step, *parts], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Form(NamedTuple, Generic[T]):
    """How values of a type are kept."""

    write: Callable[[T], Any]
    """Turns one into a JSON value,"""
    read: Callable[[Any], T]
    """and back; raises one of :data:`MISFITS` for what it did not write."""


@dataclass(slots=True)
class Cache:
    """A folder of results."""

    folder: Folder
    prefix: str = ""
    """Folder in ``folder``, with a slash at its end; empty for ``folder`` itself."""
    made: Counter[str] = field(default_factory=Counter)
    """How often each step had to be done."""
    frozen: bool = False
    """Whether a missing entry is an :class:`AlignerError` and not made."""

    def json(self, step: str, key: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401  (any JSON value)
        """The JSON value stored under ``key``, or the one ``make`` returns, which is stored."""
        body = self._read(step, key)
        if body is not None:
            return json.loads(zlib.decompress(body))
        value = make()
        self._write_json(step, key, value)
        return value

    def value(self, step: str, key: str, make: Callable[[], T], form: Form[T]) -> T:
        """The value stored under ``key``, or the one ``make`` returns, which is stored in its ``form``.

        An entry that does not have that form, left by a program that was changed since, is made again.
        """
        body = self._read(step, key)
        if body is not None:
            try:
                return form.read(json.loads(zlib.decompress(body)))
            except MISFITS:
                if self.frozen:
                    raise
        made = make()
        self._write_json(step, key, form.write(made))
        return made

    def arrays(self, step: str, key: str, make: Callable[[], Sequence[npt.NDArray[Any]]]) -> Sequence[npt.NDArray[Any]]:
        """The arrays stored under ``key``, or those ``make`` returns, which are stored."""
        import numpy as np

        body = self._read(step, key)
        if body is not None:
            return _arrays(zlib.decompress(body))
        made = make()
        stream = io.BytesIO()
        for array in made:
            np.lib.format.write_array(stream, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)
        self._write(step, key, b"arrays", zlib.compress(stream.getvalue(), LEVEL))
        return made

    def raw(self, step: str, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes stored under ``key``, or those ``make`` returns, which are stored."""
        body = self._read(step, key)
        if body is None:
            body = make()
            self._write(step, key, b"bytes", body)
        return body

    def get(self, step: str, key: str) -> Any:  # noqa: ANN401  (any JSON value)
        """The JSON value stored under ``key``; None where there is none."""
        body = self._read(step, key)
        return None if body is None else json.loads(zlib.decompress(body))

    def has(self, step: str, key: str) -> bool:
        """Whether there is an entry; it may still turn out to be damaged."""
        return self.folder.entry(self.name(step, key)) is not None

    def drop(self, step: str, key: str) -> None:
        """Remove an entry, if there is one."""
        self.folder.remove(self.name(step, key))

    def clear(self, steps: Sequence[str]) -> None:
        """Remove all results of ``steps``."""
        for step in steps:
            self.folder.remove(f"{self.prefix}{step}")

    def name(self, step: str, key: str) -> str:
        """The file an entry is in."""
        return f"{self.prefix}{step}/{key[:2]}/{key}"

    def _write_json(self, step: str, key: str, value: object) -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        self._write(step, key, b"json", zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL))

    def _write(self, step: str, key: str, kind: bytes, body: bytes) -> None:
        self.made[step] += 1
        digest = hashlib.sha256(body).hexdigest().encode()
        self.folder.write(self.name(step, key), MAGIC + kind + b" " + digest + b"\n" + body)

    def _read(self, step: str, key: str) -> bytes | None:
        try:
            data = self.folder.read(self.name(step, key))
        except FileNotFoundError:
            self._missing()
            return None
        end = data.find(b"\n", 0, 128)
        body = data[end + 1 :]
        if not data.startswith(MAGIC) or data[end - 64 : end] != hashlib.sha256(body).hexdigest().encode():
            self._missing()
            return None
        return body

    def _missing(self) -> None:
        if self.frozen:
            raise AlignerError(
                "results of the last build are missing",
                source=self.folder.shown(self.prefix.rstrip("/")),
                advice="run 'dragoman build' again",
            )


def _arrays(data: bytes) -> list[np.ndarray[Any, Any]]:
    import numpy as np

    stream = io.BytesIO(data)
    found = []
    while stream.tell() < len(data):
        found.append(np.lib.format.read_array(stream, allow_pickle=False))
    return found
