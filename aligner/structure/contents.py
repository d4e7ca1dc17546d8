"""Tables of contents: lines that lead over to a page number, or that stand below the word for it.

They repeat the headings of the text, so that they would be taken for the outline itself. A table is one only if its
page numbers never fall: tables of amounts have leaders, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from aligner.languages.language import Language
from aligner.structure.flow import ends_sentence
from aligner.structure.layout import Line

_LEADERS = re.compile(r"(?:[.·_…․‥]\s?){5,}|…{2,}")
_LAST_NUMBER = re.compile(r"(\d{1,4})\s*$")
_ENTRY = re.compile(r".*\S\s+\d{1,4}$")
"""An entry without leaders: something, and a number."""
_APART = 4
"""Lines between two entries, at most: titles over several lines, headings of annexes."""
_ABOVE = 6
"""Lines between the word for a table of contents and its first entry, at most."""
_FEWEST = 3
_LONGEST_WORD = 40
"""The word for a table of contents is no longer, in code points."""
_RISING = 0.85
"""At least this share of the page numbers are no smaller than the one before."""


def find(lines: Sequence[Line], language: Language, set_aside: Mapping[int, str]) -> dict[int, str]:
    """Return ``contents`` for the index of each line of a table of contents, besides those ``set_aside`` already."""
    own = [
        index for index, line in enumerate(lines) if index not in set_aside and line.kind not in ("cell", "footnote")
    ]
    texts = [lines[index].text for index in own]
    word = re.compile(language.front.contents, re.I)
    heads = {place for place, text in enumerate(texts) if len(text) <= _LONGEST_WORD and word.fullmatch(text)}
    led = [place for place, text in enumerate(texts) if _leads(text)]
    for entries in _clusters(led):
        if len(entries) >= _FEWEST and _rising([texts[place] for place in entries]):
            return _between(own, _start(entries[0], heads), entries[-1])
    for head in sorted(heads):
        entries = _below(texts, head)
        if len(entries) >= _FEWEST and _rising([texts[place] for place in entries]):
            return _between(own, head, entries[-1])
    return {}


def _leads(text: str) -> bool:
    """Whether ``text`` has leaders with something before them."""
    return ("..." in text or ". ." in text or "…" in text or "··" in text or "__" in text) and (
        (leaders := _LEADERS.search(text)) is not None and leaders.start() > 0
    )


def _clusters(places: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for place in places:
        if found and place - found[-1][-1] <= _APART + 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _start(first: int, heads: set[int]) -> int:
    return max((head for head in heads if first - _ABOVE <= head < first), default=first)


def _below(texts: Sequence[str], head: int) -> list[int]:
    """Places of the entries below the word for a table of contents, up to where the text repeats one or begins."""
    entries: list[int] = []
    last = head
    for place in range(head + 1, len(texts)):
        text = texts[place]
        if place - last > _APART or ends_sentence(text) or any(texts[entry].startswith(text) for entry in entries):
            break
        if _ENTRY.fullmatch(text):
            entries.append(place)
            last = place
    return entries


def _rising(texts: Sequence[str]) -> bool:
    """Whether most entries end with a number, and these do not fall."""
    numbers = [int(number[1]) for text in texts if (number := _LAST_NUMBER.search(text))]
    if len(numbers) < max(2, 0.6 * len(texts)):
        return False
    return sum(after >= before for before, after in pairwise(numbers)) >= _RISING * (len(numbers) - 1)


def _between(own: Sequence[int], first: int, last: int) -> dict[int, str]:
    return dict.fromkeys(own[first : last + 1], "contents")
