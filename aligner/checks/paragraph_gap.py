"""Numbering or lettering leaves out or repeats a value.

What: the numbers of sections, paragraphs, items, sub-items and notes are followed in order, each list in its own
place; paragraphs may count on through sections or begin again in each. A number that stands further on instead of
missing is reported as out of order.
Why: a reference to the number that is missing or stands twice leads nowhere or to two places; text may be lost.
Example: 4., 6. · a), b), d)
Instead: 4., 5. · a), b), c)
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.languages.numbering import LETTER, ROMAN, letter, roman

_UNNUMBERED = re.compile(r"(\d{1,3})\.\s+\w")
_AGAIN = re.compile(r"(?<=\w)~\d+$")
_MOST_MISSING = 20
"""A greater gap is a number read wrongly, or an extract."""


class _Place(NamedTuple):
    passage: Passage
    value: int
    shown: str
    """Its numeral as the reference has it."""


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield gaps, repeats and values out of order, list by list."""
    if view.document is None:
        return
    lists: dict[tuple[str, str], list[_Place]] = {}
    for passage in view.passages:
        parent, _, last = passage.ref.rpartition(".")
        system, place = _numbered(passage, last, bool(lists.get((parent, "roman"))))
        if place is not None:
            lists.setdefault((parent, system), []).append(place)
    before: int | None = None
    for (_, system), places in lists.items():
        if system == "number":
            yield from _start(places, before)
            before = places[-1].value
        elif system in ("letter", "roman"):
            yield from _start(places, 0)
        yield from _within(places, system)


def _numbered(passage: Passage, last: str, in_roman: bool) -> tuple[str, _Place | None]:
    """The system of numbering of a passage and its place in it; None where it has no number."""
    kind = passage.kind
    # a value that stands twice is told apart in references: 3, then 3~2
    last = _AGAIN.sub("", last)
    if kind == "heading":
        values = ROMAN.values(last.lower()) if last.isupper() else ()
        return "section", _Place(passage, values[0], last) if values else None
    if kind == "footnote":
        return "note", _Place(passage, int(last[1:]), last[1:]) if last[1:].isdecimal() else None
    if last.isdecimal():
        return "number", _Place(passage, int(last), last)
    if last.startswith("~"):
        match = _UNNUMBERED.match(passage.text)
        return "number", _Place(passage, int(match[1]), match[1]) if match and kind != "cell" else None
    if not last.isalpha():
        return "", None
    system = "roman" if kind == "subitem" or last == "i" or in_roman else "letter"
    values = (ROMAN if system == "roman" else LETTER).values(last)
    return system, _Place(passage, values[0], last) if values else None


def _start(places: Sequence[_Place], before: int | None) -> Iterator[Hit]:
    """A list that begins neither at one nor where the one before it ended."""
    first = places[0]
    if before is not None and 0 < first.value - before - 1 < _MOST_MISSING and first.value != 1:
        yield Hit(f"“{first.shown}” is the first of its list", first.passage, key=f"start {first.passage.text[:60]}")


def _within(places: Sequence[_Place], system: str) -> Iterator[Hit]:
    values = {place.value for place in places}
    highest = places[0].value
    for previous, place in itertools.pairwise(places):
        unnumbered = place.passage.ref.rpartition(".")[2].startswith("~")
        key = f"{previous.passage.text[:60]} {place.passage.text[:60]}"
        if place.value == previous.value:
            related = ((previous.passage.document, previous.passage.ref),)
            yield Hit(f"“{place.shown}” stands twice", place.passage, related=related, key=key)
        elif unnumbered and place.value != highest + 1:
            continue
        elif place.value < highest:
            if place.value != 1:
                yield Hit(f"“{place.shown}” stands after “{previous.shown}”", place.passage, key=key)
        elif place.value > highest + 1:
            lost = [value for value in range(highest + 1, place.value) if value not in values]
            if 0 < len(lost) <= _MOST_MISSING:
                names = ", ".join(f"“{_numeral(value, system)}”" for value in lost)
                yield Hit(f"no {names} between “{previous.shown}” and “{place.shown}”", place.passage, key=key)
        highest = max(highest, place.value) if place.value != 1 else 1


def _numeral(value: int, system: str) -> str:
    if system == "letter":
        return letter(value)
    if system in ("roman", "section"):
        return roman(value).upper() if system == "section" else roman(value)
    return str(value)


check = Check(
    id="paragraph-gap",
    severity="warning",
    scope="document",
    summary="numbering or lettering leaves out or repeats a value",
    find=find,
)
