"""A paragraph, item or note of the source has no counterpart.

What: the blocks of two aligned documents that met nothing on the other side. Numbers are evidence, no key: a draft
that is numbered anew, a paragraph split in two and a list run together are no gaps.
Why: a recommendation that exists in one language only binds nobody.
Example: IV.12 exists in French only.
Instead: translate it, or take it out of the source; an annex issued apart is ignored by its document's settings.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.analysis.block_fates import missing
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import PairView


def find(view: PairView) -> Iterator[Hit]:
    """Yield each block of the source without counterpart."""
    for fate in view.shared(missing):
        where = f", expected after {fate.neighbour}" if fate.neighbour else ""
        message = f"{fate.block.kind} {fate.block.ref} is missing in the {view.target.language} text{where}"
        related = ((view.target.symbol, fate.neighbour),) if fate.neighbour else ()
        yield Hit(message, fate.passage, None, fate.passage.text, related=related, key=fate.passage.text)


check = Check(
    id="missing-paragraph",
    severity="error",
    scope="pair",
    summary="a paragraph, item or note has no counterpart",
    find=find,
)
