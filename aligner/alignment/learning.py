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
    found = _pair_up(left, right, (cap, training.seen, training.most))
    counts_f, counts_b = _model1(left, right, found, training.rounds)
    sources, start, targets = found[0], found[1], found[2]
    rows = np.repeat(sources, np.diff(start))
    kept = np.flatnonzero((counts_f > 1e-2) | (counts_b > 1e-2))
    pairs = Pairs(source=rows[kept], target=targets[kept], forward=counts_f[kept], backward=counts_b[kept])
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
def _pair_up(left: Any, right: Any, limits: Any) -> Any:  # noqa: ANN401, C901
    """Find the pairs of tokens seen together often enough, source token by source token.

    Returns (source tokens, their ranges of pairs, target token of each pair, ranges of appearances of each source
    token, and for each appearance of a pair: the pair, its place among the beads' target tokens, among the source
    tokens, and its bead).
    """
    start_s, ids_s, count_s = left
    start_t, ids_t, count_t = right
    cap, least, most = limits
    beads = len(start_s) - 1
    # where each source token stands, token by token
    begin = np.zeros(len(count_s) + 1, np.int64)
    begin[1:] = np.cumsum(count_s)
    place = begin[:-1].copy()
    holder, spot = np.empty(len(ids_s), np.int64), np.empty(len(ids_s), np.int64)
    for b in range(beads):
        for k in range(start_s[b], start_s[b + 1]):
            holder[place[ids_s[k]]], spot[place[ids_s[k]]] = b, k
            place[ids_s[k]] += 1
    together = np.zeros(len(count_t), np.int64)
    number = np.empty(len(count_t), np.int64)
    sources = np.empty(len(count_s), np.int64)
    ranges, runs = np.zeros(len(count_s) + 1, np.int64), np.zeros(len(count_s) + 1, np.int64)
    targets = np.empty(1 << 12, np.int64)
    pair, at_t = np.empty(1 << 13, np.int32), np.empty(1 << 13, np.int32)
    at_s, bead = np.empty(1 << 13, np.int32), np.empty(1 << 13, np.int32)
    rows, count, total = 0, 0, 0
    for s in range(len(count_s)):
        if count_s[s] < least or count_s[s] > cap or total > most:
            continue
        first = count
        for turn in range(2):
            for k in range(begin[s], begin[s + 1]):
                b = holder[k]
                while total + start_t[b + 1] - start_t[b] >= len(pair):
                    spare = np.empty(len(pair), np.int32)
                    pair, at_t = np.append(pair, spare), np.append(at_t, spare)
                    at_s, bead = np.append(at_s, spare), np.append(bead, spare)
                for q in range(start_t[b], start_t[b + 1]):
                    t = ids_t[q]
                    if count_t[t] < least or count_t[t] > cap:
                        continue
                    if turn == 0:
                        together[t] += 1
                        if together[t] == least:
                            if count == len(targets):
                                targets = np.append(targets, np.empty(len(targets), np.int64))
                            targets[count], number[t] = t, count
                            count += 1
                    elif together[t] >= least:
                        pair[total], at_t[total], at_s[total], bead[total] = number[t], q, spot[k], b
                        total += 1
        for k in range(begin[s], begin[s + 1]):
            for q in range(start_t[holder[k]], start_t[holder[k] + 1]):
                together[ids_t[q]] = 0
        if count > first:
            sources[rows] = s
            rows += 1
            ranges[rows], runs[rows] = count, total
    found = (pair[:total], at_t[:total], at_s[:total], bead[:total])
    return sources[:rows].copy(), ranges[: rows + 1].copy(), targets[:count].copy(), runs[: rows + 1].copy(), found


@kernel
def _chance(own: Any, other: Any) -> Any:  # noqa: ANN401
    """For each bead, and each token in it, what words seen with it only once contribute to explaining it.

    A word found in c beads spreads over the tokens it is seen with, so a pair seen once has about 1/(c·n) in a bead
    of n tokens. Such pairs are most of all pairs; taking them at this value keeps the memory and time of those
    that matter.
    """
    start_s, ids_s, count_s = own
    start_t = other[0]
    out = np.zeros(start_t[-1])
    for b in range(len(start_s) - 1):
        mass = 0.0
        for k in range(start_s[b], start_s[b + 1]):
            mass += 1.0 / count_s[ids_s[k]]
        for q in range(start_t[b], start_t[b + 1]):
            out[q] = (1.0 + mass) / max(1, start_t[b + 1] - start_t[b])
    return out


@kernel
def _round(weights: Any, seen: Any, place: Any, chance: Any, sides: Any) -> Any:  # noqa: ANN401
    """One round in one direction: expected counts of each pair, and of each explaining token.

    ``seen`` the pair of each appearance; ``place`` the explained token's and the explaining token's place and the
    bead; ``sides`` (explained, explaining) tokens of the beads.
    """
    explained, explaining, bead = place
    start_t = sides[0][0]
    start_s, ids_s, count_s = sides[1]
    z = chance.copy()
    for k in range(len(seen)):
        width = start_t[bead[k] + 1] - start_t[bead[k]]
        z[explained[k]] += weights[seen[k]] - 1.0 / (count_s[ids_s[explaining[k]]] * width)
    inverse = np.zeros(len(start_t) - 1)
    for b in range(len(start_t) - 1):
        for q in range(start_t[b], start_t[b + 1]):
            z[q] = 1.0 / max(z[q], 1e-9)
            inverse[b] += z[q]
    totals = np.zeros(len(count_s))
    for b in range(len(start_t) - 1):
        width = max(1, start_t[b + 1] - start_t[b])
        for p in range(start_s[b], start_s[b + 1]):
            totals[ids_s[p]] += inverse[b] / (count_s[ids_s[p]] * width)
    counts = np.zeros(len(weights))
    for k in range(len(seen)):
        s = ids_s[explaining[k]]
        width = start_t[bead[k] + 1] - start_t[bead[k]]
        gain = weights[seen[k]] * z[explained[k]]
        counts[seen[k]] += gain
        totals[s] += gain - z[explained[k]] / (count_s[s] * width)
    return counts, totals


@kernel
def _model1(left: Any, right: Any, found: Any, rounds: int) -> Any:  # noqa: ANN401
    """Expected counts of each pair after the last round, forward and backward."""
    sources, ranges, targets, _, seen = found
    pair, at_t, at_s, bead = seen
    count = len(targets)
    rows = np.empty(count, np.int64)
    for r in range(len(sources)):
        rows[ranges[r] : ranges[r + 1]] = sources[r]
    chance_t, chance_s = _chance(left, right), _chance(right, left)
    together = np.zeros(count)
    for k in range(len(pair)):
        together[pair[k]] += 1.0
    beads = max(1, len(left[0]) - 1)
    width_s, width_t = max(1.0, len(left[1]) / beads), max(1.0, len(right[1]) / beads)
    forward, backward = np.empty(count), np.empty(count)
    for k in range(count):
        forward[k] = together[k] / (left[2][rows[k]] * width_t)
        backward[k] = together[k] / (right[2][targets[k]] * width_s)
    counts_f, counts_b = forward, backward
    for _ in range(rounds):
        counts_f, total_s = _round(forward, pair, (at_t, at_s, bead), chance_t, (right, left))
        counts_b, total_t = _round(backward, pair, (at_s, at_t, bead), chance_s, (left, right))
        for k in range(count):
            forward[k] = counts_f[k] / max(total_s[rows[k]], 1e-9)
            backward[k] = counts_b[k] / max(total_t[targets[k]], 1e-9)
    return counts_f, counts_b
