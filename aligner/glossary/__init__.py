"""Glossaries from memories: terms found whatever their form, their renderings, new terms, variants, evidence."""

from __future__ import annotations

from aligner.glossary.build import build_glossary
from aligner.glossary.model import (
    BilingualUnit,
    Glossary,
    GlossaryContext,
    GlossaryEntry,
    GlossaryOptions,
    GlossaryTerm,
    Usage,
)

__all__ = [
    "BilingualUnit",
    "Glossary",
    "GlossaryContext",
    "GlossaryEntry",
    "GlossaryOptions",
    "GlossaryTerm",
    "Usage",
    "build_glossary",
]
