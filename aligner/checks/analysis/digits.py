"""Digits of every script as ASCII digits, place by place, so that offsets stay what they are."""

from __future__ import annotations

import re

_DIGITS = {
    ord(zero) + value: str(value)
    for zero in (
        "\N{ARABIC-INDIC DIGIT ZERO}",
        "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}",
        "\N{FULLWIDTH DIGIT ZERO}",
        "\N{DEVANAGARI DIGIT ZERO}",
    )
    for value in range(10)
}
_FOREIGN = re.compile("[" + "".join(map(chr, _DIGITS)) + "]")
_DIGIT = re.compile("[0-9]")


def has_digits(text: str) -> bool:
    """Whether ASCII digits stand in ``text``."""
    return _DIGIT.search(text) is not None


def ascii_digits(text: str) -> str:
    """Return ``text`` with digits of other scripts replaced, of the same length.

    >>> ascii_digits("٣٤ و１２")
    '34 و12'
    """
    return text.translate(_DIGITS) if _FOREIGN.search(text) else text
