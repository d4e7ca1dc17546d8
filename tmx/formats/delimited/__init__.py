"""CSV (RFC 4180), for units and for terms, with the columns declared in the first row."""

from __future__ import annotations

from tmx.formats.delimited.read import read, read_terms
from tmx.formats.delimited.write import write, write_terms
from tmx.formats.descriptor import TERM_FEATURES, TermFormat, UnitFormat


def sniff(head: bytes) -> bool:
    """Never: any text could be a table; the ending says it."""
    return False


FORMAT = UnitFormat(
    name="csv",
    title="CSV",
    description="a table: id, a column for each language, note, a column for each property",
    extensions=(".csv",),
    sniff=sniff,
    keeps=frozenset({"languages", "ids", "notes", "properties", "segtype", "dates", "authors"}),
    read=read,
    write=write,
)

TERM_FORMAT = TermFormat(
    name="csv",
    title="CSV",
    description="a table: id, a column for each language with its status and note, subject, definition",
    extensions=(".csv",),
    sniff=sniff,
    keeps=frozenset(TERM_FEATURES) - {"several-contexts"},
    read=read_terms,
    write=write_terms,
)
