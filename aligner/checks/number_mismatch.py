"""A number is missing on one side, or another one on the other side.

What: numbers are compared by value, whatever their writing: 34 000, 34,000, 34.000 and ٣٤٠٠٠ are one; numbers in
words, Roman and Chinese numerals, ordinals, «1,5 million» and 万 or 亿 answer for digits. A contradiction, a number
on each side without counterpart, is an error; a number that one side alone has is a warning where everything else
agrees, else information. What a date, a reference or a symbol contradicts is reported by their own checks.
Why: figures are what readers take from a report, and transposed digits look right.
Example: «12 véhicules» / "21 vehicles"; «34 000» / "3,400".
Instead: the source's number in the format of the target language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.checks.analysis.figure_match import Contradiction, date_contradictions, reference_contradictions
from aligner.checks.analysis.figures import within
from aligner.checks.analysis.number_match import Unmatched, unmatched_numbers
from aligner.checks.analysis.numbers import Number
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import Pair, PairView


def find(view: PairView) -> Iterator[Hit]:
    """Yield contradicting numbers, then those of one side only."""
    told = zip(view.shared(date_contradictions), view.shared(reference_contradictions), strict=True)
    for pair, unmatched, (dates, references) in zip(view.pairs, view.shared(unmatched_numbers), told, strict=True):
        if unmatched.source or unmatched.target:
            yield from _hits(pair, unmatched, (*dates, *references))


def _hits(pair: Pair, unmatched: Unmatched, told: Sequence[Contradiction]) -> Iterator[Hit]:
    missing = [n for n in unmatched.source if not within(n.span, [each.source for each in told])]
    extra = [n for n in unmatched.target if not within(n.span, [each.target for each in told])]
    for place, number in enumerate(extra):
        if place < len(missing):
            yield Hit(
                f"“{number.text}” for “{missing[place].text}”", pair.target, number.span, pair.source.text
            )
        elif not missing:
            yield _one_sided(pair, number, "is not in the source")
    for number in missing[len(extra) :] if not extra else []:
        yield _one_sided(pair, number, "is missing")


def _one_sided(pair: Pair, number: Number, what: str) -> Hit:
    in_target = what != "is missing"
    return Hit(
        f"“{number.text}” {what}",
        pair.target,
        number.span if in_target else None,
        pair.source.text,
        severity="info",
        key=f"{number.text} {what} {pair.target.text}",
    )


check = Check(
    id="number-mismatch", severity="error", scope="pair", summary="a number is missing or another one", find=find
)
