"""The values a glossary is made of, and those it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from aligner.glossary.decisions import Decision
from tmx import Context, LanguageSection, Term, TermEntry
from tmx.terms import TermStatus

Kind = Literal["term", "name", "acronym"]
"""``name``: of a body, an instrument, a title."""

Named = Literal["", "body", "instrument", "title"]

NOT_FOUND = "not found in the memory"
"""Note of a listed term without an occurrence."""
NO_EQUIVALENT = "no equivalent found"
"""Note of a term that occurs, but whose rendering the memory does not show."""


class BilingualUnit(NamedTuple):
    """A pair of texts that translate each other."""

    source: str
    target: str
    document: str = ""
    """Symbol of the document."""
    ref: str = ""
    """Paragraph of the source: ``IV.46.j``."""
    language: str = ""
    """BCP 47 tag of the target; empty: the options' first target language."""
    date: str = ""
    """``YYYYMMDDThhmmssZ``, empty where it is not known."""


def refs_of(units: Sequence[BilingualUnit], places: Iterable[int]) -> tuple[str, ...]:
    """Refs of the units numbered ``places``, in their order, each once."""
    return tuple(dict.fromkeys(units[place].ref for place in sorted(places) if units[place].ref))


class Usage(NamedTuple):
    """How often a term stands in one part of one document."""

    document: str
    section: str
    """First part of the ref: ``IV``; empty where there is none."""
    date: str
    """A year, from the section's heading or the document's symbol, else ``YYYY-MM-DD``; empty where none is known."""
    occurrences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    """One expression of one language, with the evidence for it."""

    text: str
    status: TermStatus = ""
    count: int = 0
    """Occurrences, those inside longer terms included; in a target language: occurrences that render the term."""
    nested: int = 0
    """Those of them that lie inside a longer term."""
    refs: tuple[str, ...] = ()
    """Refs of the units it stands in, in their order, each once."""
    share: float = 0.0
    """Target terms: share of the source term's units that it renders, 0..1."""
    confidence: float = 0.0
    """Target terms: 0..1."""
    forms: tuple[tuple[str, int], ...] = ()
    """How it stands in the texts, with counts, commonest first."""
    usage: tuple[Usage, ...] = ()
    """Source terms: where it is used, in the order of the memory."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryContext:
    """A unit that shows a term and its rendering."""

    document: str
    ref: str
    source: str
    target: str
    language: str
    """Of the target."""
    source_spans: tuple[tuple[int, int], ...] = ()
    """Where the term stands in ``source``, in code points."""
    target_spans: tuple[tuple[int, int], ...] = ()
    """Where its rendering stands in ``target``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryVariant:
    """Another form of the source language that stands for the same concept."""

    text: str
    count: int
    refs: tuple[str, ...]
    usage: tuple[Usage, ...]
    reason: str
    """``same equivalent``, ``same frames``, ``same head`` or ``same name``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    """A concept: its terms in each language, the best first, and what shows them."""

    id: str
    """The list's identifier, or one made from the source term: the same in every run."""
    score: float
    """0..1: extracted terms: how much of a term it is; listed ones: confidence of the best equivalent."""
    listed: bool
    """Whether it comes from a term list."""
    terms: Mapping[str, tuple[GlossaryTerm, ...]]
    """By language tag, the source first."""
    contexts: tuple[GlossaryContext, ...] = ()
    variants: tuple[GlossaryVariant, ...] = ()
    """Forms that are not among its terms, commonest first."""
    kind: Kind = "term"
    named: Named = ""
    """What a name is the name of, as far as its head says."""
    subject: str = ""
    definition: str = ""
    note: str = ""
    decision: str = ""
    """What a person decided about it, as in :data:`~aligner.glossary.decisions.VERDICTS`, or empty."""
    contradiction: str = ""
    """How the memory contradicts what was decided; empty where it does not."""

    @property
    def news(self) -> bool:
        """Whether nobody has listed it or decided on it, or the memory contradicts what was decided."""
        return bool(self.contradiction) or not (self.listed or self.decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """Entries, listed ones first in the order of their list, then the extracted ones by score."""

    source_language: str
    target_languages: tuple[str, ...]
    entries: tuple[GlossaryEntry, ...]
    remarks: tuple[str, ...] = ()
    """What was noticed and left out, one clause each."""
    decisions: tuple[Decision, ...] = ()
    """What it started from: decisions about an earlier run, rejections among them."""

    def to_entries(self) -> list[TermEntry]:
        """The glossary as formats write it: one entry a concept, contexts with the terms they show."""
        return [_entry(one) for one in self.entries]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryOptions:
    """What to look for and how much of it to give."""

    source_language: str = "fr"
    target_languages: tuple[str, ...] = ("en",)
    terms: tuple[TermEntry, ...] = ()
    """Terms to answer for, each with what the list says of it."""
    extract: bool = True
    """Whether to propose terms that are not in the list."""
    min_count: int = 2
    """Occurrences below which a candidate is no term."""
    top: int = 300
    """Candidates to give at most."""
    contexts: int = 3
    """Contexts an entry shows at most in each language."""
    decisions: tuple[Decision, ...] = ()
    """What a person decided about an earlier run."""


def _entry(entry: GlossaryEntry) -> TermEntry:
    sections = []
    for place, (language, terms) in enumerate(entry.terms.items()):
        written = tuple(
            Term(
                text=term.text,
                status=term.status,
                note=term.note,
                contexts=_contexts(entry, language, source=place == 0) if number == 0 else (),
            )
            for number, term in enumerate(terms)
        )
        if written:
            sections.append(LanguageSection(language=language, terms=written))
    return TermEntry(
        id=entry.id,
        languages=tuple(sections),
        subject=entry.subject,
        definition=entry.definition,
        note=entry.note,
    )


def _contexts(entry: GlossaryEntry, language: str, *, source: bool) -> tuple[Context, ...]:
    shown: dict[Context, None] = {}
    for one in entry.contexts:
        if source:
            shown[Context(one.source, one.document, one.ref)] = None
        elif one.language == language:
            shown[Context(one.target, one.document, one.ref)] = None
    return tuple(shown)
