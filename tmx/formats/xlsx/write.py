"""Writing workbooks: every cell is text, no formula can come about, and the same rows give the same bytes."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, cast

from tmx.formats import tables, term_tables
from tmx.lang import primary
from tmx.model import Header, TranslationUnit
from tmx.options import WriteOptions
from tmx.remarks import Remarks
from tmx.terms import TermEntry

if TYPE_CHECKING:
    from openpyxl.cell import Cell

RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
"""Languages written from right to left."""
LONGEST_CELL = 32_767
"""Characters a cell can hold (Excel specifications and limits)."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP archive can name."""
_TEXT_WIDTH, _WIDTH = 60, 18
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def write(stream: BinaryIO, header: Header, units: Iterable[TranslationUnit], options: WriteOptions) -> Remarks:
    """Write units as a workbook of one sheet; return what was noticed."""
    remarks = Remarks()
    columns, all_units = tables.columns_for(units, header, options, remarks)
    _write(stream, "memory", columns.titles(), map(columns.cells, all_units), remarks)
    return remarks


def write_terms(stream: BinaryIO, entries: Iterable[TermEntry], options: WriteOptions) -> Remarks:
    """Write a glossary as a workbook of one sheet."""
    remarks = Remarks()
    rows = term_tables.table_of(entries, options)
    _write(stream, "glossary", next(rows), rows, remarks)
    return remarks


def _write(stream: BinaryIO, name: str, titles: list[str], rows: Iterable[list[str]], remarks: Remarks) -> None:
    """Row by row; openpyxl keeps none of them in memory in this mode."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    languages = [tables.language_tag(title) for title in titles]
    first = next((tag for tag in languages if tag), "")
    sheet.sheet_view.rightToLeft = bool(first) and primary(first) in RIGHT_TO_LEFT
    sheet.freeze_panes = "A2"
    alignments = []
    for number, (title, language) in enumerate(zip(titles, languages, strict=True), 1):
        wide = bool(language) or title.endswith(("context", "note", "definition", "context-pre", "context-post"))
        sheet.column_dimensions[get_column_letter(number)].width = _TEXT_WIDTH if wide else _WIDTH
        # reading order 2 is right to left, 0 as the text begins (ISO/IEC 29500-1, section 18.8.1)
        backwards = bool(language) and primary(language) in RIGHT_TO_LEFT
        alignments.append(Alignment(wrap_text=True, vertical="top", readingOrder=2 if backwards else 0))

    def cell(text: str, column: int, row: int) -> Cell:
        shown = _FORBIDDEN.sub("", text)
        if len(shown) > LONGEST_CELL:
            remarks.add("long-cell", f"cut to {LONGEST_CELL} characters, the most a cell can hold", line=row)
            shown = shown[:LONGEST_CELL]
        made = WriteOnlyCell(sheet, value=shown)
        # openpyxl takes a text that begins with '=' for a formula, and '#N/A' for an error
        made.data_type = "s"
        made.alignment = alignments[column]
        return made

    heads = [cell(title, column, 1) for column, title in enumerate(titles)]
    for head in heads:
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="DDE6EE")
    sheet.append(heads)
    last = 1
    for last, row in enumerate(rows, 2):
        sheet.append([cell(text, column, last) for column, text in enumerate(row)])
    if titles:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{last}"
    with tempfile.TemporaryFile() as packed:
        book.save(packed)
        packed.seek(0)
        _repack(cast("BinaryIO", packed), stream)


def _repack(packed: BinaryIO, stream: BinaryIO) -> None:
    """Copy an archive without the moments it was made at."""
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            if name == "docProps/core.xml":
                core = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?", b"1980-01-01T00:00:00Z", source.read(name))
                target.writestr(entry, core)
                continue
            with source.open(name) as part, target.open(entry, "w", force_zip64=False) as copy:
                while data := part.read(1 << 16):
                    copy.write(data)
