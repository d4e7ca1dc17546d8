"""A name has another capital than elsewhere.

What: two words side by side that the text writes with one pattern of capitals nearly always are reported where they
have another. The first word of a sentence, headings and text in capitals are left alone.
Why: a body's name has one form, and without its capital it reads as a common noun.
Example: « états parties » among « États parties »
Instead: « États parties »
Default: information. « Les groupes de travail » in general are rightly written small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.model import Span
from tmx.lang import primary

_PAIR = re.compile(r"(?=(?<![\w’'-])([^\W\d_]{4,}) ([^\W\d_]{4,})(?![\w-]))")
_USUAL = 6
"""Times the usual pattern must occur."""
_RARE = 0.15
"""Share that another pattern may have."""
_START = frozenset('.!?:;»”"')


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield the places that have another pattern than most."""
    if primary(view.language) in ("zh", "ar"):
        return
    found: dict[str, dict[str, list[Hit]]] = {}
    for passage in view.passages:
        if passage.kind != "heading" and not passage.text.isupper():
            for match in _PAIR.finditer(passage.text):
                _add(found, passage, match)
    for patterns in found.values():
        if len(patterns) < 2:
            continue
        usual = max(patterns, key=lambda form: len(patterns[form]))
        count = len(patterns[usual])
        for form, hits in patterns.items():
            if form != usual and count >= _USUAL and len(hits) <= _RARE * count and not usual.islower():
                message = f"“{form}”, elsewhere “{usual}” ({count} times)"
                yield from (hit._replace(message=message, suggestion=usual) for hit in hits)


def _add(found: dict[str, dict[str, list[Hit]]], passage: Passage, match: re.Match[str]) -> None:
    before = passage.text[: match.start()].rstrip()
    if not before or before[-1] in _START:
        return
    text = f"{match[1]} {match[2]}"
    if text.isupper():
        return
    hit = Hit("", passage, Span(match.start(1), match.end(2)))
    found.setdefault(text.lower(), {}).setdefault(text, []).append(hit)


check = Check(
    id="capitalisation",
    severity="info",
    scope="document",
    summary="a name with another capital than elsewhere",
    find=find,
)
