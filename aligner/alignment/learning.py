"""A lexicon from the beads themselves: IBM model 1 in both directions (Brown et al. 1993; Moore 2002).

A pair of tokens counts only if it was seen in two beads at least; a background lexicon enters as prior counts, so
that a word the documents show often trusts the documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from aligner.alignment.kernels import grown, kernel
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
    limits = (cap, training.seen, training.most)
    near, far = _filtered(left, limits), _filtered(right, limits)
    found = _pair_up(near, far, _places(near, types), limits)
    if not len(found[0]):
        nothing = np.zeros(0)
        return Pairs(source=found[0], target=found[1], forward=nothing, backward=nothing), left[2], right[2]
    counts_f, counts_b = _model1(near, far, (left, right), found, training.rounds)
    kept = np.flatnonzero((counts_f > 1e-2) | (counts_b > 1e-2))
    pairs = Pairs(source=found[0][kept], target=found[1][kept], forward=counts_f[kept], backward=counts_b[kept])
    return pairs, left[2], right[2]


@kernel
def _gather(pointer: Any, ids: Any, begin: Any, end: Any, types: int) -> Any:
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
def _filtered(side: Any, limits: Any) -> Any:
    """The tokens of each bead's side that are neither too rare nor too common: (pointer, ids)."""
    start, ids, counts = side
    cap, least, _ = limits
    out = np.zeros(len(start), np.int64)
    kept = np.empty(len(ids), np.int64)
    total = 0
    for b in range(len(start) - 1):
        for k in range(start[b], start[b + 1]):
            if least <= counts[ids[k]] <= cap:
                kept[total] = ids[k]
                total += 1
        out[b + 1] = total
    return out, kept[:total].copy()


@kernel
def _places(side: Any, types: int) -> Any:
    """Where each token stands: (pointer by token, bead, place among the tokens of all beads)."""
    start, ids = side
    begin = np.zeros(types + 1, np.int64)
    for k in range(len(ids)):
        begin[ids[k] + 1] += 1
    for v in range(types):
        begin[v + 1] += begin[v]
    place = begin[:-1].copy()
    holder, spot = np.empty(len(ids), np.int64), np.empty(len(ids), np.int64)
    for b in range(len(start) - 1):
        for k in range(start[b], start[b + 1]):
            holder[place[ids[k]]], spot[place[ids[k]]] = b, k
            place[ids[k]] += 1
    return begin, holder, spot


@kernel
def _pair_up(left: Any, right: Any, places: Any, limits: Any) -> Any:
    """Find the pairs of tokens seen together often enough, source token by source token.

    Returns (source token and target token of each pair; for each appearance of a pair: the pair, its place among the
    beads' target tokens, and among the source tokens).
    """
    start_t, ids_t = right
    begin, holder, spot = places
    types = len(begin) - 1
    least, most = limits[1], limits[2]
    # counts of the token before are told from this one's by what they start from: no clearing
    together = np.zeros(types, np.int64)
    number = np.empty(types, np.int64)
    base = 0
    sources, targets = np.empty(1 << 12, np.int64), np.empty(1 << 12, np.int64)
    pair, at_t, at_s = np.empty(1 << 13, np.int32), np.empty(1 << 13, np.int32), np.empty(1 << 13, np.int32)
    count, total = 0, 0
    for s in range(types):
        held = begin[s + 1] - begin[s]
        if held == 0 or total > most:
            continue
        first = count
        for k in range(begin[s], begin[s + 1]):
            for q in range(start_t[holder[k]], start_t[holder[k] + 1]):
                t = ids_t[q]
                together[t] = max(together[t], base) + 1
                if together[t] == base + least:
                    if count == len(targets):
                        sources, targets = grown(sources), grown(targets)
                    sources[count], targets[count], number[t] = s, t, count
                    count += 1
        for k in range(begin[s], begin[s + 1]):
            if count == first:
                break
            b = holder[k]
            while total + start_t[b + 1] - start_t[b] >= len(pair):
                pair, at_t, at_s = grown(pair), grown(at_t), grown(at_s)
            for q in range(start_t[b], start_t[b + 1]):
                if together[ids_t[q]] >= base + least:
                    pair[total], at_t[total], at_s[total] = number[ids_t[q]], q, spot[k]
                    total += 1
        base += held + 1
    return sources[:count], targets[:count], (pair[:total], at_t[:total], at_s[:total])


@kernel
def _chance(own: Any, whole: Any, widths: Any, places: Any, others: int) -> Any:
    """What pairs seen only once contribute, as three arrays.

    To explaining any token of a bead; what of that is to be taken off each token again; to the total of each
    explaining token, for each reciprocal of what explains a token.

    A word found in c beads spreads over the tokens it is seen with, so a pair seen once has about 1/(c·n) in a bead
    of n tokens. Such pairs are most of all pairs; taking them at this value keeps the memory and time of those that
    matter. ``own`` are the filtered and ``whole`` all explaining tokens (with counts), ``widths`` the pointers of the
    tokens to be explained, filtered and all.
    """
    start, ids = own
    start_all, ids_all, counts = whole
    few, many = widths
    place, explained = places
    base = np.zeros(len(ids))
    single = np.zeros(len(ids))
    taken = np.zeros(others)
    mass = np.zeros(len(start) - 1)
    for b in range(len(start) - 1):
        for p in range(start[b], start[b + 1]):
            base[p] = 1.0 / (counts[ids[p]] * max(1, many[b + 1] - many[b]))
            single[p] = many[b + 1] - many[b]
        mass[b] = 1.0
        for p in range(start_all[b], start_all[b + 1]):
            mass[b] += 1.0 / counts[ids_all[p]]
        mass[b] /= max(1, many[b + 1] - many[b])
    for k in range(len(place)):
        taken[explained[k]] += base[place[k]]
        single[place[k]] -= 1.0
    for b in range(len(start) - 1):
        for p in range(start[b], start[b + 1]):
            single[p] = max(0.0, single[p]) * base[p] / max(1, few[b + 1] - few[b])
    return mass, taken, single


@kernel
def _round(weights: Any, seen: Any, explained: Any, sides: Any, chance: Any) -> Any:
    """One round in one direction: expected counts of each pair, and totals of each explaining token but for those.

    ``seen`` and ``explained``: the pair and the explained token's place of each appearance; ``sides`` (pointer of
    the explained, pointer and ids of the explaining tokens, types); ``chance`` as :func:`_chance` gives it.
    """
    start, start_own, ids_own, types = sides
    mass, taken, single = chance
    z = np.zeros(start[-1])
    for k in range(len(seen)):
        z[explained[k]] += weights[seen[k]]
    totals = np.zeros(types)
    for b in range(len(start) - 1):
        inverse = 0.0
        for q in range(start[b], start[b + 1]):
            z[q] = 1.0 / max(z[q] + mass[b] - taken[q], 1e-9)
            inverse += z[q]
        for p in range(start_own[b], start_own[b + 1]):
            totals[ids_own[p]] += inverse * single[p]
    counts = np.zeros(len(weights))
    for k in range(len(seen)):
        counts[seen[k]] += weights[seen[k]] * z[explained[k]]
    return counts, totals


@kernel
def _model1(near: Any, far: Any, sides: Any, found: Any, rounds: int) -> Any:
    """Expected counts of each pair after the last round, forward and backward.

    ``near`` and ``far`` are the filtered source and target tokens of the beads, ``sides`` all of them with counts.
    """
    sources, targets, (pair, at_t, at_s) = found
    left, right = sides
    count_s, count_t = left[2], right[2]
    start_s, ids_s = near
    start_t, ids_t = far
    types = len(count_s)
    chance_t = _chance(near, left, (start_t, right[0]), (at_s, at_t), len(ids_t))
    chance_s = _chance(far, right, (start_s, left[0]), (at_t, at_s), len(ids_s))
    together = np.zeros(len(sources))
    for k in range(len(pair)):
        together[pair[k]] += 1.0
    beads = max(1.0, len(left[0]) - 1.0)
    mean_s, mean_t = max(1.0, left[0][-1] / beads), max(1.0, right[0][-1] / beads)
    forward, backward = np.empty(len(sources)), np.empty(len(sources))
    for k in range(len(sources)):
        forward[k] = together[k] / (count_s[sources[k]] * mean_t)
        backward[k] = together[k] / (count_t[targets[k]] * mean_s)
    counts_f, counts_b = forward, backward
    for _ in range(rounds):
        counts_f, total_s = _round(forward, pair, at_t, (start_t, start_s, ids_s, types), chance_t)
        counts_b, total_t = _round(backward, pair, at_s, (start_s, start_t, ids_t, types), chance_s)
        for k in range(len(sources)):
            total_s[sources[k]] += counts_f[k]
            total_t[targets[k]] += counts_b[k]
        for k in range(len(sources)):
            forward[k] = counts_f[k] / max(total_s[sources[k]], 1e-9)
            backward[k] = counts_b[k] / max(total_t[targets[k]], 1e-9)
    return counts_f, counts_b
