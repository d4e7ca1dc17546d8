"""How a term is rendered in another language: found in the texts that correspond, never looked up.

Every unbroken stretch of the target texts that correspond to an occurrence is a candidate. Two questions decide:
how well candidate and term keep company over the whole memory (Dice's coefficient of the texts that hold them), and
whether the candidate's words are drawn by the words inside the term rather than by those around it (word links of
:mod:`aligner.glossary.association`). The second alone decides for a term seen once: what other words explain is
ruled out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from aligner.glossary.association import Links, strongest
from aligner.glossary.matching import Occurrence, sequence_places
from aligner.glossary.words import BREAK, COMMA, CONTENT, NUMBER, Side

Key = tuple[int, ...]

SAMPLE = 80
"""Texts that candidates are gathered from."""
CLOSE = 48
"""Candidates that are looked up in the whole memory."""
MOST = 8
"""Renderings given for one term."""
LEAST_SCORE = 0.08
"""Below it a candidate is no evidence of anything."""
LEAST_OF_BEST = 0.12
"""Renderings that score less than this share of the best one are left out."""


class Place(NamedTuple):
    """A stretch of a target text."""

    unit: int
    begin: int
    """First word, as a place in :attr:`Side.ids`."""
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One way a term is rendered."""

    key: Key
    places: tuple[Place, ...]
    """Where it renders the term, in the order of the texts."""
    score: float
    """0..1: how sure it is that the two say the same."""


@dataclass(slots=True)
class _Candidate:
    joint: int = 0
    weight: float = 0.0
    """Sum over the texts of how well its words answer the term's, each -1..1."""
    keys: Counter[Key] = field(default_factory=Counter)
    """Its forms, with the texts that hold them."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two languages of a memory and the links between their words."""

    source: Side
    target: Side
    links: Links


def renderings(pairing: Pairing, found: Sequence[Occurrence]) -> list[Rendering]:
    """Return the renderings of a term that stands at ``found``, the best one first; none where evidence is missing."""
    units = sorted({one.unit for one in found})
    spoken = [unit for unit in units if pairing.target.pointer[unit] < pairing.target.pointer[unit + 1]]
    if not spoken:
        return []
    step = max(1, len(spoken) // SAMPLE)
    sample = spoken[::step][:SAMPLE]
    inside = _inside(pairing.source, found)
    gathered: dict[Key, _Candidate] = {}
    for unit in sample:
        _gather(pairing, unit, inside[unit], gathered)
    ranked = _ranked(pairing.target, gathered, spoken, len(sample))
    return _shared_out(pairing.target, ranked, spoken)


def _inside(source: Side, found: Sequence[Occurrence]) -> dict[int, set[int]]:
    """For each text the places that its occurrences cover."""
    places: dict[int, set[int]] = {}
    for one in found:
        places.setdefault(one.unit, set()).update(range(one.begin, one.end))
    return places


def _gather(pairing: Pairing, unit: int, covered: set[int], gathered: dict[Key, _Candidate]) -> None:
    """Add the candidates of one text."""
    target = pairing.target
    begin, end = int(target.pointer[unit]), int(target.pointer[unit + 1])
    ids = target.ids[begin:end].tolist()
    weights = _weights(pairing, unit, covered)
    most = sum({word: max(weight, 0.0) for word, weight in zip(ids, weights, strict=True)}.values()) or 1.0
    longest = _longest(pairing.source, target, covered)
    seen: dict[Key, float] = {}
    for first, word in enumerate(ids):
        if not target.edges[word] or weights[first] < 0:
            continue
        total = 0.0
        for last in range(first, min(first + longest, len(ids))):
            if target.kinds[ids[last]] in (BREAK, COMMA):
                break
            total += weights[last]
            if total < -0.5:
                break
            if target.edges[ids[last]] and weights[last] >= 0:
                key = tuple(ids[first : last + 1])
                seen[key] = max(seen.get(key, -1.0), min(total / most, 1.0))
    for key, value in seen.items():
        candidate = gathered.setdefault(_loose(target, key), _Candidate())
        candidate.joint += 1
        candidate.weight += value
        candidate.keys[key] += 1


def _weights(pairing: Pairing, unit: int, covered: set[int]) -> list[float]:
    """For each word of a target text, -1..1: drawn by the term (above 0) or by the words around it (below)."""
    source, target, links = pairing.source, pairing.target, pairing.links
    begin, end = int(source.pointer[unit]), int(source.pointer[unit + 1])
    within: set[int] = set()
    around: set[int] = set()
    for place in range(begin, end):
        if source.kinds[source.ids[place]] in (CONTENT, NUMBER):
            crossing = links.source.pairs and (place + 1 in covered) != (place in covered)
            (within if place in covered and not crossing else around).add(int(links.source.ids[place]))
    inner, outer = strongest(links, sorted(within)), strongest(links, sorted(around - within))
    first, stop = int(target.pointer[unit]), int(target.pointer[unit + 1])
    result = []
    for place in range(first, stop):
        if not links.target.pairs and not target.edges[target.ids[place]]:
            result.append(0.0)
            continue
        units = links.target.at(place, first)
        ins = max(inner.get(each, 0.0) for each in units)
        outs = max(outer.get(each, 0.0) for each in units)
        result.append(-0.02 if ins < 0.02 and outs < 0.02 else (ins - outs) / (ins + outs + 0.05))
    return result


def _longest(source: Side, target: Side, covered: set[int]) -> int:
    words = len(covered)
    if target.unspaced:
        return 5 * words + 4
    return (2 * words + 3) if not source.unspaced else words + 4


def _ranked(
    target: Side, gathered: dict[Key, _Candidate], units: Sequence[int], sampled: int
) -> list[tuple[float, tuple[Key, ...]]]:
    """The candidates with their scores, best first; each with its forms, the commonest first."""
    least = 1 if sampled < 8 else max(2, sampled // 20)
    rough = [
        (one.joint / sampled * (0.2 + max(one.weight, 0.0) / one.joint), loose)
        for loose, one in gathered.items()
        if one.joint >= least
    ]
    rough.sort(key=lambda pair: (-pair[0], pair[1]))
    with_term = np.array(units)
    scored = []
    for _, loose in rough[:CLOSE]:
        one = gathered[loose]
        keys = sorted(one.keys, key=lambda key: (-one.keys[key], key))
        holding = np.unique(np.concatenate([target.units[sequence_places(target, key)] for key in keys]))
        joint = int(np.isin(holding, with_term, assume_unique=True).sum())
        answer = max(one.weight / one.joint, 0.0)
        scored.append((score(joint, len(units), len(holding), answer), tuple(keys)))
    scored.sort(key=lambda pair: (-pair[0], -len(pair[1][0]), pair[1]))
    return [pair for pair in scored if pair[0] >= LEAST_SCORE]


def score(joint: int, of_term: int, of_candidate: int, answer: float) -> float:
    """0..1: company kept over the memory, weighed with how well the words answer each other (0..1)."""
    dice = 2.0 * joint / (of_term + of_candidate)
    return float(dice**0.6 * (0.1 + 0.9 * answer))


def _shared_out(target: Side, ranked: Sequence[tuple[float, tuple[Key, ...]]], units: Sequence[int]) -> list[Rendering]:
    """Give each text to the best renderings it holds."""
    open_units = set(units)
    taken: list[Key] = []
    result: list[Rendering] = []
    for value, keys in ranked:
        if len(result) == MOST or (result and value < LEAST_OF_BEST * result[0].score):
            break
        if any(_contains(keys[0], other) or _contains(other, keys[0]) for other in taken):
            continue
        places = [
            Place(unit, int(at), int(at) + len(key))
            for key in keys
            for at in sequence_places(target, key)
            if (unit := int(target.units[at])) in open_units
        ]
        if not places:
            continue
        open_units -= {place.unit for place in places}
        taken.append(keys[0])
        result.append(Rendering(key=keys[0], places=tuple(sorted(places)), score=value))
    return result


def _loose(target: Side, key: Key) -> Key:
    """A candidate's key under which its forms meet that stems keep apart, as Arabic broken plurals."""
    return tuple(int(target.loose[word]) for word in key)


def _contains(longer: Key, shorter: Key) -> bool:
    size = len(shorter)
    return any(longer[at : at + size] == shorter for at in range(len(longer) - size + 1))
