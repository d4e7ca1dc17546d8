"""Glossary entries, concept by concept, as in TBX (ISO 30042): an entry, its languages, their terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

TermStatus = Literal["preferred", "admitted", "deprecated", "forbidden", ""]
"""What may be written; empty where nobody has decided."""


class Context(NamedTuple):
    """A sentence in which a term was seen."""

    text: str
    document: str = ""
    """Symbol of the document it stands in."""
    ref: str = ""
    """Its paragraph: ``IV.46.j``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word or expression of a language."""

    text: str
    status: TermStatus = ""
    part_of_speech: str = ""
    """``noun``, ``verb``, …"""
    note: str = ""
    contexts: tuple[Context, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSection:
    """The terms of an entry in one language, the best one first."""

    language: str
    """BCP 47 tag."""
    terms: tuple[Term, ...]
    definition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEntry:
    """One concept and what it is called in each language."""

    id: str
    """Identifier within the glossary, empty where there is none."""
    languages: tuple[LanguageSection, ...]
    """One per language, source first where it is known."""
    subject: str = ""
    """Subject field."""
    definition: str = ""
    """Of the concept, whatever the language."""
    note: str = ""

    def section(self, language: str) -> LanguageSection | None:
        """The section of ``language``, or else the first of a more special one (``en-GB`` for ``en``)."""
        for found in self.languages:
            if found.language == language:
                return found
        special = language.lower() + "-"
        return next((found for found in self.languages if found.language.lower().startswith(special)), None)
