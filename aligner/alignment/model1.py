"""IBM model 1 in both directions, over pairs of tokens that were found together (Brown et al. 1993, section 4).

Pairs seen once only are not kept; what they would contribute is taken at its usual value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.alignment.kernels import kernel, part
from aligner.alignment.tokens import Ints, Longs

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The distinct tokens of one side of B beads; V token numbers in all."""

    start: Longs
    """int64[B+1]: the tokens of bead b are ``ids[start[b]:start[b+1]]``."""
    ids: Ints
    counts: Longs
    """int64[V]: beads each token is in."""
    near_start: Longs
    """int64[B+1], as ``start``, of those neither too rare nor too common."""
    near_ids: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """P pairs of tokens seen together often enough, and where."""

    source: Longs
    target: Longs
    pair: Ints
    """For each appearance of a pair: the pair,"""
    at_t: Ints
    """its place among the target tokens of all beads,"""
    at_s: Ints
    """and among the source tokens."""


def expected(left: Words, right: Words, found: Found, rounds: int) -> tuple[Floats, Floats]:
    """Expected counts of each pair after the last round, forward and backward."""
    mean_s, mean_t = (max(1.0, side.start[-1] / max(1.0, len(side.start) - 1.0)) for side in (left, right))
    together = np.bincount(found.pair, minlength=len(found.source)).astype(np.float64)
    forward = together / (left.counts[found.source] * mean_t)
    backward = together / (right.counts[found.target] * mean_s)
    counts_f, counts_b = np.empty(len(forward)), np.empty(len(backward))
    near, far = (left.near_start, left.near_ids), (right.near_start, right.near_ids)
    _model1(
        (near, (left.start, left.ids, left.counts), _room(left, right)),
        (far, (right.start, right.ids, right.counts), _room(right, left)),
        (found.source, found.target, found.pair, found.at_t, found.at_s),
        (forward, backward, counts_f, counts_b),
        rounds,
    )
    return counts_f, counts_b


def _room(own: Words, other: Words) -> tuple[Floats, ...]:
    """Room for mass, taken, single and base of :func:`_chance`; shares of explained, totals of explaining tokens."""
    return (
        np.empty(len(own.near_start) - 1),
        np.zeros(len(other.near_ids)),
        np.empty(len(own.near_ids)),
        np.empty(len(own.near_ids)),
        np.empty(len(other.near_ids)),
        np.empty(len(own.counts)),
    )


@part
def _chance(own: Any, whole: Any, widths: Any, places: Any, room: Any) -> None:
    """What pairs seen only once contribute, as three arrays.

    To explaining any token of a bead (mass); what of that is to be taken off each token again; to the total of each
    explaining token, for each reciprocal of what explains a token (single).

    A word found in c beads spreads over the tokens it is seen with, so a pair seen once has about 1/(c·n) in a bead
    of n tokens. Such pairs are most of all pairs; taking them at this value keeps the memory and time of those that
    matter. ``own`` are the filtered and ``whole`` all explaining tokens (with counts), ``widths`` the pointers of the
    tokens to be explained, filtered and all.
    """
    start, ids = own
    start_all, ids_all, counts = whole
    few, many = widths
    place, explained = places
    mass, taken, single, base = room[0], room[1], room[2], room[3]
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


@part
def _round(weights: Any, seen: Any, explained: Any, sides: Any, room: Any, counts: Any) -> None:
    """One round in one direction: expected counts of each pair, and totals of each explaining token but for those.

    ``seen`` and ``explained``: the pair and the explained token's place of each appearance; ``sides`` (pointer of
    the explained, pointer and ids of the explaining tokens); ``room`` as :func:`_chance` left it.
    """
    start, start_own, ids_own = sides
    mass, taken, single, z, totals = room[0], room[1], room[2], room[4], room[5]
    for q in range(start[len(start) - 1]):
        z[q] = 0.0
    for k in range(len(seen)):
        z[explained[k]] += weights[seen[k]]
    for v in range(len(totals)):
        totals[v] = 0.0
    for b in range(len(start) - 1):
        inverse = 0.0
        for q in range(start[b], start[b + 1]):
            z[q] = 1.0 / max(z[q] + mass[b] - taken[q], 1e-9)
            inverse += z[q]
        for p in range(start_own[b], start_own[b + 1]):
            totals[ids_own[p]] += inverse * single[p]
    for n in range(len(counts)):
        counts[n] = 0.0
    for k in range(len(seen)):
        counts[seen[k]] += weights[seen[k]] * z[explained[k]]


@part
def _shared_out(own: Any, counts: Any, totals: Any, weights: Any) -> None:
    """Counts of pairs as shares of the totals of their explaining tokens ``own``."""
    for k in range(len(own)):
        totals[own[k]] += counts[k]
    for k in range(len(own)):
        weights[k] = counts[k] / max(totals[own[k]], 1e-9)


@kernel
def _model1(left: Any, right: Any, found: Any, weights: Any, rounds: int) -> None:
    """Rounds of expectation maximisation in both directions.

    ``left`` and ``right``: the filtered tokens of the beads, all of them with counts, room; ``weights`` (p(t|s),
    p(s|t), expected counts of each).
    """
    sources, targets, pair, at_t, at_s = found
    near, whole_s, room_t = left
    far, whole_t, room_s = right
    forward, backward, counts_f, counts_b = weights
    _chance(near, whole_s, (far[0], whole_t[0]), (at_s, at_t), room_t)
    _chance(far, whole_t, (near[0], whole_s[0]), (at_t, at_s), room_s)
    for _ in range(rounds):
        _round(forward, pair, at_t, (far[0], near[0], near[1]), room_t, counts_f)
        _round(backward, pair, at_s, (near[0], far[0], far[1]), room_s, counts_b)
        _shared_out(sources, counts_f, room_t[5], forward)
        _shared_out(targets, counts_b, room_s[5], backward)
