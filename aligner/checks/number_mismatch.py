"""A number is missing on one side, or another one on the other side.

What: numbers are compared by value, whatever their writing: 34 000, 34,000, 34.000 and ٣٤٠٠٠ are one; numbers in
words, Roman and Chinese numerals, ordinals, «1,5 million» and 万 or 亿 answer for digits, and codes are compared by
their numbers (S-70, B59). A contradiction, a number on each side without counterpart, is an error; a quantity that
the target leaves out altogether is a warning; what else one side alone has, years among it, is information. Times of
day may differ by some minutes, since a meeting begins after its announced time. A year for another one is
`date-mismatch`, and what a date, a reference or a symbol contradicts is reported by their own checks.
Why: figures are what readers take from a report, and transposed digits look right.
Example: «12 véhicules» / "21 vehicles"; «34 000» / "3,400".
Instead: the source's number in the format of the target language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aligner.checks.analysis.date_match import date_contradictions
from aligner.checks.analysis.figure_match import Contradiction, reference_contradictions
from aligner.checks.analysis.figures import within
from aligner.checks.analysis.number_match import Unmatched, unmatched_numbers
from aligner.checks.analysis.numbers import Number
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import Pair, PairView, Passage
from aligner.model import Severity

_COUNTED = re.compile(r"\d\s?[:.hч时]\s?0\d|0\d\s?[:hч时]|[№/]\s?0\d|tel|fax", re.IGNORECASE)
"""Where a leading zero is in its place: times, codes, telephone numbers; in Arabic, groups stand in any order."""


def find(view: PairView) -> Iterator[Hit]:
    """Yield contradicting numbers, then those of one side only."""
    told = zip(view.shared(date_contradictions), view.shared(reference_contradictions), strict=True)
    for pair, unmatched, (dates, references) in zip(view.pairs, view.shared(unmatched_numbers), told, strict=True):
        # a year for another one is a date's matter
        if (unmatched.source or unmatched.target) and not unmatched.other_year():
            yield from _hits(pair, unmatched, (*dates, *references))


def _hits(pair: Pair, unmatched: Unmatched, told: Sequence[Contradiction]) -> Iterator[Hit]:
    missing = [n for n in unmatched.source if not within(n.span, [each.source for each in told])]
    extra = [n for n in unmatched.target if not within(n.span, [each.target for each in told])]
    if extra and missing:
        seen, expected = _list(extra), _list(missing)
        if seen == expected:
            # 7 million for 7 billion: what stands behind it differs
            seen, expected = (_with_word(n[0], side) for n, side in ((extra, pair.target), (missing, pair.source)))
        message = f"{seen} for {expected}"
        yield Hit(message, pair.target, extra[0].span, pair.source.text)
    elif extra and unmatched.spelled is not None:
        message = f"{_list(extra)}, in words {unmatched.spelled:g} in the source"
        yield Hit(message, pair.target, extra[0].span, pair.source.text)
    elif extra:
        message = f"{_list(extra)} not in the source"
        # "04 experts": no language writes a quantity so
        counted = pair.target.language == "ar" or _COUNTED.search(pair.target.text)
        slip = not counted and any(re.match(r"0\d", number.text) for number in extra)
        yield Hit(message, pair.target, extra[0].span, pair.source.text, severity="error" if slip else "info")
    elif missing:
        dropped = [number for number in missing if number in unmatched.dropped]
        number = (dropped or missing)[0]
        message = f"{_list(missing)} missing"
        key = f"{number.text} missing {pair.target.text}"
        severity: Severity = "warning" if dropped else "info"
        yield Hit(message, pair.target, None, pair.source.text, severity=severity, key=key)


def _with_word(number: Number, passage: Passage) -> str:
    behind = re.match(r"\s?\w+", passage.text[number.span.end :])
    return f"“{number.text}{behind[0] if behind else ''}”"


def _list(numbers: Sequence[Number]) -> str:
    return ", ".join(f"“{number.text}”" for number in numbers)


check = Check(
    id="number-mismatch",
    severity="error",
    scope="pair",
    summary="a number is missing or another one",
    find=find,
    work="figures",
)
