"""The store: a translation memory that many documents go into."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tmx.collecting import no_cycles
from tmx.errors import TmxError
from tmx.lang import normalise
from tmx.model import TranslationUnit
from tmx.store.database import Database
from tmx.store.index import index_all
from tmx.store.records import COLUMNS, Record, decode
from tmx.store.schema import INDEXED, MIGRATIONS, VERSION
from tmx.store.writer import BATCH, Added, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """What is in a store."""

    units: int
    languages: dict[str, int]
    """Texts by language, in tag order."""
    documents: int
    bytes: int
    """Size on disk."""


class Store:
    """A translation memory in a database; a context manager that closes it.

    Every call raises :class:`tmx.errors.TmxError` where the database fails.
    """

    def __init__(self, database: Database, *, create: bool) -> None:
        self.database = database
        try:
            self._bring_up_to_date(create=create)
        except BaseException:
            database.close()
            raise

    def add(self, units: Iterable[TranslationUnit]) -> Added:
        """Take in units, all or, on any error, none; those already there are not added again.

        A unit is the same if identifier, document, reference, languages and texts are; whatever else it says
        replaces what it said before, but a person's decision is never replaced by none. Raises whatever reading
        ``units`` raises.
        """
        report = Added()
        with no_cycles(), self.database.writing(), Writer(self.database, report) as writer:
            source = iter(units)
            while batch := list(itertools.islice(source, BATCH)):
                writer.write(batch)
            writer.finish()
        return report

    def units(self, source_language: str = "", target_language: str = "") -> Iterator[TranslationUnit]:
        """Yield all units in the order they came, in flat memory; with languages, those that have all of them.

        A unit is then reduced to the variants of these languages, in this order.
        """
        wanted = [normalise(tag) for tag in (source_language, target_language) if tag]
        rows = self.database.stream(
            f"SELECT u.{', u.'.join(COLUMNS)}, u.id, d.symbol, t.language, t.text FROM units u"  # noqa: S608
            " LEFT JOIN documents d ON d.id = u.document"
            # SQLite joins by the range, PostgreSQL by the unit's number
            " LEFT JOIN texts t ON t.unit = u.id AND t.id >= u.first AND t.id < u.first + u.languages"
            " ORDER BY u.id, t.id"
        )
        width = len(COLUMNS)
        for _, group in itertools.groupby(rows, key=lambda row: row[width]):
            own = list(group)
            texts = [(row[-2], row[-1]) for row in own if row[-2] is not None]
            unit = decode(Record(*own[0][:width])._replace(document=own[0][-3] or ""), texts)
            if wanted:
                chosen = [unit.variant(tag) for tag in wanted]
                if not all(chosen):
                    continue
                unit = unit._replace(variants=tuple(one for one in chosen if one))
            yield unit

    def stats(self) -> Stats:
        """Count what is there."""
        query = self.database.query
        return Stats(
            units=int(query("SELECT COUNT(*) FROM units")[0][0]),
            languages={
                tag: int(count)
                for tag, count in sorted(query("SELECT language, COUNT(*) FROM texts GROUP BY language"))
            },
            documents=int(query("SELECT COUNT(*) FROM documents")[0][0]),
            bytes=self.database.bytes_used(),
        )

    def source_language(self) -> str:
        """Language of the first text that came in; empty where there is none."""
        rows = self.database.query(
            "SELECT language FROM texts WHERE id = (SELECT first FROM units ORDER BY id LIMIT 1)"
        )
        return str(rows[0][0]) if rows else ""

    def close(self) -> None:
        """Close the database; closing twice does nothing."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _bring_up_to_date(self, *, create: bool) -> None:
        found = self._version()
        if found > VERSION:
            message = f"the store is of version {found}, this program knows versions up to {VERSION}; update dragoman"
            raise TmxError(message, source=self.database.name)
        if found == VERSION:
            return
        if found == 0 and not create:
            raise TmxError("no store yet; 'dragoman memory import' makes one", source=self.database.name)
        with self.database.writing():
            # another process may have been faster
            found = self._version()
            if found == 0:
                self.database.execute("CREATE TABLE store_version (version INTEGER NOT NULL)")
                self.database.execute("INSERT INTO store_version VALUES (0)")
            for statement in itertools.chain.from_iterable(MIGRATIONS[found:]):
                self.database.execute(statement.format_map(self.database.types))
            if found < INDEXED:
                index_all(self.database)
            self.database.execute("UPDATE store_version SET version = ?", (VERSION,))

    def _version(self) -> int:
        if not self.database.exists("store_version"):
            if self.database.exists("units"):
                raise TmxError("a database of another program", source=self.database.name)
            return 0
        return int(self.database.query("SELECT version FROM store_version")[0][0])
