"""Generators of units and texts for the property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from tmx import Note, Property, TranslationUnit, Variant
from tmx.xmltext import clean

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("&<>\"']\\\u00a0\u202f\u2028\ufeff\u200f\u0085\u0301\ufffe\uffff\x00\x1f\r\n\t\U0001f600 "),
    ),
    max_size=40,
)
"""Any text at all."""
CLEAN = HOSTILE.map(clean).filter(bool)
"""Text that a segment may hold as it is."""
LANGUAGES = ("fr", "en", "ar", "zh-Hans")
PROPERTIES = st.lists(
    st.tuples(st.sampled_from(("x-document", "x-ref-source", "x-ü")), CLEAN).map(lambda found: Property(*found)),
    max_size=3,
).map(tuple)
NOTES = st.lists(CLEAN.map(Note), max_size=2).map(tuple)
VARIANTS = st.lists(st.sampled_from(LANGUAGES), min_size=2, max_size=4, unique=True).flatmap(
    lambda tags: st.tuples(*(CLEAN.map(lambda text, tag=tag: Variant(tag, text)) for tag in tags))  # type: ignore[misc]
)
UNITS = st.lists(
    st.tuples(
        st.one_of(st.just(""), CLEAN),
        VARIANTS,
        NOTES,
        PROPERTIES,
        st.sampled_from(("", "sentence", "paragraph")),
        st.sampled_from(("", "20190528T083000Z")),
    ).map(lambda fields: TranslationUnit(*fields)),
    max_size=4,
    unique_by=lambda unit: unit.id or id(unit),
)
"""Units as a sound TMX has them."""
