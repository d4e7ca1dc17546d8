"""An acronym is used before it is spelled out, or its name is spelled out again.

What: the place where a name stands with its acronym in brackets is its definition. An acronym used before it, one that
no place defines, and the full name in later paragraphs are reported, each once. Acronyms that everybody knows (UN and
the like), document symbols and Roman numerals are left alone.
Why: a reader who meets the acronym first has to look for it.
Example: « ONUDC » in II.1, the full name in IV.9
Instead: the full name with « (ONUDC) » at the first place
Default: information. Few documents define every acronym, and a new section may spell one out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from aligner.checks.analysis.acronyms import acronyms, names
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.model import Span
from tmx.lang import primary

_FAMILIAR = frozenset("ONU UN ООН UE EU ЕС VIH HIV ВИЧ SIDA AIDS ONG NGO НПО OMS WHO UNESCO UNICEF COVID USA".split())
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 110
"""Characters of a full name."""


class _Definition(NamedTuple):
    place: int
    at: int
    name: str


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield acronyms used too early or never defined, then names spelled out again."""
    if view.document is None or primary(view.language) in ("zh", "ar"):
        return
    common = names(primary(view.language))
    uses: dict[str, tuple[int, Span]] = {}
    defined: dict[str, _Definition] = {}
    for place, passage in enumerate(view.passages):
        if passage.kind == "heading":
            continue
        for match in acronyms(passage.text):
            uses.setdefault(match[0], (place, Span(*match.span())))
            name = _name_before(passage.text, match)
            if name:
                defined.setdefault(match[0], _Definition(place, match.start(), name))
    for acronym, (place, span) in uses.items():
        definition = defined.get(acronym)
        if definition is None:
            if acronym not in _FAMILIAR and acronym not in common:
                yield Hit(f"“{acronym}” is spelled out nowhere", view.passages[place], span, key=acronym)
        elif (place, span.start) < (definition.place, definition.at):
            where = view.passages[definition.place]
            message = f"“{acronym}” is spelled out only in {where.ref}"
            related = ((where.document, where.ref),)
            yield Hit(message, view.passages[place], span, related=related, key=f"early {acronym}")
    for acronym, definition in defined.items():
        yield from _again(acronym, definition, view.passages)


def _name_before(text: str, match: re.Match[str]) -> str:
    """The name that an acronym in brackets abbreviates: from a word with its first letter on."""
    if text[: match.start()][-1:] != "(" or text[match.end() :][:1] not in (")", ","):
        return ""
    before = text[max(0, match.start() - _LONGEST) : match.start() - 1].rstrip()
    starts = [word.start() for word in _WORD.finditer(before) if word[0][0] == match[0][0]]
    cut = max(before.rfind(sign) for sign in ".;:")
    starts = [start for start in starts if start > cut and len(before[start:].split()) >= 2]
    return before[starts[0] :] if starts else ""


def _again(acronym: str, definition: _Definition, passages: tuple[Passage, ...]) -> Iterator[Hit]:
    first = passages[definition.place]
    for passage in passages[definition.place + 1 :]:
        at = passage.text.find(definition.name)
        if at >= 0:
            message = f"“{definition.name}” again in full, “{acronym}” since {first.ref}"
            related = ((first.document, first.ref),)
            yield Hit(message, passage, Span(at, at + len(definition.name)), related=related)
            return


check = Check(
    id="acronym-undefined",
    severity="info",
    scope="document",
    summary="an acronym used before it is spelled out, or spelled out again",
    find=find,
)
