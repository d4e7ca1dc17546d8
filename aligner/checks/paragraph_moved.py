"""A paragraph stands at another place in the translation.

What: blocks of two aligned documents that met out of order.
Why: a reference to paragraph 7 leads to another text in the other language.
Example: 7 and 8 are exchanged in one language.
Instead: the order of the source; lists that each language sorts by its own alphabet are ignored by settings.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.analysis.block_fates import moves
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import PairView


def find(view: PairView) -> Iterator[Hit]:
    """Yield each block that met its counterpart elsewhere."""
    for move in view.shared(moves):
        message = f"{move.source.ref} of the {view.source.language} text stands at {move.target.ref}"
        related = ((view.source.symbol, move.source.ref),)
        yield Hit(message, move.passage, None, move.source.text, related=related, key=move.source.text)


check = Check(
    id="paragraph-moved",
    severity="warning",
    scope="pair",
    summary="a paragraph stands at another place",
    find=find,
    work="sentences",
)
