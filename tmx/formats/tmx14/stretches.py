"""Units out of stretches of a TMX's body: by expression where that can be, else one by one through expat."""

from __future__ import annotations

import re
from typing import NoReturn
from xml.parsers import expat

from tmx.errors import ParseError
from tmx.formats.tmx14 import elements
from tmx.formats.tmx14.assembly import Assembler
from tmx.formats.tmx14.plain_units import PlainUnits, is_plain
from tmx.model import TranslationUnit
from tmx.xmlstream import malformed, parse_fragment

_UNIT_START = re.compile(r"<tu(?=[\s>/])")
_UNIT_END = re.compile(r"</tu\s*>|<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)


class StretchReader:
    """Reads one stretch after the other, counting lines."""

    def __init__(self, assembler: Assembler, line: int) -> None:
        self.assembler = assembler
        self.line = line
        """Line of the file at which the next stretch begins."""
        self._plain = PlainUnits(assembler)

    def read(self, data: bytes) -> tuple[list[TranslationUnit], bytes]:
        """The units of a stretch, and what of it is left to be read with the next, within an open comment."""
        try:
            text = data.decode("utf-8")
            usual = is_plain(data, text)
        except UnicodeDecodeError:
            # what is wrong is for expat to say, unit by unit: it gets the very same bytes
            text, usual = data.decode("utf-8", "surrogateescape"), False
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        units: list[TranslationUnit] = []
        plain, first_line = self._plain, self.line
        position = 0
        while position < len(text):
            if usual:
                self.assembler.line = lambda: first_line + text.count("\n", 0, text.find("<", plain.position))
                position = plain.read(text, position, units)
            if position < len(text):
                begin = position
                position = self._unusual(text, begin, units, first_line + text.count("\n", 0, begin))
                if position == begin:
                    break
        self.line = first_line + text.count("\n", 0, position)
        return units, text[position:].encode("utf-8", "surrogateescape")

    def last(self, data: bytes) -> None:
        """Report what follows the last end tag of a unit, if it is a unit without one."""
        if _UNIT_START.search(data.decode("utf-8", "replace")):
            self.assembler.remarks.add("skipped-unit", "unit left out: it does not end", line=self.line)

    def _unusual(self, text: str, begin: int, units: list[TranslationUnit], line: int) -> int:
        """Read what stands up to the next end of a unit; return where that is, ``begin`` if it is not to be seen."""
        for found in _UNIT_END.finditer(text, begin):
            if found[0].startswith("</"):
                piece = text[begin : found.end()]
                if self.assembler.options.lenient:
                    units.extend(self._salvaged(piece, line))
                else:
                    units.extend(self._units(piece, line))
                return found.end()
            if not found[0].endswith(("-->", "]]>")):
                break
        return begin

    def _units(self, piece: str, line: int) -> list[TranslationUnit]:
        data = piece.encode("utf-8", "surrogateescape")
        source = self.assembler.source
        try:
            nodes = parse_fragment(data, source, line)
        except expat.ExpatError as error:
            raise malformed(error, source, line - 1, data) from None
        return [elements.unit_from(node, self.assembler) for node in nodes]

    def _salvaged(self, piece: str, line: int) -> list[TranslationUnit]:
        """The unit in ``piece``; where it fails, the last one begun there, in case an earlier one has no end tag."""
        last = max((found.start() for found in _UNIT_START.finditer(piece)), default=0)
        for begin in (0, last) if piece[:last].strip() else (0,):
            try:
                return self._units(piece[begin:], line + piece.count("\n", 0, begin))
            except ParseError as error:
                self.assembler.remarks.add("skipped-unit", f"unit left out: {error.message}", line=error.line)
        return []

    def fail_at(self, line: int, message: str) -> NoReturn:
        """Raise :class:`ParseError` for that line."""
        raise ParseError(message, source=self.assembler.source, line=line)
