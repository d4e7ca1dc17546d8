"""Where a term stands in running text: inflected, elided, contracted, broken over lines, coordinated, nested.

A term is the sequence of its words' keys (:mod:`aligner.glossary.words`). It occurs where that sequence stands
unbroken, and where a coordination stands inside it: « abus d'autorité ou d'une situation de vulnérabilité » holds
*abus d'une situation de vulnérabilité*, "technical and legal assistance" holds *technical assistance*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from aligner.glossary.words import BREAK, COMMA, CONTENT, FUNCTION, JOINING, LINKING, NUMBER, Longs, Side, term_keys

LONGEST_GAP = 8
"""Words a coordination may put between two words of a term."""
MOST_WORDS = 40
"""A term of more words is not looked for."""


class Occurrence(NamedTuple):
    """One place where a term stands."""

    unit: int
    """Number of the text."""
    begin: int
    """First word, as a place in :attr:`Side.ids`."""
    end: int
    """Place after the last word."""
    coordinated: bool = False
    """Whether a coordination stands inside it."""
    nested: bool = False
    """Whether it lies inside an occurrence of a longer term."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A term to look for."""

    text: str
    keys: tuple[int, ...]
    marked: tuple[int, ...]
    """The same with the commas of the term; empty where it has none."""
    capitals: bool
    """An acronym: it must stand in capitals, so that WHO is not *who*."""


_ACRONYM = re.compile(r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я0-9.]{1,7}")


def pattern(term: str, side: Side) -> Pattern:
    """Prepare a term of the language of ``side`` for :func:`occurrences`."""
    keys = tuple(term_keys(term, side.vocabulary))
    marked = tuple(term_keys(term, side.vocabulary, marks=True))
    return Pattern(term, keys, marked if marked != keys else (), bool(_ACRONYM.fullmatch(term.strip())))


def occurrences(side: Side, wanted: Pattern) -> list[Occurrence]:
    """All places of a term in the order of the texts; they do not overlap one another."""
    found = key_occurrences(side, wanted.keys)
    if wanted.marked:
        found = _apart(found + key_occurrences(side, wanted.marked))
    if wanted.capitals:
        found = [one for one in found if side.surface(one.begin, one.end).isupper()]
    return found


def key_occurrences(side: Side, keys: Sequence[int]) -> list[Occurrence]:
    """All places of a sequence of words, coordinations inside it included."""
    if not keys or len(keys) > MOST_WORDS or max(keys) >= len(side.kinds):
        return []
    found = [Occurrence(int(side.units[at]), int(at), int(at) + len(keys)) for at in sequence_places(side, keys)]
    if len(keys) > 1 and not side.unspaced:
        # « l'exploitation et l'exploitation sexuelle » holds the term once, at its end
        covered = {place for one in found for place in range(one.begin, one.end)}
        found += [one for one in _coordinated(side, keys) if covered.isdisjoint(range(one.begin, one.end))]
    return _apart(found)


def sequence_places(side: Side, keys: Sequence[int]) -> Longs:
    """Places at which the words ``keys`` stand one after another within a text."""
    counts = [int(side.post_start[key + 1] - side.post_start[key]) for key in keys]
    rarest = int(np.argmin(counts))
    at = side.places(keys[rarest]) - rarest
    at = at[(at >= 0) & (at + len(keys) <= len(side.ids))]
    for offset, key in enumerate(keys):
        if offset != rarest:
            at = at[side.ids[at + offset] == key]
    together: Longs = at[side.units[at] == side.units[at + len(keys) - 1]]
    return together


def _coordinated(side: Side, keys: Sequence[int]) -> list[Occurrence]:
    """Occurrences with one coordination inside, at any of the term's joints."""
    content = [key for key in set(keys) if side.kinds[key] in (CONTENT, NUMBER)]
    units = side.units[side.places(content[0])] if content else np.empty(0, np.int32)
    for key in sorted(content[1:]):
        units = np.intersect1d(units, side.units[side.places(key)])
    if len(units) == 0:
        return []
    firsts = side.places(keys[0])
    # a joint has to stand within reach
    reach = np.minimum(firsts + LONGEST_GAP + len(keys), side.pointer[side.units[firsts] + 1])
    firsts = firsts[side.joined[reach] > side.joined[firsts]]
    found = []
    for begin in firsts[np.isin(side.units[firsts], units)]:
        end = _through(side, keys, int(begin))
        if end and end - int(begin) > len(keys):
            found.append(Occurrence(int(side.units[begin]), int(begin), end, coordinated=True))
    return found


def _through(side: Side, keys: Sequence[int], begin: int) -> int:
    """End of a coordinated occurrence that begins there, 0 where there is none."""
    stop = int(side.pointer[side.units[begin] + 1])
    cut = 0
    while cut < len(keys) and begin + cut < stop and side.ids[begin + cut] == keys[cut]:
        cut += 1
        if cut == len(keys):
            break
        end = _after_gap(side, keys[cut:], begin + cut, stop)
        if end:
            return end
    return 0


def _after_gap(side: Side, rest: Sequence[int], at: int, stop: int) -> int:
    """End of ``rest`` where only a coordination stands between ``at`` and it, else 0."""
    window = side.ids[at : min(at + LONGEST_GAP + len(rest), stop)].tolist()
    if not side.joins[window].any():
        return 0
    tails = [list(rest)]
    if side.kinds[rest[0]] == LINKING and len(rest) > 1:
        # the second preposition may be left out: « abus d'autorité ou une situation … »
        tails.append(list(rest[1:]))
    for gap in range(2, min(LONGEST_GAP, len(window) - 1) + 1):
        for tail in tails:
            if window[gap : gap + len(tail)] == tail and _is_coordination(side, at, at + gap, rest[0]):
                return at + gap + len(tail)
    return 0


def _is_coordination(side: Side, at: int, begin: int, first: int) -> bool:
    """Whether the words in between are « d'autorité ou » or "and legal": a joined member, at one end its joint."""
    kinds = side.kinds[side.ids[at:begin]]
    if (kinds == BREAK).any() or (kinds == FUNCTION).any():
        return False
    joints = np.flatnonzero((kinds == JOINING) | (kinds == COMMA))
    if not (kinds == JOINING).any():
        return False
    linked = side.kinds[first] == LINKING
    if joints[-1] == len(kinds) - 1:
        # « abus [d'autorité ou] d'une situation »: the member before the joint is built as the one behind it
        return bool(linked and side.ids[at] == first) or (not linked and kinds[0] == CONTENT and len(kinds) <= 3)
    if joints[0] != 0:
        return False
    members = int((kinds == CONTENT).sum())
    return members <= (1 if linked else 2)


def _apart(found: list[Occurrence]) -> list[Occurrence]:
    """Leave out what overlaps an earlier or shorter occurrence of the same term."""
    kept: list[Occurrence] = []
    for one in sorted(found, key=lambda each: (each.begin, each.end)):
        if not kept or one.begin >= kept[-1].end:
            kept.append(one)
    return kept


def mark_nested(groups: Sequence[list[Occurrence]]) -> list[list[Occurrence]]:
    """Mark occurrences that lie inside a longer one of another term; the groups are those of one side."""
    longest: dict[int, list[Occurrence]] = {}
    for group in groups:
        for one in group:
            longest.setdefault(one.unit, []).append(one)
    marked = []
    for group in groups:
        marked.append([one._replace(nested=_inside(one, longest[one.unit])) for one in group])
    return marked


def _inside(one: Occurrence, others: Sequence[Occurrence]) -> bool:
    size = one.end - one.begin
    return any(other.begin <= one.begin and one.end <= other.end and other.end - other.begin > size for other in others)
