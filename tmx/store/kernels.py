"""Array code of the index, compiled by numba at first use and kept on disk: words of many texts, lists by term.

Words are told apart by a hash of their code points; what they mean, and by which term they are found, is found out
in Python, once for each different word.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from tmx.compiled import kernel
from tmx.store.words import INVISIBLE

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Table = tuple[Longs, Ints]
"""An open table of words: their hashes, and their numbers, −1 where a slot is free. Its size is a power of two."""
Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]
LETTER, JOINER = 1, 2
"""Classes of characters: of a word, and invisible ones that do not end it; 0 for all others."""
_TOP = 0x40000
"""No letter has a code point from here on."""
_STRETCH = 16384
"""Texts whose weights are summed up at once: 128 kB."""
_NOWHERE = 1 << 62
"""Number of no text: where a list has ended."""


@cache
def classes() -> Bytes:
    """Class of each code point."""
    found = np.zeros(_TOP, dtype=np.uint8)
    for code in range(_TOP):
        sign = chr(code)
        if sign.isalnum():
            found[code] = LETTER
        elif sign in INVISIBLE:
            found[code] = JOINER
    return found


@kernel
def _place(key: np.int64, table: Table) -> np.int64:
    """Where ``key`` stands in a table, or the free slot where it belongs."""
    hashes, numbers = table
    mask = np.int64(len(hashes) - 1)
    slot = np.int64((key ^ (key >> 29)) & mask)
    while numbers[slot] >= 0 and hashes[slot] != key:
        slot = (slot + np.int64(1)) & mask
    return slot


@kernel
def grow(table: Table, wider: Table) -> None:
    """Copy a table into a larger one that is empty."""
    for slot in range(len(table[0])):
        if table[1][slot] >= 0:
            place = _place(table[0][slot], wider)
            wider[0][place] = table[0][slot]
            wider[1][place] = table[1][slot]


@kernel
def find_words(
    codes: npt.NDArray[np.uint32],
    kinds: Bytes,
    paired: bool,
    table: Table,
    known: int,
    found: tuple[Ints, Ints, Ints, Ints],
) -> tuple[int, int]:
    """Find the words of texts that a line feed ends; with ``paired``, pairs of characters of words beyond ASCII.

    ``found`` is written: number and text of each word, then start and end of each one met for the first time.
    Returns how many words there are, and how many are known now.
    """
    words, texts, starts, ends = found
    hashes, numbers = table
    offset, prime = np.int64(-3750763034362895579), np.int64(1099511628211)  # of FNV-1a, 64 bits
    count = text = 0
    start, wide = -1, False
    key = offset
    before = known
    for place in range(len(codes)):
        code = codes[place]
        kind = kinds[min(code, len(kinds) - 1)]
        if kind == 1 and start < 0:
            start, wide = place, False
            key = offset
        if kind != 0 and start >= 0:
            wide = wide or code > 127
            key = (key ^ np.int64(code)) * prime
            continue
        if start >= 0:
            step = 2 if paired and wide and place - start > 2 else place - start
            for first in range(start, place - step + 1):
                if step < place - start:
                    key = offset
                    for at in range(first, first + step):
                        key = (key ^ np.int64(codes[at])) * prime
                slot = _place(key, table)
                if numbers[slot] < 0:
                    hashes[slot] = key
                    numbers[slot] = known
                    starts[known - before] = first
                    ends[known - before] = first + step
                    known += 1
                words[count] = numbers[slot]
                texts[count] = text
                count += 1
            start = -1
        if code == 10:
            text += 1
    return count, known


@kernel
def _next(body: Bytes, place: int, width: int) -> np.int64:
    """How far the next number of a packed list is from the one before."""
    if width == 1:
        return np.int64(body[place])
    step = np.int64(0)
    for byte in range(width):
        step |= np.int64(body[place + byte]) << (8 * byte)
    return step


@kernel
def sum_weights(packed: tuple[Bytes, Longs], weights: Floats, founding: int, numbers: Longs, sums: Floats) -> int:
    """Add up, for each text that stands on one of the first lists, the weights of all lists it stands on.

    ``packed`` is packed lists and where each stops; the first ``founding`` of them decide which texts count. Written
    are numbers of texts and their sums; returned is how many. Stretches of texts are gone through one after another,
    list by list, so that the sums at hand fit into the processor's cache.
    """
    body, ends = packed
    places, numbers_at = np.empty(len(ends), dtype=np.int64), np.empty(len(ends), dtype=np.int64)
    for name in range(len(ends)):
        begin = ends[name - 1] if name > 0 else 0
        places[name] = begin + 9
        numbers_at[name] = _next(body, begin + 1, 8)
    held = np.zeros(_STRETCH)
    count = 0
    while True:
        base = np.int64(_NOWHERE)
        for name in range(founding):
            base = min(base, numbers_at[name])
        if base == _NOWHERE:
            return count
        first = count
        for name in range(len(ends)):
            number, place = numbers_at[name], places[name]
            width = int(body[(ends[name - 1] if name > 0 else 0)])
            while number < base + _STRETCH:
                if number >= base:
                    if held[number - base] > 0:
                        held[number - base] += weights[name]
                    elif name < founding:
                        held[number - base] = weights[name]
                        numbers[count] = number
                        count += 1
                if place >= ends[name]:
                    number = np.int64(_NOWHERE)
                    break
                number += _next(body, place, width)
                place += width
            numbers_at[name], places[name] = number, place
        for place in range(first, count):
            sums[place] = held[numbers[place] - base]
            held[numbers[place] - base] = 0


@kernel
def sort_by_list(which: Ints, texts: npt.NDArray[np.uint32], ends: Longs, out: npt.NDArray[np.uint32]) -> None:
    """Bring texts into the order of their lists, keeping their order within each; ``ends`` become the lists' ends.

    On entry, ``ends`` are where the lists start.
    """
    for place in range(len(which)):
        name = which[place]
        out[ends[name]] = texts[place]
        ends[name] += 1


@kernel
def _pack(texts: npt.NDArray[np.uint32], ends: tuple[int, int], body: Bytes, written: int) -> tuple[int, int]:
    """Pack the list that stands in ``texts`` between two places behind what is ``written``.

    Returns what is written then, and how many different texts the list has.
    """
    start, end = ends
    largest = count = np.int64(0)
    for place in range(start + 1, end):
        step = np.int64(texts[place]) - np.int64(texts[place - 1])
        largest = max(largest, step)
        count += step > 0
    width = 1 if largest < 256 else 2 if largest < 65536 else 4
    body[written] = width
    first = np.int64(texts[start])
    for byte in range(8):
        body[written + 1 + byte] = (first >> (8 * byte)) & 255
    written += 9
    for place in range(start + 1, end):
        step = np.int64(texts[place]) - np.int64(texts[place - 1])
        if step > 0:
            for byte in range(width):
                body[written] = (step >> (8 * byte)) & 255
                written += 1
    return written, int(count) + 1


@kernel
def pack_all(texts: npt.NDArray[np.uint32], ends: Longs, body: Bytes, stops: Longs, counts: Longs) -> None:
    """Pack every list as :func:`tmx.store.postings.pack` does, one after another.

    Written are ``body``, where each list's part of it ``stops``, and how many texts each list ``counts``.
    """
    written = start = 0
    for name in range(len(ends)):
        if ends[name] > start:
            written, counts[name] = _pack(texts, (start, ends[name]), body, written)
        stops[name] = written
        start = ends[name]


@kernel
def _unpack(body: Bytes, ends: tuple[int, int], texts: npt.NDArray[np.uint32], count: int) -> int:
    """Unpack the list that stands in ``body`` between two places behind ``count`` texts; return how many there are."""
    start, end = ends
    width = np.int64(body[start])
    number = np.int64(0)
    for byte in range(8):
        number |= np.int64(body[start + 1 + byte]) << (8 * byte)
    texts[count] = number
    for place in range(start + 9, end, width):
        for byte in range(width):
            number += np.int64(body[place + byte]) << (8 * byte)
        count += 1
        texts[count] = number
    return count + 1


@kernel
def _merge(texts: npt.NDArray[np.uint32], middle: int, end: int, spare: npt.NDArray[np.uint32]) -> None:
    """Make one ascending list of the two that stand in ``texts`` before and behind ``middle``."""
    for place in range(middle):
        spare[place] = texts[place]
    left, right = 0, middle
    for place in range(end):
        if right == end or (left < middle and spare[left] <= texts[right]):
            texts[place] = spare[left]
            left += 1
        else:
            texts[place] = texts[right]
            right += 1


@kernel
def join_all(packed: tuple[Bytes, Longs], firsts: Longs, body: Bytes, stops: Longs, counts: Longs) -> None:
    """Make one list of those of each term.

    ``packed`` is packed lists and where each stops, ``firsts`` the place of the first list of each term, then their
    number. Written are ``body``, where each new list's part of it ``stops``, and how many texts each list ``counts``.
    """
    lists, ends = packed
    room = np.int64(0)
    for term in range(len(firsts) - 1):
        before = ends[firsts[term] - 1] if firsts[term] > 0 else 0
        room = max(room, ends[firsts[term + 1] - 1] - before)
    texts, spare = np.empty(room, dtype=np.uint32), np.empty(room, dtype=np.uint32)
    written = 0
    for term in range(len(firsts) - 1):
        count = 0
        for row in range(firsts[term], firsts[term + 1]):
            middle = count
            count = _unpack(lists, (ends[row - 1] if row > 0 else 0, ends[row]), texts, count)
            if middle > 0 and texts[middle] < texts[middle - 1]:
                _merge(texts, middle, count, spare)
        written, counts[term] = _pack(texts, (0, count), body, written)
        stops[term] = written
