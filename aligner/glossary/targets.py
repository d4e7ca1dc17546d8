"""The target terms of a concept: the renderings found, and what a list says beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aligner.glossary.display import best_form, forms_of
from aligner.glossary.equivalents import Place, Rendering
from aligner.glossary.gathering import Key, Pairing
from aligner.glossary.matching import Occurrence, occurrences, pattern
from aligner.glossary.model import NOT_FOUND, BilingualUnit, GlossaryTerm, refs_of
from aligner.glossary.stems import fold
from aligner.glossary.words import Side, term_keys
from tmx import Term
from tmx.terms import TermStatus

ELSEWHERE = "in the memory, but not where the term stands"
"""Note of a listed target term that renders something else."""
WITHOUT = "in the memory, where the source term is not"
"""Note of a listed target term whose source term the memory does not hold."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The units of one language pair."""

    language: str
    units: Sequence[BilingualUnit]
    pairing: Pairing


def target_terms(
    memory: Memory, source: str, said: Sequence[Term], found: Sequence[Occurrence], best: Sequence[Rendering]
) -> tuple[GlossaryTerm, ...]:
    """The terms, best first, in the language of ``memory`` for a concept called ``source`` that stands at ``found``.

    Renderings found come with what the list said of them; forms that the list alone gives are counted where the
    concept stands, and renderings cut otherwise at the same places give way to them.
    """
    side = memory.pairing.target
    listed = {tuple(term_keys(term.text, side.vocabulary)): term for term in said}
    alike = _alike(memory.pairing.source, source, found)
    units = {one.unit for one in found}
    everywhere = {key: occurrences(side, pattern(term.text, side)) for key, term in listed.items()}
    kept, worth = _giving_way(best, _standing(everywhere, units, best))
    terms = []
    for one in kept:
        known = listed.pop(one.key, None)
        text = known.text if known else _shown(side, one, alike)
        terms.append(_counted(memory, known or Term(text=text), one.places, (len(units), one.score)))
    standing = _standing({key: everywhere[key] for key in listed}, units, kept)
    for key, term in listed.items():
        if places := standing[key]:
            texts = len({one.unit for one in everywhere[key]})
            dice = 2 * len({place.unit for place in places}) / (len(units) + texts)
            terms.append(_counted(memory, term, places, (len(units), max(dice, worth.get(key, 0.0)))))
        else:
            missing = (ELSEWHERE if units else WITHOUT) if everywhere[key] else NOT_FOUND
            terms.append(GlossaryTerm(text=term.text, status=term.status, note=term.note or missing))
    return tuple(sorted(terms, key=lambda term: (not term.count, -term.confidence)))


def _standing(
    everywhere: Mapping[Key, Sequence[Occurrence]], units: set[int], best: Sequence[Rendering]
) -> dict[Key, list[Place]]:
    """Where listed forms stand in ``units``, the longest first; not inside a listed rendering that was found."""
    taken = {at for one in best if one.key in everywhere for place in one.places for at in range(*place[1:])}
    standing: dict[Key, list[Place]] = {}
    for key in sorted(everywhere, key=lambda each: (-len(each), each)):
        own = {at for one in best if one.key == key for place in one.places for at in range(*place[1:])}
        places = [
            Place(one.unit, one.begin, one.end)
            for one in everywhere[key]
            if one.unit in units and (taken - own).isdisjoint(range(one.begin, one.end))
        ]
        taken |= {at for place in places for at in range(place.begin, place.end)}
        standing[key] = places
    return standing


def _giving_way(
    best: Sequence[Rendering], standing: Mapping[Key, Sequence[Place]]
) -> tuple[list[Rendering], dict[Key, float]]:
    """The renderings without the places where a listed form stands, and what those that lost them were worth to it.

    Where an expression ends is a guess, a list knows: « countries of origin » gives way to the "country of transit" of
    "countries of origin, transit and destination".
    """
    whose = {at: key for key, places in standing.items() for place in places for at in range(place.begin, place.end)}
    kept: list[Rendering] = []
    worth: dict[Key, float] = {}
    for one in best:
        if one.key in standing:
            kept.append(one)
            continue
        left = []
        for place in one.places:
            owners = {whose[at] for at in range(place.begin, place.end) if at in whose}
            left += [place] * (not owners)
            for key in owners:
                worth[key] = max(worth.get(key, 0.0), one.score)
        if left:
            score = one.score * len(left) / len(one.places)
            kept.append(Rendering(key=one.key, places=tuple(left), score=score))
    return kept, worth


def _counted(memory: Memory, term: Term, places: Sequence[Place], rule: tuple[int, float]) -> GlossaryTerm:
    of_term, confidence = rule
    status: TermStatus = term.status
    return GlossaryTerm(
        text=term.text,
        status=status,
        count=len(places),
        refs=refs_of(memory.units, (place.unit for place in places)),
        share=round(len({place.unit for place in places}) / (of_term or 1), 4),
        confidence=round(confidence, 4),
        forms=forms_of(memory.pairing.target, [(place.begin, place.end) for place in places]),
        note=term.note,
    )


def _alike(source: Side, term: str, found: Sequence[Occurrence]) -> set[int]:
    """Texts in which the term stands in the very form that is shown for it."""
    shown = fold(term)
    return {one.unit for one in found if fold(source.surface(one.begin, one.end)) == shown}


def _shown(side: Side, one: Rendering, alike: set[int]) -> str:
    """The form of a rendering to show: of its forms where the term has its own, so that number agrees."""
    places = [(place.begin, place.end) for place in one.places if place.unit in alike]
    return best_form(
        forms_of(side, places) or forms_of(side, [(place.begin, place.end) for place in one.places]), side.language
    )
