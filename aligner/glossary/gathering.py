"""What may render a term in one text: stretches of words, and how well they answer the term's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from aligner.glossary.association import Floats, Links, learn_links, strongest
from aligner.glossary.matching import Occurrence
from aligner.glossary.words import BREAK, COMMA, Side

Key = tuple[int, ...]

WEAK, STRONG = 0.02, 0.12
"""Links below the first draw nothing; from the second on, a word may belong to the term whatever else draws it."""
UNDRAWN = -0.02
"""Weight of a word that nothing in the source text draws."""
COHESIVE = 0.25
"""Share of a character's occurrences that stand in one pair, from which on the pair is taken for a word."""


@dataclass(slots=True)
class Candidate:
    """A stretch of target words, as far as the texts have been gathered."""

    joint: int = 0
    weight: float = 0.0
    """Sum over the texts of how well its words answer the term's, each -1..1."""
    drawn: bool = False
    """Whether its first and last word are drawn by the term; others only complete one that is."""
    keys: Counter[Key] = field(default_factory=Counter)
    """Its forms, with the texts that hold them."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two languages of a memory and the links between their words."""

    source: Side
    target: Side
    links: Links
    cohesion: Floats
    """float64[K]: of the target's characters (:meth:`Units.cohesion`)."""

    def turned(self) -> Pairing:
        """The same two languages, the other way round."""
        links = self.links.turned()
        return Pairing(self.target, self.source, links, links.target.cohesion(self.source))


def pair_up(source: Side, target: Side) -> Pairing:
    """Learn what links two sides whose texts correspond one to one."""
    links = learn_links(source, target)
    return Pairing(source, target, links, links.target.cohesion(target))


def inside(source: Side, found: Sequence[Occurrence]) -> dict[int, set[int]]:
    """For each text the places that its occurrences cover."""
    places: dict[int, set[int]] = {}
    for one in found:
        places.setdefault(one.unit, set()).update(range(one.begin, one.end))
    return places


def gather(pairing: Pairing, unit: int, covered: set[int], gathered: dict[Key, Candidate]) -> None:
    """Add the candidates of one text."""
    target = pairing.target
    begin, end = int(target.pointer[unit]), int(target.pointer[unit + 1])
    ids = target.ids[begin:end].tolist()
    weights = _weights(pairing, unit, covered)
    most = sum({word: max(weight, 0.0) for word, weight in zip(ids, weights, strict=True)}.values()) or 1.0
    longest = _longest(pairing.source, target, covered)
    seen: dict[Key, tuple[float, bool]] = {}
    edges = target.edges[target.ids[begin:end]].tolist()
    kinds = target.kinds[target.ids[begin:end]].tolist()
    for first in range(len(ids)):
        if not edges[first] or weights[first] < UNDRAWN:
            continue
        total = 0.0
        for last in range(first, min(first + longest, len(ids))):
            if kinds[last] in (BREAK, COMMA):
                break
            total += weights[last]
            if total < -0.5:
                break
            if edges[last] and weights[last] >= UNDRAWN:
                key = tuple(ids[first : last + 1])
                drawn = weights[first] >= 0 and weights[last] >= 0 and _whole(pairing, unit, first, last)
                before = seen.get(key, (-1.0, False))
                seen[key] = (max(before[0], min(total / most, 1.0)), before[1] or drawn)
    for key, (value, drawn) in seen.items():
        candidate = gathered.setdefault(loose_key(target, key), Candidate())
        candidate.joint += 1
        candidate.weight += value
        candidate.drawn |= drawn
        candidate.keys[key] += 1


def _whole(pairing: Pairing, unit: int, first: int, last: int) -> bool:
    """Whether the stretch cuts no word of a language written without spaces."""
    begin = int(pairing.target.pointer[unit])
    before = pairing.cohesion[begin + first - 1] if first else 0.0
    return bool(before < COHESIVE and pairing.cohesion[begin + last] < COHESIVE)


def _weights(pairing: Pairing, unit: int, covered: set[int]) -> list[float]:
    """For each word of a target text, -1..1: drawn by the term (above 0) or by the words around it (below)."""
    source, target, links = pairing.source, pairing.target, pairing.links
    begin, end = int(source.pointer[unit]), int(source.pointer[unit + 1])
    within: set[int] = set()
    around: set[int] = set()
    telling = source.telling[source.ids[begin:end]].tolist()
    units = links.source.ids[begin:end].tolist()
    for place in range(begin, end):
        if telling[place - begin]:
            crossing = links.source.pairs and (place + 1 in covered) != (place in covered)
            (within if place in covered and not crossing else around).add(units[place - begin])
    inner, outer = strongest(links, sorted(within)), strongest(links, sorted(around - within))
    first, stop = int(target.pointer[unit]), int(target.pointer[unit + 1])
    edges = target.edges[target.ids[first:stop]].tolist()
    units = links.target.ids[first:stop].tolist()
    result = []
    for place, here in enumerate(units):
        if not links.target.pairs and not edges[place]:
            result.append(0.0)
            continue
        weight = _weight(inner.get(here, 0.0), outer.get(here, 0.0))
        if links.target.pairs and place:
            before = units[place - 1]
            weight = max(weight, _weight(inner.get(before, 0.0), outer.get(before, 0.0)))
        result.append(weight)
    return result


def _weight(inner: float, outer: float) -> float:
    """-1..1: whether a unit is drawn by the term (above 0) or by the words around it (below)."""
    if inner < WEAK and outer < WEAK:
        return UNDRAWN
    value = (inner - outer) / (inner + outer + 0.05)
    return max(value, 0.05) if inner >= STRONG else value


def _longest(source: Side, target: Side, covered: set[int]) -> int:
    words = len(covered)
    if target.unspaced:
        return 5 * words + 4
    return (2 * words + 3) if not source.unspaced else words + 4


def loose_key(target: Side, key: Key) -> Key:
    """A candidate's key under which its forms meet that stems keep apart, as Arabic broken plurals."""
    return tuple(int(target.loose[word]) for word in key)
