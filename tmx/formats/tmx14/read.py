"""Reading TMX 1.1 to 1.4 as a stream: the header by expat's events, the units stretch by stretch."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from tmx.decoding import Utf8Stream
from tmx.errors import ParseError
from tmx.formats.tmx14 import elements
from tmx.formats.tmx14.assembly import Assembler
from tmx.formats.tmx14.stretches import StretchReader
from tmx.model import TranslationUnit
from tmx.options import ReadOptions
from tmx.reader import UnitReader
from tmx.remarks import Remarks
from tmx.xmlstream import CHUNK, MAX_DEPTH, Node, malformed, new_parser

MAX_PIECE = 32 * 1024 * 1024
"""Bytes of one unit above which reading gives up: without an end tag memory would fill up."""


def read(stream: BinaryIO, options: ReadOptions, source: str = "") -> UnitReader:
    """Return the header and a stream of the units of a TMX file.

    Raises :class:`ParseError` with the line, at once or while iterating. With ``options.lenient``, what cannot be
    read is left out unit by unit and told in the reader's remarks; only the header must be sound.
    """
    remarks = Remarks()
    data = Utf8Stream(stream, source=source, remarks=remarks)
    assembler = Assembler(source, options, remarks)
    units = itertools.chain.from_iterable(_batches(data, assembler))
    first = next(units, None)
    header = assembler.header
    if first is None:
        return UnitReader(header, iter(()), remarks)
    if not header.source_language and first.variants:
        language = first.variants[0].language
        header = assembler.header = dataclasses.replace(header, source_language=language)
        remarks.add("srclang", f"source language taken from the first unit: {language or 'unknown'}")
    return UnitReader(header, itertools.chain((first,), units), remarks)


class _Prologue:
    """Follows a parser up to the body: checks the root, reads the header, then listens no more."""

    def __init__(self, parser: expat.XMLParserType, assembler: Assembler) -> None:
        self.parser = parser
        self.assembler = assembler
        self.open: list[Node] = []
        self.body_seen = False
        self.seen_header = False
        assembler.line = lambda: parser.CurrentLineNumber
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        depth = len(self.open)
        self.assembler.line = lambda: self.parser.CurrentLineNumber
        if depth == 0:
            self._check_root(name, attributes)
        elif depth == 1 and name == "body":
            self.body_seen = True
            self.parser.StartElementHandler = None
            self.parser.EndElementHandler = None
            self.parser.CharacterDataHandler = None
            if not self.seen_header:
                self.assembler.remarks.add("header", "there is no header", line=self.parser.CurrentLineNumber)
        elif depth == 1 and (name != "header" or self.seen_header):
            self.assembler.fail(f"<{name}> where only <header> and <body> may be")
        elif depth > MAX_DEPTH:
            self.assembler.fail(f"more than {MAX_DEPTH} elements inside one another")
        node = Node(name, attributes, self.parser.CurrentLineNumber)
        if depth > 1:
            self.open[-1].children.append(node)
        self.open.append(node)

    def _check_root(self, name: str, attributes: dict[str, str]) -> None:
        if name != "tmx":
            self.assembler.fail(f"the root element is <{name}>, not <tmx>")
        version = attributes.get("version", "1.4")
        if not version.startswith("1."):
            self.assembler.fail(f"TMX version {version} is not known; versions 1.1 to 1.4 are read")

    def _text(self, data: str) -> None:
        if len(self.open) > 1:
            self.open[-1].children.append(data)

    def _end(self, name: str) -> None:
        node = self.open.pop()
        if name == "header" and len(self.open) == 1:
            self.seen_header = True
            elements.header_from(node, self.assembler)


def _batches(data: Utf8Stream, assembler: Assembler) -> Iterator[list[TranslationUnit]]:
    """Units, some at a time: the prologue and what follows the last unit go to a parser, the units to a reader."""
    parser = new_parser(assembler.source)
    try:
        rest = _read_prologue(data, parser, assembler)
    except expat.ExpatError as error:
        raise malformed(error, assembler.source) from None
    lines_before = parser.CurrentLineNumber
    reader = StretchReader(assembler, lines_before)
    while True:
        end = _end_of_last_unit(rest)
        if end:
            units, left = reader.read(rest[:end])
            yield units
            rest = left + rest[end:]
        if len(rest) > MAX_PIECE:
            assembler.line = lambda: reader.line
            assembler.fail(f"a unit of more than {MAX_PIECE} bytes")
        chunk = data.read(CHUNK)
        if not chunk:
            break
        rest += chunk
    _read_epilogue(rest, parser, reader, reader.line - lines_before)


def _end_of_last_unit(data: bytes) -> int:
    begin = data.rfind(b"</tu")
    while begin >= 0:
        end = data.find(b">", begin) + 1
        if end and not data[begin + 4 : end - 1].strip():
            return end
        begin = data.rfind(b"</tu", 0, begin)
    return 0


def _read_epilogue(rest: bytes, parser: expat.XMLParserType, reader: StretchReader, lines: int) -> None:
    """What follows the last end tag of a unit: nothing but the end tags of body and root, if all is well.

    ``lines`` is how many lines the parser has not seen.
    """
    assembler = reader.assembler
    if assembler.options.lenient:
        reader.last(rest)

    def on_start(name: str, _: object) -> None:
        if name != "tu":
            reader.fail_at(parser.CurrentLineNumber + lines, f"<{name}> where only <tu> may be")
        # a unit that does not end: expat will say so
        parser.StartElementHandler = None

    parser.StartElementHandler = on_start
    try:
        parser.Parse(rest, True)
    except expat.ExpatError as error:
        problem = malformed(error, assembler.source, lines, rest)
    except ParseError as error:
        problem = error
    else:
        return
    if not assembler.options.lenient:
        raise problem
    assembler.remarks.add("truncated", f"after the last unit: {problem.message}", line=problem.line)


def _read_prologue(data: Utf8Stream, parser: expat.XMLParserType, assembler: Assembler) -> bytes:
    """Parse up to the end of the body's start tag, tag by tag; return what is left of the chunk it stands in."""
    prologue = _Prologue(parser, assembler)
    size = 0
    while chunk := data.read(CHUNK):
        begin = 0
        while begin < len(chunk):
            end = chunk.find(b">", begin) + 1 or len(chunk)
            parser.Parse(chunk[begin:end], False)
            begin = end
            if prologue.body_seen:
                return chunk[begin:]
        size += len(chunk)
        if size > MAX_PIECE:
            raise ParseError(f"a header of more than {MAX_PIECE} bytes", source=assembler.source)
    parser.Parse(b"", True)
    raise ParseError("there is no <body>", source=assembler.source, line=parser.CurrentLineNumber)
