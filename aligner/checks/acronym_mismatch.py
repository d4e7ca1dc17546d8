"""An acronym is that of another language, or its letters have changed.

What: the acronyms of a pair are compared by what the target language calls each, learned from the other pairs or
known of bodies that any text may name. An acronym left in the source language is reported, and one that is a letter
away from the expected one and occurs nowhere else. What a language spells out is no mistake.
Why: the reader looks for a body that does not exist under that name.
Example: «ONUDC» left in English; "UNDOC".
Instead: "UNODC".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from re import Match

from aligner.checks.analysis.acronyms import counterparts, names, of_pairs, uses
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import Pair, PairView
from aligner.model import Span
from tmx.lang import primary

_RARE = 0.3
"""Share of an acronym's uses up to which another spelling may be a slip; one use always may."""

_LETTERS = 4
"""Letters of an acronym of which two may have been exchanged."""
_NAME_WORD = re.compile(r"(?<![\w’'])[^\W\d_a-zа-яß-ÿ][\w-]+")


def find(view: PairView) -> Iterator[Hit]:
    """Yield each acronym of the target that should be another one."""
    known, counts = view.shared(counterparts), view.shared(uses)
    own = names(primary(view.target.language))
    for pair, (source, target) in zip(view.pairs, view.shared(of_pairs), strict=True):
        if not source or not target:
            continue
        theirs = {match[0] for match in target}
        wanted = {match[0]: known.get(match[0], match[0]) for match in source}
        yield from _left(pair, target, {n: w for n, w in wanted.items() if n in theirs and n != w and n not in own})
        expected = {other for other in wanted.values() if other not in theirs}
        slips = {match[0]: match for match in reversed(target) if match[0] not in own and match[0] not in wanted}
        if not slips:
            continue
        turned = list(_turned(pair, slips, theirs, counts, own))
        yield from turned
        if expected and not turned:
            for other in sorted(expected):
                sure = other in own or counts[other] > 1
                few = {n: m for n, m in slips.items() if counts[n] <= max(1, _RARE * counts[other])}
                yield from _changed(pair, few, other, sure=sure)


def _left(pair: Pair, target: Sequence[Match[str]], wanted: Mapping[str, str]) -> Iterator[Hit]:
    """Acronyms of the source left as they are where the target language has its own."""
    for name, other in wanted.items():
        match = next(each for each in target if each[0] == name)
        message = f"“{name}” is “{other}” in {pair.target.language}"
        yield Hit(message, pair.target, Span(*match.span()), pair.source.text, other)


def _changed(pair: Pair, slips: Mapping[str, Match[str]], wanted: str, *, sure: bool) -> Iterator[Hit]:
    """Acronyms one slip away from ``wanted``; unless it is ``sure``, letters exchanged alone are a slip."""
    for name, match in slips.items():
        if len(wanted) >= 3 and _one_slip(name, wanted) and (sure or sorted(name) == sorted(wanted)):
            message = f"“{name}” for “{wanted}”"
            yield Hit(message, pair.target, Span(*match.span()), pair.source.text, wanted)
            return


def _turned(
    pair: Pair, slips: Mapping[str, Match[str]], theirs: Collection[str], counts: Counter[str], own: Collection[str]
) -> Iterator[Hit]:
    """Acronyms of one use with two neighbouring letters exchanged, by those of other texts or the name before them."""
    for name, match in slips.items():
        if len(name) < _LETTERS:
            continue
        exchanged = [
            name[:at] + name[at + 1] + name[at] + name[at + 2 :]
            for at in range(len(name) - 1)
            if name[at] != name[at + 1]
        ]
        initials = _initials(pair.target.text, match)
        for other in exchanged:
            known = other == initials or other in own or counts[other] > 1
            if known and other not in theirs and counts[name] <= max(1, counts[other]):
                message = f"“{name}” for “{other}”"
                yield Hit(message, pair.target, Span(*match.span()), pair.source.text, other)
                break


def _initials(text: str, match: Match[str]) -> str:
    """First letters of the capitalised words before a bracket that holds the acronym alone; empty elsewhere."""
    if text[match.start() - 1 : match.start()] != "(" or text[match.end() : match.end() + 1] != ")":
        return ""
    words = _NAME_WORD.findall(text[max(0, match.start() - 120) : match.start()])
    return "".join(word[0] for word in words[-len(match[0]) :])


def _one_slip(seen: str, wanted: str) -> bool:
    """Whether one letter was changed, lost, added, or two neighbours exchanged; two-letter changes are other names.

    >>> _one_slip("UNDOC", "UNODC"), _one_slip("UNDP", "UNODC")
    (True, False)
    """
    if len(seen) == len(wanted):
        places = [place for place in range(len(seen)) if seen[place] != wanted[place]]
        if len(places) == 1:
            return len(seen) > 3
        return (
            len(places) == 2
            and places[1] == places[0] + 1
            and seen[places[0]] == wanted[places[1]]
            and seen[places[1]] == wanted[places[0]]
        )
    longer, shorter = sorted((seen, wanted), key=len, reverse=True)
    if len(longer) != len(shorter) + 1 or len(shorter) < 4:
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


check = Check(
    id="acronym-mismatch",
    severity="warning",
    scope="pair",
    summary="an acronym of the wrong language, or with other letters",
    find=find,
)
