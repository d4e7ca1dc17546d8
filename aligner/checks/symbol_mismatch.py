"""A document symbol or resolution number is another one in the translation.

What: symbols (A/RES/64/293, with -/Rev, /Add and /Corr) and the numbers of resolutions and decisions are compared;
a symbol spelled out («résolution 64/293») answers for the symbol, and Cyrillic look-alikes count as Latin letters.
Why: the reader is sent to another document.
Example: A/RES/64/293 / A/RES/64/239.
Instead: the source's symbol, which is the same in all languages.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.analysis.figure_match import symbol_contradictions
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import PairView


def find(view: PairView) -> Iterator[Hit]:
    """Yield each symbol that contradicts the source's."""
    for pair, found in zip(view.pairs, view.shared(symbol_contradictions), strict=True):
        for each in found:
            message = f"another symbol: “{each.seen}” for “{each.expected}”"
            yield Hit(message, pair.target, each.target, pair.source.text, each.correction or None)


check = Check(
    id="symbol-mismatch",
    severity="error",
    scope="pair",
    summary="another document symbol or resolution",
    find=find,
    work="figures",
)
