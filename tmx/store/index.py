"""The index of the store: which texts hold which terms.

Postings are collected in memory and written as a segment, one row a term; segments of like size are joined as they
add up, so that a term has a handful of rows however many imports there were. Lists are unpacked by numpy, and the code
is the same for SQLite and PostgreSQL.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np

from tmx.lang import primary
from tmx.store import kernels
from tmx.store.apart import Apart
from tmx.store.database import Database, Row
from tmx.store.gathering import Gathering, Numbers32, lines
from tmx.store.postings import Numbers, unpack

HELD = 6_000_000
"""Postings held in memory before they are written as a segment: 50 MB."""
JOINED = 8
"""Segments of like size that are joined into one."""
STARTED = 10_000
"""Texts of an import from which a process is started to collect postings."""
HANDED_OVER = 100_000
"""Texts of an import from which it collects them; it is ready by then, and nobody waits for it."""
_COLUMNS = ("term", "segment", "count", "body")


class IndexWriter:
    """Collects postings of new texts and writes them as segments, within the caller's transaction.

    Of a large import they are collected by another process, while this one reads and writes.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._gathering: Gathering | Apart = Gathering()
        self._apart: Apart | None = None
        self._texts = 0

    def add(self, language: str, texts: Sequence[str], numbers: Sequence[int]) -> None:
        """Have texts found by their terms; ``language`` is a primary tag.

        The numbers of a language's texts must ascend, from call to call, too.
        """
        if not self._apart and self._texts >= STARTED:
            self._apart = Apart(self._database.name)
        if self._apart and self._gathering is not self._apart and self._texts >= HANDED_OVER:
            self.flush()
            self._gathering = self._apart
        self._texts += len(texts)
        self._gathering.add(language, lines(texts), np.array(numbers, dtype=np.uint32))

    def flush(self, *, least: int = 1) -> None:
        """Write what is held as a segment, if it is at least so many postings."""
        held = self._gathering.held
        if held < least:
            return
        packed = self._gathering.packed()
        segment = int(self._database.query("SELECT COALESCE(MAX(id), 0) + 1 FROM segments")[0][0])
        self._database.insert("segments", ("id", "postings"), [(segment, int(packed.counts.sum()))])
        rows = _cut(packed.terms, segment, packed.counts, (packed.body, packed.starts, packed.stops))
        self._database.insert("postings", _COLUMNS, rows)

    def finish(self) -> None:
        """Write what is left, and join segments that have added up."""
        self.flush()
        self.close()
        while group := _like_sized(self._database):
            _join(self._database, group)

    def close(self) -> None:
        """End the other process, if there is one; what is held is lost."""
        if self._apart:
            self._apart.close()
        self._apart, self._gathering = None, Gathering()


def index_all(database: Database) -> None:
    """Make the index of all texts, of a store that has none, within the caller's transaction."""
    with contextlib.closing(IndexWriter(database)) as writer:
        _index_all(database, writer)


def _index_all(database: Database, writer: IndexWriter) -> None:
    last = 0
    while rows := database.query("SELECT id, language, text FROM texts WHERE id > ? ORDER BY id LIMIT 1000", (last,)):
        last = int(rows[-1][0])
        for language in sorted({primary(row[1] or "und") for row in rows}):
            own = [row for row in rows if primary(row[1] or "und") == language]
            writer.add(language, [row[2] for row in own], [int(row[0]) for row in own])
        writer.flush(least=HELD)
    writer.finish()


def _cut(terms: Numbers, segment: int, counts: Numbers, bodies: tuple[Numbers32, Numbers, Numbers]) -> Iterator[Row]:
    """Rows of lists that stand one after another in an array of bytes, from starts to ends."""
    body, starts, ends = bodies
    rows = zip(terms.tolist(), counts.tolist(), starts.tolist(), ends.tolist(), strict=True)
    return ((term, segment, count, body[start:end].tobytes()) for term, count, start, end in rows)


def _like_sized(database: Database) -> list[int]:
    """The smallest segments that are to be joined: as many of one order of magnitude as are too many; or none."""
    by_size = sorted(
        (int(held).bit_length() // 3, int(name)) for name, held in database.query("SELECT id, postings FROM segments")
    )
    for _, group in groupby(by_size, key=itemgetter(0)):
        names = [name for _, name in group]
        if len(names) >= JOINED:
            return names
    return []


def _join(database: Database, segments: Sequence[int]) -> None:
    """Write the lists of several segments as those of the latest of them."""
    marks = ", ".join("?" * len(segments))
    chosen = f"WHERE segment IN ({marks})"
    rows = database.query(f"SELECT term, body FROM postings {chosen} ORDER BY term, segment", segments)  # noqa: S608
    held = database.query(f"SELECT SUM(postings) FROM segments WHERE id IN ({marks})", segments)[0][0]  # noqa: S608
    for table, column in (("postings", "segment"), ("segments", "id")):
        database.execute(f"DELETE FROM {table} WHERE {column} IN ({marks})", segments)  # noqa: S608
    last = max(segments)
    database.insert("segments", ("id", "postings"), [(last, int(held))])
    database.insert("postings", _COLUMNS, _joined(rows, last))


def _joined(rows: Sequence[Row], segment: int) -> Iterator[Row]:
    """Rows of the lists of each term, made one."""
    names = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
    sizes = np.fromiter((len(row[1]) for row in rows), dtype=np.int64, count=len(rows))
    packed = np.frombuffer(b"".join([bytes(row[1]) for row in rows]), dtype=np.uint8)
    firsts = np.flatnonzero(np.diff(names, prepend=names[0] - 1 if len(names) else 0))
    body = np.empty(len(packed) * 4, dtype=np.uint8)
    stops, counts = np.empty((2, len(firsts)), dtype=np.int64)
    kernels.join_all((packed, np.cumsum(sizes)), np.append(firsts, len(rows)), body, stops, counts)
    return _cut(names[firsts], segment, counts, (body, np.append(0, stops[:-1]), stops))


def frequencies(database: Database, terms: Sequence[int]) -> dict[int, int]:
    """How many texts hold each of the terms; those that none holds are left out."""
    if not terms:
        return {}
    marks = ", ".join("?" * len(terms))
    found = database.query(f"SELECT term, SUM(count) FROM postings WHERE term IN ({marks}) GROUP BY term", terms)  # noqa: S608
    return {int(term): int(count) for term, count in found}


def packed_lists(database: Database, terms: Sequence[int]) -> list[tuple[int, bytes]]:
    """Each of the terms with its packed lists, of which it has one in every segment that knows it, in no order."""
    if not terms:
        return []
    marks = ", ".join("?" * len(terms))
    found = database.query(f"SELECT term, body FROM postings WHERE term IN ({marks})", terms)  # noqa: S608
    return [(int(name), bytes(body)) for name, body in found]


def lists(database: Database, terms: Sequence[int]) -> dict[int, Numbers]:
    """The numbers of the texts that hold each of the terms, ascending."""
    bodies: dict[int, list[Numbers]] = {}
    for name, body in packed_lists(database, terms):
        bodies.setdefault(name, []).append(unpack(body))
    return {name: found[0] if len(found) == 1 else np.sort(np.concatenate(found)) for name, found in bodies.items()}
