"""Lists of texts by term, packed.

A list is the numbers of the texts that hold a term, ascending. It is kept as differences, in the narrowest whole
numbers they fit: nearly every list of a large memory takes one or two bytes a text, and a million of them unpack in
a few milliseconds.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
_WIDTHS = ((1, np.uint8), (2, np.uint16), (4, np.uint32), (8, np.uint64))
_KINDS = {width: np.dtype(kind).newbyteorder("<") for width, kind in _WIDTHS}
_START = 9
"""Bytes before the differences: their width, and the first number."""


def pack(numbers: Numbers) -> bytes:
    """Pack ascending numbers, of which equal ones count once. Raises IndexError where there is none."""
    first = int(numbers[0])
    if len(numbers) == 1:
        return b"\x01" + first.to_bytes(8, "little")
    steps = np.diff(numbers)
    steps = steps[steps > 0]
    largest = int(steps.max()) if len(steps) else 0
    width = next(width for width, kind in _WIDTHS if largest <= np.iinfo(kind).max)
    return bytes((width,)) + first.to_bytes(8, "little") + steps.astype(_KINDS[width]).tobytes()


def unpack(body: bytes) -> Numbers:
    """The numbers of a packed list, ascending."""
    first = int.from_bytes(body[1:_START], "little")
    steps = np.frombuffer(body, dtype=_KINDS[body[0]], offset=_START)
    numbers = np.empty(len(steps) + 1, dtype=np.int64)
    numbers[0] = first
    np.cumsum(steps, dtype=np.int64, out=numbers[1:])
    numbers[1:] += first
    return numbers


def size(body: bytes) -> int:
    """How many numbers a packed list has."""
    return 1 + (len(body) - _START) // body[0]
