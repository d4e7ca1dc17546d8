"""Reading workbooks: the first sheet, row by row, bounded in what it may unpack to."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from tmx.errors import ParseError
from tmx.formats import tables, term_tables
from tmx.model import Header
from tmx.options import ReadOptions
from tmx.reader import TermReader, UnitReader
from tmx.remarks import Remarks

MAX_UNPACKED = 1 << 30
"""Bytes a workbook may unpack to."""
MAX_RATIO = 200
"""Times its size a part of more than a megabyte may unpack to."""


def read(stream: BinaryIO, options: ReadOptions, source: str = "") -> UnitReader:
    """Return header and units of a workbook's first sheet. Raises :class:`ParseError` with the row."""
    remarks = Remarks()
    header, units = tables.units_from(rows(stream, source), options, source, remarks)
    return UnitReader(header, units, remarks)


def read_terms(stream: BinaryIO, options: ReadOptions, source: str = "") -> TermReader:
    """Return the entries of a workbook's first sheet. Raises :class:`ParseError` with the row."""
    remarks = Remarks()
    return TermReader(Header(), term_tables.entries_from(rows(stream, source), options, source, remarks), remarks)


def rows(stream: BinaryIO, source: str) -> Iterator[tables.Row]:
    """Number (from 1) and cells, as texts, of each row of the first sheet. Raises :class:`ParseError`."""
    from openpyxl import load_workbook

    _check(stream, source)
    try:
        book = load_workbook(stream, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = ["" if value is None else str(value) for value in row]
            while cells and not cells[-1]:
                cells.pop()
            yield number, cells
    except Exception as error:
        # openpyxl lets whatever goes wrong inside it rise as it is
        raise ParseError(f"not a sound workbook: {_reason(error)}", source=source) from None


def _check(stream: BinaryIO, source: str) -> None:
    try:
        parts = zipfile.ZipFile(stream).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ParseError(f"not a workbook: {_reason(error)}", source=source) from None
    for part in parts:
        if part.file_size > 1 << 20 and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            raise ParseError(f"'{part.filename}' unpacks to more than {MAX_RATIO} times its size", source=source)
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise ParseError(f"unpacks to more than {MAX_UNPACKED} bytes", source=source)
    stream.seek(0)


def _reason(error: Exception) -> str:
    """What an error of a library says, in one line."""
    return " ".join(str(error).split())[:200] or type(error).__name__
