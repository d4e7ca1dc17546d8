"""What the store asks of a database. The statements are the same for all; ``?`` stands for a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Row = tuple[Any, ...]


class Database(Protocol):
    """A connection to a database; every call raises :class:`tmx.errors.TmxError` with the database's name."""

    name: str
    """The URL, without password."""
    types: dict[str, str]
    """What the types in braces of :mod:`tmx.store.schema` are called."""

    def query(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of the answer."""
        ...

    def stream(self, statement: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """The rows of a large answer, one after another, in flat memory."""
        ...

    def execute(self, statement: str, values: Sequence[object] = ()) -> None:
        """Run a statement that has no answer."""
        ...

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Add many rows to a table."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """A transaction, of which there is one at a time: whole, or on any error not at all."""
        ...

    def exists(self, table: str) -> bool:
        """Whether there is such a table."""
        ...

    def bytes_used(self) -> int:
        """Size of the store on disk, in bytes."""
        ...

    def close(self) -> None:
        """End the connection; closing twice does nothing."""
        ...
