"""Decimal numbering: ``1.``, ``1.1``, ``1.1.1``, used by a whole document or not at all.

A number with a point in it at the start of a line may be an amount as well; only a sequence that counts as such
numberings do, from one to the next sibling, the first child or the next one further out, shows that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

STYLE = -4
"""Marker style of decimal numbers."""
DEPTHS = 5
"""``1.2.3.4.5`` has five parts; more are met nowhere."""
_NUMBER = re.compile(r"(?P<marker>(?P<number>\d{1,3}(?:\.\d{1,3}){1,4})\.?)(?:\s+|$|(?=[^\W\d_a-zA-Z]))")
_TOP = re.compile(r"(?P<marker>(?P<number>\d{1,2})\.?)(?:\s+)(?=[^\W\d_])")
_FEWEST = 3
"""Fewer decimal numbers than this make no numbering."""
_COUNTING = 0.7
"""At least this share of them follows on the one before."""


def path_of(number: str) -> tuple[int, ...]:
    """The numbers of ``1.2.3``."""
    return tuple(int(part) for part in number.split("."))


def are_used(texts: Iterable[str]) -> bool:
    """Whether the blocks or lines of a document are numbered so."""
    paths = [path_of(match["number"]) for text in texts if text[0].isdecimal() and (match := _NUMBER.match(text))]
    if len(paths) < _FEWEST:
        return False
    counting = sum(_follows(before, after) for before, after in pairwise(paths))
    return counting >= _COUNTING * (len(paths) - 1)


def _follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    if len(after) > len(before):
        return after[: len(before)] == before and set(after[len(before) :]) == {1}
    shared = len(after) - 1
    step = after[shared] - before[shared]
    return (before[:shared] == after[:shared] and 1 <= step <= 2) or (shared > 0 and _next_out(before, after))


def _next_out(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """``2.1`` after ``1.4``: the heading between is no decimal number."""
    first = next((place for place, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    return first is not None and 1 <= after[first] - before[first] <= 2 and set(after[first + 1 :]) <= {0, 1}


def match(text: str) -> re.Match[str] | None:
    """The decimal number ``text`` begins with (groups ``marker`` and ``number``), of one part only before a word."""
    return (_NUMBER.match(text) or _TOP.match(text)) if text[0].isdecimal() else None
