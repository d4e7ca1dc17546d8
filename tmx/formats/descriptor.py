"""What a format is: a name, what its files look like, how they are read and written, what gets lost in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from tmx.model import Header, TranslationUnit, Variant
from tmx.options import ReadOptions, WriteOptions
from tmx.reader import TermReader, UnitReader
from tmx.remarks import Remarks
from tmx.terms import TermEntry

FEATURES = {
    "languages": "more than two languages in a unit",
    "ids": "identifiers of units",
    "inline": "inline codes",
    "notes": "notes",
    "properties": "properties (document, paragraph, confidence, context …)",
    "variant-details": "notes, properties, dates and authors of a single language",
    "segtype": "whether a unit is a sentence or a paragraph",
    "dates": "dates of creation and change",
    "authors": "who made and changed a unit",
    "matches": "proposals out of a memory",
}
"""What a unit may have besides a source and a target text, and how to say it."""
ALL_FEATURES = frozenset(FEATURES)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFormat:
    """A format for bilingual text. ``read`` and ``write`` take binary streams, never paths."""

    name: str
    """As ``dragoman formats`` lists it; the name of its folder."""
    title: str
    """As people call it."""
    description: str
    """One line."""
    extensions: tuple[str, ...]
    """Lower case, with the dot, the usual one first."""
    sniff: Callable[[bytes], bool]
    """Whether the first few thousand bytes look like it."""
    keeps: frozenset[str]
    """Those of :data:`FEATURES` that survive writing and reading again."""
    read: Callable[[BinaryIO, ReadOptions, str], UnitReader]
    write: Callable[[BinaryIO, Header, Iterable[TranslationUnit], WriteOptions], Remarks] | None
    """None for formats that are only read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFormat:
    """A format for glossaries; the fields are those of :class:`UnitFormat`."""

    name: str
    title: str
    description: str
    extensions: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    keeps: frozenset[str]
    """Those of :data:`TERM_FEATURES` that survive writing and reading again."""
    read: Callable[[BinaryIO, ReadOptions, str], TermReader]
    write: Callable[[BinaryIO, Iterable[TermEntry], WriteOptions], Remarks] | None


TERM_FEATURES = {
    "languages": "more than two languages in an entry",
    "ids": "identifiers of entries",
    "subject": "subject fields",
    "definition": "definitions",
    "notes": "notes",
    "status": "whether a term is preferred, admitted, deprecated or forbidden",
    "part-of-speech": "parts of speech",
    "contexts": "contexts",
    "several-contexts": "more than one context of a term",
    "synonyms": "several terms in one language",
}
"""What an entry may have besides one term in each of two languages, and how to say it."""


def unit_features(unit: TranslationUnit) -> set[str]:
    """Which of :data:`FEATURES` a unit makes use of."""
    used = {
        "languages": len(unit.variants) > 2,
        "ids": bool(unit.id),
        "inline": any(variant.parts for variant in unit.variants),
        "notes": bool(unit.notes),
        "properties": bool(unit.properties),
        "variant-details": any(map(_has_details, unit.variants)),
        "segtype": bool(unit.segtype),
        "dates": bool(unit.created or unit.changed),
        "authors": bool(unit.created_by or unit.changed_by),
        "matches": bool(unit.matches),
    }
    return {name for name, there in used.items() if there}


def _has_details(variant: Variant) -> bool:
    annotated = variant.notes or variant.properties
    return bool(annotated or variant.created or variant.changed or variant.created_by or variant.changed_by)


def entry_features(entry: TermEntry) -> set[str]:
    """Which of :data:`TERM_FEATURES` an entry makes use of."""
    terms = [term for section in entry.languages for term in section.terms]
    used = {
        "languages": len(entry.languages) > 2,
        "ids": bool(entry.id),
        "subject": bool(entry.subject),
        "definition": bool(entry.definition) or any(section.definition for section in entry.languages),
        "notes": bool(entry.note) or any(term.note for term in terms),
        "status": any(term.status for term in terms),
        "part-of-speech": any(term.part_of_speech for term in terms),
        "contexts": any(term.contexts for term in terms),
        "several-contexts": any(len(term.contexts) > 1 for term in terms),
        "synonyms": any(len(section.terms) > 1 for section in entry.languages),
    }
    return {name for name, there in used.items() if there}
