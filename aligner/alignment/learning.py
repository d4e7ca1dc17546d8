"""A lexicon from the beads themselves: IBM model 1 in both directions (Brown et al. 1993; Moore 2002).

A pair of tokens counts only if it was seen in two beads at least; a background lexicon enters as prior counts, so
that a word the documents show often trusts the documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from aligner.alignment.kernels import grouped, grown, kernel
from aligner.alignment.lexicon import Projection
from aligner.alignment.model1 import Found, Words, expected
from aligner.alignment.options import Weights
from aligner.alignment.pairs import Pairs, joined, scaled
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
    cap = min(training.commonest, max(20, len(beads) // 2))
    left = _words(source, beads[:, :2], (training.seen, cap), types)
    right = _words(target, beads[:, 2:], (training.seen, cap), types)
    found = _pairs(left, right, training, types)
    if not len(found.source):
        nothing = np.zeros(0)
        pairs = Pairs(source=found.source, target=found.target, forward=nothing, backward=nothing)
        return pairs, left.counts, right.counts
    forward, backward = expected(left, right, found, training.rounds)
    kept = np.flatnonzero((forward > 1e-2) | (backward > 1e-2))
    pairs = Pairs(source=found.source[kept], target=found.target[kept], forward=forward[kept], backward=backward[kept])
    return pairs, left.counts, right.counts


def smoothed(learned: Pairs, counts: tuple[Longs, Longs], background: Projection | None, weights: Weights) -> Pairs:
    """Probabilities from expected counts, the background lexicon's added as prior counts."""
    total_s = counts[0] + weights.doubt
    total_t = counts[1] + weights.doubt
    if background is not None:
        total_s = total_s + weights.trust * background.knows_source
        total_t = total_t + weights.trust * background.knows_target
        learned = joined(learned, scaled(background.pairs, weights.trust))
    return Pairs(
        source=learned.source,
        target=learned.target,
        forward=learned.forward / total_s[learned.source],
        backward=learned.backward / total_t[learned.target],
    )


def _words(side: Side, spans: Longs, limits: tuple[int, int], types: int) -> Words:
    """Tokens of ``spans`` int64[B, 2]; ``limits``: fewest and most beads of a token that is not left out."""
    begin, end = spans[:, 0].copy(), spans[:, 1].copy()
    room = int((side.pointer[end] - side.pointer[begin]).sum())
    ids, near_ids = np.empty(room, np.int32), np.empty(room, np.int32)
    start, near_start = np.zeros(len(begin) + 1, np.int64), np.zeros(len(begin) + 1, np.int64)
    counts = np.zeros(types, np.int64)
    seen = np.full(types, -1, np.int64)
    _gather((side.pointer, side.ids), (begin, end), (seen, *limits), (start, ids, counts), (near_start, near_ids))
    return Words(
        start=start,
        ids=ids[: start[-1]],
        counts=counts,
        near_start=near_start,
        near_ids=near_ids[: near_start[-1]],
    )


@kernel
def _gather(side: Any, spans: Any, limits: Any, whole: Any, near: Any) -> None:
    """Fill in the distinct tokens of each bead's side, all of them and those within the limits."""
    pointer, ids = side
    begin, end = spans
    seen, least, most = limits
    start, tokens, counts = whole
    near_start, near_ids = near
    total = 0
    for b in range(len(begin)):
        for k in range(pointer[begin[b]], pointer[end[b]]):
            if seen[ids[k]] != b:
                seen[ids[k]] = b
                tokens[total] = ids[k]
                counts[ids[k]] += 1
                total += 1
        start[b + 1] = total
    total = 0
    for b in range(len(begin)):
        for k in range(start[b], start[b + 1]):
            if least <= counts[tokens[k]] <= most:
                near_ids[total] = tokens[k]
                total += 1
        near_start[b + 1] = total


def _pairs(left: Words, right: Words, training: Training, types: int) -> Found:
    """Find the pairs of tokens seen together often enough, source token by source token."""
    begin, spot = grouped(left.near_ids, types)
    holder = np.repeat(np.arange(len(left.near_start) - 1, dtype=np.int32), np.diff(left.near_start))[spot]
    together, number = np.zeros(types, np.int64), np.empty(types, np.int64)
    sources, targets = np.empty(1 << 13, np.int64), np.empty(1 << 13, np.int64)
    pair, at_t, at_s = (np.empty(1 << 15, np.int32) for _ in range(3))
    state = np.zeros(4, np.int64)
    while True:
        full = _pair_up(
            (right.near_start, right.near_ids),
            (begin, holder, spot),
            (together, number, training.seen, training.most),
            (sources, targets, pair, at_t, at_s),
            state,
        )
        count, total = int(state[1]), int(state[2])
        if full == 0:
            break
        if full == 1:
            sources, targets = grown(sources), grown(targets)
        else:
            pair, at_t, at_s = grown(pair), grown(at_t), grown(at_s)
    return Found(
        source=sources[:count], target=targets[:count], pair=pair[:total], at_t=at_t[:total], at_s=at_s[:total]
    )


@kernel
def _pair_up(right: Any, places: Any, counted: Any, out: Any, state: Any) -> int:
    """Go on pairing up from ``state`` (source token, pairs, appearances, base) as long as there is room.

    Returns 0 when all is done, 1 where pairs have no room left, 2 where appearances have none.
    """
    start_t, ids_t = right
    begin, holder, spot = places
    together, number, least, most = counted
    sources, targets, pair, at_t, at_s = out
    # counts of the token before are told from this one's by what they start from: no clearing
    base = state[3]
    for s in range(state[0], len(begin) - 1):
        held = begin[s + 1] - begin[s]
        state[0] = s
        if held == 0 or state[2] > most:
            continue
        widest = 0
        for k in range(begin[s], begin[s + 1]):
            widest += start_t[holder[k] + 1] - start_t[holder[k]]
        count, total = state[1], state[2]
        if count + min(widest, len(together)) > len(targets):
            return 1
        if total + widest > len(pair):
            return 2
        first = count
        for k in range(begin[s], begin[s + 1]):
            for q in range(start_t[holder[k]], start_t[holder[k] + 1]):
                t = ids_t[q]
                together[t] = max(together[t], base) + 1
                if together[t] == base + least:
                    sources[count], targets[count], number[t] = s, t, count
                    count += 1
        for k in range(begin[s], begin[s + 1]):
            if count == first:
                break
            for q in range(start_t[holder[k]], start_t[holder[k] + 1]):
                if together[ids_t[q]] >= base + least:
                    pair[total], at_t[total], at_s[total] = number[ids_t[q]], q, spot[k]
                    total += 1
        base += held + 1
        state[1], state[2], state[3] = count, total, base
    return 0
