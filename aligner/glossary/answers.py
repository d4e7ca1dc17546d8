"""The entries of a glossary: each concept's forms, renderings, variants and contexts, with where they stand."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aligner.glossary.concepts import Concept
from aligner.glossary.display import best_form, forms_of
from aligner.glossary.equivalents import SAMPLE, Rendering, renderings
from aligner.glossary.gathering import Pairing
from aligner.glossary.matching import Occurrence, mark_nested, occurrences, pattern
from aligner.glossary.model import (
    NO_EQUIVALENT,
    NOT_FOUND,
    BilingualUnit,
    GlossaryContext,
    GlossaryEntry,
    GlossaryOptions,
    GlossaryTerm,
    GlossaryVariant,
    Usage,
)
from aligner.glossary.stems import fold
from aligner.glossary.variants import Found, Variation
from aligner.glossary.words import Side, term_keys
from tmx import Term
from tmx.terms import TermStatus

QUICK = 24
"""Texts that the renderings of a candidate are gathered from."""
VARIED = 100
"""Candidates whose variants are looked for; names are always compared."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The units of one language pair."""

    language: str
    units: Sequence[BilingualUnit]
    pairing: Pairing


class Answers:
    """All concepts' occurrences in all memories, and the entries made of them."""

    def __init__(
        self, memories: Sequence[Memory], largest: Memory, options: GlossaryOptions, asked: Sequence[Concept]
    ) -> None:
        self.memories = memories
        self.largest = largest
        self.options = options
        self.concepts = asked
        self.remarks: list[str] = []
        self.slots = [
            (number, place)
            for number, concept in enumerate(asked)
            for place in range(len(concept.terms(options.source_language)))
        ]
        self.found = {id(memory): self._occurrences(memory) for memory in memories}

        terms = {pattern(self._term(slot).text, largest.pairing.source).keys: slot for slot in self.slots}
        there = {key: self.found[id(largest)][slot] for key, slot in terms.items() if self.found[id(largest)][slot]}
        names = {key for key in there if self._is_name(terms[key])}
        self.variation = Variation(largest.pairing, there, names)

    def _is_name(self, slot: tuple[int, int]) -> bool:
        concept = self.concepts[slot[0]]
        return concept.kind == "name" or (concept.listed and self._term(slot).text[:1].isupper())

    def _occurrences(self, memory: Memory) -> dict[tuple[int, int], list[Occurrence]]:
        side = memory.pairing.source
        groups = [occurrences(side, pattern(self._term(slot).text, side)) for slot in self.slots]
        return dict(zip(self.slots, mark_nested(groups), strict=True))

    def _term(self, slot: tuple[int, int]) -> Term:
        return self.concepts[slot[0]].terms(self.options.source_language)[slot[1]]

    def entry(self, number: int) -> GlossaryEntry:
        """The answer for one concept."""
        concept = self.concepts[number]
        slots = [slot for slot in self.slots if slot[0] == number]
        terms: dict[str, tuple[GlossaryTerm, ...]] = {
            self.options.source_language: tuple(self._source_term(slot) for slot in slots)
        }
        contexts: list[GlossaryContext] = []
        variants: list[GlossaryVariant] = []
        for memory in self.memories:
            here = sorted(one for slot in slots for one in self.found[id(memory)][slot])
            best = (
                renderings(memory.pairing, here, SAMPLE if concept.listed or concept.decision else QUICK)
                if here
                else []
            )
            terms[memory.language] = self._targets(memory, concept, here, best)
            contexts += _contexts(memory, here, best, self.options.contexts)
            if memory is self.largest and (
                number < VARIED or concept.listed or concept.kind == "name" or concept.alternating
            ):
                variants = self._variants(slots, best)
        return _finished(concept, terms, (tuple(contexts), tuple(variants)), self.options)

    def _variants(self, slots: Sequence[tuple[int, int]], best: Sequence[Rendering]) -> list[GlossaryVariant]:
        """Forms beside the concept's own terms."""
        own = [pattern(self._term(slot).text, self.largest.pairing.source).keys for slot in slots]
        found = self.variation.of(own[0], best) if self.found[id(self.largest)][slots[0]] else []
        variants = [self._variant(one) for one in found if one.key not in own]
        return sorted(variants, key=lambda one: (-one.count, one.text))

    def _variant(self, found: Found) -> GlossaryVariant:
        units = self.largest.units
        places = [one.unit for one in found.occurrences]
        forms = forms_of(self.largest.pairing.source, [(one.begin, one.end) for one in found.occurrences])
        return GlossaryVariant(
            text=best_form(forms, self.options.source_language),
            count=len(places),
            refs=_refs(units, places),
            usage=_usage(units, places),
            reason=found.reason,
        )

    def _source_term(self, slot: tuple[int, int]) -> GlossaryTerm:
        term = self._term(slot)
        found = self.found[id(self.largest)][slot]
        units = self.largest.units
        return GlossaryTerm(
            text=term.text,
            status=term.status,
            count=len(found),
            nested=sum(one.nested for one in found),
            refs=_refs(units, (one.unit for one in found)),
            forms=forms_of(self.largest.pairing.source, [(one.begin, one.end) for one in found]),
            usage=_usage(units, [one.unit for one in found]),
            note=term.note,
        )

    def _targets(
        self, memory: Memory, concept: Concept, found: Sequence[Occurrence], best: Sequence[Rendering]
    ) -> tuple[GlossaryTerm, ...]:
        side = memory.pairing.target
        said = {tuple(term_keys(term.text, side.vocabulary)): term for term in concept.terms(memory.language)}
        alike = _alike(memory.pairing.source, concept.terms(self.options.source_language)[0].text, found)
        total = len({one.unit for one in found}) or 1
        terms = []
        for one in best:
            forms = forms_of(side, [(place.begin, place.end) for place in one.places])
            listed = said.pop(one.key, None)
            status: TermStatus = listed.status if listed else ""
            terms.append(
                GlossaryTerm(
                    text=listed.text if listed else _shown(side, one, alike),
                    status=status,
                    count=len(one.places),
                    refs=_refs(memory.units, (place.unit for place in one.places)),
                    share=round(len({place.unit for place in one.places}) / total, 4),
                    confidence=round(one.score, 4),
                    forms=forms,
                    note=listed.note if listed else "",
                )
            )
        if concept.decided and best and tuple(term_keys(concept.decided, side.vocabulary)) != best[0].key:
            name = concept.terms(self.options.source_language)[0].text
            self.remarks.append(f"“{name}”: “{concept.decided}” was decided, the memory says “{terms[0].text}” first")
        terms += [
            GlossaryTerm(text=term.text, status=term.status, note=term.note or NOT_FOUND) for term in said.values()
        ]
        return tuple(terms)


def _alike(source: Side, term: str, found: Sequence[Occurrence]) -> set[int]:
    """Texts in which the term stands in the very form that is shown for it."""
    shown = fold(term)
    return {one.unit for one in found if fold(source.surface(one.begin, one.end)) == shown}


def _shown(side: Side, one: Rendering, alike: set[int]) -> str:
    """The form of a rendering to show: of its forms where the term has its own, so that number agrees."""
    places = [(place.begin, place.end) for place in one.places if place.unit in alike]
    forms = forms_of(side, places or [(place.begin, place.end) for place in one.places])
    return best_form(forms, side.language)


def _finished(
    concept: Concept,
    terms: dict[str, tuple[GlossaryTerm, ...]],
    shown: tuple[tuple[GlossaryContext, ...], tuple[GlossaryVariant, ...]],
    options: GlossaryOptions,
) -> GlossaryEntry:
    source = terms[options.source_language]
    confidence = max((terms[language][0].confidence for language in list(terms)[1:] if terms[language]), default=0.0)
    missing = ""
    if not any(term.count for term in source):
        missing = NOT_FOUND
    elif not any(term.count for language in list(terms)[1:] for term in terms[language]):
        missing = NO_EQUIVALENT
    return GlossaryEntry(
        id=concept.entry.id or identifier(source[0].text, options.source_language),
        score=round(confidence if concept.listed else concept.score * (0.4 + 0.6 * confidence), 4),
        listed=concept.listed,
        terms=terms,
        contexts=shown[0],
        variants=shown[1],
        kind=concept.kind,
        subject=concept.entry.subject,
        definition=concept.entry.definition,
        note="; ".join(part for part in (missing, concept.entry.note) if part),
        decision=concept.decision,
    )


def identifier(term: str, language: str) -> str:
    """An entry's identifier, made from its source term: the same in every run and every memory."""
    return "t" + hashlib.sha256(f"{language}\0{' '.join(term.casefold().split())}".encode()).hexdigest()[:10]


def _refs(units: Sequence[BilingualUnit], places: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(units[place].ref for place in sorted(places) if units[place].ref))


def _usage(units: Sequence[BilingualUnit], places: Sequence[int]) -> tuple[Usage, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    dates: dict[tuple[str, str], str] = {}
    for place in sorted(places):
        unit = units[place]
        part = (unit.document, unit.ref.partition(".")[0])
        counts[part] += 1
        dates.setdefault(part, unit.date)
    return tuple(Usage(document, section, dates[document, section], n) for (document, section), n in counts.items())


def _contexts(
    memory: Memory, found: Sequence[Occurrence], best: Sequence[Rendering], most: int
) -> Iterable[GlossaryContext]:
    """Units that show the term: first one for each rendering, then those that come first."""
    order = [rendering.places[0].unit for rendering in best]
    order += sorted({one.unit for one in found})
    source, target = memory.pairing.source, memory.pairing.target
    for unit in list(dict.fromkeys(order))[:most]:
        shown = next((one for one in best if any(place.unit == unit for place in one.places)), None)
        places = [place for place in shown.places if place.unit == unit] if shown else []
        said = memory.units[unit]
        yield GlossaryContext(
            document=said.document,
            ref=said.ref,
            source=said.source,
            target=said.target,
            language=memory.language,
            source_spans=tuple(source.span(one.begin, one.end) for one in found if one.unit == unit),
            target_spans=tuple(target.span(place.begin, place.end) for place in places),
        )
