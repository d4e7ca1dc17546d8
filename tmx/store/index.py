"""The index of the store: which texts hold which terms.

Postings are collected in memory and written as a segment, one row a term; segments of like size are joined as they
add up, so that a term has a handful of rows however many imports there were. This, with lists that numpy unpacks,
answered in a fifth of the time that SQLite's FTS5 took for the same candidates over a million units, and is the same
code for SQLite and PostgreSQL.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np

from tmx.lang import primary
from tmx.store.database import Database, Row
from tmx.store.postings import Numbers, pack, size, unpack
from tmx.store.words import CLOSED_UP, key, number, pairs, split

HELD = 12_000_000
"""Postings held in memory before they are written as a segment: 50 MB."""
JOINED = 8
"""Segments of like size that are joined into one."""
_COLUMNS = ("term", "segment", "count", "body")


class _Lists(dict[bytes, Callable[[int], None]]):
    """What to call with the number of a text that holds a word, by word; found out once a word."""

    def __init__(self, language: str, lists: dict[int, array[int]]) -> None:
        super().__init__()
        self._language = language
        self._lists = lists

    def __missing__(self, word: bytes) -> Callable[[int], None]:
        text = word.decode("utf-8", "replace")
        term = number(self._language, text if self._language in CLOSED_UP else key(text))
        found = self[word] = self._lists.setdefault(term, array("I")).append
        return found


class IndexWriter:
    """Collects postings of new texts and writes them as segments, within the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lists: dict[int, array[int]] = {}
        self._words: dict[str, _Lists] = {}
        self._held = 0

    def add(self, text_number: int, text: str, language: str) -> None:
        """Have the text found by its terms. Numbers must ascend."""
        base = primary(language)
        known = self._words.get(base)
        if known is None:
            known = self._words[base] = _Lists(base, self._lists)
        found = {pair.encode() for pair in pairs(text)} if base in CLOSED_UP else set(split(text.lower()))
        for word in found:
            known[word](text_number)
        self._held += len(found)

    def flush(self, *, least: int = 1) -> None:
        """Write what is held as a segment, if it is at least so many postings."""
        if self._held < least:
            return
        segment = int(self._database.query("SELECT COALESCE(MAX(id), 0) + 1 FROM segments")[0][0])
        self._database.insert("segments", ("id", "postings"), [(segment, self._held)])
        self._database.insert("postings", _COLUMNS, self._rows(segment))
        self._held = 0
        for numbers in self._lists.values():
            del numbers[:]

    def finish(self) -> None:
        """Write what is left, and join segments that have added up."""
        self.flush()
        while group := _like_sized(self._database):
            _join(self._database, group)

    def _rows(self, segment: int) -> Iterator[Row]:
        for term in sorted(self._lists):
            numbers = self._lists[term]
            if numbers:
                yield term, segment, len(numbers), pack(np.frombuffer(numbers, dtype=np.uint32).astype(np.int64))


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
    rows = database.query(f"SELECT term, body FROM postings WHERE segment IN ({marks}) ORDER BY term", segments)  # noqa: S608
    held = database.query(f"SELECT SUM(postings) FROM segments WHERE id IN ({marks})", segments)[0][0]  # noqa: S608
    for table, column in (("postings", "segment"), ("segments", "id")):
        database.execute(f"DELETE FROM {table} WHERE {column} IN ({marks})", segments)  # noqa: S608
    last = max(segments)
    database.insert("segments", ("id", "postings"), [(last, int(held))])
    database.insert("postings", _COLUMNS, _joined(rows, last))


def _joined(rows: Sequence[Row], segment: int) -> Iterator[Row]:
    for term, group in groupby(rows, key=itemgetter(0)):
        bodies = [bytes(body) for _, body in group]
        body = bodies[0] if len(bodies) == 1 else pack(np.sort(np.concatenate([unpack(one) for one in bodies])))
        yield term, segment, size(body), body


def frequencies(database: Database, terms: Sequence[int]) -> dict[int, int]:
    """How many texts hold each of the terms; those that none holds are left out."""
    if not terms:
        return {}
    marks = ", ".join("?" * len(terms))
    found = database.query(f"SELECT term, SUM(count) FROM postings WHERE term IN ({marks}) GROUP BY term", terms)  # noqa: S608
    return {int(term): int(count) for term, count in found}


def lists(database: Database, terms: Sequence[int]) -> dict[int, Numbers]:
    """The numbers of the texts that hold each of the terms, ascending."""
    if not terms:
        return {}
    marks = ", ".join("?" * len(terms))
    bodies: dict[int, list[Numbers]] = {}
    for term, body in database.query(f"SELECT term, body FROM postings WHERE term IN ({marks})", terms):  # noqa: S608
        bodies.setdefault(int(term), []).append(unpack(bytes(body)))
    return {term: found[0] if len(found) == 1 else np.sort(np.concatenate(found)) for term, found in bodies.items()}
