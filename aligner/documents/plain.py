"""Plain text: lines of a ``.txt`` file, form feeds as page breaks."""

from __future__ import annotations

import re

from aligner.documents.decoding import decode
from aligner.documents.markup import check_blocks
from aligner.documents.reader import Reader, Request
from aligner.errors import UnreadableDocument
from aligner.structure.layout import Layout, Line

_MAX_BYTES = 64 * 2**20
_LETTERHEAD = 12
"""Lines of a file that may be a letterhead."""
_FAR_APART = re.compile(r"[ \u00a0]{8,}|\t{2,}")
_MARKER = 6
"""Markers are no longer, in code points."""
_SHORT = 20
"""Wrapped lines are longer than this on average, in code points."""


def layout(request: Request) -> Layout:
    """Return the lines of a text file.

    Raises :class:`UnreadableDocument` where it is no text, its encoding is not certain, or it is larger than any
    document.
    """
    if len(request.data) > _MAX_BYTES:
        raise UnreadableDocument(f"larger than {_MAX_BYTES // 2**20} MiB", source=request.source, advice="split it")
    text = decode(request.data, request.source)
    lines = lines_of(text)
    if sum(len(line.text) for line in lines) < _SHORT * len(lines):
        # lines so short are no wrapped text: each is a paragraph
        check_blocks(len(lines), request.source)
    return Layout(text=text, lines=lines, stem=request.stem, source=request.source)


def lines_of(text: str) -> tuple[Line, ...]:
    """Split ``text`` into its lines that are not blank, with their places.

    A form feed begins a page. What stands far apart on one line of a letterhead is lines of its own.
    """
    found: list[Line] = []
    start, blanks, page = 0, 0, False
    for number, raw in enumerate(text.split("\n"), start=1):
        body = raw.strip()
        page = page or "\f" in raw
        if body:
            lead = len(raw) - len(raw.lstrip())
            line = Line(body, start + lead, number, lead + 1, blanks, lead, page)
            if number <= _LETTERHEAD and (parts := _parted(line)):
                found += parts
            else:
                found.append(line)
            blanks, page = 0, False
        else:
            blanks += 1
        start += len(raw) + 1
    return tuple(found)


def _parted(line: Line) -> list[Line]:
    """The parts of a line of a letterhead; none for any other line."""
    if not _FAR_APART.search(line.text):
        return []
    places = [0, *(gap.end() for gap in _FAR_APART.finditer(line.text))]
    parts = [
        line._replace(
            text=part, start=line.start + place, column=line.column + place, blanks=line.blanks if not place else 0
        )
        for place, part in zip(places, _FAR_APART.split(line.text), strict=True)
    ]
    # a number that stands far before its text is a marker, one far behind it belongs to a table
    return [] if any(len(part.text) <= _MARKER or part.text[-1].isdecimal() for part in parts[:1]) else parts


READER = Reader(
    name="text",
    endings=(".txt", ".text"),
    sniff=lambda data: True,
    layout=layout,
    description="Plain text in UTF-8, UTF-16 or a Windows code page, wrapped or one paragraph a line.",
    catch_all=True,
)
