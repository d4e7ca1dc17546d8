"""Reading CSV and TSV as a stream."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from tmx.decoding import Utf8Stream
from tmx.errors import ParseError
from tmx.formats import tables, term_tables
from tmx.model import Header
from tmx.options import ReadOptions
from tmx.reader import TermReader, UnitReader
from tmx.remarks import Remarks
from tmx.xmlstream import CHUNK


def read(stream: BinaryIO, options: ReadOptions, source: str = "") -> UnitReader:
    """Return header and units of a table. Raises :class:`ParseError` with the line."""
    remarks = Remarks()
    header, units = tables.units_from(rows(stream, source, remarks), options, source, remarks)
    return UnitReader(header, units, remarks)


def read_terms(stream: BinaryIO, options: ReadOptions, source: str = "") -> TermReader:
    """Return the entries of a glossary table. Raises :class:`ParseError` with the line."""
    remarks = Remarks()
    found = term_tables.entries_from(rows(stream, source, remarks), options, source, remarks)
    return TermReader(Header(), found, remarks)


def rows(stream: BinaryIO, source: str, remarks: Remarks) -> Iterator[tables.Row]:
    """The rows of a table in UTF-8 or UTF-16, whatever separates its cells: the first line tells."""
    lines = text_lines(stream, source, remarks)
    first = next(lines, "")
    counts = {separator: first.count(separator) for separator in ("\t", ",", ";")}
    separator = max(counts, key=lambda one: counts[one])

    def all_lines() -> Iterator[str]:
        yield first
        yield from lines

    reader = csv.reader(all_lines(), delimiter=separator, strict=True)
    begin = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ParseError(f"not a sound table: {error}", source=source, line=begin) from None
        yield begin, cells
        begin = reader.line_num + 1


def text_lines(stream: BinaryIO, source: str, remarks: Remarks) -> Iterator[str]:
    """The lines of a text in UTF-8 or UTF-16 with their ends. Raises :class:`ParseError` where it is neither."""
    data = Utf8Stream(stream, source=source, remarks=remarks)
    rest = b""
    number = 0
    while True:
        chunk = data.read(CHUNK)
        *complete, rest = (rest + chunk).split(b"\n")
        for line in complete if chunk else [*complete, rest]:
            number += 1
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError as error:
                byte = line[error.start]
                message = f"byte 0x{byte:02X} is not UTF-8; save the file as UTF-8"
                raise ParseError(message, source=source, line=number) from None
            if "\0" in text:
                raise ParseError("a NUL character: this is not a text file", source=source, line=number)
            if chunk or text:
                yield text + "\n" if chunk else text
        if not chunk:
            return
