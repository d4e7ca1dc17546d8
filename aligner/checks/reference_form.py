"""References to one kind of place are written in several ways.

What: numbered divisions of an article are paragraphs and lettered ones subparagraphs: « alinéa 2 » and "subparagraph
3" are reported. Where a document cites paragraphs of one meeting's report, a reference that calls them otherwise, or
leaves out the report, is reported beside the usual form.
Why: one place cited in two ways reads as two places, and searches miss one of them.
Example: « alinéa 2 de l’article 6 » / « paragraphe 2 de l’article 6 »
Instead: « paragraphe 2 de l’article 6 »
Default: information. Treaties have usages of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from aligner.checks.analysis.citations import Citation, citations, of_meeting
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView
from aligner.model import Span
from tmx.lang import primary

_NUMBERED = {
    "fr": (re.compile(r"\b(alinéa)s? (?=\d)", re.IGNORECASE), "paragraphe"),
    "en": (re.compile(r"\b(sub-?paragraph)s? (?=\d)", re.IGNORECASE), "paragraph"),
    "es": (re.compile(r"\b(inciso)s? (?=\d)", re.IGNORECASE), "párrafo"),
    "ru": (re.compile(r"\b(подпункт)\w* (?=\d)", re.IGNORECASE), "пункт"),
}
_REPORT = re.compile(r"rapport|report|informe|доклад|报告|تقرير", re.IGNORECASE)


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield lettered names of numbered divisions, then the odd forms among references to one report."""
    numbered = _NUMBERED.get(primary(view.language))
    if numbered:
        for passage in view.passages:
            for match in numbered[0].finditer(passage.text):
                shown = passage.text[match.start() : match.end() + 2].strip()
                yield Hit(f"“{shown}”: a numbered division is a “{numbered[1]}”", passage, Span(*match.span(1)))
    if view.document is not None:
        yield from _odd(view)


def _odd(view: DocumentView) -> Iterator[Hit]:
    meetings: dict[str, list[tuple[Citation, bool]]] = {}
    for citation, _, behind in citations(view):
        year = of_meeting(behind)
        if year:
            meetings.setdefault(year, []).append((citation, bool(_REPORT.search(behind))))
    for cited in meetings.values():
        yield from _beside(cited)


def _beside(cited: Sequence[tuple[Citation, bool]]) -> Iterator[Hit]:
    usual, count = Counter(citation.reference.kind for citation, _ in cited).most_common(1)[0]
    named = sum(1 for _, report in cited if report)
    for citation, report in cited:
        shown = citation.reference.text
        other = next(each for each, _ in cited if each.reference.kind == usual)
        related = ((other.passage.document, other.passage.ref),)
        if citation.reference.kind != usual and 3 * count >= 2 * len(cited):
            message = f"“{shown}”, elsewhere “{other.reference.text}”"
            yield Hit(message, citation.passage, citation.reference.span, related=related)
        elif not report and 3 * named >= 2 * len(cited):
            message = f"“{shown}” of a meeting, elsewhere of its report"
            yield Hit(message, citation.passage, citation.reference.span, related=related)


check = Check(
    id="reference-form",
    severity="info",
    scope="document",
    summary="references to one kind of place in several ways",
    find=find,
)
