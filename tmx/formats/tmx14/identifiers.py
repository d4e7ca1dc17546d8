"""Unique identifiers in a stream of millions: which ones were given out, in little memory.

Nearly all memories number their units, in order. Of names that end in a number, runs of numbers are kept for each
stem; others, and numbers without order, take 8 to 24 bytes each.
"""

from __future__ import annotations

from bisect import bisect_right

from tmx.hashes import Hashes

_STEMS = 1_000
"""Stems whose numbers are kept as runs."""
_RUNS = 1_000
"""Runs of one stem."""
_DIGITS = "0123456789"


class Identifiers:
    """Makes identifiers unique by a counter at their end.

    Of what is no numbered name it keeps 64-bit hashes. Two of a million identifiers share one with a probability of
    3e-8, in which case the later gets a counter it did not need.
    """

    def __init__(self) -> None:
        self._hashes = Hashes()
        self._runs: dict[str, _Runs] = {}

    def unique(self, wanted: str) -> str:
        """``wanted``, or ``wanted~2``, ``wanted~3``, … if it was given out before; empty for an empty one."""
        if not wanted or self._add(wanted):
            return wanted
        low, high = 1, 2
        while self._has(f"{wanted}~{high}"):
            low, high = high, high * 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._has(f"{wanted}~{middle}") else (low, middle)
        self._add(f"{wanted}~{high}")
        return f"{wanted}~{high}"

    def _numbered(self, name: str) -> tuple[_Runs | None, int]:
        """The runs that a name's number belongs to, and the number; no runs where it has none, or there is no room."""
        stem = name.rstrip(_DIGITS)
        digits = name[len(stem) :]
        if not digits or len(digits) > 18 or (digits[0] == "0" and len(digits) > 1):
            return None, 0
        runs = self._runs.get(stem)
        if runs is None and len(self._runs) < _STEMS:
            runs = self._runs[stem] = _Runs()
        return runs, int(digits)

    def _has(self, name: str) -> bool:
        runs, number = self._numbered(name)
        return (runs is not None and number in runs) or name in self._hashes

    def _add(self, name: str) -> bool:
        """Note that ``name`` is given out; False if it was before."""
        runs, number = self._numbered(name)
        if runs is None:
            return self._hashes.add(name)
        if number in runs or name in self._hashes:
            return False
        return runs.add(number) or self._hashes.add(name)


class _Runs:
    """Whole numbers as runs of neighbours, in ascending order."""

    __slots__ = ("_begins", "_ends")

    def __init__(self) -> None:
        self._begins: list[int] = []
        self._ends: list[int] = []
        """The first numbers that do not belong to the runs any more."""

    def __contains__(self, number: int) -> bool:
        place = bisect_right(self._begins, number) - 1
        return place >= 0 and number < self._ends[place]

    def add(self, number: int) -> bool:
        """Take in a number that is in no run; False if there is no room for another run."""
        begins, ends = self._begins, self._ends
        place = bisect_right(begins, number) - 1
        after = place + 1 < len(begins) and begins[place + 1] == number + 1
        if place >= 0 and ends[place] == number:
            ends[place] += 1
            if after:
                ends[place] = ends.pop(place + 1)
                del begins[place + 1]
        elif after:
            begins[place + 1] = number
        elif len(begins) < _RUNS:
            begins.insert(place + 1, number)
            ends.insert(place + 1, number + 1)
        else:
            return False
        return True
