"""Excel workbooks (ISO/IEC 29500), for units and for terms: tables that a person reads."""

from __future__ import annotations

from tmx.formats.descriptor import TERM_FEATURES, TermFormat, UnitFormat
from tmx.formats.xlsx.read import read, read_terms
from tmx.formats.xlsx.write import write, write_terms


def sniff(head: bytes) -> bool:
    """Whether it is a ZIP archive with a workbook's first parts."""
    return head.startswith(b"PK\x03\x04") and (b"[Content_Types].xml" in head or b"xl/" in head)


FORMAT = UnitFormat(
    name="xlsx",
    title="Excel workbook",
    description="a table to read: wrapped, filtered, titles fixed, right to left where the text is; text cells only",
    extensions=(".xlsx",),
    sniff=sniff,
    keeps=frozenset({"languages", "ids", "notes", "properties", "segtype", "dates", "authors"}),
    read=read,
    write=write,
)

TERM_FORMAT = TermFormat(
    name="xlsx",
    title="Excel workbook",
    description="a glossary to read: wrapped, filtered, titles fixed, right to left where the text is",
    extensions=(".xlsx",),
    sniff=sniff,
    keeps=frozenset(TERM_FEATURES) - {"several-contexts"},
    read=read_terms,
    write=write_terms,
)
