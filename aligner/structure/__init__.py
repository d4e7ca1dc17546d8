"""From the lines a reader hands over to a document: furniture, footnotes, running text, outline, repairs, tree."""

from __future__ import annotations

from aligner.languages import get
from aligner.languages.detection import detect
from aligner.model import Document
from aligner.structure.building import Builder
from aligner.structure.layout import Layout
from aligner.structure.repair import KINDS
from tmx.collecting import no_cycles
from tmx.lang import normalise

ALL_REPAIRS: frozenset[str] = frozenset(KINDS)
"""Every kind of repair switched on."""


def build(layout: Layout, *, language: str | None = None, repairs: frozenset[str] = ALL_REPAIRS) -> Document:
    """Return the document that ``layout`` holds.

    ``language`` is a BCP 47 tag; without it the format's own statement counts, then the text itself.
    ``repairs`` are the kinds of repair that may be made.
    """
    tag = normalise(language or layout.language or detect(layout.text))
    with no_cycles():
        return Builder(layout, get(tag), repairs).document(tag)
