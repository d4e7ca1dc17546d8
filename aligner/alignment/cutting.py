"""The compiled part of the tokeniser: code points to hashes, hashes to numbers, and where each number stands."""

from __future__ import annotations

from typing import Any

import numpy as np

from aligner.alignment.kernels import kernel, part

FNV, PRIME = np.uint64(14695981039346656037), np.uint64(1099511628211)
"""Offset basis and prime of the 64-bit FNV-1a hash (Fowler, Noll, Vo)."""


@part
def _finish(value: Any) -> Any:
    """Spread FNV-1a's low bits over the word."""
    value ^= value >> np.uint64(29)
    return value * np.uint64(0x9E3779B97F4A7C15)


@part
def _clitics(buffer: Any, count: int) -> int:
    """How many leading letters are conjunction, preposition or article, three letters at least remaining.

    Longest first: وبال وال بال كال فال لل ال ول وب و ب ل ف ك, with alef folded.
    """
    waw, ba, kaf, fa, lam, alef = 0x648, 0x628, 0x643, 0x641, 0x644, 0x627
    if count < 4:
        return 0
    a, b, c, d = buffer[0], buffer[1], buffer[2], buffer[3]
    if count >= 7 and a == waw and b == ba and c == alef and d == lam:
        return 4
    if count >= 6 and b == alef and c == lam and (a == waw or a == ba or a == kaf or a == fa):
        return 3
    if count >= 5 and ((b == lam and (a == lam or a == alef or a == waw)) or (a == waw and b == ba)):
        return 2
    return 1 if a == waw or a == ba or a == lam or a == fa or a == kaf else 0


@part
def _number(codes: Any, at: int, end: int, kinds: Any, folds: Any) -> Any:
    """Read one number; separators inside it and groups of three after a space belong to it."""
    value = FNV ^ np.uint64(1)
    run = 0
    stop = at
    while at < end:
        kind = kinds[codes[at]]
        if kind == 3:
            value = (value ^ np.uint64(folds[codes[at]])) * PRIME
            run += 1
            at += 1
            stop = at
            continue
        follows = 0
        while follows < 4 and at + 1 + follows < end and kinds[codes[at + 1 + follows]] == 3:
            follows += 1
        mark = folds[codes[at]]
        inner = (mark == 44 or mark == 46 or mark == 39 or mark == 0x66B or mark == 0x66C) and follows > 0
        if not inner and not (kind == 0 and run <= 3 and follows == 3) and kind != 4:
            break
        run = 0
        at += 1
    return stop, value


@kernel
def cut_tokens(codes: Any, starts: Any, cut: int, tables: Any, rules: Any, out: Any) -> int:  # noqa: PLR0915
    """Cut all segments into tokens; return how many.

    ``tables`` (kind and folded form of each code point); ``rules`` of the segments before ``cut`` and of the others;
    ``out`` (hash, kind, start and stop of each token, two for each code point at most; the number of tokens before
    each segment; room for sixteen letters).
    """
    kinds, folds = tables
    hashes, types, begins, ends, pointer, buffer = out
    pointer[0] = 0
    total = 0
    for segment in range(len(starts) - 1):
        keep, clitics = rules[0 if segment < cut else 1]
        at, end = starts[segment], starts[segment + 1]
        previous = np.uint32(0)
        while at < end:
            code = codes[at]
            kind = kinds[code]
            begin = at
            at += 1
            if kind == 0 or kind == 4:
                previous = np.uint32(0)
                continue
            value = FNV
            if kind <= 2:
                types[total] = 1
                count = 1
                buffer[0] = folds[code]
                while at < end and (kinds[codes[at]] <= 2 or kinds[codes[at]] == 4) and kinds[codes[at]] > 0:
                    if count < 16 and kinds[codes[at]] != 4:
                        buffer[count] = folds[codes[at]]
                        count += 1
                    at += 1
                skip = _clitics(buffer, count) if clitics == 1 else 0
                for k in range(skip, min(count, skip + keep)):
                    value = (value ^ np.uint64(buffer[k])) * PRIME
            elif kind == 3:
                types[total] = 2
                at, value = _number(codes, begin, end, kinds, folds)
            elif kind == 5:
                types[total] = 4
                value = ((value ^ np.uint64(2)) * PRIME ^ np.uint64(folds[code])) * PRIME
            else:
                types[total] = 3
                value = ((value ^ np.uint64(3)) * PRIME ^ np.uint64(folds[code])) * PRIME
                while at < end and codes[at] == code:
                    at += 1
            hashes[total], begins[total], ends[total] = _finish(value), begin, at
            total += 1
            if kind == 5:
                if previous != 0:
                    value = FNV ^ (np.uint64(previous) << np.uint64(32))
                    hashes[total] = _finish((value ^ np.uint64(folds[code])) * PRIME)
                    types[total], begins[total], ends[total] = 4, begin - 1, at
                    total += 1
                previous = folds[code]
            else:
                previous = np.uint32(0)
        pointer[segment + 1] = total
    return total


@part
def find_slot(hashes: Any, slots: Any, mask: int, value: Any) -> Any:
    """Slot of ``value``: where it is, or the free one where it would go."""
    slot = np.int64(value >> np.uint64(20)) & mask
    while slots[slot] != 0 and hashes[slots[slot] - 1] != value:
        slot = (slot + 1) & mask
    return slot


@kernel
def number_types(raw: Any, pointer: Any, slots: Any, out: Any) -> Any:
    """Give equal hashes one number, in order of first appearance, and count each once a segment.

    ``slots`` is filled from its beginning, as far as needed: at most twice the number of tokens, rounded up to a power
    of two and 8,192 at least; ``out`` (hash of each number, where it first appears, room, number of each token kept,
    tokens kept before each segment). Returns (numbers, tokens kept, slots used).
    """
    hashes, where, seen, ids, kept = out
    size = 1 << 13
    for slot in range(size):
        slots[slot] = 0
    kept[0] = 0
    count, total = 0, 0
    for segment in range(len(pointer) - 1):
        for k in range(pointer[segment], pointer[segment + 1]):
            slot = find_slot(hashes, slots, size - 1, raw[k])
            token = slots[slot] - 1
            if token < 0:
                token = count
                slots[slot] = count + 1
                hashes[count], where[count], seen[count] = raw[k], k, -1
                count += 1
                if 2 * count > size:
                    size *= 2
                    for free in range(size):
                        slots[free] = 0
                    for v in range(count):
                        slots[find_slot(hashes, slots, size - 1, hashes[v])] = v + 1
            if seen[token] != segment:
                seen[token] = segment
                ids[total] = token
                total += 1
        kept[segment + 1] = total
    return count, total, size


@kernel
def segment_ends(codes: Any, tables: Any, begins: Any, types: Any, pointer: Any, out: Any) -> None:
    """How each segment begins and ends: a class below 6, or the folded mark (0 where it is blank)."""
    kinds, folds = tables
    heads, tails = out
    for segment in range(len(pointer) - 1):
        first, last = pointer[segment], pointer[segment + 1] - 1
        heads[segment] = tails[segment] = 0
        if last < first:
            continue
        heads[segment] = _look(types[first], codes[begins[first]], kinds, folds)
        tails[segment] = types[last]
        if types[last] == 3:
            tails[segment] = _look(types[last], codes[begins[last]], kinds, folds)


@part
def _look(kind: int, code: Any, kinds: Any, folds: Any) -> int:
    """1 capital, 2 small letter, 3 digit, 4 character, 5 a rare mark, or the folded mark itself."""
    if kind == 1:
        return 1 if kinds[code] == 2 else 2
    if kind == 2:
        return 3
    if kind == 4:
        return 4
    return folds[code] if folds[code] < 256 else 5
