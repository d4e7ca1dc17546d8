"""Glossaries from memories: terms found whatever their form, their renderings, new terms, variants, evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aligner.glossary.model import (
    BilingualUnit,
    Glossary,
    GlossaryContext,
    GlossaryEntry,
    GlossaryOptions,
    GlossaryTerm,
    Usage,
)

if TYPE_CHECKING:
    from aligner.glossary.build import build_glossary

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


def __getattr__(name: str) -> Any:  # noqa: ANN401  (the module's own attributes)
    """Load what builds a glossary at its first use: who only reads one needs no array code."""
    if name != "build_glossary":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from aligner.glossary.build import build_glossary

    return build_glossary
