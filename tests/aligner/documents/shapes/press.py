"""Known documents as PDF: justified, hanging indents, heads that differ on left and right pages, notes at the foot."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.aligner.documents.shapes.tree import Known, Node

_FONTS = Path("/usr/share/fonts/truetype")
_FACES = ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSans.ttf", "noto/NotoSerif-Regular.ttf")


def available(language: str) -> bool:
    """Whether the font is there to print a document in ``language``."""
    return language == "zh" or (_FONTS / _FACES[0]).exists()


def pdf(known: Known, seed: int = 0) -> bytes:
    """The document as PDF."""
    return _Press(known, seed).run()


class _Press:
    def __init__(self, known: Known, seed: int) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas

        chance = random.Random(f"press {seed}")
        self.known = known
        self.width, self.height = chance.choice([(595.0, 842.0), (612.0, 792.0)])
        self.size = chance.choice([9.5, 10.0, 11.0])
        self.leading = self.size * chance.choice([1.2, 1.3])
        self.justified = chance.random() < 0.5
        self.heads = chance.choice(["both", "outside", "foot"])
        self.hanging = chance.choice([0.0, 28.0])
        self.left, self.right = 72.0, self.width - 72
        if known.language == "zh":
            self.font = "STSong-Light"
            pdfmetrics.registerFont(UnicodeCIDFont(self.font))
        else:
            face = _FONTS / ("dejavu/DejaVuSans.ttf" if known.language == "ar" else chance.choice(_FACES[:2]))
            self.font = face.stem
            pdfmetrics.registerFont(TTFont(self.font, str(face)))
        self.stream = io.BytesIO()
        self.canvas: Any = Canvas(self.stream, pagesize=(self.width, self.height), invariant=True)
        self.number = 1
        self.y: float = self.height - 100
        self.pending: list[list[str]] = []

    @property
    def backwards(self) -> bool:
        return self.known.language == "ar"

    def run(self) -> bytes:
        if self.known.front:
            self.front()
        for node in self.known.nodes:
            self.node(node)
        self.close()
        self.canvas.save()
        return self.stream.getvalue()

    def front(self) -> None:
        words, top = self.known.words, self.height - 60
        for text, side, drop, type_size in (
            (words["united"], 0, 0, 11),
            (self.known.symbol, 1, 0, 14),
            (words["body"], 0, 40, 15),
            (words["distr"], 1, 40, 9),
            (words["date"], 1, 52, 9),
            (words["original"], 1, 76, 9),
        ):
            self.place(text, bool(side) != self.backwards, top - drop, type_size)
        self.y = top - 120
        for text, size in ((words["organ"], 10.0), (words["session"], 10.0), (words["place"], 10.0)):
            self.line(text, size, 0, last=True)
            self.y -= 14
        self.y -= 20
        for text, size in ((words["title"], 14.0), (words["by"], 11.0)):
            self.line(text, size, 0, last=True)
            self.y -= 30
        self.place(f"{self.known.job} ({words['letter']})", self.backwards, 50, 8)

    def node(self, node: Node) -> None:
        heading = node.kind == "heading"
        size = self.size + (3 if heading and node.depth <= 1 else 1.5 if heading else 0)
        depth = {"item": 1, "subitem": 2}.get(node.kind, 0)
        indent = 22.0 * depth + (self.hanging if not heading else 0)
        text = f"{node.marker} {node.text}".strip()
        lines = self.wrapped(text, self.right - self.left - indent - 4, size)
        notes = [
            self.wrapped(f"{label} {self.known.notes[label]}", self.right - self.left, self.size - 2)
            for label in node.notes
        ]
        self.y -= self.leading * 0.6 * (2 if heading else 1)
        for place, line in enumerate(lines):
            last = place == len(lines) - 1
            if self.y < self.floor(notes if last else []):
                self.turn()
            self.pending += notes if last else []
            label = " ".join(node.notes) if last else ""
            self.line(line, size, indent, last=last, label=label, inside=place > 0)
            self.y -= self.leading * size / self.size

    def floor(self, more: Sequence[list[str]] = ()) -> float:
        pending = [*self.pending, *more]
        return 84 + (self.size - 2) * 1.2 * sum(map(len, pending)) + (14 if pending else 0)

    def turn(self) -> None:
        self.close()
        self.canvas.showPage()
        self.number += 1
        self.pending = []
        self.y = self.height - 90

    def close(self) -> None:
        y = self.floor() - 14
        if self.pending:
            self.canvas.line(self.left, y + 9, self.left + 120, y + 9)
        for lines in self.pending:
            for line in lines:
                self.place(line, self.backwards, y, self.size - 2)
                y -= (self.size - 2) * 1.2
        even = self.number % 2 == 0
        if self.number > 1 or not self.known.front:
            self.place(self.known.symbol, even if self.heads == "outside" else False, self.height - 48, 8)
        shown = {"both": f"{self.number}/9", "outside": str(self.number), "foot": f"– {self.number} –"}[self.heads]
        self.place(shown, even, 40, 8)
        if self.heads == "both" and self.number > 1:
            self.place(self.known.job, not even, 40, 8)

    def place(self, text: str, right: bool, y: float, size: float) -> None:
        self.canvas.setFont(self.font, size)
        # what is Latin on an Arabic page is set in a paragraph of its own direction
        shaped = self.shaped(text) if re.search("[\u0600-\u06ff]", text) else text
        start = self.right - self.canvas.stringWidth(shaped, self.font, size) if right else self.left
        self.canvas.drawString(start, y, shaped)

    def line(self, text: str, size: float, indent: float, *, last: bool, label: str = "", inside: bool = False) -> None:
        shaped = self.shaped(text, inside=inside)
        width = self.canvas.stringWidth(shaped, self.font, size)
        start = self.right - indent - width if self.backwards else self.left + indent
        drawing = self.canvas.beginText(start, self.y)
        drawing.setFont(self.font, size)
        spaces = shaped.count(" ")
        if self.justified and not last and spaces and not self.backwards:
            drawing.setWordSpace(max(0.0, (self.right - 4 - start - width) / spaces))
        if self.justified and not last and spaces and self.known.language != "zh" and not self.backwards:
            # word by word: composite fonts know no word space
            step = max(0.0, (self.right - 4 - start - width) / spaces)
            x = start
            self.canvas.setFont(self.font, size)
            for word in shaped.split(" "):
                self.canvas.drawString(x, self.y, word)
                x += self.canvas.stringWidth(word + " ", self.font, size) + step
        else:
            drawing.setWordSpace(0)
            drawing.textOut(shaped)
            self.canvas.drawText(drawing)
        if label:
            self.canvas.setFont(self.font, 0.58 * size)
            place = start - 0.4 * size * len(label) if self.backwards else start + width
            self.canvas.drawString(place, self.y + 0.36 * size, label)

    def shaped(self, text: str, *, inside: bool = False) -> str:
        """Glyphs of a line from left to right; a number at its start shows whether it is ``inside`` a text."""
        if not self.backwards:
            return text
        from arabic_reshaper import reshape
        from bidi import get_display

        if not inside:
            return str(get_display(reshape(text), base_dir="R"))
        return str(get_display(reshape(f"\N{ARABIC LETTER ALEF} {text}"), base_dir="R"))[:-2]

    def wrapped(self, text: str, room: float, size: float) -> list[str]:
        pieces = re.findall(r"[!-~]+ ?|.", text) if self.known.language == "zh" else re.findall(r"\S+\s*", text)
        lines, line = [], ""
        for piece in pieces:
            width = self.canvas.stringWidth(self.shaped(line + piece.rstrip()), self.font, size)
            if line and width > room and piece not in "，。；：、）":
                lines.append(line.strip())
                line = ""
            line += piece
        return [*lines, line.strip()]
