"""What stands where on the pages of a PDF: columns, running heads, footnotes, lines in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from aligner.documents.pdf_bidi import right_to_left
from aligner.documents.pdf_text import Stretch

_EDGE = 0.11
"""Running heads stand within this share of the page's height from its upper and lower edge."""
_SMALL = 0.93
"""Notes are set in type at most this large, against the text's."""
_LETTERHEAD = 5.0
"""What stands this far apart in one row of a letterhead, in sizes of the type, has nothing to do with each other."""
_RARE_STEP = 0.06
"""A distance between rows that is met less often than this, against the most frequent one, is no leading."""
_LABEL = re.compile(r"(?P<label>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,3}|[†‡]{1,2}|\d{1,3}(?=[\s.)/])[.)/]?)\s*(?=\S)")
_SIGNS = frozenset("*†‡")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_JOB = r"(?:[A-Z]{1,4}[.\s-]?)?\d\d-\d{5,6}\*?(?:\s*\([A-Z]\))?"
_JOB_NUMBER = re.compile(rf"{_JOB}(?:\s+\d{{6,8}}){{0,3}}(?:\s*\*\d{{6,9}}\*)?|\*\d{{6,9}}\*")
_PAGE_NUMBER = re.compile(
    rf"[-–—/\s\d]*\d[-–—/\s\d]*|{_JOB}(?:\s+\d+(?:\s?/\s?\d+)?)?|\d+(?:\s?/\s?\d+)?\s+{_JOB}"
    r"|(?:[Pp]age|[Pp]ágina|[Сс]тр(?:аница|\.)?|(?:ال)?صفحة|第)\s?\d+(?:\s?(?:/|of|de|sur|из|من)\s?\d+)?\s?[页頁]?"
)


@dataclass(slots=True)
class Row:
    """One printed line."""

    text: str
    page: int
    """From 1."""
    left: float
    right: float
    base: float
    size: float
    furniture: str = ""
    note: str = ""
    """Label of the footnote it begins; ``…`` where it goes on with one."""
    blank: bool = False
    """Whether a gap stands above it that is wider than usual."""
    column: int = 0
    """0 on a page with one column or across both; else 1 or 2."""
    room: float = 0.0
    """How much of a full line the row above would fill with this row's first word; 0 if it is unknown."""
    backwards: bool = False
    """Whether it runs from right to left."""


@dataclass(slots=True)
class Page:
    """One page."""

    number: int
    """From 1."""
    height: float
    """In points."""
    rows: list[Row] = field(default_factory=list)
    """In reading order."""


def page_of(number: int, height: float, found: Sequence[Stretch]) -> Page:
    """Put the stretches of a page into rows, column by column where there are two."""
    page = Page(number, height)
    backwards = right_to_left("".join(stretch.text for stretch in found))
    gutter = _gutter(found)
    band: list[Stretch] = []
    wide: list[Stretch] = []
    if gutter is None:
        page.rows = _rows(found, number, backwards)
        return page
    # what crosses the gutter ends a band: above it both columns are read, then it, then what is below
    crossing = [stretch for stretch in found if stretch.left < gutter - 2 and stretch.right > gutter + 2]
    heights = sorted({stretch.base for stretch in crossing}, reverse=True)
    rest = [stretch for stretch in found if stretch not in crossing]
    for height_of_band in [*heights, float("-inf")]:
        band = [stretch for stretch in rest if stretch.base > height_of_band]
        rest = [stretch for stretch in rest if stretch.base <= height_of_band]
        page.rows += _columns(band, gutter, number, backwards)
        wide = [stretch for stretch in crossing if stretch.base == height_of_band]
        page.rows += _rows(wide, number, backwards)
    return page


def _columns(band: list[Stretch], gutter: float, number: int, backwards: bool) -> list[Row]:
    sides = [[s for s in band if s.right <= gutter + 2], [s for s in band if s.right > gutter + 2]]
    if backwards:
        sides.reverse()
    rows = []
    for column, side in enumerate(sides, start=1):
        for row in _rows(side, number, backwards):
            row.column = column
            rows.append(row)
    return rows


def _gutter(found: Sequence[Stretch]) -> float | None:
    """Middle of the empty strip between two columns, if the page has two."""
    if len(found) < 16:
        return None
    left, right = min(s.left for s in found), max(s.right for s in found)
    places: dict[int, list[float]] = {}
    for step in range(70, 131):
        place = left + (right - left) * step / 200
        crossing = sum(s.left < place - 3 and s.right > place + 3 for s in found)
        before = [s for s in found if s.right <= place + 3 and s.right - s.left > 0.25 * (right - left)]
        behind = [s for s in found if s.left >= place - 3 and s.right - s.left > 0.25 * (right - left)]
        if min(len(before), len(behind)) >= 6 and crossing <= 0.3 * len(found):
            places.setdefault(crossing, []).append(place)
    return median(places[min(places)]) if places else None


def _rows(found: Sequence[Stretch], number: int, backwards: bool) -> list[Row]:
    """Join stretches on one height, top to bottom."""
    groups: list[list[Stretch]] = []
    for stretch in sorted(found, key=lambda s: (-s.base, s.left)):
        for group in groups[-3:]:
            size = max(group[0].size, stretch.size)
            if abs(group[0].base - stretch.base) < 0.45 * size:
                group.append(stretch)
                break
        else:
            groups.append([stretch])
    return [_row(part, number, backwards) for group in groups for part in _parts(group, number)]


def _parts(group: list[Stretch], number: int) -> list[list[Stretch]]:
    """The stretches of a row; on a first page, which has letterheads, those far apart are rows of their own."""
    if number > 1 or len(group) == 1:
        return [group]
    group.sort(key=lambda s: s.left)
    parts = [[group[0]]]
    for stretch in group[1:]:
        if stretch.left - parts[-1][-1].right > _LETTERHEAD * stretch.size:
            parts.append([])
        parts[-1].append(stretch)
    return parts


def _row(group: list[Stretch], number: int, around: bool) -> Row:
    backwards = right_to_left("".join(stretch.text for stretch in group), around=around)
    group.sort(key=lambda s: -s.right if backwards else s.left)
    main = max(group, key=lambda s: len(s.text))
    text = group[0].text
    for before, stretch in pairwise(group):
        gap = before.left - stretch.right if backwards else stretch.left - before.right
        text += (" " if gap > 0.15 * main.size else "") + stretch.text
    left, right = min(s.left for s in group), max(s.right for s in group)
    return Row(text, number, left, right, main.base, main.size, backwards=backwards)


def set_furniture_aside(pages: Sequence[Page]) -> None:
    """Mark the running heads and page numbers: what returns at one height near the edge of pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_print(row) for row in page.rows if _at_edge(row, page)})
    for page in pages:
        kept = sorted(page.rows, key=lambda row: row.base)
        for rows in (kept, kept[::-1]):
            for row in rows:
                if not _at_edge(row, page) or not _is_furniture(row, seen, len(pages), alone=row is rows[0]):
                    break
                number = _PAGE_NUMBER.fullmatch(row.text) or _JOB_NUMBER.fullmatch(row.text)
                row.furniture = "page-number" if number else "running-head"


def _is_furniture(row: Row, seen: Counter[tuple[str, int]], pages: int, *, alone: bool) -> bool:
    if (alone and _PAGE_NUMBER.fullmatch(row.text)) or _JOB_NUMBER.fullmatch(row.text):
        return True
    if not any(char.isalnum() for char in row.text):
        return False
    text, base = _print(row)
    # what changes from page to page by a number only is more surely a running head
    needed = 2 if "#" in text else min(3, max(2, pages))
    return max(seen[text, base + shift] for shift in (-1, 0, 1)) >= needed


def _print(row: Row) -> tuple[str, int]:
    return _digitless(row.text), round(row.base / 4)


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


def _label(row: Row, last: int, *, first: bool) -> re.Match[str] | None:
    """The label a row of small type begins with, if the footnote numbered so may follow here."""
    match = _LABEL.match(row.text)
    if match is None or match["label"][0] in "⁰¹²³⁴⁵⁶⁷⁸⁹" or match["label"][0] in _SIGNS:
        return match
    number = int(match["label"].rstrip(".)/"))
    return match if 0 < number - last <= 2 or (first and number == 1) else None


def mark_gaps(pages: Sequence[Page]) -> None:
    """Find which rows stand further below the row above than lines of a paragraph do, and how full rows are."""
    kept = [[row for row in page.rows if not row.furniture and not row.note] for page in pages]
    leading = _leading(kept)
    for rows in kept:
        for above, row in pairwise(rows):
            step = above.base - row.base
            other_size = max(above.size, row.size) > 1.08 * min(above.size, row.size)
            row.blank = step > 1.25 * leading or other_size or (step < -leading and above.column == row.column)
    edges = _edges([row for rows in kept for row in rows])
    for above, row in pairwise(row for rows in kept for row in rows):
        low, high = edges[above.column]
        # ideographs need no space to end a line
        word = 1 if "\u3000" <= row.text[0] <= "\uffef" else len(row.text.split(" ", 1)[0]) + 1
        taken = word * (row.right - row.left) / max(1, len(row.text))
        used = high - above.left if above.backwards else above.right - low
        row.room = max(0.01, (used + taken) / max(1.0, high - low))


def _edges(rows: Sequence[Row]) -> dict[int, tuple[float, float]]:
    """Left and right edge of each column, a few rows that stick out aside."""
    found = {0: (0.0, 1.0), 1: (0.0, 1.0), 2: (0.0, 1.0)}
    for column in found:
        own = [row for row in rows if row.column == column]
        if own:
            lefts, rights = sorted(row.left for row in own), sorted(row.right for row in own)
            found[column] = (lefts[len(lefts) // 50], rights[-1 - len(rights) // 50])
    return found


def _leading(pages: Sequence[Sequence[Row]]) -> float:
    """Usual distance between lines of one paragraph: the smallest that is not rare, whatever paragraphs stand apart."""
    steps = Counter(
        round(above.base - row.base)
        for rows in pages
        for above, row in pairwise(rows)
        if above.base - row.base > 0.9 * row.size and abs(above.size - row.size) < 0.05 * row.size
    )
    least = max(2.0, _RARE_STEP * max(steps.values(), default=0))
    return float(min((step for step, count in steps.items() if count >= least), default=12))
