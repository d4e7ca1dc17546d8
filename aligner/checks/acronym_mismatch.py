"""An acronym is that of another language, or its letters have changed.

What: the acronyms of a pair are compared by what the target language calls each, learned from the other pairs or
known of bodies that any text may name. An acronym left in the source language is reported, and one that is a letter
away from the expected one and occurs nowhere else. What a language spells out is no mistake.
Why: the reader looks for a body that does not exist under that name.
Example: «ONUDC» left in English; "UNDOC".
Instead: "UNODC".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from re import Match

from aligner.checks.analysis.acronyms import counterparts, names, of_pairs, uses
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import Pair, PairView
from aligner.model import Span
from tmx.lang import primary

_RARE = 1
"""Pairs up to which an acronym of the target may be a slip."""


def find(view: PairView) -> Iterator[Hit]:
    """Yield each acronym of the target that should be another one."""
    known, counts = view.shared(counterparts), view.shared(uses)
    own = names(primary(view.target.language))
    for pair, (source, target) in zip(view.pairs, view.shared(of_pairs), strict=True):
        if not source or not target:
            continue
        theirs = {match[0] for match in target}
        expected = {
            known.get(match[0], match[0]): match[0] for match in source if known.get(match[0], match[0]) not in theirs
        }
        if expected:
            mine = {match[0] for match in source}
            slips = [match for match in target if match[0] not in own and counts[match[0]] <= _RARE]
            yield from _left(pair, target, expected, own)
            sure = {wanted: name for wanted, name in expected.items() if wanted in own or counts[wanted] > _RARE}
            yield from _changed(pair, [match for match in slips if match[0] not in mine], sure)


def _left(pair: Pair, target: Sequence[Match[str]], expected: Mapping[str, str], own: frozenset[str]) -> Iterator[Hit]:
    """Acronyms of the source left as they are where the target language has its own."""
    for wanted, name in expected.items():
        if wanted == name or name in own:
            continue
        for match in target:
            if match[0] == name:
                message = f"“{name}” is “{wanted}” in {pair.target.language}"
                yield Hit(message, pair.target, Span(*match.span()), pair.source.text, wanted)
                break


def _changed(pair: Pair, slips: Sequence[Match[str]], expected: Mapping[str, str]) -> Iterator[Hit]:
    for match in {match[0]: match for match in reversed(slips)}.values():
        for wanted in expected:
            if len(wanted) >= 3 and _one_slip(match[0], wanted):
                message = f"“{match[0]}” for “{wanted}”"
                yield Hit(message, pair.target, Span(*match.span()), pair.source.text, wanted)
                break


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
