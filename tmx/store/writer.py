"""Units into the tables of the store, in batches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tmx.formats.bilingual import REVIEW
from tmx.lang import primary
from tmx.model import Property, TranslationUnit
from tmx.store.database import Database, Row
from tmx.store.index import HELD, IndexWriter
from tmx.store.records import COLUMNS, Record, encode
from tmx.store.schema import BUILT_LAST
from tmx.store.words import text_hash

BATCH = 500
"""Units that are looked up and written together: as many as the processor's cache holds."""
REMEMBERED = 1_000_000
"""Units of a first import that are told apart in memory, 90 bytes each; from then on by the database."""
DEFERRED = 10_000
"""Units met again in a first import that are kept for its end; from then on the database is asked at once."""
_UNIT = ("id", *COLUMNS, "first", "languages")
_TEXT = ("id", "unit", "language", "hash", "text")
_STATED = ("name", "date", "confidence", "review", "before", "after", "more")
Encoded = tuple[Record, TranslationUnit]


@dataclass(slots=True, kw_only=True)
class Added:
    """What an import did."""

    added: int = 0
    """Units that were not there."""
    updated: int = 0
    """Units that were there and say something else now: date, confidence, context, review, notes."""
    unchanged: int = 0
    """Units that were there just so."""


@dataclass(slots=True)
class _Rows:
    """What one batch adds to the tables, and to the index."""

    units: list[Row]
    texts: list[Row]
    indexed: dict[str, tuple[list[str], list[int]]]
    """Texts and their numbers by primary language: lists of a term hold texts of fr and fr-CA."""


class Writer:
    """Writes units within a transaction that nobody else writes in; a context manager that ends its index's process."""

    def __init__(self, database: Database, report: Added) -> None:
        self._database = database
        self._report = report
        self._index = IndexWriter(database)
        self._unit = self._next("units")
        self._text = self._next("texts")
        self._document = self._next("documents")
        self._documents: dict[str, int] = {}
        self._bases: dict[str, str] = {}
        """Primary tag by tag."""
        self._deferred: list[Encoded] = []
        self._seen: set[bytes] | None = None
        """Digests of all units, while the store is being filled for the first time and has no index of them."""
        if self._unit == 1:
            self._seen = set()
            for name in BUILT_LAST:
                database.execute(f"DROP INDEX {name}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._index.close()

    def write(self, units: Sequence[TranslationUnit]) -> None:
        """Write a batch."""
        records = [(encode(unit), unit) for unit in units]
        if self._seen is not None and (len(self._seen) >= REMEMBERED or len(self._deferred) >= DEFERRED):
            self._know_all()
        if self._seen is None:
            self._write(records)
        else:
            self._write_unseen(records, self._seen)

    def finish(self) -> None:
        """Write what is held back."""
        self._know_all()
        self._index.finish()

    def _know_all(self) -> None:
        """Have the database tell units apart from now on, and give it those that were met before."""
        if self._seen is None:
            return
        self._seen = None
        for statement in BUILT_LAST.values():
            self._database.execute(statement)
        for start in range(0, len(self._deferred), BATCH):
            self._write(self._deferred[start : start + BATCH])
        self._deferred.clear()

    def _write_unseen(self, records: Sequence[Encoded], seen: set[bytes]) -> None:
        fresh: list[Encoded] = []
        for one in records:
            digest = one[0].digest
            if digest in seen:
                self._deferred.append(one)
            else:
                seen.add(digest)
                fresh.append(one)
        self._insert(fresh)

    def _write(self, records: Sequence[Encoded]) -> None:
        fresh: dict[bytes, Encoded] = {}
        known = self._known([record.digest for record, _ in records])
        for record, unit in records:
            if record.digest in known:
                self._update(known, record, unit)
            elif record.digest in fresh:
                self._report.unchanged += 1
                fresh[record.digest] = (record, unit)
            else:
                fresh[record.digest] = (record, unit)
        self._insert(fresh.values())

    def _next(self, table: str) -> int:
        return int(self._database.query(f"SELECT COALESCE(MAX(id), 0) + 1 FROM {table}")[0][0])  # noqa: S608

    def _known(self, digests: Sequence[bytes]) -> dict[bytes, Row]:
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

    def _insert(self, units: Iterable[Encoded]) -> None:
        """Have the rows of new units written."""
        rows = _Rows([], [], {})
        bases = self._bases
        fresh_documents: list[Row] = []
        for record, unit in units:
            document = self._documents.get(record.document) if record.document else None
            if document is None and record.document:
                document = self._document_number(record.document, fresh_documents)
            # the column holds the document's number
            row = (self._unit, *record[:2], document, *record[3:], self._text, len(unit.variants))
            rows.units.append(row)
            for variant in unit.variants:
                language, text = variant.language, variant.text
                rows.texts.append((self._text, self._unit, language, text_hash(text), text))
                base = bases.get(language)
                if base is None:
                    base = bases[language] = primary(language or "und")
                own = rows.indexed.setdefault(base, ([], []))
                own[0].append(text)
                own[1].append(self._text)
                self._text += 1
            self._unit += 1
        self._report.added += len(rows.units)
        self._store(rows, fresh_documents)

    def _store(self, rows: _Rows, documents: Sequence[Row]) -> None:
        self._database.insert("documents", ("id", "symbol"), documents)
        self._database.insert("units", _UNIT, rows.units)
        self._database.insert("texts", _TEXT, rows.texts)
        for language, (texts, numbers) in rows.indexed.items():
            self._index.add(language, texts, numbers)
        self._index.flush(least=HELD)

    def _document_number(self, symbol: str, fresh: list[Row]) -> int:
        """Number of a document that was not met before in this import."""
        rows: list[Row] = []
        if self._seen is None:
            rows = self._database.query("SELECT id FROM documents WHERE symbol = ?", (symbol,))
        if rows:
            found = int(rows[0][0])
        else:
            found = self._document
            self._document += 1
            fresh.append((found, symbol))
        self._documents[symbol] = found
        return found
