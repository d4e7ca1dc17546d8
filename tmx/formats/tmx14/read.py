"""Reading TMX 1.1 to 1.4 as a stream."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from tmx.decoding import Utf8Stream
from tmx.errors import ParseError
from tmx.formats.tmx14.units import UnitHandler
from tmx.model import Header, TranslationUnit
from tmx.options import ReadOptions
from tmx.reader import UnitReader
from tmx.remarks import Remarks
from tmx.xmlstream import CHUNK, malformed, new_parser

_UNIT_START = re.compile(rb"<tu(?=[\s>/])")
_UNIT_END = re.compile(rb"</tu\s*>")
MAX_PIECE = 64 * 1024 * 1024
"""Bytes of one unit above which even lenient reading gives up: without an end tag memory would fill up."""


def read(stream: BinaryIO, options: ReadOptions, source: str = "") -> UnitReader:
    """Return the header and a stream of the units of a TMX file.

    Raises :class:`ParseError` with the line, at once or while iterating. With ``options.lenient``, what cannot be
    read is left out unit by unit and told in the reader's remarks; only the header must be sound.
    """
    remarks = Remarks()
    data = Utf8Stream(stream, source=source, remarks=remarks)
    handler = UnitHandler(source, options, remarks)
    batches = _lenient(data, handler) if options.lenient else _strict(data, handler)
    units = itertools.chain.from_iterable(batches)
    first = next(units, None)
    if first is None:
        return UnitReader(handler.header or Header(), iter(()), remarks)
    header = handler.header or Header()
    if not header.source_language and first.variants:
        language = first.variants[0].language
        header = dataclasses.replace(header, source_language=language)
        handler.header = header
        remarks.add("srclang", f"source language taken from the first unit: {language or 'unknown'}")
    return UnitReader(header, itertools.chain((first,), units), remarks)


def _strict(data: Utf8Stream, handler: UnitHandler) -> Iterator[list[TranslationUnit]]:
    parser = new_parser(handler.source)
    handler.attach(parser)
    try:
        while chunk := data.read(CHUNK):
            parser.Parse(chunk, False)
            handler.check_size()
            if handler.units:
                batch, handler.units = handler.units, []
                yield batch
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise malformed(error, handler.source) from None
    if handler.header is None:
        raise ParseError("there is neither header nor body", source=handler.source)
    yield handler.units


def _lenient(data: Utf8Stream, handler: UnitHandler) -> Iterator[list[TranslationUnit]]:
    pieces = _pieces(data, handler.source)
    start = next(pieces, b"")
    parser = new_parser(handler.source)
    handler.attach(parser)
    try:
        parser.Parse(start, False)
    except expat.ExpatError as error:
        raise malformed(error, handler.source) from None
    if handler.header is None:
        raise ParseError("there is neither header nor body before the first unit", source=handler.source)
    handler.first_line = start.count(b"\n")
    for piece in pieces:
        _read_piece(piece, handler)
        handler.first_line += piece.count(b"\n")
        if handler.units:
            batch, handler.units = handler.units, []
            yield batch


def _pieces(data: Utf8Stream, source: str) -> Iterator[bytes]:
    """What stands before the first unit; then each unit with what stands before it; then the rest."""
    rest = b""
    pattern = _UNIT_START
    searched = 0
    while chunk := data.read(CHUNK):
        rest += chunk
        begin = 0
        while found := pattern.search(rest, max(searched, begin)):
            end = found.start() if pattern is _UNIT_START else found.end()
            yield rest[begin:end]
            begin = end
            pattern = _UNIT_END
        rest = rest[begin:]
        searched = max(0, len(rest) - 64)
        if len(rest) > MAX_PIECE:
            raise ParseError(f"a unit of more than {MAX_PIECE} bytes", source=source)
    yield rest


def _read_piece(piece: bytes, handler: UnitHandler) -> None:
    """Read one unit; where it fails, the last unit begun in it, in case an end tag is missing before it."""
    starts = [found.start() for found in _UNIT_START.finditer(piece)]
    if not starts:
        if b"</tmx" not in piece:
            handler.remarks.add("truncated", "the file ends too early", line=handler.first_line + 1)
        return
    lines_before = handler.first_line
    for begin in sorted({starts[0], starts[-1]}):
        handler.first_line = lines_before + piece[:begin].count(b"\n")
        parser = new_parser(handler.source)
        handler.attach(parser)
        try:
            parser.Parse(piece[begin:], True)
            break
        except expat.ExpatError as error:
            problem = malformed(error, "", handler.first_line)
        except ParseError as error:
            problem = error
        handler.reset()
        handler.remarks.add("skipped-unit", f"unit left out: {problem.message}", line=problem.line)
    handler.first_line = lines_before
