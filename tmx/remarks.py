"""What a reader or writer noticed and dealt with: told to the user, never silent, never an error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

KEPT = 100
"""Remarks of one kind that are kept word for word; the rest are counted, so that memory stays flat."""


class Remark(NamedTuple):
    """One thing noticed in one place."""

    kind: str
    """``empty-segment``, ``no-language``, ``duplicate-language``, ``encoding``, …"""
    message: str
    """One clause, without the place."""
    line: int = 0
    """Line of the file read, from 1; 0 where there is none."""
    unit: str = ""
    """Identifier of the unit, where it has one."""

    def __str__(self) -> str:
        where = [f"line {self.line}" if self.line else "", f"unit {self.unit}" if self.unit else ""]
        place = ", ".join(part for part in where if part)
        return f"{place}: {self.message}" if place else self.message


class Remarks:
    """Remarks in the order they came, the first hundred of each kind in full, all of them counted."""

    def __init__(self) -> None:
        self._kept: list[Remark] = []
        self.counts: Counter[str] = Counter()
        """Number of remarks by kind."""

    def add(self, kind: str, message: str, *, line: int = 0, unit: str = "") -> None:
        """Record one remark."""
        self.counts[kind] += 1
        if self.counts[kind] <= KEPT:
            self._kept.append(Remark(kind, message, line, unit))

    def __iter__(self) -> Iterator[Remark]:
        return iter(self._kept)

    def __len__(self) -> int:
        return sum(self.counts.values())

    def lines(self) -> Iterator[str]:
        """One line per kept remark, then one per kind that has more than were kept."""
        for remark in self._kept:
            yield str(remark)
        for kind, count in self.counts.items():
            if count > KEPT:
                yield f"and {count - KEPT} more of the kind {kind}"
