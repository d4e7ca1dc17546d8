"""What the pipeline asks of a place where files lie."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO, NamedTuple, Protocol


class Entry(NamedTuple):
    """A file as a listing shows it."""

    name: str
    """Relative to the folder, with forward slashes."""
    size: int
    """Bytes."""
    stamp: str
    """Changes whenever the file does; a file with the stamp it had before need not be read again."""


class Folder(Protocol):
    """Files by name, names relative with forward slashes.

    Every method raises :class:`OSError` where the storage fails, :class:`FileNotFoundError` for a missing file.
    """

    location: str
    """As the user gave it."""

    def exists(self) -> bool:
        """Whether there is such a folder."""

    def files(self, under: str = "") -> Iterator[Entry]:
        """Yield all files below ``under``, in no particular order; hidden ones (a name with a leading dot) left out."""

    def entry(self, name: str) -> Entry | None:
        """One file, None where there is none."""

    def read(self, name: str) -> bytes:
        """Return the content of a file."""

    def reading(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Open a file to be read as a stream."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all; folders above it are made. It may be lost when the machine stops."""

    def writing(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Yield a stream whose content becomes the file when the block ends without an error, on disk for good."""

    def remove(self, under: str) -> None:
        """Remove a file, or everything below a folder; nothing where there is none."""

    def shown(self, name: str) -> str:
        """Return how a file is named to the user."""
