"""What people decided, laid over a glossary that was built before they did: at once, without a new run."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from aligner.glossary.decisions import Decision, Judged
from aligner.glossary.model import NOT_FOUND, Glossary, GlossaryEntry, GlossaryOptions, GlossaryTerm
from tmx.terms import LanguageSection, Term, TermEntry

_RANK = {"preferred": 0, "admitted": 1, "": 1, "deprecated": 2, "forbidden": 3}


def decided(glossary: Glossary, decisions: Iterable[Decision]) -> Glossary:
    """The glossary without what was rejected, merged where it was merged, with names, statuses, notes as decided.

    A decision about a term that is in no entry changes nothing; to lay the same decisions over the result again
    changes nothing.
    """
    said = tuple(decisions)
    source = glossary.source_language
    entries = list(glossary.entries)
    for decision in said:
        place = _place(entries, decision.term, source)
        if place is None:
            continue
        if decision.verdict == "rejected":
            del entries[place]
        elif decision.verdict == "merged":
            into = _place(entries, decision.into, source)
            if into is not None and into != place:
                entries[into] = _merged(entries[into], entries[place], source)
                del entries[place]
        else:
            entries[place] = replace(entries[place], decision=decision.verdict)
            if decision.verdict == "renamed":
                entries[place] = _judged(entries[place], (Judged(source, decision.into, "preferred"),))
    settings = GlossaryOptions(
        source_language=source, target_languages=glossary.target_languages or ("",), decisions=said
    )
    return replace(glossary, entries=annotated(entries, settings))


def annotated(entries: Sequence[GlossaryEntry], options: GlossaryOptions) -> tuple[GlossaryEntry, ...]:
    """The entries with the statuses of terms, definitions and notes that were decided."""
    by_term = {one.term.casefold(): one for one in options.decisions if one.verdict not in ("rejected", "merged")}
    if not by_term:
        return tuple(entries)
    first = options.target_languages[0]
    return tuple(_annotated(entry, by_term, options.source_language, first) for entry in entries)


def listed(terms: Iterable[TermEntry], decisions: Iterable[Decision], source: str) -> tuple[TermEntry, ...]:
    """A term list as people decided about it: what checks hold texts against.

    Listed terms get the statuses that were decided; a decision that gives a status about a term of no list adds its
    concept; a rejected or merged concept is not in the list any more.
    """
    entries = list(terms)
    for decision in decisions:
        place = next((at for at, one in enumerate(entries) if _names(one, decision.term, source)), None)
        if decision.verdict in ("rejected", "merged"):
            if place is not None:
                del entries[place]
        elif decision.statuses:
            blank = TermEntry(
                id=decision.id, languages=(LanguageSection(language=source, terms=(Term(text=decision.term),)),)
            )
            changed = _with_statuses(blank if place is None else entries[place], decision.statuses)
            if place is None:
                entries.append(changed)
            else:
                entries[place] = changed
    return tuple(entries)


def _names(entry: TermEntry, term: str, language: str) -> bool:
    section = entry.section(language)
    return section is not None and any(one.text.casefold() == term.casefold() for one in section.terms)


def _with_statuses(entry: TermEntry, statuses: Iterable[Judged]) -> TermEntry:
    sections = {section.language: section for section in entry.languages}
    for one in statuses:
        section = sections.get(one.language) or LanguageSection(language=one.language, terms=())
        kept = [term for term in section.terms if term.text.casefold() != one.text.casefold()]
        same = next((term for term in section.terms if term not in kept), Term(text=one.text))
        judged = replace(same, status=one.status)
        ordered = (judged, *kept) if one.status == "preferred" else (*kept, judged)
        sections[one.language] = replace(section, terms=ordered)
    return replace(entry, languages=tuple(sections.values()))


def decision_of(entry: GlossaryEntry, by_term: Mapping[str, Decision], source: str) -> Decision | None:
    """What was decided about an entry, found by any of its source terms (case folded)."""
    terms = entry.terms.get(source, ())
    return next((by_term[term.text.casefold()] for term in terms if term.text.casefold() in by_term), None)


def _annotated(entry: GlossaryEntry, by_term: Mapping[str, Decision], source: str, first: str) -> GlossaryEntry:
    decision = decision_of(entry, by_term, source)
    if decision is None:
        return entry
    statuses = decision.statuses
    if decision.target and not any(one.language == first and one.status == "preferred" for one in statuses):
        statuses = (*statuses, Judged(first, decision.target, "preferred"))
    note = entry.note
    if decision.note and decision.note not in note:
        note = "; ".join(part for part in (note, decision.note) if part)
    return replace(_judged(entry, statuses), definition=decision.definition or entry.definition, note=note)


def _judged(entry: GlossaryEntry, statuses: Iterable[Judged]) -> GlossaryEntry:
    """Give terms their status, add those that the memory does not hold; the preferred ones come first."""
    terms = dict(entry.terms)
    by_language: dict[str, dict[str, Judged]] = {}
    for one in statuses:
        by_language.setdefault(one.language, {})[one.text.casefold()] = one
    for language, wanted in by_language.items():
        chosen = any(one.status == "preferred" for one in wanted.values())
        found = []
        for term in terms.get(language, ()):
            judged = wanted.pop(term.text.casefold(), None)
            usurped = chosen and term.status == "preferred"
            status = judged.status if judged else "admitted" if usurped else term.status
            found.append(replace(term, status=status))
        found += [GlossaryTerm(text=one.text, status=one.status, note=NOT_FOUND) for one in wanted.values()]
        terms[language] = tuple(sorted(found, key=lambda term: _RANK[term.status]))
    return replace(entry, terms=terms)


def _merged(into: GlossaryEntry, other: GlossaryEntry, source: str) -> GlossaryEntry:
    """Give an entry the terms, contexts and variants of another, whose source terms are admitted ones."""
    terms: dict[str, tuple[GlossaryTerm, ...]] = {}
    for language in dict.fromkeys((*into.terms, *other.terms)):
        here = {term.text.casefold(): term for term in into.terms.get(language, ())}
        for term in other.terms.get(language, ()):
            known = here.get(term.text.casefold())
            if known is not None:
                here[term.text.casefold()] = replace(
                    known, count=known.count + term.count, refs=tuple(dict.fromkeys((*known.refs, *term.refs)))
                )
            else:
                status = term.status or ("admitted" if language == source else "")
                here[term.text.casefold()] = replace(term, status=status)
        terms[language] = tuple(here.values())
    return dataclasses.replace(
        into,
        terms=terms,
        contexts=tuple(dict.fromkeys((*into.contexts, *other.contexts))),
        variants=tuple(one for one in (*into.variants, *other.variants) if not _has(terms[source], one.text)),
    )


def _has(terms: Iterable[GlossaryTerm], text: str) -> bool:
    return any(term.text.casefold() == text.casefold() for term in terms)


def _place(entries: Sequence[GlossaryEntry], term: str, source: str) -> int | None:
    return next((at for at, entry in enumerate(entries) if _has(entry.terms.get(source, ()), term)), None)
