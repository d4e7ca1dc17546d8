"""Several dashes serve one use.

What: the signs that stand between spaces for a dash (–, —, −, -) are counted over the text; where several do, every
place of a rarer one is reported, with the usual one. Dashes at the beginning of a line and between figures are left
alone.
Why: one text has one dash; another sign shows that text came from elsewhere, and a search for one misses the other.
Example: « notamment – mais pas seulement – » here, « les États − pays d’origine − » there
Instead: one sign throughout
Default: information. House styles differ, and quotations keep their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.analysis.once import told_once
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView
from aligner.model import Span

_DASH = re.compile(r"(?<=[^\W\d_»”)]\s)[–—−-](?=\s[^\W\d_«“(])")
_PREFERRED = "–—−-"
_NAMES = {"–": "en dash", "—": "em dash", "−": "minus sign", "-": "hyphen"}


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield the dashes that are not the usual one."""
    found: dict[str, list[Hit]] = {}
    for passage in view.passages:
        for match in _DASH.finditer(passage.text):
            found.setdefault(match[0], []).append(Hit("", passage, Span(*match.span())))
    if len(found) < 2:
        return
    usual = max(found, key=lambda sign: (len(found[sign]), -_PREFERRED.index(sign)))
    for sign, hits in found.items():
        if sign != usual:
            message = f"{_NAMES[sign]} “{sign}” for a dash, elsewhere {_NAMES[usual]} “{usual}”"
            related = ((found[usual][0].at.document, found[usual][0].at.ref),)
            yield from told_once(
                [hit._replace(message=message, suggestion=usual, related=related) for hit in hits], sign
            )


check = Check(
    id="dash-style",
    severity="info",
    scope="document",
    summary="several dashes for one use",
    find=find,
    fixable=True,
)
