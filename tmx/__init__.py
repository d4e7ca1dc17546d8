"""Translation memory and interchange: units, terms, formats, the store. Usable alone.

>>> import tmx
>>> unit = tmx.TranslationUnit("1", (tmx.Variant("fr", "Bonjour"), tmx.Variant("en", "Good morning")))
>>> unit.text("en")
'Good morning'
"""

from __future__ import annotations

from tmx.errors import LossyWrite, ParseError, TmxError, UnsupportedFormat
from tmx.interchange import open_units, read_terms, read_units, write_terms, write_units
from tmx.model import Code, Header, Match, Note, Property, TranslationUnit, Variant
from tmx.options import ReadOptions, WriteOptions
from tmx.reader import TermReader, UnitReader
from tmx.remarks import Remark, Remarks
from tmx.terms import Context, LanguageSection, Term, TermEntry

read = open_units
write = write_units

__all__ = [
    "Code",
    "Context",
    "Header",
    "LanguageSection",
    "LossyWrite",
    "Match",
    "Note",
    "ParseError",
    "Property",
    "ReadOptions",
    "Remark",
    "Remarks",
    "Term",
    "TermEntry",
    "TermReader",
    "TmxError",
    "TranslationUnit",
    "UnitReader",
    "UnsupportedFormat",
    "Variant",
    "WriteOptions",
    "open_units",
    "read",
    "read_terms",
    "read_units",
    "write",
    "write_terms",
    "write_units",
]
