"""How the paragraphs of a document begin: a subject, then most often a verb that recommends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from aligner.checks.core.views import DocumentView, Passage
from aligner.model import Span

RECOMMENDING = {
    "fr": ("devraient", "devrait"),
    "en": ("should",),
    "es": ("deberían", "debería", "deberán", "deberá", "deben", "debe"),
    "ru": ("следует", "должны", "должен", "должно", "должна"),
}
"""Forms that recommend, by language."""
_WORD = re.compile(r"(?:[^\W\d_]+[’'])?[^\W\d_]+(?:-[^\W\d_]+)*|[^\w\s]")
_LONGEST = 5
"""Words of a subject."""
_ROOM = 120
"""Characters in which a subject and its verb stand."""


class Opening(NamedTuple):
    """One way to part the beginning of a passage into a subject and the word behind it."""

    passage: Passage
    subject: str
    verb: str
    """In small letters."""
    span: Span
    """Of the verb."""


def openings(view: DocumentView) -> list[Opening]:
    """Every way for every passage of ``view`` but headings, in order."""
    return [each for passage in view.passages if passage.kind != "heading" for each in _of(passage)]


def _of(passage: Passage) -> Iterator[Opening]:
    words: list[re.Match[str]] = []
    for match in _WORD.finditer(passage.text[:_ROOM]):
        if not match[0][0].isalpha() or len(words) > _LONGEST:
            break
        words.append(match)
    for end in range(1, len(words)):
        if words[end][0][0].islower():
            subject = " ".join(word[0] for word in words[:end])
            yield Opening(passage, subject, words[end][0].lower(), Span(*words[end].span()))
