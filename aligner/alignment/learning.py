"""A lexicon from the beads themselves: IBM model 1 in both directions (Brown et al. 1993; Moore 2002).

A pair of tokens counts only if it was seen in two beads at least; a background lexicon enters as prior counts, so
that a word the documents show often trusts the documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from aligner.alignment.kernels import kernel
from aligner.alignment.pairs import Pairs
from aligner.alignment.tokens import Longs, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """How a lexicon is learned."""

    rounds: int = 5
    """Rounds of expectation maximisation."""
    doubt: float = 1.0
    """Counts added to each word's total: what is seen seldom is believed less."""
    trust: float = 3.0
    """Counts the background lexicon is worth for a word it knows."""
    seen: int = 2
    """Beads a pair must be found in."""
    commonest: int = 400
    """Tokens in more beads than this teach nothing and cost time."""
    most: int = 12_000_000
    """Pairs looked at in all; beads beyond that are left out."""


def learn(source: Side, target: Side, beads: Longs, training: Training) -> tuple[Pairs, Longs, Longs]:
    """Return the pairs learned from ``beads`` int64[B, 4] (source from, to, target from, to) and token counts.

    The weights are expected counts: divide by the counts of the given token (second value for source tokens, third
    for target tokens) to have probabilities.
    """
    types = len(source.post_start) - 1
    left = _gather(source.pointer, source.ids, beads[:, 0].copy(), beads[:, 1].copy(), types)
    right = _gather(target.pointer, target.ids, beads[:, 2].copy(), beads[:, 3].copy(), types)
    cap = min(training.commonest, max(20, len(beads) // 2))
    keep_s = (left[2] <= cap) & (left[2] > 0)
    keep_t = (right[2] <= cap) & (right[2] > 0)
    found = _model1(left[:2], right[:2], (keep_s, keep_t), training.rounds, (training.seen, training.most))
    pairs = Pairs(source=found[0], target=found[1], forward=found[2], backward=found[3])
    return pairs, left[2], right[2]


@kernel
def _gather(pointer: Any, ids: Any, begin: Any, end: Any, types: int) -> Any:  # noqa: ANN401
    """Distinct tokens of each bead's side: (pointer, ids, beads each token is in)."""
    out = np.zeros(len(begin) + 1, np.int64)
    total = 0
    for b in range(len(begin)):
        total += pointer[end[b]] - pointer[begin[b]]
    tokens = np.empty(total, np.int64)
    seen = np.full(types, -1, np.int64)
    counts = np.zeros(types, np.int64)
    total = 0
    for b in range(len(begin)):
        for k in range(pointer[begin[b]], pointer[end[b]]):
            if seen[ids[k]] != b:
                seen[ids[k]] = b
                tokens[total] = ids[k]
                counts[ids[k]] += 1
                total += 1
        out[b + 1] = total
    return out, tokens, counts


@kernel
def _place(keys: Any, key: int) -> int:  # noqa: ANN401
    mask = len(keys) - 1
    slot = np.int64((np.uint64(key) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(30)) & mask
    while keys[slot] != -1 and keys[slot] != key:
        slot = (slot + 1) & mask
    return slot


@kernel
def _pair_up(left: Any, right: Any, keep: Any, most: int) -> Any:  # noqa: ANN401, C901
    """Number the pairs found together: (source, target, beads seen in, pair of each co-occurrence, beads used)."""
    start_s, ids_s = left
    start_t, ids_t = right
    keep_s, keep_t = keep
    room = 0
    used = 0
    for b in range(len(start_s) - 1):
        a = 0
        for k in range(start_s[b], start_s[b + 1]):
            a += keep_s[ids_s[k]]
        c = 0
        for k in range(start_t[b], start_t[b + 1]):
            c += keep_t[ids_t[k]]
        if room + a * c > most:
            break
        room += a * c
        used += 1
    slots = 1024
    while slots < 2 * room and slots < 1 << 16:
        slots *= 2
    keys = np.full(slots, -1, np.int64)
    number = np.empty(slots, np.int32)
    source, target = np.empty(room, np.int32), np.empty(room, np.int32)
    seen = np.zeros(room, np.int32)
    cells = np.empty(room, np.int32)
    count, total = 0, 0
    width = np.int64(len(keep_s))
    for b in range(used):
        for q in range(start_t[b], start_t[b + 1]):
            if not keep_t[ids_t[q]]:
                continue
            for p in range(start_s[b], start_s[b + 1]):
                if not keep_s[ids_s[p]]:
                    continue
                key = ids_s[p] * width + ids_t[q]
                slot = _place(keys, key)
                if keys[slot] < 0:
                    keys[slot], number[slot] = key, count
                    source[count], target[count] = ids_s[p], ids_t[q]
                    count += 1
                    if 2 * count > len(keys):
                        keys = np.full(2 * len(keys), -1, np.int64)
                        number = np.empty(len(keys), np.int32)
                        for c in range(count):
                            again = source[c] * width + target[c]
                            spot = _place(keys, again)
                            keys[spot], number[spot] = again, c
                        slot = _place(keys, key)
                seen[number[slot]] += 1
                cells[total] = number[slot]
                total += 1
    return source[:count].copy(), target[:count].copy(), seen[:count].copy(), cells, used


@kernel
def _expect(left: Any, right: Any, keep: Any, cells: Any, used: int, given: Any) -> Any:  # noqa: ANN401, C901, PLR0913
    """One round: expected counts of each pair, forward (target tokens generated) and backward.

    ``given`` (forward, backward probabilities, those of the empty word for target and source tokens).
    """
    start_s, ids_s = left
    start_t, ids_t = right
    keep_s, keep_t = keep
    forward, backward, empty_t, empty_s = given
    counts_f, counts_b = np.zeros(len(forward)), np.zeros(len(forward))
    sums = np.zeros(len(ids_s))
    at = 0
    for b in range(used):
        lone = start_s[b]
        for p in range(start_s[b], start_s[b + 1]):
            sums[p] = empty_s[ids_s[p]]
        begin = at
        for q in range(start_t[b], start_t[b + 1]):
            if not keep_t[ids_t[q]]:
                continue
            z = empty_t[ids_t[q]]
            mark = at
            for p in range(lone, start_s[b + 1]):
                if keep_s[ids_s[p]]:
                    z += forward[cells[at]]
                    sums[p] += backward[cells[at]]
                    at += 1
            if at > mark:
                share = 1.0 / z
                for k in range(mark, at):
                    counts_f[cells[k]] += forward[cells[k]] * share
        at = begin
        for p in range(lone, start_s[b + 1]):
            sums[p] = 1.0 / sums[p]
        for q in range(start_t[b], start_t[b + 1]):
            if not keep_t[ids_t[q]]:
                continue
            for p in range(lone, start_s[b + 1]):
                if keep_s[ids_s[p]]:
                    counts_b[cells[at]] += backward[cells[at]] * sums[p]
                    at += 1
    return counts_f, counts_b


@kernel
def _model1(left: Any, right: Any, keep: Any, rounds: int, limits: Any) -> Any:  # noqa: ANN401
    source, target, seen, cells, used = _pair_up(left, right, keep, limits[1])
    count = len(source)
    types = len(keep[0])
    forward, backward = np.ones(count), np.ones(count)
    empty_t, empty_s = np.ones(types), np.ones(types)
    counts_f, counts_b = forward, backward
    for turn in range(rounds):
        counts_f, counts_b = _expect(left, right, keep, cells, used, (forward, backward, empty_t, empty_s))
        total_s, total_t = np.zeros(types), np.zeros(types)
        for k in range(count):
            total_s[source[k]] += counts_f[k]
            total_t[target[k]] += counts_b[k]
        for k in range(count):
            forward[k] = counts_f[k] / total_s[source[k]]
            backward[k] = counts_b[k] / total_t[target[k]]
        if turn == 0:
            # from here on the empty word explains a token as well as any word does by chance
            share_t, share_s = np.zeros(types), np.zeros(types)
            for k in range(count):
                share_t[target[k]] += counts_f[k]
                share_s[source[k]] += counts_b[k]
            empty_t, empty_s = share_t / max(1.0, share_t.sum()), share_s / max(1.0, share_s.sum())
    kept = np.flatnonzero((seen >= limits[0]) & ((counts_f > 1e-2) | (counts_b > 1e-2)))
    return source[kept].astype(np.int64), target[kept].astype(np.int64), counts_f[kept], counts_b[kept]
