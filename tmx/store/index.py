"""The index of the store: which texts hold which terms.

Postings are collected in memory and written as a segment, one row a term; segments of like size are joined as they
add up, so that a term has a handful of rows however many imports there were. Lists are unpacked by numpy, and the code
is the same for SQLite and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from tmx.lang import primary
from tmx.store import kernels
from tmx.store.database import Database, Row
from tmx.store.postings import Numbers, unpack
from tmx.store.words import is_paired, length_class, length_term, term

Numbers32 = npt.NDArray[Any]
"""Whole numbers of 32 bits."""
HELD = 6_000_000
"""Postings held in memory before they are written as a segment: 50 MB."""
JOINED = 8
"""Segments of like size that are joined into one."""
_COLUMNS = ("term", "segment", "count", "body")


class _Words:
    """The different words met in texts of one language, and the list of the term by which each is found."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.paired = is_paired(language)
        self.lists = np.zeros(0, dtype=np.int32)
        """List by word number."""
        self._known = 0
        self._table = _table(1)
        self._found = np.empty((4, 0), dtype=np.int32)
        """Room for what the compiled code finds; to ask for new room each time costs as much as the finding."""

    def split(self, texts: Sequence[str], list_of: Callable[[int], int]) -> tuple[Numbers32, Numbers32]:
        """Return the lists that texts belong on, and for each the place of the text; ``list_of`` a term is asked."""
        joined = "\n".join(text.replace("\n", " ") for text in texts) + "\n"
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        self._make_room(len(codes))
        if self._found.shape[1] < len(codes):
            self._found = np.empty((4, 2 * len(codes)), dtype=np.int32)
        words, places, starts, ends = self._found
        found = (words, places, starts, ends)
        count, known = kernels.find_words(codes, kernels.classes(), self.paired, self._table, self._known, found)
        fresh = known - self._known
        added = [
            list_of(term(joined[start:end], self.language))
            for start, end in zip(starts[:fresh].tolist(), ends[:fresh].tolist(), strict=True)
        ]
        self.lists = np.concatenate((self.lists, np.array(added, dtype=np.int32)))
        self._known = known
        return self.lists[words[:count]], places[:count].copy()

    def _make_room(self, more: int) -> None:
        """Let the table be at most half full after so many more words."""
        size = 1 << (2 * (self._known + more)).bit_length()
        if size > len(self._table[0]):
            wider = _table(size)
            kernels.grow(self._table, wider)
            self._table = wider


def _table(size: int) -> kernels.Table:
    return np.zeros(size, dtype=np.int64), np.full(size, -1, dtype=np.int32)


class IndexWriter:
    """Collects postings of new texts and writes them as segments, within the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._words: dict[str, _Words] = {}
        self._lists: dict[int, int] = {}
        """List by term."""
        self._length_lists: dict[tuple[str, int], int] = {}
        """List by language and number of words."""
        self._batches: list[tuple[Numbers32, Numbers32]] = []
        self._held = 0

    def add(self, language: str, texts: Sequence[str], numbers: Sequence[int]) -> None:
        """Have texts found by their terms; ``language`` is a primary tag.

        The numbers of a language's texts must ascend, from call to call, too.
        """
        if language not in self._words:
            self._words[language] = _Words(language)
        lists_, places = self._words[language].split(texts, self._list)
        own = np.array(numbers, dtype=np.uint32)
        lengths = np.bincount(places, minlength=len(texts)).tolist()
        by_length = np.array([self._length_list(language, length) for length in lengths], dtype=np.int32)
        self._batches += [(lists_, own[places]), (by_length, own)]
        self._held += len(lists_) + len(own)

    def _list(self, name: int) -> int:
        """Number of the list of a term."""
        return self._lists.setdefault(name, len(self._lists))

    def _length_list(self, language: str, words: int) -> int:
        """Number of the list of texts that have about so many words."""
        found = self._length_lists.get((language, words))
        if found is None:
            found = self._list(length_term(length_class(words), language))
            self._length_lists[language, words] = found
        return found

    def flush(self, *, least: int = 1) -> None:
        """Write what is held as a segment, if it is at least so many postings."""
        if self._held < least:
            return
        segment = int(self._database.query("SELECT COALESCE(MAX(id), 0) + 1 FROM segments")[0][0])
        self._database.insert("segments", ("id", "postings"), [(segment, self._held)])
        self._database.insert("postings", _COLUMNS, self._rows(segment))

    def finish(self) -> None:
        """Write what is left, and join segments that have added up."""
        self.flush()
        while group := _like_sized(self._database):
            _join(self._database, group)

    def _rows(self, segment: int) -> Iterator[Row]:
        """What is held, by term; then nothing is held any more."""
        names = np.concatenate([names for names, _ in self._batches])
        texts = np.concatenate([texts for _, texts in self._batches])
        self._batches.clear()
        self._held = 0
        sizes = np.bincount(names, minlength=len(self._lists))
        ends = np.cumsum(sizes) - sizes
        ordered = np.empty_like(texts)
        kernels.sort_by_list(names, texts, ends, ordered)
        body = np.empty(len(texts) * 4 + len(sizes) * 9, dtype=np.uint8)
        stops, counts = np.zeros(len(sizes), dtype=np.int64), np.zeros(len(sizes), dtype=np.int64)
        kernels.pack_all(ordered, ends, body, stops, counts)
        terms = np.fromiter(self._lists, dtype=np.int64, count=len(self._lists))
        places = np.argsort(terms)
        places = places[counts[places] > 0]
        return _cut(terms[places], segment, counts[places], (body, np.append(0, stops)[places], stops[places]))


def index_all(database: Database) -> None:
    """Make the index of all texts, of a store that has none, within the caller's transaction."""
    writer = IndexWriter(database)
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
