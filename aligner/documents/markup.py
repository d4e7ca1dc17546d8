"""XML of unknown origin: parsed without entities, DTDs or network, within bounds."""

from __future__ import annotations

import re

from lxml import etree

from aligner.errors import UnreadableDocument

_MAX_ELEMENTS = 3_000_000
"""A book of a thousand pages has a third of this."""
MAX_BLOCKS = 200_000
"""Paragraphs of one file; the longest report of the United Nations has a tenth of it."""
MAX_TEXT = 10_000_000
"""Characters of one file's text, some three thousand pages: repairs and structure take time and memory for each."""
_NO_MEMORY = 2
"""libxml2's XML_ERR_NO_MEMORY."""
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*\[", re.I)


def parse(data: bytes, source: str, place: str = "") -> etree._Element:
    """Return the root element of ``data``.

    ``place`` names the part of ``source`` in messages. Raises :class:`UnreadableDocument` where it is no
    well-formed XML, declares entities, nests deeper than 256 elements or holds more than three million;
    :class:`MemoryError` where there is not enough of it.
    """
    if _DOCTYPE.search(data[:4096]) or b"<!ENTITY" in data[:100_000]:
        raise UnreadableDocument("it declares entities, which no document needs", source=source, place=place)
    if data.count(b"<") > 2 * _MAX_ELEMENTS:
        raise UnreadableDocument(f"it holds more than {_MAX_ELEMENTS:,} elements", source=source, place=place)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as wrong:
        if wrong.code == _NO_MEMORY:
            raise MemoryError from wrong
        where = f"{place}, line {wrong.lineno}" if place else f"line {wrong.lineno}"
        raise UnreadableDocument(_reason(wrong), source=source, place=where) from wrong


def check_blocks(number: int, source: str, place: str = "") -> None:
    """Raise :class:`UnreadableDocument` where a file holds more paragraphs than any document."""
    if number > MAX_BLOCKS:
        raise UnreadableDocument(f"it holds more than {MAX_BLOCKS:,} paragraphs", source=source, place=place)


def check_text(length: int, source: str) -> None:
    """Raise :class:`UnreadableDocument` where a file holds more text than any document."""
    if length > MAX_TEXT:
        raise UnreadableDocument(f"it holds more than {MAX_TEXT:,} characters", source=source, advice="split it")


def _reason(wrong: etree.XMLSyntaxError) -> str:
    message = str(wrong.msg)
    if "xcessive depth" in message or "depth" in message.lower():
        return "elements nest deeper than in any document"
    return f"damaged XML: {message.split(', line', maxsplit=1)[0]}"
