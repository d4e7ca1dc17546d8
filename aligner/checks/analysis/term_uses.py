"""Where the terms of a glossary stand in the texts of a view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aligner.checks.core.views import DocumentView, PairView
from aligner.glossary.matching import Occurrence, mark_nested, occurrences, pattern
from aligner.glossary.words import Side, read_side
from aligner.model import Span
from tmx.terms import Term, TermEntry

_UNWANTED = ("deprecated", "forbidden")


class Use(NamedTuple):
    """A term where it stands."""

    entry: TermEntry
    term: Term
    span: Span
    """In the passage's text."""
    nested: bool
    """Whether it lies inside a longer term of the glossary."""


def unwanted(term: Term) -> bool:
    """Whether the term is deprecated or forbidden."""
    return term.status in _UNWANTED


def terms_of(entries: Iterable[TermEntry], language: str) -> list[tuple[TermEntry, Term]]:
    """The terms of ``entries`` in ``language``, each with its entry, in order."""
    found: list[tuple[TermEntry, Term]] = []
    for entry in entries:
        section = entry.section(language) or entry.section(language.split("-", maxsplit=1)[0])
        if section is not None:
            found.extend((entry, term) for term in section.terms if term.text.strip())
    return found


def uses(texts: Sequence[str], language: str, entries: Iterable[TermEntry]) -> list[list[Use]]:
    """For each of ``texts``, the uses of terms of ``entries``, in order of place."""
    found: list[list[Use]] = [[] for _ in texts]
    wanted = terms_of(entries, language)
    if not wanted:
        return found
    side = read_side(texts, language)
    groups = mark_nested([occurrences(side, pattern(term.text, side)) for _, term in wanted])
    for (entry, term), group in zip(wanted, groups, strict=True):
        for one in group:
            found[one.unit].append(Use(entry, term, _span(side, one), one.nested))
    for row in found:
        row.sort(key=lambda use: use.span)
    return found


def _span(side: Side, one: Occurrence) -> Span:
    return Span(*side.span(one.begin, one.end))


def of_document(view: DocumentView) -> list[list[Use]]:
    """Uses in each passage of ``view``."""
    return uses([passage.text for passage in view.passages], view.language, view.terms)


def of_pairs(view: PairView) -> tuple[list[list[Use]], list[list[Use]]]:
    """Uses in the sources and in the targets of the pairs of ``view``."""
    return (
        uses([pair.source.text for pair in view.pairs], view.source.language, view.terms),
        uses([pair.target.text for pair in view.pairs], view.target.language, view.terms),
    )


def by_term(entries: Iterable[TermEntry], language: str) -> dict[str, list[TermEntry]]:
    """The entries that have each term of ``language``: a word with two senses has two."""
    found: dict[str, list[TermEntry]] = defaultdict(list)
    for entry, term in terms_of(entries, language):
        found[term.text].append(entry)
    return dict(found)
