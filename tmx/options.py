"""What a caller may ask of readers and writers. One value of each kind serves all formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read a file."""

    source_language: str = ""
    """For formats that do not name their languages."""
    target_language: str = ""
    """For formats that do not name their languages."""
    lenient: bool = False
    """Skip and report units that cannot be read, instead of stopping at the first."""
    duplicates: bool = False
    """Report units that say what an earlier one says; they are read either way."""
    inline: bool = True
    """Keep inline codes in :attr:`tmx.model.Variant.parts`; the text is without them either way."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """For tables: column title to what it holds, a language tag, ``id``, ``note`` or a property's type."""
    max_segment: int = 1_000_000
    """Characters in a segment, note or property above which a file counts as damaged."""
    max_languages: int = 1_000
    """Variants in a unit above which a file counts as damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """How to write a file."""

    source_language: str = ""
    """Source of a bilingual file; by default the header's, or the first variant's of the first unit."""
    target_language: str = ""
    """If given, variants in other languages than source and target are left out."""
    inline: bool = True
    """Write inline codes where the format has them."""
    inert: bool = False
    """In CSV and TSV, put an apostrophe before cells that a spreadsheet would run as a formula."""
    copy_source: bool = False
    """In XLIFF 1.2, where a unit has no target yet, write its source text as one that needs translation: OmegaT
    translates what stands in targets, and shows no unit without."""
    date: str = ""
    """``YYYYMMDDThhmmssZ`` for formats that date the file; empty: no date is written. Never the clock."""
    version: str = ""
    """Version of the format, for those that have several."""
    tool: str = "dragoman"
    """Name of the program, as formats ask for it."""
    tool_version: str = "1"
    """Its version."""
