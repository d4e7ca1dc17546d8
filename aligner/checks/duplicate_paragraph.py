"""The same paragraph stands twice in a document.

What: paragraphs and items of a dozen words or more that are word for word the same, apart from case, marks and kinds
of space. Lead-ins, which end in a colon, and cells of tables are left alone.
Why: text was pasted twice, or a recommendation is counted twice.
Example: V.7 and VI.3 word for word
Instead: the paragraph once, with a reference where it is needed again
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.analysis.similar import words
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage

_FEWEST = 8
"""Words of a paragraph that is looked at."""
_FEWEST_SIGNS = 20
"""Signs of a Chinese paragraph, which is written without spaces."""


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield each paragraph that stood before."""
    if view.document is None:
        return
    seen: dict[str, Passage] = {}
    for passage in view.passages:
        if passage.kind in ("cell", "heading", "footnote") or passage.text.rstrip().endswith((":", "：")):
            continue
        key = " ".join(words(passage.text))
        if key.count(" ") + 1 < _FEWEST and (
            key.isascii() or len(key) < _FEWEST_SIGNS or key.count(" ") > len(key) // 7
        ):
            continue
        first = seen.setdefault(key, passage)
        if first is not passage:
            message = f"the same paragraph as {first.ref}: “{passage.text[:60]}…”"
            yield Hit(message, passage, related=((first.document, first.ref),))


check = Check(
    id="duplicate-paragraph",
    severity="warning",
    scope="document",
    summary="the same paragraph twice",
    find=find,
)
