"""Lines printed from right to left, put back into the order they are read in.

The inverse of the reordering of lines (Unicode Standard Annex 9, rules W4, W7, N1 and L2), for text whose places on
the page are known: the line is read from its right end, and what was printed from left to right in it, words in
Latin script and numbers, is turned round again.
"""

from __future__ import annotations

import re
import unicodedata

_ANY_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RIGHT = frozenset(("R", "AL"))
_KINDS = {"L": "L", "EN": "N", "AN": "N", "CS": "s", "R": "R", "AL": "R", "WS": " "}
_LEFT_TO_RIGHT = re.compile("(?:N(?:s?N)*(?: ?s|o)?)?L(?:[^R]*L)?(?:N(?:s?N)*)?|N(?:s?N)*|n+")
"""In a line read from its right end: a stretch with Latin letters, a number with its separators, or a raised number.

A number that follows Latin letters belongs to them if a stop stands between (``vol. 2225``), or a sign (``id=5``).
"""
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_OPENING, _CLOSING = "([{«‹", ")]}»›"
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def right_to_left(text: str, *, around: bool = False) -> bool:
    """Whether ``text`` runs from right to left; ``around`` says whether the page does."""
    if not _ANY_RIGHT.search(text):
        return around and not any(char.isalpha() for char in text)
    if around:
        return True
    kinds = [unicodedata.bidirectional(char) for char in text]
    return sum(kind in _RIGHT for kind in kinds) > kinds.count("L")


def logical(printed: list[str]) -> str:
    r"""Return the text of a line from its glyphs, given from left to right as printed.

    A glyph may stand for several characters (a ligature), which keep their order.

    >>> logical(["1", "2", " ", "\u0645", "\u0644"]) == "\u0644\u0645 12"
    True
    """
    units = printed[::-1]
    # the mark of a note is no part of the number it stands beside
    kinds = "".join(
        "n" if unit[0] in _RAISED else _KINDS.get(unicodedata.bidirectional(unit[0]), "o") for unit in units
    )
    turned: list[tuple[str, bool]] = []
    at = 0
    for match in _LEFT_TO_RIGHT.finditer(kinds):
        turned += [(unit, False) for unit in units[at : match.start()]]
        turned += [(unit, True) for unit in reversed(units[match.start() : match.end()])]
        at = match.end()
    turned += [(unit, False) for unit in units[at:]]
    plain = "".join(unit for unit, _ in turned)
    mirrored = "".join(unit if kept else unit.translate(_MIRRORED) for unit, kept in turned)
    # some producers note the bracket that is printed, some the one that is meant
    return _bracketed(mirrored if _disorder(mirrored) <= _disorder(plain) else plain)


def _bracketed(text: str) -> str:
    """Turn each bracket the way its neighbours want it, a space outside and none inside."""
    signs = list(text)
    for at, sign in enumerate(signs):
        if sign not in _OPENING and sign not in _CLOSING:
            continue
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        if before in " ([" and after not in " .,;:،؛":
            signs[at] = sign if sign in _OPENING else sign.translate(_MIRRORED)
        elif before != " " and after in " .,;:،؛)]":
            signs[at] = sign if sign in _CLOSING else sign.translate(_MIRRORED)
    return "".join(signs)


def _disorder(text: str) -> int:
    """How many brackets of ``text`` close before they open, or never do."""
    depth = wrong = 0
    for char in text:
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            wrong += depth == 0
            depth = max(0, depth - 1)
    return wrong + depth
