"""What was met in a stream of millions, in little memory."""

from __future__ import annotations

from array import array
from collections.abc import Hashable

_SMALLEST = 1 << 10


class Hashes:
    """Values that were met, by 64 bits of their hash: 8 to 24 bytes each.

    The table is probed linearly (Knuth, The Art of Computer Programming, vol. 3, section 6.4, algorithm L). Two of a
    million values share a hash with a probability of 3e-8: the later is then taken for the earlier.
    """

    def __init__(self) -> None:
        self._slots = array("q", bytes(8 * _SMALLEST))
        self._used = 0

    def __len__(self) -> int:
        return self._used

    def __contains__(self, value: Hashable) -> bool:
        return bool(self._used and self._slots[self._slot(hash(value) or 1)])

    def add(self, value: Hashable) -> bool:
        """Note a value; False if it was noted before."""
        key = hash(value) or 1
        slot = self._slot(key)
        if self._slots[slot]:
            return False
        self._slots[slot] = key
        self._used += 1
        if self._used * 3 > len(self._slots) * 2:
            self._grow()
        return True

    def _slot(self, key: int) -> int:
        """Where ``key`` stands, or the free slot where it belongs."""
        slots = self._slots
        mask = len(slots) - 1
        index = key & mask
        while (found := slots[index]) and found != key:
            index = (index + 1) & mask
        return index

    def _grow(self) -> None:
        old, self._slots = self._slots, array("q", bytes(8)) * (len(self._slots) * 2)
        for key in old:
            if key:
                self._slots[self._slot(key)] = key


class Recent:
    """Values that were met among the last so many, in bounded memory."""

    def __init__(self, least: int) -> None:
        self._least = least
        """Values that are remembered at least; at most twice as many are."""
        self._now, self._before = Hashes(), Hashes()

    def add(self, value: Hashable) -> bool:
        """Note a value; False if it was met among the last ones."""
        if value in self._before:
            return False
        if not self._now.add(value):
            return False
        if len(self._now) >= self._least:
            self._now, self._before = Hashes(), self._now
        return True
