"""Gettext PO: one text and its translation an entry, for software translators and their tools."""

from __future__ import annotations

from tmx.formats.descriptor import UnitFormat
from tmx.formats.po.read import read
from tmx.formats.po.write import write


def sniff(head: bytes) -> bool:
    """Whether it begins with entries or comments and holds a ``msgid``."""
    return head.lstrip(b"\xef\xbb\xbf \r\n")[:1] in (b"#", b"m") and b'msgid "' in head


FORMAT = UnitFormat(
    name="po",
    title="Gettext PO",
    description="source and translation, with notes, references and the fuzzy flag; checked by msgfmt -c",
    extensions=(".po", ".pot"),
    sniff=sniff,
    keeps=frozenset({"ids", "notes", "properties", "segtype", "dates", "authors"}),
    read=read,
    write=write,
)
