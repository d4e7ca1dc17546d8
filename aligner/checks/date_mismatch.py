"""A date has another day, month or year in the translation.

What: dates are read in each language's form, in digits of any script and with double month names, and compared by
month, by day of a month and by year of a month.
Why: a meeting, a deadline or an entry into force on another day is wrong beyond doubt, and no reader notices.
Example: «10-12 octobre 2011» / "10-12 October 2012".
Instead: the source's date in the form of the target language; where the source is wrong, correct both.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.analysis.figure_match import date_contradictions
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import PairView


def find(view: PairView) -> Iterator[Hit]:
    """Yield each date that contradicts the source's."""
    for pair, found in zip(view.pairs, view.shared(date_contradictions), strict=True):
        for each in found:
            message = f"another {each.what}: “{each.seen}” for “{each.expected}”"
            yield Hit(message, pair.target, each.target, pair.source.text)


check = Check(
    id="date-mismatch",
    severity="error",
    scope="pair",
    summary="a date has another day, month or year",
    find=find,
    work="figures",
)
