"""The store in a file of its own: SQLite."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tmx.errors import TmxError
from tmx.store.database import Row

WAIT = 60
"""Seconds to wait for another process that writes."""
_SETTINGS = (
    "PRAGMA page_size = 16384",  # of a new file; keeping the indexes takes half the time it takes with pages of 4 kB
    "PRAGMA journal_mode = WAL",  # readers go on while one process writes, and a killed one leaves no trace
    "PRAGMA synchronous = NORMAL",  # with WAL, power failure can lose the last import but never break the file
    "PRAGMA cache_size = -200000",
    "PRAGMA mmap_size = 2000000000",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA threads = 2",  # an index of many rows is sorted by two
)
_VALUES = 30_000
"""Values that one statement takes at most, a little below SQLite's own limit."""
_ROWS = 500
"""Rows written by one statement at most."""
_HEADER = b"SQLite format 3\0"


class SqliteDatabase:
    """A file; other processes may have it open, too."""

    types = {"number": "INTEGER", "bytes": "BLOB", "real": "REAL"}  # noqa: RUF012  (never changed)

    def __init__(self, path: Path, *, create: bool) -> None:
        self.name = str(path)
        self._path = path
        _check(path, create=create)
        with self._failing():
            self._connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
            for setting in _SETTINGS:
                self._connection.execute(setting).fetchall()

    def query(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """See :class:`tmx.store.database.Database`."""
        with self._failing():
            return self._connection.execute(statement, values).fetchall()

    def stream(self, statement: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """See :class:`tmx.store.database.Database`."""
        with self._failing():
            yield from self._connection.execute(statement, values)

    def execute(self, statement: str, values: Sequence[object] = ()) -> None:
        """See :class:`tmx.store.database.Database`."""
        with self._failing():
            self._connection.execute(statement, values)

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """See :class:`tmx.store.database.Database`."""
        source = iter(rows)
        marks = f"({', '.join('?' * len(columns))})"
        opening = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "  # noqa: S608
        with self._failing():
            while batch := list(itertools.islice(source, min(_ROWS, _VALUES // len(columns)))):
                # one statement, during all of which other threads can work, and a little faster than one for each row
                values = list(itertools.chain.from_iterable(batch))
                self._connection.execute(opening + ", ".join([marks] * len(batch)), values)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """See :class:`tmx.store.database.Database`."""
        with self._failing():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._failing():
                self._connection.execute("COMMIT")
        except BaseException:
            # a failure that has already ended the transaction must not hide behind a second one
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def exists(self, table: str) -> bool:
        """See :class:`tmx.store.database.Database`."""
        return bool(self.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)))

    def bytes_used(self) -> int:
        """See :class:`tmx.store.database.Database`."""
        pages, size = self.query("SELECT page_count, page_size FROM pragma_page_count, pragma_page_size")[0]
        return int(pages) * int(size)

    def close(self) -> None:
        """See :class:`tmx.store.database.Database`."""
        self._connection.close()

    @contextlib.contextmanager
    def _failing(self) -> Iterator[None]:
        """Errors of SQLite as ours."""
        try:
            yield
        except sqlite3.OperationalError as error:
            locked = "locked" in str(error) or "busy" in str(error)
            message = "another process is writing to the store; try again later" if locked else str(error)
            raise TmxError(message, source=self.name) from error
        except sqlite3.DatabaseError as error:
            raise TmxError(f"not a sound store: {error}", source=self.name) from error


def _check(path: Path, *, create: bool) -> None:
    """Refuse what SQLite would explain badly, or take for an empty store."""
    if path.is_dir():
        raise TmxError("is a folder, not a store", source=str(path))
    if path.is_file():
        with path.open("rb") as stream:
            head = stream.read(len(_HEADER))
        if head and head != _HEADER:
            raise TmxError("not a store: not an SQLite file", source=str(path))
    elif not create:
        raise TmxError("there is no such store; 'dragoman memory import' makes one", source=str(path))
    elif not path.parent.is_dir():
        raise TmxError("its folder does not exist", source=str(path))
