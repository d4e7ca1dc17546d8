"""A sentence of the target translates nothing.

What: as `omitted-sentence`, the other way round; and a sentence, or a whole text, that stands twice in the target and
once in the source.
Why: it may belong to the neighbour, come from an earlier version of the source, or be a note to the reviser.
Example: one sentence in French, two in English.
Instead: take it out, or put it where its source stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.analysis.sentences import alone, repeated
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import PairView


def find(view: PairView) -> Iterator[Hit]:
    """Yield each sentence of the target without counterpart."""
    told = set()
    for pair, span in view.shared(repeated):
        told.add(pair.target)
        sentence = pair.target.text[span.start : span.end]
        yield Hit(f"twice: “{sentence}”", pair.target, span, pair.source.text)
    for pair, span in view.shared(alone)[1]:
        if pair.target not in told:
            sentence = pair.target.text[span.start : span.end]
            yield Hit(f"not in the source: “{sentence}”", pair.target, span, pair.source.text)


check = Check(
    id="added-sentence",
    severity="warning",
    scope="pair",
    summary="a sentence of the target translates nothing",
    find=find,
    work="sentences",
)
