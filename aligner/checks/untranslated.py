"""The target is empty, or still in the source language.

What: a target without text, or of dots and dashes alone; a target equal to its source, or made of the source
language's words, where those words are no names, symbols, figures or words that both languages have.
Why: the reader gets a language they did not ask for, and a CAT tool puts it into the next document.
Example: "Les États parties devraient adopter…" under English.
Instead: the translation; a title that is quoted in its own language stands in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.analysis.left_texts import left_texts
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import PairView

_ALNUM = re.compile(r"[^\W_]")
_TEXT = re.compile(r"[^\W\d_]{4}|[\u4e00-\u9fff]{2}")
"""What a dash or dots alone can't be the translation of."""


def find(view: PairView) -> Iterator[Hit]:
    """Yield each empty or untranslated target."""
    for pair, left in zip(view.pairs, view.shared(left_texts), strict=True):
        if not _ALNUM.search(pair.target.text):
            blank = not pair.target.text.strip()
            if (_ALNUM if blank else _TEXT).search(pair.source.text):
                yield Hit("no translation", pair.target, None, pair.source.text, key=pair.source.text)
        elif left:
            yield Hit("not translated: still in the source language", pair.target, None, pair.source.text)


check = Check(
    id="untranslated",
    severity="error",
    scope="pair",
    summary="the target is empty or still the source",
    find=find,
    work="language",
)
