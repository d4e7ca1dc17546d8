"""What stands where on the pages of a PDF: rows in reading order, column by column, and the gaps between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from aligner.documents.pdf_bidi import right_to_left
from aligner.documents.pdf_text import RAISED, Stretch
from aligner.structure.wrapping import needed

_LETTERHEAD = 5.0
"""What stands this far apart in one row of a letterhead, in sizes of the type, has nothing to do with each other."""
_COLUMNED = 0.3
"""A document is set in columns if at least so many of its pages show them."""
_RARE_STEP = 0.06
"""A distance between rows that is met less often than this, against the most frequent one, is no leading."""


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
    indent: int = 0
    """How far in it begins, in halves of the type's size."""
    backwards: bool = False
    """Whether it runs from right to left."""
    parts: tuple[str, ...] = ()
    """Its stretches, where they stand far apart."""


@dataclass(slots=True)
class Page:
    """One page."""

    number: int
    """From 1."""
    height: float
    """In points."""
    rows: list[Row] = field(default_factory=list)
    """In reading order."""


class Print(NamedTuple):
    """What is printed on one page."""

    number: int
    """From 1."""
    height: float
    """In points."""
    found: Sequence[Stretch]


def pages_of(prints: Sequence[Print]) -> list[Page]:
    """Put the stretches of each page into rows, column by column where there are two.

    A page with little on it shows no columns; those of the other pages hold for it where nothing crosses them.
    """
    gutters = [_gutter(one.found) for one in prints]
    known = [gutter for gutter in gutters if gutter is not None]
    usual = median(known) if len(known) >= _COLUMNED * len(prints) else None
    return [
        _page_of(one, usual if gutter is None and usual is not None and _fits(one.found, usual) else gutter)
        for one, gutter in zip(prints, gutters, strict=True)
    ]


def _fits(found: Sequence[Stretch], gutter: float) -> bool:
    """Whether no more than a heading or a note crosses the gutter, among what is wide enough to."""
    crossing = sum(s.left < gutter - 3 and s.right > gutter + 3 for s in found)
    return crossing <= 0.3 * len(found)


def _page_of(one: Print, gutter: float | None) -> Page:
    number, height, found = one
    page = Page(number, height)
    backwards = right_to_left("".join(stretch.text for stretch in found))
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
            if _on_one_line(group[0], stretch):
                group.append(stretch)
                break
        else:
            groups.append([stretch])
    return [_row(part, number, backwards) for group in groups for part in _parts(group, number)]


def _on_one_line(first: Stretch, second: Stretch) -> bool:
    small, large = sorted((first, second), key=lambda s: s.size)
    above = small.base - large.base
    if small.size < 0.85 * large.size and small.text.isdecimal():
        # the mark of a note; how high it stands is a matter of taste
        return -0.45 * large.size < above < 0.8 * large.size
    return abs(above) < 0.45 * large.size


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
    text = _raised(group[0], main)
    for before, stretch in pairwise(group):
        gap = before.left - stretch.right if backwards else stretch.left - before.right
        text += (" " if gap > 0.15 * main.size else "") + _raised(stretch, main)
    left, right = min(s.left for s in group), max(s.right for s in group)
    parts = tuple(s.text for s in group) if len(group) > 1 else ()
    return Row(text, number, left, right, main.base, main.size, backwards=backwards, parts=parts)


def _raised(stretch: Stretch, main: Stretch) -> str:
    """Text of a stretch, as superscripts if it is a number set small and high beside the ``main`` one of its row."""
    small = stretch.size < 0.85 * main.size and stretch.base > main.base + 0.12 * main.size
    return stretch.text.translate(RAISED) if small and stretch.text.isdecimal() else stretch.text


def mark_gaps(pages: Sequence[Page]) -> None:
    """Find which rows stand further below the row above than lines of a paragraph do, and how full rows are."""
    kept = [[row for row in page.rows if not row.furniture and not row.note] for page in pages]
    usual = _leading(kept)
    body = median([row.size for rows in kept for row in rows] or [10.0])
    for rows in kept:
        for above, row in pairwise(rows):
            step = above.base - row.base
            leading = usual * max(1.0, min(above.size, row.size) / body)
            other_size = max(above.size, row.size) > 1.08 * min(above.size, row.size)
            row.blank = step > 1.25 * leading or other_size or (step < -leading and above.column == row.column)
    edges = _edges([row for rows in kept for row in rows])
    for row in (row for rows in kept for row in rows):
        low, high = edges[row.column]
        row.indent = max(0, round(2 * (high - row.right if row.backwards else row.left - low) / body))
    for above, row in pairwise(row for rows in kept for row in rows):
        low, high = edges[above.column]
        word = needed("", row.text)
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
