"""What a page prints besides the document: rules, page numbers, running heads, printed links.

A line is furniture only on evidence in the file itself: a rule by its signs, a page number by its form, a running
head because it stands beside a page number or returns page after page, a link because it is printed twice or
stands where a page ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from aligner.structure.layout import Line

_RULE = re.compile(r"[_‗=*─━—–-]{5,}|[_─━]{3,}")
_JOB = r"(?:[A-Z]{1,4}[.\s-]?)?\d{2}-\d{5,6}\*?(?:\s*\([A-Z]\))?"
_PAGE_NUMBER = re.compile(
    rf"(?:\d{{1,4}}\s?/\s?\d{{1,4}}(?:\s+{_JOB})?|{_JOB}\s+\d{{1,4}}(?:\s?/\s?\d{{1,4}})?|{_JOB}"
    r"|[-–—]\s?\d{1,4}\s?[-–—]"
    r"|(?:[Pp]age|[Pp]ágina|[Сс]тр(?:аница|\.)?|(?:ال)?صفحة|第)\s?\d{1,4}(?:\s?(?:/|of|de|sur|из|من)\s?\d{1,4})?\s?[页頁]?)"
)
_CONTINUED = re.compile(r"/\s?(?:\.{3}|…)|(?:\.{3}|…)\s?/")
"""What a page ends with whose text goes on overleaf."""
_BARE_NUMBER = re.compile(r"\d{1,4}")
_LINK = re.compile(r"<?(?:https?://|www\.)[^\s<>]+>?")
SYMBOL = re.compile(r"[A-Z]{1,8}(?:/[A-Z][A-Za-z]*)*(?:/[A-Z0-9](?:[A-Za-z0-9.()\-]*[A-Za-z0-9)])?)+")
"""A document symbol of the United Nations: ``CTOC/COP/WG.4/2019/5``, ``A/RES/64/293``."""


def find(lines: Sequence[Line]) -> dict[int, str]:
    """Return the kind of furniture of each line (by index) that is some, in order of the lines."""
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        kind = line.furniture or _by_form(lines, index)
        if kind:
            found[index] = kind
    pages = [index for index, kind in found.items() if kind == "page-number"]
    heads = {index for page in pages for index in _heads_beside(lines, page, found)}
    heads |= _returning(lines, found)
    found.update(dict.fromkeys(heads, "running-head"))
    return dict(sorted(found.items()))


def _by_form(lines: Sequence[Line], index: int) -> str:
    text = lines[index].text
    first = text[0]
    if first in "_‗=*─━—–-" and _RULE.fullmatch(text.replace(" ", "")):
        return "rule"
    if len(text) > 40 and first not in "hw<":
        # most lines, of most texts
        return ""
    if len(text) <= 40 and _PAGE_NUMBER.fullmatch(text):
        return "page-number"
    if len(text) <= 5 and _CONTINUED.fullmatch(text):
        return "continuation"
    if first in "hw<" and _LINK.fullmatch(text) and _printed_link(lines, index):
        return "link"
    return ""


def _printed_link(lines: Sequence[Line], index: int) -> bool:
    """Whether a line that is a web address was printed by the extractor, not written by the author."""
    text = lines[index].text
    around = [lines[other].text for other in (index - 1, index + 1) if 0 <= other < len(lines)]
    return text in around


def _heads_beside(lines: Sequence[Line], page: int, found: dict[int, str]) -> set[int]:
    """Lines next to a page number that hold nothing but a document symbol."""
    beside = (index for index in (page - 2, page - 1, page + 1, page + 2) if 0 <= index < len(lines))
    return {index for index in beside if index not in found and SYMBOL.fullmatch(lines[index].text)}


def _heads_page(lines: Sequence[Line], index: int) -> bool:
    """Whether a symbol and the bare number in the next line stand apart from the text: the head of a page."""
    if not (lines[index].blanks or lines[index].page_start) or index + 2 >= len(lines):
        return False
    return _BARE_NUMBER.fullmatch(lines[index + 1].text) is not None and lines[index + 2].blanks > 0


def _returning(lines: Sequence[Line], found: dict[int, str]) -> set[int]:
    """Symbols, or lines directly beside page numbers, that return three times or more; and numbers beside them."""
    counts = Counter(
        line.text
        for index, line in enumerate(lines)
        if "/" in line.text and len(line.text) <= 80 and index not in found and SYMBOL.fullmatch(line.text)
    )
    beside = Counter(
        lines[other].text
        for index, kind in found.items()
        if kind == "page-number"
        for other in (index - 1, index + 1)
        if 0 <= other < len(lines) and other not in found and len(lines[other].text) <= 80
    )
    repeated = {text for text, count in counts.items() if count >= 3}
    repeated |= {text for text, count in beside.items() if count >= 3}
    heads = {index for index, line in enumerate(lines) if line.text in repeated and index not in found}
    heads |= {
        index
        for index, line in enumerate(lines)
        if line.text in counts and index not in found and _heads_page(lines, index)
    }
    for index in heads:
        for other in (index - 1, index + 1):
            if 0 <= other < len(lines) and other not in found and _BARE_NUMBER.fullmatch(lines[other].text):
                found[other] = "page-number"
    return heads
