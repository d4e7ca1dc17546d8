"""A date has another day, month or year in the translation.

What: dates are read in each language's form, in digits of any script and with double month names, and compared by
month, by day of a month and by year of a month; years that stand alone are compared, too. A day that the calendar
does not have, and a day left out where month and year stand, are reported.
Why: a meeting, a deadline or an entry into force on another day is wrong beyond doubt, and no reader notices.
Example: «10-12 octobre 2011» / "10-12 October 2012".
Instead: the source's date in the form of the target language; where the source is wrong, correct both.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.analysis.date_match import date_contradictions
from aligner.checks.analysis.number_match import unmatched_numbers
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import PairView


def find(view: PairView) -> Iterator[Hit]:
    """Yield each date that contradicts the source's."""
    told = zip(view.pairs, view.shared(date_contradictions), view.shared(unmatched_numbers), strict=True)
    for pair, found, unmatched in told:
        for each in found:
            message = f"another {each.what}: “{each.seen}” for “{each.expected}”"
            yield Hit(message, pair.target, each.target, pair.source.text)
        years = unmatched.other_year()
        if years and not found:
            expected, seen = years
            yield Hit(f"another year: “{seen.text}” for “{expected.text}”", pair.target, seen.span, pair.source.text)


check = Check(
    id="date-mismatch",
    severity="error",
    scope="pair",
    summary="a date has another day, month or year",
    find=find,
    work="figures",
)
