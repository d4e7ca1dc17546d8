"""The entries of a glossary: each concept's forms, renderings, variants and contexts, with where they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from aligner.glossary.concepts import Concept
from aligner.glossary.display import best_form, forms_of
from aligner.glossary.equivalents import SAMPLE, Rendering, renderings
from aligner.glossary.matching import Occurrence, mark_nested, occurrences, pattern
from aligner.glossary.model import (
    NO_EQUIVALENT,
    NOT_FOUND,
    GlossaryContext,
    GlossaryEntry,
    GlossaryOptions,
    GlossaryTerm,
    GlossaryVariant,
    refs_of,
)
from aligner.glossary.naming import named
from aligner.glossary.stems import fold
from aligner.glossary.targets import Memory, target_terms
from aligner.glossary.usage import Sections
from aligner.glossary.variants import Found, Variation
from aligner.glossary.words import Side, term_keys
from tmx import Term

QUICK = 24
"""Texts that the renderings of a candidate are gathered from."""
VARIED = 100
"""Candidates whose variants are looked for; names are always compared."""


class Answers:
    """All concepts' occurrences in all memories, and the entries made of them."""

    def __init__(
        self, memories: Sequence[Memory], largest: Memory, options: GlossaryOptions, asked: Sequence[Concept]
    ) -> None:
        self.memories = memories
        self.largest = largest
        self.options = options
        self.concepts = asked
        self.sections = Sections(largest.units)
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
        patterns = [pattern(self._term(slot).text, side) for slot in self.slots]
        marked = mark_nested([occurrences(side, one) for one in patterns])
        alike: dict[tuple[int, tuple[int, ...]], list[int]] = {}
        for at, (slot, one) in enumerate(zip(self.slots, patterns, strict=True)):
            alike.setdefault((slot[0], one.keys), []).append(at)
        for group in alike.values():
            if len(group) > 1:
                shared = _told_apart(side, [patterns[at].text for at in group], marked[group[0]])
                for at, mine in zip(group, shared, strict=True):
                    marked[at] = mine
        return dict(zip(self.slots, marked, strict=True))

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
        against = ""
        for memory in self.memories:
            here = sorted(one for slot in slots for one in self.found[id(memory)][slot])
            best = (
                renderings(memory.pairing, here, SAMPLE if concept.listed or concept.decision else QUICK)
                if here
                else []
            )
            first = terms[self.options.source_language][0].text
            terms[memory.language] = target_terms(memory, first, concept.terms(memory.language), here, best)
            against = against or self._contradiction(memory, concept, best)
            contexts += _contexts(memory, here, best, self.options.contexts)
            if memory is self.largest and (
                number < VARIED or concept.listed or concept.kind == "name" or concept.alternating
            ):
                variants = self._variants(slots, best)
        made = _finished(concept, terms, (tuple(contexts), tuple(variants)), self.options)
        if concept.decision and not any(term.count for term in made.terms[self.options.source_language]):
            against = f"{concept.decision}, but {NOT_FOUND}"
        return replace(made, contradiction=against)

    def _contradiction(self, memory: Memory, concept: Concept, best: Sequence[Rendering]) -> str:
        """What the memory says where another target term was decided for its language."""
        side = memory.pairing.target
        if memory.language != self.options.target_languages[0] or not concept.decided or not best:
            return ""
        if tuple(term_keys(concept.decided, side.vocabulary)) == best[0].key:
            return ""
        name = concept.terms(self.options.source_language)[0].text
        says = best_form(forms_of(side, [(place.begin, place.end) for place in best[0].places]), memory.language)
        against = f"“{concept.decided}” was decided, the memory says “{says}” first"
        self.remarks.append(f"“{name}”: {against}")
        return against

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
            refs=refs_of(units, places),
            usage=self.sections.usage(places),
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
            refs=refs_of(units, (one.unit for one in found)),
            forms=forms_of(self.largest.pairing.source, [(one.begin, one.end) for one in found]),
            usage=self.sections.usage(one.unit for one in found),
            note=term.note,
        )


def _told_apart(side: Side, forms: Sequence[str], found: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """The places of forms that differ in small words alone, « abus d'une situation » and « abus de situation »."""
    words = [fold(form).split() for form in forms]
    shared: list[list[Occurrence]] = [[] for _ in forms]
    for one in found:
        here = fold(side.surface(one.begin, one.end)).split()
        distance = [len(set(here) ^ set(each)) for each in words]
        shared[distance.index(min(distance))].append(one)
    return shared


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
    name = concept.kind == "name" or (concept.listed and source[0].text[:1].isupper())
    return GlossaryEntry(
        id=concept.entry.id or identifier(source[0].text, options.source_language),
        score=round(confidence if concept.listed else concept.score * (0.4 + 0.6 * confidence), 4),
        listed=concept.listed,
        terms=terms,
        contexts=shown[0],
        variants=shown[1],
        kind=concept.kind,
        named=named(source[0].text, options.source_language) if name else "",
        subject=concept.entry.subject,
        definition=concept.entry.definition,
        note="; ".join(part for part in (missing, concept.entry.note) if part),
        decision=concept.decision,
    )


def identifier(term: str, language: str) -> str:
    """An entry's identifier, made from its source term: the same in every run and every memory."""
    return "t" + hashlib.sha256(f"{language}\0{' '.join(term.casefold().split())}".encode()).hexdigest()[:10]


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
