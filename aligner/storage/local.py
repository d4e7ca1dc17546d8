"""Files in a folder of this computer."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from aligner.storage.folder import Entry
from tmx.files import replacing, write_bytes


class LocalFolder:
    """A folder of the file system."""

    def __init__(self, location: str) -> None:
        self.location = location
        self._path = Path(location)

    def exists(self) -> bool:
        """Whether there is such a folder."""
        return self._path.is_dir()

    def files(self, under: str = "") -> Iterator[Entry]:
        """Yield all files below ``under``; hidden ones left out."""
        waiting = [(under, self._path / under)]
        while waiting:
            prefix, path = waiting.pop()
            try:
                found = list(os.scandir(path))
            except (FileNotFoundError, NotADirectoryError):
                continue
            for each in found:
                name = f"{prefix}/{each.name}" if prefix else each.name
                if each.name.startswith("."):
                    continue
                if each.is_dir():
                    waiting.append((name, path / each.name))
                elif each.is_file():
                    yield Entry(name, *_facts(each.stat()))

    def entry(self, name: str) -> Entry | None:
        """One file, None where there is none."""
        path = self._path / name
        try:
            return Entry(name, *_facts(path.stat())) if path.is_file() else None
        except OSError:
            return None

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        return (self._path / name).read_bytes()

    def reading(self, name: str) -> BinaryIO:
        """Open a file to be read as a stream."""
        return (self._path / name).open("rb")

    def write(self, name: str, data: bytes) -> None:
        """Write a file by renaming; not flushed to disk, for what carries its own checksum."""
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, data, flushed=False)

    @contextlib.contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """Yield a stream whose content becomes the file when the block ends without an error."""
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as stream:
            yield stream

    def remove(self, under: str) -> None:
        """Remove a file, or everything below a folder."""
        path = self._path / under
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    def shown(self, name: str) -> str:
        """Return the file's path as the user would write it."""
        return str(self._path / name)


def _facts(status: os.stat_result) -> tuple[int, str]:
    """Size and stamp. The time of the last change of the entry itself can't be set back as that of the content can."""
    return status.st_size, f"{status.st_size}-{status.st_mtime_ns}-{status.st_ctime_ns}-{status.st_ino}"
