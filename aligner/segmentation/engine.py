"""Cutting text by SRX rules: at each place the first rule that fits decides (SRX 2.0, section 4.3).

Break rules are searched for; only where one fits are the exceptions before it looked at, all in one expression.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import regex

from aligner.errors import UsageError
from aligner.model import Span
from aligner.segmentation.pattern import translate
from aligner.segmentation.srx import Rule, SrxRules

_SECONDS = 60.0
"""A text that takes longer is answered with an error: expressions of foreign files may be exponential."""
_USUAL = 2_000
"""Code points of a text up to which trusted rules need no clock: starting it takes longer than most texts."""


@dataclass(frozen=True, slots=True)
class _Tier:
    """Break rules that have the same exceptions before them."""

    exceptions: Any
    """Fits, with no length, where an exception holds; None if there are none."""
    breaks: tuple[Any, ...]
    """Each fits the text before a break, with a look at what follows."""


def cut(text: str, language: str, rules: SrxRules) -> list[Span]:
    """Return the spans of the sentences of ``text``, without surrounding space, covering all other characters."""
    spans = []
    start = 0
    for end in (*boundaries(text, language, rules), len(text)):
        piece = text[start:end]
        begin = start + len(piece) - len(piece.lstrip())
        stop = start + len(piece.rstrip())
        if begin < stop:
            spans.append(Span(begin, stop))
        start = end
    return spans


def boundaries(text: str, language: str, rules: SrxRules) -> list[int]:
    """Return the offsets inside ``text`` at which the rules break it, ascending.

    Raises :class:`UsageError` where an expression of the rules takes forever on this text.
    """
    places: set[int] = set()
    limit = None if rules.trusted and len(text) <= _USUAL else _SECONDS
    try:
        for tier in _compiled(rules, language):
            for pattern in tier.breaks:
                for match in pattern.finditer(text, timeout=limit):
                    place = match.end()
                    if not (tier.exceptions and tier.exceptions.match(text, place, timeout=limit)):
                        places.add(place)
    except TimeoutError as wrong:
        raise UsageError("a segmentation rule takes too long on this text", source=rules.source) from wrong
    return sorted(place for place in places if 0 < place < len(text))


@functools.lru_cache(maxsize=64)
def _compiled(rules: SrxRules, language: str) -> tuple[_Tier, ...]:
    tiers = []
    exceptions: list[Rule] = []
    breaks: list[Rule] = []
    for rule in rules.for_language(language):
        if rule.breaks:
            breaks.append(rule)
            continue
        if breaks:
            tiers.append(_tier(exceptions, breaks, rules))
            breaks = []
        exceptions.append(rule)
    if breaks:
        tiers.append(_tier(exceptions, breaks, rules))
    return tuple(tiers)


def _tier(exceptions: list[Rule], breaks: list[Rule], rules: SrxRules) -> _Tier:
    def ahead(expression: str) -> str:
        return f"(?={translate(expression, rules.flavour)})" if expression else ""

    patterns = tuple(
        regex.compile(f"{_sought(translate(rule.before, rules.flavour))}{ahead(rule.after)}", regex.V1)
        for rule in breaks
    )
    if not exceptions:
        return _Tier(None, patterns)
    by_after: dict[str, list[str]] = {}
    for rule in exceptions:
        by_after.setdefault(rule.after, []).append(f"(?:{translate(rule.before, rules.flavour)})")
    alternatives = (f"{ahead(after)}(?<={'|'.join(befores)})" for after, befores in by_after.items())
    return _Tier(regex.compile("|".join(alternatives), regex.V1), patterns)


def _sought(before: str) -> str:
    """Return an expression that finds ``before``: by its full stop, if it always ends in one, which is far quicker."""
    if before.endswith(r"\.") and not before.endswith(r"\\.") and not _forks(before):
        return rf"\.(?<={before})"
    return f"(?:{before})"


def _forks(expression: str) -> bool:
    """Whether ``expression`` has alternatives outside all groups and sets."""
    bare = regex.sub(r"\\.", "", expression)
    depth = 0
    for sign in regex.sub(r"\[\^?[^\[\]]*\]", "", bare):
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            return True
    return False
