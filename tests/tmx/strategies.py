"""Generators of units and texts for the property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from tmx import LanguageSection, Note, Property, Term, TermEntry, TranslationUnit, Variant
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
LONG = st.one_of(CLEAN, CLEAN.map(lambda text: f"{text} " * 10).map(clean).filter(bool))
"""Clean text of any length."""
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

BILINGUAL = st.lists(
    st.tuples(
        CLEAN,
        st.tuples(CLEAN, CLEAN).map(lambda texts: (Variant("fr", texts[0]), Variant("en", texts[1]))),
        NOTES,
        st.lists(st.tuples(st.sampled_from(("x-document", "x-ref-source", "x-ü", "x-note")), LONG), max_size=4).map(
            lambda found: tuple(Property(*one) for one in sorted(found, key=lambda one: one[0]))
        ),
        st.sampled_from(("", "sentence", "paragraph")),
        st.sampled_from(("", "20190528T083000Z")),
        st.sampled_from(("", "20190529T083000Z")),
        st.one_of(st.just(""), CLEAN),
        st.one_of(st.just(""), CLEAN),
    ).map(lambda fields: TranslationUnit(*fields)),
    min_size=1,
    max_size=4,
    unique_by=lambda unit: unit.id,
)
"""Units that every bilingual format keeps whole."""


def _sections(texts: list[tuple[str, str, str]]) -> tuple[LanguageSection, ...]:
    return tuple(
        LanguageSection(language=tag, terms=(Term(text=text, note=note, status="preferred"),), definition=definition)
        for tag, (text, note, definition) in zip(("fr", "en", "ar"), texts, strict=False)
    )


ENTRIES = st.lists(
    st.tuples(
        st.from_regex(r"[a-z][a-z0-9._-]{0,8}", fullmatch=True),
        st.lists(
            st.tuples(CLEAN, st.one_of(st.just(""), CLEAN), st.one_of(st.just(""), CLEAN)), min_size=2, max_size=3
        ).map(_sections),
        st.one_of(st.just(""), CLEAN),
        st.one_of(st.just(""), CLEAN),
        st.one_of(st.just(""), CLEAN),
    ).map(
        lambda fields: TermEntry(
            id=fields[0], languages=fields[1], subject=fields[2], definition=fields[3], note=fields[4]
        )
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda entry: entry.id,
)
"""Entries of a glossary; TBX makes identifiers XML names, so they are."""
