"""Translation units, as every bilingual format of ours is read into and written from.

The values inside a unit are named tuples, not dataclasses: a memory has millions of them, and a frozen dataclass
takes four times as long to build. Language tags are BCP 47, normalised on entry by :func:`tmx.lang.normalise`;
dates are ``YYYYMMDDThhmmssZ`` (TMX 1.4b, section 3.3) or empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Property(NamedTuple):
    """A typed remark for programs: ``x-document``, ``x-confidence``, …"""

    type: str
    """Its name; ours begin with ``x-``."""
    value: str
    """As it stands, without the space around it."""
    language: str = ""
    """BCP 47 tag, empty where none is said."""


class Note(NamedTuple):
    """A remark for people."""

    text: str
    """As it stands, without the space around it."""
    language: str = ""
    """BCP 47 tag, empty where none is said."""


class Code(NamedTuple):
    """An inline code of a segment (TMX 1.4b, section 3.2.2)."""

    kind: str
    """``bpt``, ``ept``, ``ph``, ``it``, ``hi``, ``sub`` or ``ut``."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Name and value, in the order of the file."""
    content: tuple[str | Code, ...] = ()
    """The native code; for ``hi`` and ``sub``, text and codes of the segment itself."""


Part = str | Code
"""A stretch of text of a segment, or an inline code in it."""


class Match(NamedTuple):
    """A proposal for a unit's target, out of a memory."""

    source: str
    """Source text of the unit found."""
    target: str
    """Its target text."""
    score: int
    """Match in whole percent: 100 exact, 101 exact in context."""
    origin: str = ""
    """Where the unit found comes from: document and paragraph."""


class Variant(NamedTuple):
    """A unit's text in one language."""

    language: str
    """BCP 47 tag; empty where the file names none and none follows from it."""
    text: str
    """The text alone, inline codes left out."""
    parts: tuple[Part, ...] = ()
    """Text and inline codes in order; empty where the segment has no inline code."""
    notes: tuple[Note, ...] = ()
    properties: tuple[Property, ...] = ()
    created: str = ""
    changed: str = ""
    created_by: str = ""
    changed_by: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    """Further attributes of TMX: ``usagecount``, ``creationtool``, …"""

    def property(self, type_: str) -> str:
        """Value of the first property of that type, empty if there is none."""
        return next((found.value for found in self.properties if found.type == type_), "")


class TranslationUnit(NamedTuple):
    """One text in several languages."""

    id: str
    """Identifier within the memory, empty where there is none."""
    variants: tuple[Variant, ...]
    """One per language, source first where it is known."""
    notes: tuple[Note, ...] = ()
    properties: tuple[Property, ...] = ()
    segtype: str = ""
    """``block``, ``paragraph``, ``sentence``, ``phrase``, or empty: as the header says."""
    created: str = ""
    changed: str = ""
    created_by: str = ""
    changed_by: str = ""
    source_language: str = ""
    """Where it is not the header's."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Further attributes of TMX: ``usagecount``, ``datatype``, …"""
    matches: tuple[Match, ...] = ()
    """Proposals for the target, the best first."""

    def variant(self, language: str) -> Variant | None:
        """The variant in ``language``, or else the first in a more special one (``en-GB`` for ``en``)."""
        for found in self.variants:
            if found.language == language:
                return found
        special = language.lower() + "-"
        return next((found for found in self.variants if found.language.lower().startswith(special)), None)

    def text(self, language: str) -> str:
        """The text in ``language``, empty where there is none."""
        found = self.variant(language)
        return found.text if found else ""

    def property(self, type_: str) -> str:
        """Value of the first property of that type, empty if there is none."""
        return next((found.value for found in self.properties if found.type == type_), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a file says about all its units."""

    source_language: str = ""
    """BCP 47 tag; ``*all*`` where any language may be the source; empty where it is not known."""
    target_language: str = ""
    """BCP 47 tag, for formats that name one; empty in a TMX."""
    segtype: str = "sentence"
    """How the units were cut where they do not say it themselves."""
    tool: str = ""
    """Program that made the file."""
    tool_version: str = ""
    admin_language: str = "en"
    """Language of notes and properties."""
    datatype: str = "plaintext"
    original_format: str = "plaintext"
    """``o-tmf``: format of the memory the file was made from."""
    created: str = ""
    changed: str = ""
    created_by: str = ""
    changed_by: str = ""
    notes: tuple[Note, ...] = ()
    properties: tuple[Property, ...] = ()
