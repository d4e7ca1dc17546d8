"""Two spaces stand side by side.

What: two or more spaces of any kind within a text. Those that reading a document mended are found too: each one, or
together with the list of places where a file has many. Cells of tables are left alone.
Why: translation memories match exact characters; a doubled space loses the match.
Example: « la mise en œuvre  de la Convention »
Instead: « la mise en œuvre de la Convention »
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.analysis.mending import MANY, one_by_one, repairs_of, together
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView
from aligner.model import Span

_DOUBLED = re.compile(r"(?<=\S)[ \u00a0\u2002-\u200a\u202f\u3000]{2,}(?=\S)")


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield what the text has, then what was mended in it."""
    found = [
        Hit("two spaces running", passage, Span(*match.span()), suggestion=_one(match[0]))
        for passage in view.passages
        if passage.kind != "cell"
        for match in _DOUBLED.finditer(passage.text)
    ]
    if view.document is not None and len(found) >= MANY * 4 and len(found) * 5 > len(view.passages):
        related = tuple(dict.fromkeys((hit.at.document, hit.at.ref) for hit in found))
        yield found[0]._replace(message=f"two spaces running, {len(found)} times in all", related=related)
    else:
        yield from found
    mended = repairs_of(view, frozenset({"doubled-space"}))
    signs = [each for each in mended if re.search(r"\s\s[;:?!»]", each[0].before)]
    for group, what in ((signs, "doubled spaces before a mark"), ([m for m in mended if m not in signs], "two spaces")):
        if len(group) > MANY:
            yield from together(group, what if group is signs else "doubled spaces")
        else:
            yield from one_by_one(group, "two spaces")


def _one(spaces: str) -> str:
    return next((space for space in spaces if space in "\u00a0\u202f"), spaces[0])


check = Check(
    id="doubled-space",
    severity="warning",
    scope="document",
    summary="two spaces side by side",
    find=find,
    fixable=True,
)
