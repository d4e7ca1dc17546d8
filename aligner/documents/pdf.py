"""PDF: text with its places, by PDFium; running heads, footnotes, columns and page breaks told from the text."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.documents.pdf_margins import set_furniture_aside, set_notes_aside
from aligner.documents.pdf_page import Page, Row, mark_gaps
from aligner.documents.pdf_process import pages as pages_of
from aligner.documents.reader import Reader, Request
from aligner.errors import UnreadableDocument
from aligner.structure.layout import Layout, Line
from aligner.structure.passage import glue

_TAIL = 2048
"""The mark that ends a PDF stands within its last bytes."""
_HEADING = 1.15
"""Headings are set in type at least this large, against the text's."""


def layout(request: Request) -> Layout:
    """Return the lines of a PDF in reading order, notes last.

    Raises :class:`UnreadableDocument` where the file is encrypted, truncated, damaged, absurdly large, or holds
    pictures of text instead of text.
    """
    _check(request)
    pages = pages_of(request)
    if not any(page.rows for page in pages):
        message = "a scanned PDF: it holds pictures of text, no text"
        raise UnreadableDocument(message, source=request.source, advice="run OCR on it first")
    set_furniture_aside(pages)
    body = set_notes_aside(pages)
    mark_gaps(pages)
    lines = _Lines(body, pages)
    for page in pages:
        lines.page(page)
    lines.finish()
    return Layout(text="\n".join(lines.texts), lines=tuple(lines.lines), stem=request.stem, source=request.source)


def _check(request: Request) -> None:
    if b"%%EOF" not in request.data[-_TAIL:]:
        message = "a truncated PDF: its end is missing"
        raise UnreadableDocument(message, source=request.source, advice="fetch it again")


class _Lines:
    """Lines while they are put together, with the text they point into."""

    def __init__(self, body: float, pages: Sequence[Page]) -> None:
        self._body = body
        sizes = {_rounded(row) for page in pages for row in page.rows if self._is_heading(row)}
        self._depths = {size: depth for depth, size in enumerate(sorted(sizes, reverse=True), start=1)}
        self._length = 0
        self._notes: list[tuple[str, int, list[str]]] = []
        self.lines: list[Line] = []
        self.texts: list[str] = []

    def page(self, page: Page) -> None:
        """Add the rows of a page; its notes are kept for the end."""
        first = True
        for row in page.rows:
            if row.note == "…" and self._notes:
                self._notes[-1][2].append(row.text)
            elif row.note:
                self._notes.append((row.note, row.page, [row.text]))
            else:
                self._row(row, page_start=first and not row.furniture and page.number > 1)
                first = first and bool(row.furniture)

    def finish(self) -> None:
        """Add the notes."""
        for label, page, texts in self._notes:
            text = _joined(texts)
            if text:
                self._append(Line(text, self._length, page, whole=True, kind="footnote", label=label))

    def _is_heading(self, row: Row) -> bool:
        return not row.furniture and not row.note and row.size >= _HEADING * self._body and len(row.text) < 200

    def _row(self, row: Row, *, page_start: bool) -> None:
        heading = self._is_heading(row)
        self._append(
            Line(
                row.text,
                self._length,
                row.page,
                blanks=int(row.blank),
                indent=row.indent,
                page_start=page_start,
                kind="heading" if heading else None,
                depth=self._depths[_rounded(row)] if heading else 0,
                furniture=row.furniture,
                room=row.room,
            )
        )

    def _append(self, line: Line) -> None:
        if line.text.strip():
            self.lines.append(line)
            self.texts.append(line.text)
            self._length += len(line.text) + 1


def _rounded(row: Row) -> float:
    """Size of a row's type to half a point."""
    return round(2 * row.size) / 2


def _joined(texts: list[str]) -> str:
    """Lines of a note as one; a word divided at the end of a line is put together if its rest is small."""
    whole = ""
    for text in texts:
        if whole.endswith("-") and len(whole) > 1 and whole[-2].isalpha() and text[:1].islower():
            whole = whole[:-1] + text
        else:
            whole = f"{whole}{glue(whole, text)}{text}" if whole else text
    return whole.strip()


READER = Reader(
    name="PDF",
    endings=(".pdf",),
    sniff=lambda data: b"%PDF-" in data[:1024],
    layout=layout,
    description="PDF with text in it: pages, columns, running heads and footnotes are told from the text.",
)
