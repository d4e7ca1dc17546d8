"""What may render a term in one text: stretches of words, and how well they answer the term's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from aligner.glossary.association import Floats, Links, learn_links
from aligner.glossary.linking import claims
from aligner.glossary.matching import Occurrence
from aligner.glossary.words import BREAK, COMMA, FUNCTION, Flags, Side

Key = tuple[int, ...]

WEAK, STRONG = 0.02, 0.12
"""Links below the first draw nothing; from the second on, a word may belong to the term whatever else draws it."""
ACRONYM = 5
"""Words that an acronym counts for."""
LOST = -1.0
"""Sum of weights below which no stretch goes on."""
STRANGE, LEAST_STRANGE = 0.4, 0.1
"""What a word that nothing draws takes from how well a stretch seen once, or often, answers the term."""
COMPANY = 0.3
"""From here on a word that no single word draws is drawn by the term as a whole."""
UNDRAWN = -0.06
"""Weight of a word that nothing in the source text draws."""


@dataclass(slots=True)
class Candidate:
    """A stretch of target words, as far as the texts have been gathered."""

    joint: int = 0
    weight: float = 0.0
    """Sum over the texts of how well its words answer the term's, each -1..1."""
    strange: int = 0
    """Sum over the texts of its words of content that nothing draws."""
    edge: float = 0.0
    """Sum over the texts of the weaker weight of its first and its last word."""
    keys: Counter[Key] = field(default_factory=Counter)
    """Its forms, with the texts that hold them."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Where it stands best in each text: first word and place after the last."""

    def answer(self, texts: int) -> float:
        """0..1: how well it answers the term over ``texts`` texts that hold it.

        Where other words draw it, it was not gathered. Words that nothing draws are the less strange the more often
        the candidate was met whole.
        """
        return max(self.weight - max(STRANGE / self.joint, LEAST_STRANGE) * self.strange, 0.0) / max(texts, self.joint)

    @property
    def own(self) -> float:
        """0..1: how little its first and last word are other words' due."""
        return min(1.0 + self.edge / self.joint, 1.0)


class Linked(NamedTuple):
    """How the words of one text claim those of its counterpart."""

    rows: list[int]
    """N places of source words that tell something, as places in :attr:`Side.ids`."""
    columns: list[int]
    """For each place of the target text its column, -1 where nothing draws it."""
    claims: Floats
    """float64[N, M], 0..1."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two languages of a memory and the links between their words."""

    source: Side
    target: Side
    links: Links
    known: dict[int, Linked] = field(default_factory=dict, compare=False)
    """What :meth:`linked` has answered so far."""

    def linked(self, unit: int) -> Linked:
        """The claims of one text's words on its counterpart's."""
        found = self.known.get(unit)
        if found is None:
            found = self.known[unit] = _linked(self, unit)
        return found

    def turned(self) -> Pairing:
        """The same two languages, the other way round."""
        return Pairing(self.target, self.source, self.links.turned())


def _linked(pairing: Pairing, unit: int) -> Linked:
    source, target, links = pairing.source, pairing.target, pairing.links
    begin, end = int(source.pointer[unit]), int(source.pointer[unit + 1])
    rows = begin + np.flatnonzero(source.telling[source.ids[begin:end]] & links.source.begins[begin:end])
    first, stop = int(target.pointer[unit]), int(target.pointer[unit + 1])
    opens, closes = edges_of(pairing, first, stop)
    places = np.flatnonzero(links.target.begins[first:stop] & (opens | closes | target.unspaced))
    columns = np.full(stop - first, -1)
    columns[places] = np.arange(len(places))
    if target.unspaced:
        columns = np.maximum.accumulate(columns)
    claimed = claims(links.source.ids[rows], links.target.ids[first + places], links.start, links.other, links.strength)
    return Linked(rows.tolist(), columns.tolist(), claimed)


def pair_up(source: Side, target: Side) -> Pairing:
    """Learn what links two sides whose texts correspond one to one."""
    return Pairing(source, target, learn_links(source, target))


def inside(source: Side, found: Sequence[Occurrence]) -> dict[int, set[int]]:
    """For each text the places that its occurrences cover."""
    places: dict[int, set[int]] = {}
    for one in found:
        places.setdefault(one.unit, set()).update(range(one.begin, one.end))
    return places


def gather(pairing: Pairing, unit: int, term: tuple[Sequence[float], int], gathered: dict[Key, Candidate]) -> None:
    """Add the candidates of one text; ``term`` is its words' weights and the words of a candidate at most."""
    target = pairing.target
    begin, end = int(target.pointer[unit]), int(target.pointer[unit + 1])
    ids = target.ids[begin:end].tolist()
    weights, most_words = term
    highest: dict[int, float] = {}
    for word, weight in zip(ids, weights, strict=True):
        highest[word] = max(weight, highest.get(word, 0.0))
    most = sum(highest.values()) or 1.0
    seen: dict[Key, tuple[float, int, float, int]] = {}
    opening, closing = (places.tolist() for places in edges_of(pairing, begin, end))
    kinds = target.kinds[target.ids[begin:end]].tolist()
    for first in range(len(ids)):
        if not opening[first]:
            continue
        total, best, strange = 0.0, -1.0, 0
        for last in range(first, min(first + most_words, len(ids))):
            if kinds[last] in (BREAK, COMMA, FUNCTION):
                break
            weight = weights[last]
            total += weight
            best = max(best, weight)
            if total < LOST:
                break
            # function words neither answer the term nor belong to another
            strange += opening[last] and weight == UNDRAWN
            if closing[last] and best > 0:
                key = tuple(ids[first : last + 1])
                value = (min(total / most, 1.0), -strange, min(weights[first], weights[last]), first)
                seen[key] = max(seen.get(key, value), value)
    for key, (answer, strange, edge, first) in seen.items():
        candidate = gathered.setdefault(loose_key(target, key), Candidate())
        candidate.joint += 1
        candidate.weight += answer
        candidate.strange -= strange
        candidate.edge += edge
        candidate.keys[key] += 1
        candidate.spans.append((begin + first, begin + first + len(key)))


def edges_of(pairing: Pairing, begin: int, end: int) -> tuple[Flags, Flags]:
    """For each place of a target text whether a candidate may begin there, and end there."""
    words = pairing.links.target
    return words.opens[begin:end], words.closes[begin:end]


def weights_of(pairing: Pairing, unit: int, covered: set[int], whole: Mapping[int, float]) -> list[float]:
    """For each word of a target text, -1..1: drawn by the term (above 0) or by the words around it (below).

    ``whole`` is what the term draws as a whole (:func:`association.company`).
    """
    linked = pairing.linked(unit)
    inside = np.fromiter((place in covered for place in linked.rows), np.bool_, len(linked.rows))
    inner = linked.claims[inside].max(axis=0, initial=0.0).tolist()
    outer = linked.claims[~inside].max(axis=0, initial=0.0).tolist()
    begin, end = int(pairing.target.pointer[unit]), int(pairing.target.pointer[unit + 1])
    words = pairing.links.target.ids[begin:end].tolist()
    return [
        _weight(inner[column], outer[column], whole.get(word, 0.0)) if column >= 0 else 0.0
        for word, column in zip(words, linked.columns, strict=True)
    ]


def _weight(inner: float, outer: float, whole: float) -> float:
    """-1..1: whether a unit is drawn by the term (above 0) or by the words around it (below)."""
    if inner < WEAK and outer < WEAK:
        return whole if whole >= COMPANY else UNDRAWN
    value = (inner - outer) / (inner + outer + 0.05)
    return max(value, 0.05) if inner >= STRONG else value


def longest(pairing: Pairing, covered: set[int]) -> int:
    """Words of a rendering, at most; an acronym may stand for a long name."""
    source, target = pairing.source, pairing.target
    words = len(covered)
    if words == 1 and is_acronym(source.surface(at := min(covered), at + 1)):
        words = ACRONYM
    if target.unspaced:
        return 5 * words + 4
    return (2 * words + 3) if not source.unspaced else words + 4


def is_acronym(surface: str) -> bool:
    """Whether a word as it stands in a text is an acronym."""
    return len(surface) > 1 and surface.isupper()


def loose_key(target: Side, key: Key) -> Key:
    """A candidate's key under which its forms meet that stems keep apart, as Arabic broken plurals."""
    return key if target.strict else tuple(target.loose[list(key)].tolist())
