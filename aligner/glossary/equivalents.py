"""How a term is rendered in another language: found in the texts that correspond, never looked up.

Every unbroken stretch of the target texts that correspond to an occurrence is a candidate. Two questions decide:
how well candidate and term keep company over the whole memory (Dice's coefficient of the texts that hold them), and
whether the candidate's words are drawn by the words inside the term rather than by those around it (word links of
:mod:`aligner.glossary.association`). The second alone decides for a term seen once: what other words explain is
ruled out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from aligner.glossary.association import company
from aligner.glossary.completion import Completion
from aligner.glossary.gathering import (
    Candidate,
    Key,
    Pairing,
    gather,
    inside,
    is_acronym,
    longest,
    loose_key,
    weights_of,
)
from aligner.glossary.matching import Occurrence, key_occurrences, sequence_places
from aligner.glossary.words import Ints, Side

SAMPLE = 80
"""Texts that candidates are gathered from."""
CLOSE = 48
"""Candidates that are looked up in the whole memory."""
MOST = 8
"""Renderings given for one term."""
SHOWN = 3
"""Renderings below which texts without one are asked apart."""
SURE = 0.5
"""Score that a rendering of the texts asked apart must have among them."""
JOINED = 0.5
"""Factor for a candidate with an "and" that the term has not."""
LONG_NAME = 8
"""Words of content of a name that an acronym stands for, at most."""
LENGTHS = 0.4
"""How much a candidate of other length than the term loses, per ln of the ratio of their words of content."""
OWN = 0.5
"""How much it tells against a candidate that its first or last word is other words' due: exponent of the share left."""
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


def renderings(pairing: Pairing, found: Sequence[Occurrence], most: int = SAMPLE) -> list[Rendering]:
    """Return the renderings of a term that stands at ``found``, the best one first; none where evidence is missing.

    Candidates are gathered from ``most`` texts at most, spread evenly. Where fewer than :data:`SHOWN` were found,
    texts that hold none of them are asked apart: rare renderings are lost among many texts.
    """
    result = _renderings(pairing, found, most)
    spoken = {one.unit for one in found}
    silent = spoken - {place.unit for one in result for place in one.places}
    if not result or len(result) >= SHOWN or not silent or len(silent) == len(spoken):
        return result
    for one in _renderings(pairing, [each for each in found if each.unit in silent], most):
        if (
            one.score >= SURE
            and len(result) < SHOWN
            and not any(_contains(one.key, known.key) or _contains(known.key, one.key) for known in result)
        ):
            # what it is worth over all texts; never before what was found over all of them
            value = min(one.score * len(one.places) / len(spoken), result[-1].score)
            result.append(Rendering(key=one.key, places=one.places, score=value))
    return result


def _renderings(pairing: Pairing, found: Sequence[Occurrence], most: int) -> list[Rendering]:
    spoken = sorted(
        {one.unit for one in found if pairing.target.pointer[one.unit] < pairing.target.pointer[one.unit + 1]}
    )
    if not spoken:
        return []
    # where the term stands in a coordination, so does its rendering: learn from the other places if there are any
    plain = [one for one in found if not one.coordinated] or list(found)
    telling = sorted({one.unit for one in plain}.intersection(spoken)) or spoken
    sample = telling[:: max(1, len(telling) // most)][:most]
    covered = inside(pairing.source, found)
    gathered: dict[Key, Candidate] = {}
    whole = company(pairing.links, pairing.target, spoken)
    weights = {unit: weights_of(pairing, unit, covered[unit], whole) for unit in sample}
    for unit in sample:
        gather(pairing, unit, (weights[unit], longest(pairing, covered[unit])), gathered)
    coordinated = any(pairing.source.joins[pairing.source.ids[one.begin : one.end]].any() for one in plain)
    words = np.mean([_content(pairing.source, pairing.source.ids[one.begin : one.end]) for one in plain[:SAMPLE]])
    acronym = is_acronym(pairing.source.surface(plain[0].begin, plain[0].end))
    likely = _Likely(joined=coordinated, content=float(words), acronym=acronym)
    ranked = _ranked(pairing.target, gathered, spoken, (sample, likely))
    completion = Completion(pairing=pairing, weights=weights, most=likely.most)
    made = (
        (value, completion.of(forms, gathered[loose_key(pairing.target, forms[0])].spans)) for value, forms in ranked
    )
    return _shared_out(pairing.target, made, spoken)


@dataclass(frozen=True, slots=True)
class _Likely:
    """What the term leads one to expect of its rendering."""

    joined: bool
    """Whether the term has an "and" inside, or stands with one."""
    content: float
    """Words of content."""

    acronym: bool
    """Whether it is an acronym: its rendering may be another, or a whole name."""

    @property
    def most(self) -> int:
        """Words of content that a fixed expression may have."""
        if self.acronym:
            return LONG_NAME
        return round(self.content) + 1 if self.content > 1.5 else 1

    def fit(self, target: Side, key: Key) -> float:
        """0..1: how well a candidate's build agrees."""
        if self.acronym:
            return 1.0
        joined = JOINED if target.joins[list(key)].any() and not self.joined else 1.0
        return float(joined * math.exp(-LENGTHS * abs(math.log(_content(target, key) / self.content))))


def _content(side: Side, key: Sequence[int] | Ints) -> float:
    """Words of content; a word has two characters where none are separated by spaces."""
    count = max(int(side.edges[list(key)].sum()), 1)
    return max(count / 2, 1.0) if side.unspaced else float(count)


def _ranked(
    target: Side, gathered: dict[Key, Candidate], units: Sequence[int], expected: tuple[Sequence[int], _Likely]
) -> list[tuple[float, tuple[Key, ...]]]:
    """The candidates with their scores, best first; each with its forms, the commonest first."""
    sample, likely = expected
    sampled = len(sample)
    least = 1 if sampled < 8 else max(2, sampled // 20)
    rough = [
        (one.joint / sampled * (0.2 + one.answer(one.joint)) * one.own**OWN, loose)
        for loose, one in gathered.items()
        if one.joint >= least and one.weight > 0
    ]
    rough.sort(key=lambda pair: (-pair[0], pair[1]))
    with_term, in_sample = np.zeros(len(target.texts), np.bool_), np.zeros(len(target.texts), np.bool_)
    with_term[units], in_sample[sample] = True, True
    scored = []
    for _, loose in rough[:CLOSE]:
        one = gathered[loose]
        keys = sorted(one.keys, key=lambda key: (-one.keys[key], key))
        holding = _holding(target, keys)
        joint = int(with_term[holding].sum())
        answer = one.answer(int(in_sample[holding].sum()))
        value = score(joint, len(units), len(holding), answer) * likely.fit(target, keys[0]) * one.own**OWN
        scored.append((value, tuple(keys)))
    scored.sort(key=lambda pair: (-pair[0], -len(pair[1][0]), pair[1]))
    return [(value, forms) for value, forms in scored if value >= LEAST_SCORE]


def _holding(target: Side, keys: Sequence[Key]) -> Ints:
    """Texts that hold any of the forms, ascending."""
    units = [target.units[sequence_places(target, key)] for key in keys]
    found = units[0] if len(units) == 1 else np.sort(np.concatenate(units))
    holding: Ints = found[np.append(True, found[1:] != found[:-1])] if len(found) else found
    return holding


def score(joint: int, of_term: int, of_candidate: int, answer: float) -> float:
    """0..1: company kept over the memory, weighed with how well the words answer each other (0..1)."""
    dice = 2.0 * joint / (of_term + of_candidate)
    return float(dice**0.6 * (0.2 + 0.8 * answer))


def _shared_out(target: Side, ranked: Iterable[tuple[float, tuple[Key, ...]]], units: Sequence[int]) -> list[Rendering]:
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
            Place(one.unit, one.begin, one.end)
            for key in keys
            for one in key_occurrences(target, key)
            if one.unit in open_units
        ]
        if not places:
            continue
        open_units -= {place.unit for place in places}
        taken.append(keys[0])
        result.append(Rendering(key=keys[0], places=tuple(sorted(places)), score=value))
    return result


def _contains(longer: Key, shorter: Key) -> bool:
    size = len(shorter)
    return any(longer[at : at + size] == shorter for at in range(len(longer) - size + 1))
