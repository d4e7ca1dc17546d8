"""What a glossary answers for: the concepts of a list, those a person decided on, and candidates."""

from __future__ import annotations

from collections.abc import Sequence
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
    found: list[Concept] = []
    seen: dict[str, str] = {}
    for number, entry in enumerate(options.terms, 1):
        name = entry.id or f"number {number}"
        section = entry.section(options.source_language)
        if section is None or not any(term.text.strip() for term in section.terms):
            remarks.append(f"entry {name} of the list has no term in {options.source_language}: left out")
            continue
        text = section.terms[0].text
        if (known := seen.get(text.casefold())) is not None:
            remarks.append(f"“{text}” is listed twice ({known} and {name}): the first counts")
            continue
        seen[text.casefold()] = name
        if len(text.split()) > MOST_WORDS:
            remarks.append(f"“{text[:40]}…” has more than {MOST_WORDS} words: it is not looked for")
        elif len(text.strip()) == 1:
            remarks.append(f"“{text.strip()}” is one letter: what is found for it says little")
        found.append(Concept(entry, listed=True))
    return found


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
