"""Forms that stand for one concept: found by asking how a term's equivalent is said in the source language.

« trafic d'êtres humains » is a variant of « traite des êtres humains » where the memory renders both as "trafficking
in human beings". Names are compared by their words as well, since each of a convention's names may have its own
equivalent: a name whose words are all in a longer one, its first and last word the same, is its short form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.glossary.equivalents import Key, Pairing, Rendering, renderings
from aligner.glossary.matching import Occurrence, key_occurrences
from aligner.glossary.words import Side

LEAST_SCORE = 0.2
"""Reverse renderings below it are no variants."""
QUICK = 32
"""Texts that reverse renderings are gathered from."""
SURE = 0.35
"""Confidence an equivalent must have to be asked how it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A form that stands for a concept."""

    key: Key
    occurrences: tuple[Occurrence, ...]
    reason: str
    """``same equivalent`` or ``same name``."""


def by_equivalent(turned: Pairing, term: Key, best: Sequence[Rendering]) -> list[Found]:
    """Return the source forms, other than ``term``, that the surest equivalent renders too.

    ``turned`` is the pairing seen from the target. A variant shares a word of content with the term, and neither
    holds the other as a whole with something before or behind it.
    """
    if not best or best[0].score < SURE:
        return []
    places = key_occurrences(turned.source, best[0].key)
    found = []
    for one in renderings(turned, places, QUICK):
        if one.score >= LEAST_SCORE and one.key != term and _related(turned.target, term, one.key):
            hits = tuple(Occurrence(place.unit, place.begin, place.end) for place in one.places)
            found.append(Found(key=one.key, occurrences=hits, reason="same equivalent"))
    return found


def _related(side: Side, term: Key, other: Key) -> bool:
    here = [word for word in term if side.edges[word]]
    there = [word for word in other if side.edges[word]]
    if not set(here) & set(there) or abs(len(here) - len(there)) > 2:
        return False
    shorter, longer = sorted((here, there), key=len)
    if _within(shorter, longer):
        # « victimes » and « victimes de la traite » are two concepts, « trafic (illicite) de migrants » is one
        return len(shorter) > 1 and shorter[0] == longer[0] and shorter[-1] == longer[-1]
    return len(here) > 1 and len(there) > 1


def _within(shorter: Sequence[int], longer: Sequence[int]) -> bool:
    """Whether the words of one stand in the other in the same order."""
    rest = iter(longer)
    return all(word in rest for word in shorter)


def same_name(side: Side, one: Key, other: Key) -> bool:
    """Whether one name is a short form of the other: its words in order, first and last the same."""
    here = [word for word in one if side.edges[word]]
    there = [word for word in other if side.edges[word]]
    shorter, longer = sorted((here, there), key=len)
    return (
        1 < len(shorter) < len(longer) <= len(shorter) + 4
        and shorter[0] == longer[0]
        and shorter[-1] == longer[-1]
        and _within(shorter, longer)
    )
