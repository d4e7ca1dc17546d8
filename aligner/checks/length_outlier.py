"""A text is far longer or shorter than its counterpart usually is.

What: the ratio of the lengths is held against the usual ratio of the two languages, learned from the view itself
where it is large enough. The spread grows for short texts; titles, names and lists of figures are left alone.
Why: half a paragraph is missing, or a sentence of the neighbour has slipped in.
Example: 400 characters in French, 120 in English.
Instead: the whole translation, and nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from aligner.checks.analysis.proportion import deviation, lengths, usual
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import PairView

_SHORTEST = 30
"""Letters of the source, or their equal, below which nothing is said."""
_FAR = 4.6
"""Standard deviations."""


def find(view: PairView) -> Iterator[Hit]:
    """Yield each pair whose lengths are out of proportion."""
    ratio = view.shared(usual)
    for pair, (source, target) in zip(view.pairs, view.shared(lengths), strict=True):
        if not target or max(source, target / math.exp(ratio.middle)) < _SHORTEST:
            continue
        far = deviation(source, target, ratio)
        if abs(far) >= _FAR:
            expected = round(source * math.exp(ratio.middle))
            word = "longer" if far > 0 else "shorter"
            message = f"{word} than usual: {round(target)} letters, about {expected} expected"
            yield Hit(message, pair.target, None, pair.source.text)


check = Check(
    id="length-outlier",
    severity="warning",
    scope="pair",
    summary="far longer or shorter than usual",
    find=find,
    work="sentences",
)
