"""What a glossary answers for: the concepts of a list, those a person decided on, and candidates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aligner.glossary.acronyms import long_forms, missing_names
from aligner.glossary.decisions import Decision
from aligner.glossary.display import best_form, forms_of
from aligner.glossary.extraction import Candidate, candidates
from aligner.glossary.matching import MOST_WORDS
from aligner.glossary.model import GlossaryOptions, Kind
from aligner.glossary.words import Side, term_keys
from tmx import LanguageSection, Term, TermEntry


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept to answer for, before its renderings are known."""

    entry: TermEntry
    listed: bool
    score: float = 0.0
    kind: Kind = "term"
    decision: str = ""
    decided: str = ""
    """Target term that a person chose."""
    alternating: bool = False
    """Whether it is a concept only if a variant is found."""

    def terms(self, language: str) -> tuple[Term, ...]:
        """What the concept is called in ``language``, as far as it was said."""
        section = self.entry.section(language)
        return section.terms if section else ()


def concepts(source: Side, options: GlossaryOptions) -> tuple[list[Concept], list[str]]:
    """Return the concepts, listed ones first, decided ones next, then candidates by rank; and what was noticed."""
    remarks: list[str] = []
    found = _listed(options, remarks)
    found = _merged(_decided(found, options), options, remarks)
    if options.extract:
        found += _proposed(source, found, options)
    return found, remarks


def _listed(options: GlossaryOptions, remarks: list[str]) -> list[Concept]:
    """The concepts of the list; what it says twice of one term is brought together, contradictions are told."""
    found: list[Concept] = []
    seen: dict[str, int] = {}
    for number, entry in enumerate(options.terms, 1):
        name = entry.id or f"number {number}"
        section = entry.section(options.source_language)
        if section is None or not any(term.text.strip() for term in section.terms):
            remarks.append(f"entry {name} of the list has no term in {options.source_language}: left out")
            continue
        text = section.terms[0].text
        if (known := seen.get(text.casefold())) is not None:
            first = found[known].entry
            remarks.append(f"“{text}” is listed twice ({first.id or f'number {known + 1}'} and {name}): taken together")
            found[known] = replace(found[known], entry=_together(first, entry, remarks))
            continue
        seen[text.casefold()] = len(found)
        remarks += _oddities(text)
        found.append(Concept(entry, listed=True))
    remarks += _contradictions(found, options)
    return found


def _oddities(text: str) -> Iterator[str]:
    bare = text.strip()
    if len(text.split()) > MOST_WORDS:
        yield f"“{text[:40]}…” has more than {MOST_WORDS} words: it is not looked for"
    elif len(bare) == 1:
        yield f"“{bare}” is one letter: what is found for it says little"
    elif not any(character.isalpha() for character in bare):
        yield f"“{bare}” has no letters: what is found for it says little"
    if bare[:1] in tuple("=+-@") and len(bare) > 1:
        yield f"“{bare[:40]}” begins as a spreadsheet's formula does: write tables with --inert"


def _together(first: TermEntry, second: TermEntry, remarks: list[str]) -> TermEntry:
    """The first entry with what the second adds; where they say different things of one term, the first counts."""
    sections = {section.language: section for section in first.languages}
    for section in second.languages:
        here = sections.get(section.language)
        if here is None:
            sections[section.language] = section
            continue
        known = {term.text.casefold(): term for term in here.terms}
        for term in section.terms:
            mine = known.get(term.text.casefold())
            if mine is not None and mine.status and term.status and mine.status != term.status:
                remarks.append(f"“{term.text}” is {mine.status} and {term.status} in one concept: the first counts")
        added = tuple(term for term in section.terms if term.text.casefold() not in known)
        sections[section.language] = replace(here, terms=(*here.terms, *added))
    return replace(
        first,
        languages=tuple(sections.values()),
        definition=first.definition or second.definition,
        note=first.note or second.note,
    )


def _contradictions(found: Sequence[Concept], options: GlossaryOptions) -> Iterator[str]:
    """Several preferred terms in one language, and terms of two concepts that are preferred in one alone."""
    uses: dict[str, list[tuple[str, str]]] = {}
    for concept in found:
        name = concept.terms(options.source_language)[0].text
        for language in (options.source_language, *options.target_languages):
            preferred = [term.text for term in concept.terms(language) if term.status == "preferred"]
            if len(preferred) > 1:
                said = ", ".join(f"“{text}”" for text in preferred)
                yield f"“{name}” has {len(preferred)} preferred terms in {language} ({said}): the first counts"
        for term in concept.terms(options.source_language):
            uses.setdefault(term.text.casefold(), []).append((name, term.status))
    for text, places in uses.items():
        statuses = {status for _, status in places if status}
        if len(places) > 1 and len(statuses) > 1:
            said = ", ".join(f"{status or 'without status'} for “{name}”" for name, status in places)
            yield f"“{text}” is a term of {len(places)} concepts: {said}"


def _decided(found: list[Concept], options: GlossaryOptions) -> list[Concept]:
    """The list with what was accepted or renamed beside it."""
    names = {term.text.casefold(): at for at, one in enumerate(found) for term in one.terms(options.source_language)}
    result = list(found)
    for decision in options.decisions:
        if decision.verdict not in ("accepted", "renamed", "annotated"):
            continue
        at = names.get(decision.term.casefold())
        if at is not None:
            result[at] = replace(result[at], decision=decision.verdict, decided=decision.target)
        else:
            result.append(_from_decision(decision, options))
    return result


def _from_decision(decision: Decision, options: GlossaryOptions) -> Concept:
    terms = [Term(text=decision.term)]
    if decision.verdict == "renamed":
        terms.insert(0, Term(text=decision.into, status="preferred"))
    sections = [LanguageSection(language=options.source_language, terms=tuple(terms))]
    if decision.target:
        chosen = Term(text=decision.target, status="preferred")
        sections.append(LanguageSection(language=options.target_languages[0], terms=(chosen,)))
    entry = TermEntry(id=decision.id, languages=tuple(sections))
    return Concept(entry, listed=False, score=1.0, decision=decision.verdict, decided=decision.target)


def _merged(found: list[Concept], options: GlossaryOptions, remarks: list[str]) -> list[Concept]:
    """Give merged terms to the concept they were merged into, making it where no one has it yet."""
    language = options.source_language
    result = list(found)
    for decision in options.decisions:
        if decision.verdict != "merged":
            continue
        wanted = decision.into.casefold()
        places = [
            at for at, one in enumerate(result) if wanted in (term.text.casefold() for term in one.terms(language))
        ]
        if not places:
            result.append(_from_decision(replace(decision, term=decision.into, verdict="accepted"), options))
            places = [len(result) - 1]
        concept = result[places[0]]
        if decision.term.casefold() in (term.text.casefold() for term in concept.terms(language)):
            remarks.append(f"“{decision.term}” is already a term of “{decision.into}”")
            continue
        section = LanguageSection(
            language=language, terms=(*concept.terms(language), Term(text=decision.term, status="admitted"))
        )
        others = tuple(one for one in concept.entry.languages if one.language != language)
        result[places[0]] = replace(concept, entry=replace(concept.entry, languages=(section, *others)))
    return result


def _proposed(source: Side, known: Sequence[Concept], options: GlossaryOptions) -> list[Concept]:
    """Candidates that nobody has listed or decided on."""
    texts = [term.text for one in known for term in one.terms(options.source_language)]
    texts += [decision.term for decision in options.decisions]
    keys = {tuple(term_keys(text, source.vocabulary)) for text in texts}
    found = [one for one in candidates(source, options.min_count) if one.key not in keys]
    short = long_forms(source, found)
    # a name comes where its acronym does
    found = sorted((*found, *missing_names(source, short, found)), key=lambda one: (-one.score, one.key))
    taken = {one.key for one in short.values()}
    chosen = [one for one in found if one.key not in taken]
    chosen = [one for rank, one in enumerate(chosen) if rank < 3 * options.top // 2 or one.alternating]
    return [_candidate(source, one, options, short.get(one.key)) for one in chosen]


def _candidate(source: Side, one: Candidate, options: GlossaryOptions, acronym: Candidate | None) -> Concept:
    terms = [Term(text=_shown(source, each, options)) for each in (one, acronym) if each]
    section = LanguageSection(language=options.source_language, terms=tuple(terms))
    score = max(one.score, acronym.score) if acronym else one.score
    entry = TermEntry(id="", languages=(section,))
    return Concept(entry, listed=False, score=score, kind=one.kind, alternating=one.alternating)


def _shown(source: Side, one: Candidate, options: GlossaryOptions) -> str:
    places = [(int(at), int(at) + len(one.key)) for at in one.places]
    return best_form(forms_of(source, places), options.source_language)
