"""The store: a translation memory that many documents go into."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tmx.errors import TmxError
from tmx.formats.bilingual import REVIEW
from tmx.lang import normalise
from tmx.model import Property, TranslationUnit
from tmx.store.database import Database, Row
from tmx.store.index import HELD, IndexWriter
from tmx.store.records import COLUMNS, Record, decode, encode
from tmx.store.schema import BUILT_LAST, MIGRATIONS, VERSION
from tmx.store.words import text_hash

BATCH = 500
"""Units that are looked up and written together: as many as the processor's cache holds."""
REMEMBERED = 1_000_000
"""Units of a first import that are told apart in memory, 90 bytes each; from then on by the database."""
_UNIT = ("id", *COLUMNS, "first", "languages")
_TEXT = ("id", "unit", "language", "hash", "text")
_STATED = ("name", "date", "confidence", "review", "before", "after", "more")


@dataclass(slots=True, kw_only=True)
class Added:
    """What an import did."""

    added: int = 0
    """Units that were not there."""
    updated: int = 0
    """Units that were there and say something else now: date, confidence, context, review, notes."""
    unchanged: int = 0
    """Units that were there just so."""


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
        with self.database.writing():
            writer = _Writer(self.database, report)
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
            self.database.execute("UPDATE store_version SET version = ?", (VERSION,))

    def _version(self) -> int:
        if not self.database.exists("store_version"):
            if self.database.exists("units"):
                raise TmxError("a database of another program", source=self.database.name)
            return 0
        return int(self.database.query("SELECT version FROM store_version")[0][0])


class _Writer:
    """Writes units in batches, within a transaction that nobody else writes in."""

    def __init__(self, database: Database, report: Added) -> None:
        self._database = database
        self._report = report
        self._index = IndexWriter(database)
        self._unit = self._next("units")
        self._text = self._next("texts")
        self._document = self._next("documents")
        self._documents: dict[str, int] = {}
        self._seen: set[bytes] | None = None
        """Digests of all units, while the store is being filled for the first time and has no index of them."""
        if self._unit == 1:
            self._seen = set()
            for name in BUILT_LAST:
                database.execute(f"DROP INDEX {name}")

    def write(self, units: Sequence[TranslationUnit]) -> None:
        """Write a batch."""
        fresh: dict[bytes, tuple[Record, TranslationUnit]] = {}
        records = [(encode(unit), unit) for unit in units]
        known = self._known([record.digest for record, _ in records])
        for record, unit in records:
            if record.digest in known:
                self._update(known, record, unit)
            elif record.digest in fresh:
                self._report.unchanged += 1
                fresh[record.digest] = (record, unit)
            else:
                self._report.added += 1
                fresh[record.digest] = (record, unit)
        self._insert(fresh.values())
        self._index.flush(least=HELD)

    def finish(self) -> None:
        """Write what is held back."""
        self._build_indexes()
        self._index.finish()

    def _build_indexes(self) -> None:
        if self._seen is not None:
            self._seen = None
            for statement in BUILT_LAST.values():
                self._database.execute(statement)

    def _next(self, table: str) -> int:
        return int(self._database.query(f"SELECT COALESCE(MAX(id), 0) + 1 FROM {table}")[0][0])  # noqa: S608

    def _known(self, digests: Sequence[bytes]) -> dict[bytes, Row]:
        if self._seen is not None and len(self._seen) < REMEMBERED and self._seen.isdisjoint(digests):
            self._seen.update(digests)
            return {}
        self._build_indexes()
        marks = ", ".join("?" * len(digests))
        rows = self._database.query(
            f"SELECT digest, {', '.join(_STATED)} FROM units WHERE digest IN ({marks})",  # noqa: S608
            digests,
        )
        return {bytes(row[0]): tuple(row[1:]) for row in rows}

    def _update(self, known: dict[bytes, Row], record: Record, unit: TranslationUnit) -> None:
        stored = known[record.digest]
        review = stored[_STATED.index("review")]
        if review and not record.review:
            record = encode(unit._replace(properties=(*unit.properties, Property(REVIEW, review))))
        now = tuple(getattr(record, name) for name in _STATED)
        if now == stored:
            self._report.unchanged += 1
            return
        self._report.updated += 1
        known[record.digest] = now
        assignments = ", ".join(f"{name} = ?" for name in _STATED)
        self._database.execute(f"UPDATE units SET {assignments} WHERE digest = ?", (*now, record.digest))  # noqa: S608

    def _insert(self, units: Iterable[tuple[Record, TranslationUnit]]) -> None:
        rows: list[Row] = []
        texts: list[Row] = []
        indexed: dict[str, tuple[list[str], list[int]]] = {}
        for record, unit in units:
            document = self._document_number(record.document) if record.document else None
            # the column holds the document's number
            rows.append((self._unit, *record[:2], document, *record[3:], self._text, len(unit.variants)))
            for variant in unit.variants:
                language, text = variant.language, variant.text
                texts.append((self._text, self._unit, language, text_hash(text), text))
                own = indexed.setdefault(language, ([], []))
                own[0].append(text)
                own[1].append(self._text)
                self._text += 1
            self._unit += 1
        self._database.insert("units", _UNIT, rows)
        self._database.insert("texts", _TEXT, texts)
        for language, (own_texts, numbers) in indexed.items():
            self._index.add(language, own_texts, numbers)

    def _document_number(self, symbol: str) -> int:
        found = self._documents.get(symbol)
        if found is None:
            rows = self._database.query("SELECT id FROM documents WHERE symbol = ?", (symbol,))
            if rows:
                found = int(rows[0][0])
            else:
                found = self._document
                self._document += 1
                self._database.insert("documents", ("id", "symbol"), [(found, symbol)])
            self._documents[symbol] = found
        return found
