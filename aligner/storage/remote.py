"""Files behind an address, by way of fsspec: S3 and what speaks like it, and every other protocol fsspec knows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from aligner.errors import UsageError
from aligner.storage.folder import Entry

_SHOWN_WHOLE = frozenset(("s3", "s3a", "gs", "gcs", "abfs"))
"""Protocols of storages that show a file when it is complete."""
ADVICE = "install dragoman with the extra [cluster]"


class RemoteFolder:
    """A folder of a storage that fsspec reaches; its settings are fsspec's own (environment, ``~/.config/fsspec``)."""

    def __init__(self, location: str) -> None:
        self.location = location
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise UsageError(f"{location} needs fsspec", advice=ADVICE) from error
        try:
            # what other processes write must be seen: no listing is kept
            found = url_to_fs(location, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise UsageError(f"{location}: {error}", advice=ADVICE) from error
        self._system: Any = found[0]
        self._root: str = str(found[1]).rstrip("/")

    def exists(self) -> bool:
        """Whether anything lies there."""
        with _as_os_error(self.location):
            return bool(self._system.exists(self._root))

    def files(self, under: str = "") -> Iterator[Entry]:
        """Yield all files below ``under``; hidden ones left out."""
        with _as_os_error(self.location):
            found = self._system.find(self._path(under) if under else self._root, detail=True)
        for path, facts in found.items():
            name = path.removeprefix(self._root).lstrip("/")
            if not any(part.startswith(".") for part in name.split("/")):
                yield self._entry(name, facts)

    def entry(self, name: str) -> Entry | None:
        """One file, None where there is none."""
        with _as_os_error(self.shown(name)):
            try:
                facts = self._system.info(self._path(name))
            except FileNotFoundError:
                return None
        return self._entry(name, facts) if facts.get("type") == "file" else None

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        with _as_os_error(self.shown(name)):
            return bytes(self._system.cat_file(self._path(name)))

    @contextlib.contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        """Open a file to be read as a stream."""
        with _as_os_error(self.shown(name)), self._system.open(self._path(name), "rb") as stream:
            yield stream

    def write(self, name: str, data: bytes) -> None:
        """Write a file; object storages show it whole or not at all."""
        with self.writing(name) as stream:
            stream.write(data)

    @contextlib.contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """Yield a stream whose content becomes the file when the block ends without an error.

        It goes to a temporary name first where the storage shows files while they are written.
        """
        path = self._path(name)
        direct = not _SHOWN_WHOLE.isdisjoint(self._protocols())
        target = path if direct else f"{path}.part"
        with _as_os_error(self.shown(name)):
            if not direct:
                self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
            stream = self._system.open(target, "wb")
            try:
                yield stream
            except BaseException:
                self._give_up(stream, "" if direct else target)
                raise
            stream.close()
            if not direct:
                self._system.mv(target, path)

    def _give_up(self, stream: Any, target: str) -> None:  # noqa: ANN401  (of any storage)
        """Forget what was written to ``stream``, and remove ``target`` if one is named."""
        with contextlib.suppress(Exception):
            if target:
                stream.close()
                self._system.rm(target)
            else:
                stream.discard()
                # or it would be written after all when it is forgotten
                stream.closed = True

    def remove(self, under: str) -> None:
        """Remove a file, or everything below a folder."""
        with _as_os_error(self.shown(under)), contextlib.suppress(FileNotFoundError):
            self._system.rm(self._path(under), recursive=True)

    def shown(self, name: str) -> str:
        """Return the file's address."""
        return f"{self.location.rstrip('/')}/{name}"

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _protocols(self) -> tuple[str, ...]:
        protocol = self._system.protocol
        return (protocol,) if isinstance(protocol, str) else tuple(protocol)

    @staticmethod
    def _entry(name: str, facts: dict[str, Any]) -> Entry:
        changed = facts.get("ETag") or facts.get("LastModified") or facts.get("created") or facts.get("mtime")
        return Entry(name, int(facts.get("size") or 0), f"{facts.get('size')}-{changed}")


@contextlib.contextmanager
def _as_os_error(place: str) -> Iterator[None]:
    """What a storage's client raises, as the error that all of us expect."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:  # each client has its own errors
        if type(error).__module__.partition(".")[0] in ("botocore", "aiohttp", "fsspec", "s3fs", "aiobotocore"):
            raise OSError(None, f"{type(error).__name__}: {error}", place) from error
        raise
