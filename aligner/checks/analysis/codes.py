"""Designators made of letters and a number: S-70, B59, P-4, U-235.

The letters differ from language to language (P-4, C-4, ف-4) and may be spelled out («baril 59» / "B59"), so a code
is compared by its number.
"""

from __future__ import annotations

import re

from aligner.checks.analysis.digits import ascii_digits
from aligner.checks.analysis.numbers import Number
from aligner.model import Span

_CODE = re.compile(
    # three letters with a number glued to them may be an acronym with the mark of a note
    r"(?<![^\W_])(?:[A-ZА-Я]{1,3}\s?[-–]\s?|[A-ZА-Я]{1,2})(?P<digits>\d{1,5})(?![\d/])"
    r"|(?<=[\u3400-\u9fff\u0600-\u06ff])(?:[A-Z]{1,3}-|[A-Z]{1,2})(?P<glued>\d{1,5})(?![\d/])"
    r"|(?<!\w)[\u0621-\u064a]{1,2}-(?P<arabic>\d{1,5})(?![\d/])"
)
_WORTH = re.compile(r"[^\W\d_][-–\s]{0,3}\d")


def codes(text: str) -> tuple[Number, ...]:
    """Return the designators of ``text``, each with the value of its digits.

    >>> [code.text for code in codes("le baril B59, un poste P-4 et le CO2 de 2014")]
    ['B59', 'P-4', 'CO2']
    """
    plain = ascii_digits(text)
    if not _WORTH.search(plain):
        return ()
    found = []
    for match in _CODE.finditer(plain):
        digits = match["digits"] or match["glued"] or match["arabic"]
        run = digits.lstrip("0") or "0"
        span = Span(*match.span())
        found.append(Number(text[span.start : span.end], span, frozenset({float(digits)}), (run,)))
    return tuple(found)
