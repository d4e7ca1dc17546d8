"""The target terms of a concept: the renderings found, and what a list says beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.glossary.display import best_form, forms_of
from aligner.glossary.equivalents import Place, Rendering
from aligner.glossary.gathering import Pairing
from aligner.glossary.matching import Occurrence, Pattern, occurrences, pattern
from aligner.glossary.model import NOT_FOUND, BilingualUnit, GlossaryTerm, refs_of
from aligner.glossary.stems import fold
from aligner.glossary.words import Side, term_keys
from tmx import Term
from tmx.terms import TermStatus

ELSEWHERE = "in the memory, but not where the term stands"
"""Note of a listed target term that renders something else."""


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
    concept stands and nothing better renders it.
    """
    side = memory.pairing.target
    listed = {tuple(term_keys(term.text, side.vocabulary)): term for term in said}
    alike = _alike(memory.pairing.source, source, found)
    units = {one.unit for one in found}
    terms = []
    kept = _uncut(best, [pattern(term.text, side) for term in said], side)
    for one in kept:
        known = listed.pop(one.key, None)
        text = known.text if known else _shown(side, one, alike)
        terms.append(_counted(memory, known or Term(text=text), one.places, (len(units), one.score)))
    taken = {at for one in kept for place in one.places for at in range(place.begin, place.end)}
    for term in listed.values():
        everywhere = occurrences(side, pattern(term.text, side))
        places = [
            Place(one.unit, one.begin, one.end)
            for one in everywhere
            if one.unit in units and taken.isdisjoint(range(one.begin, one.end))
        ]
        if places:
            dice = 2 * len({place.unit for place in places}) / (len(units) + len({one.unit for one in everywhere}))
            terms.append(_counted(memory, term, places, (len(units), dice)))
        else:
            note = term.note or (ELSEWHERE if everywhere else NOT_FOUND)
            terms.append(GlossaryTerm(text=term.text, status=term.status, note=note))
    return tuple(terms)


def _uncut(best: Sequence[Rendering], listed: Sequence[Pattern], side: Side) -> list[Rendering]:
    """The renderings without those seen once that are a listed form cut otherwise: where one place ends is a guess."""
    standing = {
        (one.unit, at) for form in listed for one in occurrences(side, form) for at in range(one.begin, one.end)
    }
    own = {form.keys for form in listed}
    return [
        one
        for one in best
        if one.key in own
        or len(one.places) > 1
        or not any((place.unit, at) in standing for place in one.places for at in range(place.begin, place.end))
    ]


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
