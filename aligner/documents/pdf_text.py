"""The characters of a PDF page with their places, put together into lines of print.

PDFium gives the characters of a line in logical order, for scripts that run from right to left too; what is printed
on one height but apart is kept apart here, for columns.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any, NamedTuple

from aligner.documents.pdf_bidi import logical, right_to_left
from aligner.errors import UnreadableDocument

_MAX_CHARACTERS = 200_000
"""Of one page; the densest newspaper page has a tenth of it."""
_UNUSUAL = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]|[^\\S \t\u00a0]")
"""Ligatures and contextual forms, and spaces of other widths."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LAM, _ALEFS = "\u0644", frozenset("\u0627\u0623\u0625\u0622")
_STRETCH_INSIDE = re.compile("(?<=[\u0620-\u064a])\u0640+(?=[\u0620-\u063f\u0641-\u064a])")
_SIGN_INSIDE = re.compile(r"(?<=[\u0620-\u064a])([^\s\d\u0600-\u06ff])\1{0,3}(?=[\u0620-\u064a])")
_STRETCHED = 0.5
"""A sign that stands inside words as often as on every other line is no sign of the text."""
_SAME_PLACE = 0.6
"""Characters share a place if so much of the narrower one lies within the other."""
_WORD_GAP = 0.2
"""A gap this wide, in sizes of the type, is a space between words, where no space is printed."""
_DESCENT = 0.2
"""Share of a character's box below the line it stands on, in most fonts."""
_GAP = 1.2
"""A gap this wide, in sizes of the type, separates stretches of print."""


class Glyph(NamedTuple):
    """What is printed at one place."""

    char: str
    """One character, or those of a ligature."""
    left: float
    """In points from the page's left edge."""
    right: float
    base: float
    """Height of the line it stands on, in points from the page's lower edge."""
    size: float
    """Of the type, in points."""


@dataclass(slots=True)
class Stretch:
    """Text printed on one height without a wide gap."""

    text: str
    """In logical order, raised digits as superscripts."""
    left: float
    right: float
    base: float
    size: float
    """Of most of its characters."""


def stretches(page: Any, raw: Any, source: str, number: int) -> list[Stretch]:  # noqa: ANN401  (pypdfium2 is untyped)
    """Return the stretches of print on a page, in the order of the file.

    ``raw`` is :mod:`pypdfium2.raw`. Raises :class:`UnreadableDocument` for a page with absurdly much text, or one
    whose fonts do not say what they show.
    """
    text_page = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(text_page)
        if count > _MAX_CHARACTERS:
            raise UnreadableDocument("far too much text on one page", source=source, place=f"page {number}")
        glyphs = list(_glyphs(text_page, raw, count))
    finally:
        text_page.close()
    unknown = sum(glyph is not None and glyph.char in "\ufffd\ufffe\uffff" for glyph in glyphs)
    if unknown > 0.1 * count:
        message = "its fonts do not say which characters they show"
        raise UnreadableDocument(message, source=source, place=f"page {number}", advice="run OCR on it first")
    backwards = right_to_left("".join(glyph.char for glyph in glyphs if glyph is not None))
    if backwards:
        glyphs = list(_as_printed(glyphs))
    found = [_stretch(run, backwards) for run in _runs(glyphs, backwards)]
    if backwards:
        _unstretch(found)
    return found


def _as_printed(glyphs: list[Glyph | None]) -> Iterator[Glyph | None]:
    """Put together the characters that stand at one place: those of a ligature, or a letter and its vowel sign."""
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph is None or last is None or not _at_one_place(last, glyph):
            if last is not None:
                yield last
            if glyph is None:
                yield None
            last = glyph
        else:
            left, right = min(last.left, glyph.left), max(last.right, glyph.right)
            last = last._replace(char=_together(last.char, glyph.char), left=left, right=right)
    if last is not None:
        yield last


def _together(first: str, second: str) -> str:
    """Characters of one place in the order they are read in, which PDFium does not always give them in.

    A lam and an alef at one place are the ligature that begins with the lam; vowel signs follow their letters.
    """
    turned = (first[-1] in _ALEFS and second == _LAM) or (
        unicodedata.combining(first[-1]) and not unicodedata.combining(second)
    )
    return second + first if turned else first + second


def _at_one_place(first: Glyph, second: Glyph) -> bool:
    if first.char.isspace() or second.char.isspace():
        return False
    shared = min(first.right, second.right) - max(first.left, second.left)
    return shared > _SAME_PLACE * min(first.right - first.left, second.right - second.left) and shared > 0


def _glyphs(text_page: Any, raw: Any, count: int) -> Iterator[Glyph | None]:  # noqa: ANN401
    """Each character of the page; None where PDFium sees the end of a line."""
    box = raw.FS_RECTF()
    matrix = raw.FS_MATRIX()
    unicode_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    reference = ctypes.byref(box)
    sizes: dict[int, float] = {}
    """Size of the type by the height of its box in hundredths of a point: a call to PDFium costs more than the sum."""
    for index in range(count):
        code = unicode_of(text_page, index)
        if code in (10, 13):
            yield None
            continue
        box_of(text_page, index, reference)
        height = box.top - box.bottom
        key = int(100 * height)
        size = sizes.get(key)
        if size is None:
            size = sizes[key] = _size(text_page, raw, index, matrix)
        # a hyphen at the end of a line that PDFium takes for a division is given as 2
        char = "-" if code == 2 else "\ufffd" if not code or 0xD800 <= code < 0xE000 else chr(code)
        yield Glyph(char, box.left, box.right, box.bottom + _DESCENT * height, size)


def _size(text_page: Any, raw: Any, index: int, matrix: Any) -> float:  # noqa: ANN401
    size = float(raw.FPDFText_GetFontSize(text_page, index))
    raw.FPDFText_GetMatrix(text_page, index, matrix)
    scale = (matrix.b**2 + matrix.d**2) ** 0.5
    return size * scale if scale else size


def _runs(glyphs: list[Glyph | None], backwards: bool) -> Iterator[list[Glyph]]:
    """Cut where a line ends, the height changes or a wide gap is left.

    In lines that run from right to left PDFium sees ends between neighbours, so that there only the height counts.
    """
    line: list[Glyph] = []
    last: Glyph | None = None
    ended = False
    for glyph in glyphs:
        if glyph is None:
            ended = True
            continue
        if glyph.char.isspace() and not ended:
            line.append(glyph)
            continue
        level = last is None or abs(glyph.base - last.base) <= 0.6 * max(last.size, glyph.size)
        if last is not None and not (level and (backwards or not ended)):
            yield from _apart(line, backwards)
            line, last = [], None
        ended = False
        line.append(glyph)
        last = last if glyph.char.isspace() else glyph
    if last is not None:
        yield from _apart(line, backwards)


def _apart(line: list[Glyph], backwards: bool) -> Iterator[list[Glyph]]:
    """Cut a line where it leaves a wide gap; one that runs from right to left comes in order of its places."""
    inked = [glyph for glyph in line if not glyph.char.isspace()]
    if inked and right_to_left("".join(glyph.char for glyph in inked), around=backwards):
        # PDFium reorders such lines, but numbers and Latin words only in part; spaces it made up have no width
        line = sorted((glyph for glyph in line if glyph.right > glyph.left), key=lambda glyph: glyph.left)
    run: list[Glyph] = []
    last: Glyph | None = None
    for glyph in line:
        if not glyph.char.isspace():
            if last is not None and _gap(last, glyph) >= _GAP * max(last.size, glyph.size):
                yield run
                run = []
            last = glyph
        if last is not None:
            run.append(glyph)
    if last is not None:
        yield run


def _gap(last: Glyph, glyph: Glyph) -> float:
    return max(glyph.left - last.right, last.left - glyph.right)


def _stretch(run: list[Glyph], backwards: bool) -> Stretch:
    inked = [glyph for glyph in run if not glyph.char.isspace()]
    size = median(glyph.size for glyph in inked)
    base = median(glyph.base for glyph in inked if glyph.size >= 0.9 * size)
    if right_to_left("".join(glyph.char for glyph in inked), around=backwards):
        text = _right_to_left(run, base, size)
    else:
        text = _left_to_right(run, base, size)
    left, right = min(glyph.left for glyph in inked), max(glyph.right for glyph in inked)
    return Stretch(" ".join(text.split(" ")).strip(), left, right, base, size)


def _right_to_left(run: list[Glyph], base: float, size: float) -> str:
    """Text of a line in a script that runs from right to left, from the places of its glyphs."""
    units: list[str] = []
    right = float("inf")
    for glyph in sorted(run, key=lambda other: other.left):
        if glyph.char.isspace():
            if glyph.right > glyph.left:
                units.append(" ")
            continue
        if units and units[-1] != " " and glyph.left - right > _WORD_GAP * size:
            units.append(" ")
        units.append(_written(glyph, base, size))
        right = glyph.right
    return logical(units)


def _unstretch(found: list[Stretch]) -> None:
    """Leave out what lengthens words to fill a line; some producers take its glyph for one of another sign."""
    inside = Counter(sign for stretch in found for sign in _SIGN_INSIDE.findall(stretch.text))
    wrong = {sign for sign, count in inside.items() if count > _STRETCHED * len(found) or sign.isalpha()}
    for stretch in found:
        stretch.text = _STRETCH_INSIDE.sub("", stretch.text)
        if wrong:
            stretch.text = _SIGN_INSIDE.sub(lambda signs: "" if signs[1] in wrong else signs[0], stretch.text)


def _left_to_right(run: list[Glyph], base: float, size: float) -> str:
    text = "".join(glyph.char for glyph in run)
    if all(glyph.size == size for glyph in run) and not _UNUSUAL.search(text):
        return text
    return "".join(_written(glyph, base, size) for glyph in run)


def _written(glyph: Glyph, base: float, size: float) -> str:
    char = glyph.char
    if char.isdecimal() and glyph.size < 0.85 * size and glyph.base > base + 0.12 * size:
        return char.translate(RAISED)
    if char in "\t\u00a0" or not char.isspace():
        # ligatures and the contextual forms of Arabic letters are glyphs, not characters
        compatible = "\ufb00" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc"
        return unicodedata.normalize("NFKC", char) if compatible else char
    return " "
