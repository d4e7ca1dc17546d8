"""Texts of the store by their numbers, and those of whole units.

A unit's texts have numbers that follow one another. They are asked for one by one, never as a range to be joined: of
ranges a planner cannot tell how much they hold, and PostgreSQL's reads the whole table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tmx.store.database import Database

SYMBOL = "(SELECT symbol FROM documents WHERE id = u.document)"
"""Symbol of the document of a unit ``u``, in a statement; None where it has none."""
_BATCH = 400


class Text(NamedTuple):
    """One text of a unit."""

    number: int
    unit: int
    """Number of its unit."""
    language: str
    text: str


def texts(database: Database, numbers: Sequence[int]) -> Iterator[Text]:
    """The texts with these numbers, in no order; numbers of texts that are gone are passed over."""
    for start in range(0, len(numbers), _BATCH):
        some = numbers[start : start + _BATCH]
        marks = ", ".join("?" * len(some))
        rows = database.query(f"SELECT id, unit, language, text FROM texts WHERE id IN ({marks})", some)  # noqa: S608
        yield from (Text(int(number), int(unit), tag, text) for number, unit, tag, text in rows)


def texts_by_unit(database: Database, units: Sequence[tuple[int, int, int]]) -> dict[int, list[Text]]:
    """The texts of units in their order, units given by number, first text and how many there are."""
    wanted = [first + place for _, first, count in units for place in range(count)]
    found: dict[int, list[Text]] = {number: [] for number, _, _ in units}
    for one in sorted(texts(database, wanted)):
        found[one.unit].append(one)
    return found
