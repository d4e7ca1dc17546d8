"""A paragraph, item or note of the target translates nothing.

What: the blocks of the target that met nothing in the source.
Why: a paragraph was pasted twice, or stayed from an earlier version.
Example: paragraph 12 stands in English only, with the words of paragraph 11.
Instead: take it out, or add its source.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.analysis.block_fates import added
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import PairView


def find(view: PairView) -> Iterator[Hit]:
    """Yield each block of the target without counterpart."""
    for fate in view.shared(added):
        where = f"; it stands after the counterpart of {fate.neighbour}" if fate.neighbour else ""
        message = f"{fate.block.kind} {fate.block.ref} translates nothing of the {view.source.language} text{where}"
        related = ((view.source.symbol, fate.neighbour),) if fate.neighbour else ()
        yield Hit(message, fate.passage, None, "", related=related)


check = Check(
    id="added-paragraph",
    severity="error",
    scope="pair",
    summary="a paragraph of the target translates nothing",
    find=find,
    work="sentences",
)
