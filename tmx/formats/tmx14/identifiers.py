"""Unique identifiers in a stream of millions: which ones were given out, in 16 bytes each."""

from __future__ import annotations

from array import array

_SMALLEST = 1 << 10


class Identifiers:
    """Makes identifiers unique by a counter at their end.

    It keeps 64-bit hashes of what was given out, in a table with linear probing (Knuth, The Art of Computer
    Programming, vol. 3, section 6.4, algorithm L). Two of a million identifiers share one with a probability of
    3e-8, in which case the later gets a counter it did not need.
    """

    def __init__(self) -> None:
        self._slots = array("q", bytes(8 * _SMALLEST))
        self._used = 0

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

    def _has(self, name: str) -> bool:
        key = hash(name) or 1
        mask = len(self._slots) - 1
        index = key & mask
        while found := self._slots[index]:
            if found == key:
                return True
            index = (index + 1) & mask
        return False

    def _add(self, name: str) -> bool:
        key = hash(name) or 1
        slots = self._slots
        mask = len(slots) - 1
        index = key & mask
        while found := slots[index]:
            if found == key:
                return False
            index = (index + 1) & mask
        slots[index] = key
        self._used += 1
        if self._used * 3 > len(slots) * 2:
            self._grow()
        return True

    def _grow(self) -> None:
        old = self._slots
        slots = array("q", bytes(8)) * (len(old) * 2)
        mask = len(slots) - 1
        for key in old:
            if key:
                index = key & mask
                while slots[index]:
                    index = (index + 1) & mask
                slots[index] = key
        self._slots = slots
