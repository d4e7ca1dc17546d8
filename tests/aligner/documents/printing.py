"""Known documents as PDF, laid out by hand as the documents system prints them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.aligner.documents.trees import Tree

_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
_WIDTH, _HEIGHT = 595.0, 842.0
_MARGIN, _TOP, _BOTTOM = 80.0, 760.0, 90.0
_SIZE, _NOTE_SIZE = 10.0, 8.0


def available(language: str) -> bool:
    """Whether the font is there to print a document in ``language``."""
    return language == "zh" or _FONT.exists()


def pdf(tree: Tree, *, columns: int = 1, symbol: str = "A/CN.9/WG.1/2019/5") -> bytes:
    """Print ``tree`` with running heads, page numbers, and notes at the foot of pages."""
    printer = _Printer(tree, columns, symbol)
    for block in tree.blocks:
        printer.block(block.marker, block.text, block.note, large=block.kind == "heading")
    return printer.finish()


@dataclass(slots=True)
class _Printer:
    tree: Tree
    columns: int
    symbol: str
    stream: io.BytesIO = field(default_factory=io.BytesIO)
    canvas: Any = None
    font: str = ""
    y: float = _TOP
    column: int = 0
    page: int = 1
    pending: list[list[str]] = field(default_factory=list)
    """Wrapped notes of this page."""

    def __post_init__(self) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas

        if self.tree.language == "zh":
            self.font = "STSong-Light"
            pdfmetrics.registerFont(UnicodeCIDFont(self.font))
        else:
            self.font = _FONT.stem
            pdfmetrics.registerFont(TTFont(self.font, str(_FONT)))
        self.canvas = Canvas(self.stream, pagesize=(_WIDTH, _HEIGHT), invariant=True)

    @property
    def backwards(self) -> bool:
        return self.tree.language == "ar"

    def block(self, marker: str, text: str, note: int, *, large: bool) -> None:
        size = 12.0 if large else _SIZE
        lines = self._wrapped(f"{marker} {text}", self._room(), size)
        if note:
            self.pending.append(self._wrapped(f"{note} {self.tree.notes[note - 1]}", _WIDTH - 2 * _MARGIN, _NOTE_SIZE))
        self.y -= 8
        for index, line in enumerate(lines):
            if self.y < self._floor():
                self._turn()
            self._line(line, self._left(), self.y, size, note if index == len(lines) - 1 else 0)
            self.y -= 1.25 * size

    def finish(self) -> bytes:
        self._foot()
        self.canvas.save()
        return self.stream.getvalue()

    def _room(self) -> float:
        gutter = 24.0
        return (_WIDTH - 2 * _MARGIN - gutter * (self.columns - 1)) / self.columns

    def _left(self) -> float:
        column = self.columns - 1 - self.column if self.backwards else self.column
        return _MARGIN + column * (self._room() + 24)

    def _floor(self) -> float:
        if self.columns > 1:
            # the first column is full before the notes of the second are known
            return _BOTTOM + 70
        return _BOTTOM + 10 * sum(len(lines) for lines in self.pending) + (12 if self.pending else 0)

    def _turn(self) -> None:
        self.y = _TOP
        if self.column + 1 < self.columns:
            self.column += 1
            return
        self._foot()
        self.canvas.showPage()
        self.column, self.page, self.pending = 0, self.page + 1, []

    def _foot(self) -> None:
        self.canvas.setFont(self.font, _NOTE_SIZE)
        self.canvas.drawString(_MARGIN, _HEIGHT - 50, self.symbol)
        self.canvas.drawRightString(_WIDTH - _MARGIN, 40, f"{self.page}/9")
        y = _BOTTOM + 10 * sum(len(lines) for lines in self.pending) - 10
        for lines in self.pending:
            for line in lines:
                self._line(line, _MARGIN, y, _NOTE_SIZE, 0)
                y -= 10

    def _line(self, line: str, left: float, y: float, size: float, note: int) -> None:
        room = _WIDTH - 2 * _MARGIN if size == _NOTE_SIZE else self._room()
        self.canvas.setFont(self.font, size)
        width = self.canvas.stringWidth(self._shaped(line), self.font, size)
        start = left + room - width if self.backwards else left
        self.canvas.drawString(start, y, self._shaped(line))
        if note:
            self.canvas.setFont(self.font, 0.6 * size)
            place = start - 0.5 * size if self.backwards else start + width
            self.canvas.drawString(place, y + 0.35 * size, str(note))

    def _shaped(self, line: str) -> str:
        if not self.backwards:
            return line
        from arabic_reshaper import reshape
        from bidi import get_display

        return str(get_display(reshape(line), base_dir="R"))

    def _wrapped(self, text: str, room: float, size: float) -> list[str]:
        pieces = re.findall(r"[!-~]+|.", text) if self.tree.language == "zh" else re.findall(r"\S+\s*", text)
        lines, line = [], ""
        for piece in pieces:
            if line and self.canvas.stringWidth(self._shaped(line + piece.rstrip()), self.font, size) > room:
                lines.append(line.strip())
                line = ""
            line += piece
        return [*lines, line.strip()]
