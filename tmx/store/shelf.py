"""Units put aside on disk while two memories are compared, and found again by what they speak of.

It is a database without a name: SQLite keeps what does not fit its cache in a temporary file that nobody else sees.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import NamedTuple, Self

from tmx.errors import TmxError
from tmx.model import TranslationUnit
from tmx.store.records import Record, decode, encode

_SETTINGS = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -16000")
_TABLES = (
    "CREATE TABLE units (place INTEGER PRIMARY KEY, pile TEXT NOT NULL, key INTEGER NOT NULL, unit TEXT NOT NULL)",
    "CREATE INDEX units_key ON units (key)",
    "CREATE TABLE groups (id INTEGER PRIMARY KEY, name TEXT NOT NULL, places TEXT NOT NULL)",
)
Key = tuple[str, str, str, str]


def key(unit: TranslationUnit) -> Key:
    """What the unit speaks of: document, reference, language and text of the first variant."""
    first = unit.variants[0] if unit.variants else None
    return (
        unit.property("x-document"),
        unit.property("x-ref-source"),
        first.language if first else "",
        first.text if first else "",
    )


class Placed(NamedTuple):
    """A unit on the shelf."""

    place: int
    """From 1, in the order in which units were put there."""
    unit: TranslationUnit


class Shelf:
    """Piles of units; a context manager that throws them away. Raises :class:`TmxError` where the disk is full."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        for statement in (*_SETTINGS, *_TABLES, "BEGIN"):
            self._connection.execute(statement).fetchall()

    def put(self, unit: TranslationUnit, pile: str) -> int:
        """Put a unit on a pile; return its place."""
        values = (pile, _number(unit), _packed(unit))
        with _failing():
            cursor = self._connection.execute("INSERT INTO units (pile, key, unit) VALUES (?, ?, ?)", values)
        return cursor.lastrowid or 0

    def alike(self, unit: TranslationUnit, pile: str) -> list[Placed]:
        """The units of a pile that speak of the same thing, in order."""
        statement = "SELECT place, unit FROM units WHERE key = ? AND pile = ? ORDER BY place"
        rows = self._connection.execute(statement, (_number(unit), pile)).fetchall()
        found = [Placed(place, _unpacked(text)) for place, text in rows]
        return [one for one in found if key(one.unit) == key(unit)]

    def move(self, place: int, pile: str) -> None:
        """Put the unit in a place on another pile; its place in the order stays."""
        self._connection.execute("UPDATE units SET pile = ? WHERE place = ?", (pile, place))

    def replace(self, place: int, unit: TranslationUnit) -> None:
        """Put ``unit``, which speaks of the same thing, in the place of another."""
        with _failing():
            self._connection.execute("UPDATE units SET unit = ? WHERE place = ?", (_packed(unit), place))

    def units(self, pile: str) -> Iterator[TranslationUnit]:
        """The units of a pile in order, one after another."""
        statement = "SELECT unit FROM units WHERE pile = ? ORDER BY place"
        for (text,) in self._connection.execute(statement, (pile,)):
            yield _unpacked(text)

    def places(self, pile: str) -> Iterator[Placed]:
        """The units of a pile with their places, in order; they may be moved meanwhile."""
        last = 0
        statement = "SELECT place, unit FROM units WHERE pile = ? AND place > ? ORDER BY place LIMIT 100"
        while rows := self._connection.execute(statement, (pile, last)).fetchall():
            last = rows[-1][0]
            yield from (Placed(place, _unpacked(text)) for place, text in rows)

    def group(self, name: str, places: Sequence[int]) -> None:
        """Note that units belong together."""
        with _failing():
            self._connection.execute("INSERT INTO groups (name, places) VALUES (?, ?)", (name, json.dumps(places)))

    def groups(self) -> Iterator[tuple[str, list[TranslationUnit]]]:
        """Names and units of the groups, in the order in which they were noted."""
        for name, places in self._connection.execute("SELECT name, places FROM groups ORDER BY id"):
            yield name, [self._at(place) for place in json.loads(places)]

    def close(self) -> None:
        """Throw everything away; closing twice does nothing."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _at(self, place: int) -> TranslationUnit:
        ((text,),) = self._connection.execute("SELECT unit FROM units WHERE place = ?", (place,)).fetchall()
        return _unpacked(text)


def _number(unit: TranslationUnit) -> int:
    """63 bits that units which speak of the same thing share."""
    digest = hashlib.blake2b("\0".join(key(unit)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def _packed(unit: TranslationUnit) -> str:
    texts = [(variant.language, variant.text) for variant in unit.variants]
    return json.dumps([encode(unit)[1:], texts])


def _unpacked(text: str) -> TranslationUnit:
    fields, texts = json.loads(text)
    return decode(Record(b"", *fields), [(language, one) for language, one in texts])


@contextlib.contextmanager
def _failing() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise TmxError(f"the temporary file for comparing memories failed: {error}") from error
