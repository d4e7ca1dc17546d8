"""A word is broken in two by a space.

What: words that a stray space broke, by the evidence of the whole text: the joined word occurs elsewhere or is known
to the language, the parts are not. Those that reading a document mended are reported with the line of the file.
Why: neither search nor memory finds a broken word, and a translator may translate its halves.
Example: « les vict imes »
Instead: « les victimes »
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.analysis.mending import one_by_one, repairs_of
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.languages import get
from aligner.model import Span
from aligner.structure.words import SplitWords

_RATE = 1e-4
"""Share of words expected to be broken in a memory: few."""
_KINDS = frozenset({"split-word", "broken-compound", "hyphen"})

_UNIT = re.compile(r"\d\s[a-zа-я]$")
"""A unit behind a number is no part of a word: «a 200 m al oeste»."""


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield each broken word: of a document, what was mended; of a memory, what its texts show."""
    if view.document is not None:
        mended = [(repair, passage) for repair, passage in repairs_of(view, _KINDS) if repair.before != repair.after]
        yield from one_by_one(mended, "a word is broken")
        return
    language = get(view.language)
    if language.script == "Han":
        return
    words = SplitWords("\n".join(passage.text.replace("\n", " ") for passage in view.passages), language, _RATE)
    for number, passage in enumerate(view.passages):
        for gap in words.broken(number, passage.text):
            if not _UNIT.search(passage.text, max(0, gap - 4), gap):
                yield _hit(passage, gap)


def _hit(passage: Passage, gap: int) -> Hit:
    """The finding at the space at ``gap``."""
    text = passage.text
    start, end = text.rfind(" ", 0, gap) + 1, text.find(" ", gap + 1)
    end = len(text) if end < 0 else end
    broken, whole = text[start:end], text[start:gap] + text[gap + 1 : end]
    return Hit(f"“{broken}” for “{whole}”", passage, Span(start, end), suggestion=whole)


check = Check(id="split-word", severity="warning", scope="document", summary="a word broken by extraction", find=find)
