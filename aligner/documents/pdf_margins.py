"""What stands at the edges of PDF pages: running heads, page numbers, and the footnotes set small at their foot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from aligner.documents.pdf_page import Page, Row
from aligner.documents.pdf_text import RAISED
from aligner.structure.furniture import SYMBOL

_EDGE = 0.11
"""Running heads stand within this share of the page's height from its upper and lower edge."""
_SMALL = 0.93
"""Notes are set in type at most this large, against the text's."""
_LABEL = re.compile(r"(?P<label>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,3}|[†‡]{1,2}|\d{1,3}(?=[\s.)/])[.)/]?)\s*(?=\S)")
_MARK = re.compile(r"(?<=\S)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
_SIGNS = frozenset("*†‡")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_JOB = r"(?:[A-Z]{1,4}[.\s-]?)?\d\d-\d{5,6}\*?(?:\s*\([A-Z]\))?"
_JOB_NUMBER = re.compile(rf"{_JOB}(?:\s+\d{{6,8}}){{0,3}}(?:\s*\*\d{{6,9}}\*)?|\*\d{{6,9}}\*")
_PAGE_NUMBER = re.compile(
    rf"[-–—/\s\d]*\d[-–—/\s\d]*|{_JOB}(?:\s+\d+(?:\s?/\s?\d+)?)?|\d+(?:\s?/\s?\d+)?\s+{_JOB}"
    r"|(?:[Pp]age|[Pp]ágina|[Сс]тр(?:аница|\.)?|(?:ال)?صفحة|第)\s?\d+(?:\s?(?:/|of|de|sur|из|من)\s?\d+)?\s?[页頁]?"
)


def set_furniture_aside(pages: Sequence[Page]) -> None:
    """Mark the running heads and page numbers: what returns at one height near the edge of pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({place for row in page.rows if _at_edge(row, page) for place in _prints(row)})
    for page in pages:
        kept = sorted(page.rows, key=lambda row: row.base)
        for rows in (kept, kept[::-1]):
            for row in rows:
                outermost = row is rows[0]
                overleaf = outermost and page.number > 1 and SYMBOL.fullmatch(row.text) is not None
                if not _at_edge(row, page) or not (overleaf or _is_furniture(row, seen, len(pages), alone=outermost)):
                    break
                number = _PAGE_NUMBER.fullmatch(row.text) or _JOB_NUMBER.fullmatch(row.text)
                row.furniture = "page-number" if number else "running-head"


def _is_furniture(row: Row, seen: Counter[tuple[str, int]], pages: int, *, alone: bool) -> bool:
    if (alone and _PAGE_NUMBER.fullmatch(row.text)) or _JOB_NUMBER.fullmatch(row.text):
        return True
    if not any(char.isalnum() for char in row.text):
        return False
    return all(
        # what changes from page to page by a number only is more surely a running head
        max(seen[text, base + shift] for shift in (-1, 0, 1)) >= (2 if "#" in text else min(3, max(2, pages)))
        for text, base in _prints(row)
    )


def _prints(row: Row) -> list[tuple[str, int]]:
    """What stands in a row, each stretch set apart by itself, and at what height."""
    return [(_digitless(part), round(row.base / 4)) for part in row.parts or (row.text,)]


def _digitless(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _at_edge(row: Row, page: Page) -> bool:
    return row.base > (1 - _EDGE) * page.height or row.base < _EDGE * page.height


def set_notes_aside(pages: Sequence[Page]) -> float:
    """Mark the footnotes, set small at the foot of pages; return the size of the text's type in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            if not row.furniture:
                sizes[round(2 * row.size) / 2] += len(row.text)
    body = max(sizes, key=lambda size: (sizes[size], size), default=10.0)
    last = 0
    running = False
    for page in pages:
        rows = [row for row in page.rows if not row.furniture]
        start = len(rows)
        while start and rows[start - 1].size <= _SMALL * body:
            start -= 1
        if start == len(rows):
            start = _marked_start(rows)
        begun = False
        for row in rows[start:]:
            match = _label(row, last, first=not begun)
            if match:
                label = match["label"].rstrip(".)/").translate(_LOWERED)
                last = int(label) if label.isdecimal() else last
                row.note, row.text = label.lstrip("0") or "0", row.text[match.end() :]
                begun = True
            elif running or begun:
                row.note = "…"
        running = bool(rows[start:]) and bool(rows[-1].note)
    return body


def _marked_start(rows: Sequence[Row]) -> int:
    """Index of the first footnote among the ``rows`` of a page that sets them no smaller than its text.

    They are notes if the page ends with one for each mark that is raised in the text above, in order.
    """
    due = [int(mark.translate(_LOWERED)) for row in rows for mark in _MARK.findall(row.text)]
    if not due:
        return len(rows)
    at = len(rows)
    for number in reversed(list(dict.fromkeys(due))):
        label = re.compile(rf"(?:{number}|{str(number).translate(RAISED)})\s+[^\W\d_]")
        at = next((place for place in range(at - 1, 0, -1) if label.match(rows[place].text)), 0)
    marked_above = {mark for row in rows[:at] for mark in _MARK.findall(row.text)}
    return at if len(marked_above) == len(set(due)) else len(rows)


def _label(row: Row, last: int, *, first: bool) -> re.Match[str] | None:
    """The label a row of small type begins with, if the footnote numbered so may follow here."""
    match = _LABEL.match(row.text)
    if match is None or match["label"][0] in "⁰¹²³⁴⁵⁶⁷⁸⁹" or match["label"][0] in _SIGNS:
        return match
    number = int(match["label"].rstrip(".)/"))
    return match if 0 < number - last <= 2 or (first and number == 1) else None
