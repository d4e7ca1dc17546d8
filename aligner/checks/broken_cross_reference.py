"""A cited paragraph is not there, or is not the one that is meant.

What: three kinds of reference are followed: to a paragraph «above», «below» or «of the present report», which must
exist; to the report of a meeting that a section of this document stands for, by the year in its heading; and to a
document that is checked together with this one, by its symbol. Where several references to one meeting all fit a
paragraph some places off better than the one they cite, each is reported with the paragraph that is meant. References
to treaties and to documents not at hand are left alone.
Why: a text that was renumbered keeps the old numbers in its references, and nothing shows it.
Example: II.34 cites paragraph 11 of the 2009 report; here that recommendation is I.10.
Instead: the number that the paragraph has here, or a note that the original report's numbers are meant
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from aligner.checks.analysis.citations import (
    Citation,
    citations,
    direction,
    numbers_by_section,
    of_meeting,
    sections_by_year,
)
from aligner.checks.analysis.similar import features, product, weights
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import CollectionView, DocumentView
from tmx.lang import primary

_OFFSETS = (-1, 1, -2, 2, -3, 3)
_BETTER = 1.5
"""Times as like the paragraphs at an offset must be, all references together."""
_LIKE = 0.08
"""Mean similarity below which nothing is known of what is meant."""
_SHIFTED = 2
"""References that must fit the offset better than the number they cite."""
_FEWEST = 3
"""Numbered paragraphs of a document whose references to itself are followed."""


class _Fit(NamedTuple):
    citation: Citation
    likeness: Mapping[int, float]
    """Similarity of the citing text to the paragraph of each number in the cited section."""


def find(view: CollectionView) -> Iterator[Hit]:
    """Yield broken references document by document."""
    others = {document.symbol: document for document in view.documents if document.document is not None}
    for document in view.documents:
        if document.document is None:
            continue
        meetings: dict[str, list[Citation]] = {}
        numbers = numbers_by_section(document)
        years = sections_by_year(document)
        for citation, before, behind in citations(document):
            section = years.get(of_meeting(behind), "")
            if section and not citation.passage.ref.startswith(f"{section}."):
                meetings.setdefault(section, []).append(citation)
            elif towards := direction(before, behind, document.language):
                yield from _own(citation, towards, numbers)
            else:
                yield from _elsewhere(citation, before + behind, others)
        for section, cited in meetings.items():
            yield from _shifted(cited, section, numbers.get(section, {}), document)


def _own(citation: Citation, towards: int, numbers: Mapping[str, Mapping[int, str]]) -> Iterator[Hit]:
    """A reference to a paragraph of this document."""
    if sum(map(len, numbers.values())) < _FEWEST:
        return
    shown = citation.reference.text
    refs = [places[citation.number] for places in numbers.values() if citation.number in places]
    if not refs:
        yield Hit(f"“{shown}” is not in this document", citation.passage, citation.reference.span)
        return
    own = citation.passage.ref.split(".")
    number = next((int(part) for part in own if part.isdecimal()), 0)
    if len(refs) == 1 and number and (citation.number - number) * towards < 0:
        where = "below" if towards < 0 else "above"
        related = ((citation.passage.document, refs[0]),)
        yield Hit(f"“{shown}” stands {where}", citation.passage, citation.reference.span, related=related)


def _elsewhere(citation: Citation, around: str, others: Mapping[str, DocumentView]) -> Iterator[Hit]:
    """A reference to a paragraph of another document at hand, named by its symbol."""
    for symbol, other in others.items():
        if symbol == citation.passage.document or "/" not in symbol or symbol not in around:
            continue
        if around[around.index(symbol) + len(symbol) :][:1] in ("/", "-"):
            continue
        numbers = [number for places in numbers_by_section(other).values() for number in places]
        if len(numbers) >= _FEWEST and citation.number not in numbers:
            message = f"“{citation.reference.text}” is not in {symbol}"
            yield Hit(message, citation.passage, citation.reference.span, related=((symbol, ""),))


def _shifted(cited: Sequence[Citation], section: str, numbers: Mapping[int, str], view: DocumentView) -> Iterator[Hit]:
    """References to a meeting that one section stands for: numbers that are not there, or stand for something else."""
    fits = _fits(cited, numbers, view)
    offset = _offset(fits)
    for fit in fits:
        citation, meant = fit.citation, numbers.get(fit.citation.number + offset)
        shown = citation.reference.text
        if offset and meant:
            several = f", like {len(fits) - 1} other references" if len(fits) > 1 else ""
            message = (
                f"“{shown}” is the original report's number: in this document the paragraph is {meant}, "
                f"{_by(offset)}{several}"
            )
            related = ((citation.passage.document, meant),)
            yield Hit(message, citation.passage, citation.reference.span, related=related)
        elif citation.number not in numbers and numbers:
            related = ((citation.passage.document, section),)
            yield Hit(
                f"“{shown}” is not in section {section}", citation.passage, citation.reference.span, related=related
            )


def _by(offset: int) -> str:
    return f"{abs(offset)} {'lower' if offset < 0 else 'higher'}"


def _offset(fits: Sequence[_Fit]) -> int:
    """By how much the numbers cited are off, 0 where they fit as well as any."""

    def total(offset: int) -> float:
        return sum(fit.likeness.get(fit.citation.number + offset, 0.0) for fit in fits)

    best = max(_OFFSETS, key=total)
    better = sum(
        1 for fit in fits if _at(fit, best) > _BETTER * _at(fit, 0) and _at(fit, best) >= max(fit.likeness.values()) / 2
    )
    sure = better >= _SHIFTED and 2 * better > len(fits)
    return best if sure and total(best) > max(_BETTER * total(0), _LIKE * len(fits)) else 0


def _at(fit: _Fit, offset: int) -> float:
    return fit.likeness.get(fit.citation.number + offset, 0.0)


def _fits(cited: Sequence[Citation], numbers: Mapping[int, str], view: DocumentView) -> list[_Fit]:
    """How like each citing text is to the paragraphs of the section, items included."""
    language = primary(view.language)
    whole: dict[str, str] = {}
    for passage in view.passages:
        for ref in numbers.values():
            if passage.ref == ref or passage.ref.startswith(f"{ref}."):
                whole[ref] = f"{whole.get(ref, '')} {passage.text}"
    order = [number for number, ref in numbers.items() if ref in whole]
    texts = [whole[numbers[number]] for number in order] + [citation.passage.text for citation in cited]
    vectors = weights([features(text, language) for text in texts])
    return [
        _Fit(citation, {number: product(vectors[place], vector) for place, number in enumerate(order)})
        for citation, vector in zip(cited, vectors[len(order) :], strict=True)
    ]


check = Check(
    id="broken-cross-reference",
    severity="warning",
    scope="collection",
    summary="a cited paragraph is not there, or not the one meant",
    find=find,
)
