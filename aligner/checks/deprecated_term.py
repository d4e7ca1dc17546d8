"""A deprecated or forbidden form of a term is used.

What: the terms that the glossary marks as deprecated or forbidden are looked for in any inflection. One inside a
longer term of the glossary, in quotation marks, or in an official title (written with capitals) is left alone, and so
is one in a translation whose source has no term of that concept: "judicial cooperation" is right for « coopération
judiciaire », wrong for « entraide judiciaire ».
Why: the deprecated form says something else, or nothing, in today's law.
Example: « trafic de migrants » for « trafic illicite de migrants ».
Instead: the preferred term of the same entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from aligner.checks.analysis.term_uses import Use, of_document, of_pairs, terms_of, unwanted
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import CollectionView, DocumentView, PairView, Passage

_Address = tuple[str, str, str]
"""Document, ref and unit of a passage."""
_Source = tuple[str, list[Use]]
"""Language of a text, and the uses of terms in it."""

_QUOTED = re.compile(r"<<.*?>>|«.*?»|“.*?”|\".*?\"|《.*?》|„.*?“")
_TITLE = re.compile(
    r"\s[A-ZÀ-ÝА-Я]\w+\s(?:(?:sur|contre|relatif|relative|à|pour|on|against|for|of|sobre|contra|о|об|против|по|la|le|les|the|"
    r"los|las|el)\s){1,3}$"
)


def find(view: CollectionView) -> Iterator[Hit]:
    """Yield each use of an unwanted form, document by document."""
    for document in view.documents:
        if document.terms:
            yield from _in_document(document, _sources(document, view.pairs))


def _in_document(view: DocumentView, sources: Mapping[_Address, Sequence[_Source]]) -> Iterator[Hit]:
    for passage, row in zip(view.passages, view.shared(of_document), strict=True):
        for use in row:
            if unwanted(use.term) and not use.nested and not _excused(use, row, passage):
                translated = sources.get(_address(passage), ())
                if not translated or any(_meant(use, source) for source in translated):
                    yield _hit(use, passage, view.language)


def _address(passage: Passage) -> _Address:
    return passage.document, passage.ref, passage.unit or ""


def _sources(view: DocumentView, pairs: Sequence[PairView]) -> dict[_Address, list[_Source]]:
    """For each passage of ``view`` that is a translation, what it translates, from every language."""
    found: dict[_Address, list[_Source]] = {}
    for pairing in pairs:
        target = pairing.target
        if (target.symbol, target.language) != (view.symbol, view.language):
            continue
        for pair, row in zip(pairing.pairs, pairing.shared(of_pairs)[0], strict=True):
            found.setdefault(_address(pair.target), []).append((pairing.source.language, row))
    return found


def _meant(use: Use, source: _Source) -> bool:
    """Whether the source has a term of the concept that ``use`` is a form of, or the glossary names none there."""
    language, row = source
    return not terms_of([use.entry], language) or any(other.entry == use.entry for other in row)


def _excused(use: Use, row: list[Use], passage: Passage) -> bool:
    """Whether it is part of an approved form that stands there, of a quotation or of a title."""
    text = passage.text
    if any(
        not unwanted(other.term) and other.span.start <= use.span.start and use.span.end <= other.span.end
        for other in row
    ):
        return True
    if any(match.start() < use.span.start < match.end() for match in _QUOTED.finditer(text)):
        return True
    seen = text[use.span.start : use.span.end]
    capitals = sum(1 for word in seen.split() if word[0].isupper())
    if capitals > sum(1 for word in use.term.text.split() if word[0].isupper()) and use.span.start > 0 and capitals > 1:
        return True
    return _TITLE.search(text[max(0, use.span.start - 45) : use.span.start]) is not None


def _hit(use: Use, passage: Passage, language: str) -> Hit:
    seen = passage.text[use.span.start : use.span.end]
    section = use.entry.section(language) or use.entry.section(language.split("-", maxsplit=1)[0])
    approved = [term.text for term in section.terms if not unwanted(term)] if section else []
    message = f"“{seen}” is {use.term.status}"
    if approved:
        message += f": “{approved[0]}”"
    same = seen == use.term.text and len(approved) == 1
    return Hit(message, passage, use.span, suggestion=approved[0] if same else None)


check = Check(
    id="deprecated-term",
    severity="warning",
    scope="collection",
    summary="a deprecated or forbidden form of a term",
    find=find,
    work="terms",
)
