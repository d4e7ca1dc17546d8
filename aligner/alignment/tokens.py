"""Segments to token numbers, both sides of a pair in one walk over their code points.

A token is a word (its first letters, folded), a number (its digits, without separators), a mark, or in scripts
written without spaces a character and a pair of neighbours. Equal tokens have equal numbers on both sides.
Within a segment each token is counted once: what matters is whether it is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.alignment.characters import LIMIT, Tables
from aligner.alignment.cutting import cut_tokens, number_types, segment_ends
from aligner.alignment.kernels import grouped

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

WORD, NUMBER, SIGN, CHARACTER = 1, 2, 3, 4
"""Kinds of token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a pair as numbers; K tokens in N segments, V token numbers in all."""

    pointer: Longs
    """int64[N+1]: the tokens of segment i are ``ids[pointer[i]:pointer[i+1]]``."""
    ids: Ints
    """int32[K], distinct within a segment, in order of first appearance."""
    lengths: npt.NDArray[np.float64]
    """float64[N]: code points."""
    sizes: Longs
    """int64[N+1]: tokens before segment i, as ``pointer`` (kept apart: windows of segments read it)."""
    heads: npt.NDArray[np.uint8]
    """uint8[N]: how a segment begins (see :func:`_head`)."""
    tails: npt.NDArray[np.uint8]
    """uint8[N]: how it ends: the folded final mark, or a class below 32."""
    post_start: Longs
    """int64[V+1]: the segments holding token v are ``posts[post_start[v]:post_start[v+1]]``, ascending."""
    posts: Ints
    """int32[K]."""

    def __len__(self) -> int:
        return len(self.lengths)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The tokens of both sides of a pair; V of them."""

    hashes: npt.NDArray[np.uint64]
    """uint64[V]: what a token is known by outside this pair of texts."""
    kinds: npt.NDArray[np.uint8]
    """uint8[V]: ``WORD``, ``NUMBER``, ``SIGN``, ``CHARACTER``."""
    first: Longs
    """int64[V]: where in ``codes`` its first appearance starts."""
    spans: Longs
    """int64[V]: and how many code points it takes there."""
    codes: npt.NDArray[np.uint32]
    """All code points of both sides."""
    slots: Ints
    """int32[2**k]: open-addressing table from hash to token number plus 1."""

    def __len__(self) -> int:
        return len(self.hashes)

    def text(self, token: int) -> str:
        """The token as it stands where it appears first."""
        start = int(self.first[token])
        return "".join(map(chr, self.codes[start : start + int(self.spans[token])].tolist()))


@cache
def tables() -> Tables:
    """The code point tables of this process."""
    return Tables()


def stem_rule(language: str) -> tuple[int, int]:
    """Return (letters of a word that are kept, whether Arabic clitics come off) for a language tag or ''.

    Measured: a prefix of 6 serves most languages, 5 Russian and its kin, 4 Arabic once its clitics are off.
    """
    base = language.split("-", maxsplit=1)[0]
    if base in ("ar", "arz", "apc"):
        return 4, 1
    if base in ("ru", "uk", "be", "bg", "sr", "mk", "pl", "cs", "sk", "fa", "ur", "he"):
        return 5, 0
    return 6, 0


def tokenise(
    source: Sequence[str], target: Sequence[str], rules: tuple[tuple[int, int], tuple[int, int]]
) -> tuple[Side, Side, Vocabulary]:
    """Turn both sides into token numbers; ``rules`` is :func:`stem_rule` of each side."""
    everything = [*source, *target]
    counts = np.fromiter(map(len, everything), np.int64, len(everything))
    codes = _codes(everything)
    known = tables()
    known.cover(codes)
    cut = _Cut.of(codes, counts, len(source), np.array(rules, np.int64))
    hashes, where, slots, pointer, ids = _numbered(cut)
    ends = _ends(cut)
    first = cut.begins[where]
    vocabulary = Vocabulary(
        hashes=hashes, kinds=cut.types[where], first=first, spans=cut.ends[where] - first, codes=codes, slots=slots
    )
    at, lengths = len(source), counts.astype(np.float64)
    middle = int(pointer[at])
    left = _side(pointer[: at + 1], ids[:middle], lengths[:at], (ends[0][:at], ends[1][:at]), len(hashes))
    right = _side(pointer[at:] - middle, ids[middle:], lengths[at:], (ends[0][at:], ends[1][at:]), len(hashes))
    return left, right, vocabulary


def _codes(texts: Sequence[str]) -> npt.NDArray[np.uint32]:
    """Code points of all texts, those beyond the tables as the last entry; read-only, as kernels expect them."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    if len(codes) and codes.max() >= LIMIT:
        codes = np.minimum(codes, np.uint32(LIMIT - 1))
        codes.flags.writeable = False
    return codes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """All tokens of both sides, in order; R of them."""

    codes: npt.NDArray[np.uint32]
    raw: npt.NDArray[np.uint64]
    """uint64[R]: hashes."""
    types: npt.NDArray[np.uint8]
    """uint8[R]: kinds."""
    begins: Longs
    ends: Longs
    pointer: Longs
    """int64[segments + 1]."""

    @classmethod
    def of(cls, codes: npt.NDArray[np.uint32], counts: Longs, cut: int, rules: Longs) -> _Cut:
        """Cut segments of ``counts`` code points; the first ``cut`` are the source's."""
        starts = np.zeros(len(counts) + 1, np.int64)
        np.cumsum(counts, out=starts[1:])
        # a character of a script without spaces makes two tokens; what is not used is never touched
        room = 2 * len(codes) + 1
        raw, types = np.empty(room, np.uint64), np.empty(room, np.uint8)
        begins, ends = np.empty(room, np.int64), np.empty(room, np.int64)
        pointer = np.empty(len(starts), np.int64)
        known = tables()
        out = raw, types, begins, ends, pointer, np.zeros(16, np.uint32)
        total = cut_tokens(codes, starts, cut, (known.kinds, known.folds), rules, out)
        return cls(
            codes=codes,
            raw=raw[:total],
            types=types[:total],
            begins=begins[:total],
            ends=ends[:total],
            pointer=pointer,
        )


def _numbered(cut: _Cut) -> tuple[npt.NDArray[np.uint64], Longs, Ints, Longs, Ints]:
    """Hash of each number and where it first appears, the slots, and the numbers of each segment."""
    size = len(cut.raw)
    hashes, where, seen = np.empty(size, np.uint64), np.empty(size, np.int64), np.empty(size, np.int64)
    ids, pointer = np.empty(size, np.int32), np.empty(len(cut.pointer), np.int64)
    slots = np.empty(max(1 << 13, 1 << (2 * size).bit_length()), np.int32)
    count, total, used = number_types(cut.raw, cut.pointer, slots, (hashes, where, seen, ids, pointer))
    return hashes[:count].copy(), where[:count], slots[:used].copy(), pointer, ids[:total].copy()


def _ends(cut: _Cut) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    known = tables()
    out = np.empty(len(cut.pointer) - 1, np.uint8), np.empty(len(cut.pointer) - 1, np.uint8)
    segment_ends(cut.codes, (known.kinds, known.folds), cut.begins, cut.types, cut.pointer, out)
    return out


def _side(pointer: Longs, ids: Ints, lengths: npt.NDArray[np.float64], ends: Any, types: int) -> Side:
    start, order = grouped(ids, types)
    rows = np.repeat(np.arange(len(lengths), dtype=np.int32), np.diff(pointer))
    return Side(
        pointer=pointer,
        ids=ids,
        lengths=lengths,
        sizes=pointer,
        heads=ends[0],
        tails=ends[1],
        post_start=start,
        posts=rows[order],
    )
