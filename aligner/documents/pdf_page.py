"""What stands where on the pages of a PDF: columns, running heads, footnotes, lines in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from aligner.documents.pdf_text import Stretch

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_EDGE = 0.11
"""Running heads stand within this share of the page's height from its upper and lower edge."""
_SMALL = 0.93
"""Notes are set in type at most this large, against the text's."""
_LABEL = re.compile(r"(?P<label>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}(?=[\s.)/])[.)/]?)\s*(?=\S)")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PAGE_NUMBER = re.compile(r"[-–—/\s\d]*\d[-–—/\s\d]*|(?:[A-Z]{1,3}[.\s-]?)?\d\d-\d{5,6}(?:\s+\d+(?:\s?/\s?\d+)?)?")


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
    gutter = _gutter(found)
    band: list[Stretch] = []
    wide: list[Stretch] = []
    if gutter is None:
        page.rows = _rows(found, number)
        return page
    # what crosses the gutter ends a band: above it both columns are read, then it, then what is below
    crossing = [stretch for stretch in found if stretch.left < gutter - 2 and stretch.right > gutter + 2]
    heights = sorted({stretch.base for stretch in crossing}, reverse=True)
    rest = [stretch for stretch in found if stretch not in crossing]
    for height_of_band in [*heights, float("-inf")]:
        band = [stretch for stretch in rest if stretch.base > height_of_band]
        rest = [stretch for stretch in rest if stretch.base <= height_of_band]
        page.rows += _columns(band, gutter, number)
        wide = [stretch for stretch in crossing if stretch.base == height_of_band]
        page.rows += _rows(wide, number)
    return page


def _columns(band: list[Stretch], gutter: float, number: int) -> list[Row]:
    sides = [[s for s in band if s.right <= gutter + 2], [s for s in band if s.right > gutter + 2]]
    if _runs_right_to_left(band):
        sides.reverse()
    return [row for side in sides for row in _rows(side, number)]


def _gutter(found: Sequence[Stretch]) -> float | None:
    """Middle of the empty strip between two columns, if the page has two."""
    if len(found) < 16:
        return None
    left, right = min(s.left for s in found), max(s.right for s in found)
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        place = left + (right - left) * step / 100
        crossing = sum(s.left < place - 3 and s.right > place + 3 for s in found)
        before = [s for s in found if s.right <= place + 3 and s.right - s.left > 0.25 * (right - left)]
        behind = [s for s in found if s.left >= place - 3 and s.right - s.left > 0.25 * (right - left)]
        if min(len(before), len(behind)) < 6 or crossing > 0.3 * len(found):
            continue
        if best is None or crossing < best[0]:
            best = (crossing, place)
    return None if best is None else best[1]


def _rows(found: Sequence[Stretch], number: int) -> list[Row]:
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
    return [_row(group, number) for group in groups]


def _row(group: list[Stretch], number: int) -> Row:
    backwards = _runs_right_to_left(group)
    group.sort(key=lambda s: -s.right if backwards else s.left)
    main = max(group, key=lambda s: len(s.text))
    text = group[0].text
    for before, stretch in pairwise(group):
        gap = before.left - stretch.right if backwards else stretch.left - before.right
        text += (" " if gap > 0.15 * main.size else "") + stretch.text
    left, right = min(s.left for s in group), max(s.right for s in group)
    return Row(text, number, left, right, main.base, main.size)


def _runs_right_to_left(found: Sequence[Stretch]) -> bool:
    text = "".join(stretch.text for stretch in found)
    return 2 * len(_RIGHT_TO_LEFT.findall(text)) > sum(char.isalpha() for char in text)


def set_furniture_aside(pages: Sequence[Page]) -> None:
    """Mark the running heads and page numbers: what returns at one height near the edge of pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_print(row) for row in page.rows if _at_edge(row, page)})
    for page in pages:
        outer = [row for row in page.rows if _at_edge(row, page)]
        for row in outer:
            base = round(row.base / 4)
            returns = max(seen[_digitless(row.text), base + shift] for shift in (-1, 0, 1))
            alone = _PAGE_NUMBER.fullmatch(row.text) and row in (outer[0], outer[-1])
            if returns >= min(3, max(2, len(pages))) or alone:
                row.furniture = "page-number" if _PAGE_NUMBER.fullmatch(row.text) else "running-head"


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
    running = False
    for page in pages:
        rows = [row for row in page.rows if not row.furniture]
        start = len(rows)
        while start and rows[start - 1].size <= _SMALL * body:
            start -= 1
        block = rows[start:]
        first = next((index for index, row in enumerate(block) if _LABEL.match(row.text)), None)
        if first is None and not (running and block):
            running = False
            continue
        for index, row in enumerate(block):
            if first is not None and index >= first and (match := _LABEL.match(row.text)):
                row.note = match["label"].rstrip(".)/").translate(_LOWERED)
                row.text = row.text[match.end() :]
            elif running or (first is not None and index > first):
                row.note = "…"
        running = bool(block) and bool(block[-1].note)
    return body


def mark_gaps(pages: Sequence[Page]) -> None:
    """Find which rows stand further below the row above than lines of one paragraph do."""
    for page in pages:
        kept = [row for row in page.rows if not row.furniture and not row.note]
        leading = _leading(kept)
        for above, row in pairwise(kept):
            step = above.base - row.base
            row.blank = step > 1.25 * leading or step < -leading


def _leading(rows: Sequence[Row]) -> float:
    """Usual distance between lines of one paragraph: the smallest that is common."""
    steps = Counter(round(above.base - row.base) for above, row in pairwise(rows) if above.base > row.base)
    if not steps:
        return 12.0
    often = max(steps.values())
    return float(min(step for step, count in steps.items() if count >= 0.25 * often and step > 4) if steps else 12)
