"""What glossaries of one line a term pair share: how entries become pairs, and pairs entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tmx.formats.term_tables import languages_of
from tmx.options import WriteOptions
from tmx.terms import LanguageSection, Term, TermEntry


class TermPair(NamedTuple):
    """One source term and one of its translations."""

    entry: TermEntry
    source: Term
    target: Term


def pairs_of(entries: Iterable[TermEntry], options: WriteOptions) -> tuple[str, str, Iterator[TermPair]]:
    """Source language, target language, and each source term with each of its target terms."""
    kept = list(entries)
    languages = [*languages_of(kept, options), "und", "und"]
    source, target = languages[:2]

    def pairs() -> Iterator[TermPair]:
        for entry in kept:
            left, right = entry.section(source), entry.section(target)
            for term in left.terms if left else ():
                for other in right.terms if right else ():
                    yield TermPair(entry, term, other)

    return source, target, pairs()


def one_cell(text: str) -> str:
    """``text`` on one line and without tabs."""
    return " ".join(text.split()) if not text.isprintable() else text.strip()


def entry_of(languages: tuple[str, str], source: Term, target: Term, note: str) -> TermEntry:
    """An entry of one term in each of two languages."""
    sections = [
        LanguageSection(language=language, terms=(term,))
        for language, term in zip(languages, (source, target), strict=True)
        if term.text
    ]
    return TermEntry(id="", languages=tuple(sections), note=note)
