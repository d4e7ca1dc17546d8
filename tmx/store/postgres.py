"""The store in a PostgreSQL database, for several people: the extra ``postgres`` (psycopg 3)."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from tmx.errors import TmxError
from tmx.store.database import Row

_ROWS = 2_000
"""Rows fetched at once from a large answer."""
_WRITERS = 0x647261676F6D616E
"""Number of the lock that whoever writes holds to the end of the transaction: ``dragoman`` in ASCII."""


class PostgresDatabase:
    """A connection; tables are made in the schema that comes first on the user's search path."""

    types = {"number": "BIGINT", "bytes": "BYTEA", "real": "DOUBLE PRECISION"}  # noqa: RUF012  (never changed)

    def __init__(self, url: str) -> None:
        self.name = _without_password(url)
        try:
            # imported by name: the extra need not be installed
            self._driver: Any = importlib.import_module("psycopg")
        except ImportError:
            message = "PostgreSQL needs the extra 'postgres': pip install 'dragoman[postgres]'"
            raise TmxError(message, source=self.name) from None
        with self._failing():
            self._connection: Any = self._driver.connect(url, autocommit=True)

    def query(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """See :class:`tmx.store.database.Database`."""
        with self._failing():
            rows: list[Row] = self._connection.execute(_marked(statement), values).fetchall()
        return rows

    def stream(self, statement: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """See :class:`tmx.store.database.Database`."""
        with self._failing(), self._connection.transaction(), self._connection.cursor("dragoman_stream") as cursor:
            cursor.itersize = _ROWS
            cursor.execute(_marked(statement), values)
            yield from cursor

    def execute(self, statement: str, values: Sequence[object] = ()) -> None:
        """See :class:`tmx.store.database.Database`."""
        with self._failing():
            self._connection.execute(_marked(statement), values)

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """See :class:`tmx.store.database.Database`."""
        with (
            self._failing(),
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """See :class:`tmx.store.database.Database`."""
        with self._failing(), self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_WRITERS,))
            yield

    def exists(self, table: str) -> bool:
        """See :class:`tmx.store.database.Database`."""
        return self.query("SELECT to_regclass(?)", (table,)) != [(None,)]

    def bytes_used(self) -> int:
        """See :class:`tmx.store.database.Database`."""
        tables = ("documents", "units", "texts", "segments", "postings")
        return sum(int(self.query("SELECT pg_total_relation_size(?::regclass)", (table,))[0][0]) for table in tables)

    def close(self) -> None:
        """See :class:`tmx.store.database.Database`."""
        self._connection.close()

    @contextlib.contextmanager
    def _failing(self) -> Iterator[None]:
        """Errors of PostgreSQL as ours."""
        try:
            yield
        except self._driver.Error as error:
            first = next(iter(str(error).splitlines()), "") or type(error).__name__
            raise TmxError(f"PostgreSQL says: {first}", source=self.name) from error


def _marked(statement: str) -> str:
    """With the marks for values that psycopg knows."""
    return statement.replace("?", "%s")


def _without_password(url: str) -> str:
    """The URL as it may be shown."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")
    user = host[0].partition(":")[0]
    return parts._replace(netloc=f"{user}{host[1]}{host[2]}", query="").geturl()
