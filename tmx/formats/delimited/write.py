"""Writing CSV and TSV as a stream (RFC 4180: line ends CR LF, cells quoted where they need it)."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable
from typing import BinaryIO

from tmx.formats import tables, term_tables
from tmx.model import Header, TranslationUnit
from tmx.options import WriteOptions
from tmx.remarks import Remarks
from tmx.terms import TermEntry

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With one of these at its beginning, a spreadsheet runs a cell as a formula."""


def write(
    stream: BinaryIO,
    header: Header,
    units: Iterable[TranslationUnit],
    options: WriteOptions,
    separator: str = ",",
) -> Remarks:
    """Write units as a table; return what was noticed. The same units give the same bytes."""
    remarks = Remarks()
    columns, all_units = tables.columns_for(units, header, options, remarks)
    rows = itertools.chain([columns.titles()], map(columns.cells, all_units))
    _write_rows(stream, rows, options, separator)
    return remarks


def write_terms(stream: BinaryIO, entries: Iterable[TermEntry], options: WriteOptions, separator: str = ",") -> Remarks:
    """Write a glossary as a table."""
    _write_rows(stream, term_tables.table_of(entries, options), options, separator)
    return Remarks()


def _write_rows(stream: BinaryIO, rows: Iterable[list[str]], options: WriteOptions, separator: str) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
        for row in rows:
            writer.writerow([inert(cell) for cell in row] if options.inert else row)
        text.flush()
    finally:
        # the stream is the caller's: it stays open
        text.detach()


def inert(cell: str) -> str:
    """``cell`` so that no spreadsheet runs it.

    >>> inert("=1+1"), inert("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
