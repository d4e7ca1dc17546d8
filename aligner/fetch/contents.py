"""What was sent: told by its bytes, since names and content types lie."""

from __future__ import annotations

import re

from aligner.documents.archive import Archive, Exceeded
from aligner.errors import UnreadableDocument

_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAIL = 2048
"""The mark that ends a PDF stands within its last bytes."""


class RefusedContent(Exception):
    """Bytes that are not the document asked for; the text says what they are."""


class CutShort(RefusedContent):
    """A document whose end is missing: asking again may help."""


def ending_of(data: bytes) -> str:
    """Return ``.docx`` or ``.pdf``. Raises :class:`RefusedContent` for anything else, whole or damaged."""
    if data.startswith(b"PK\x03\x04"):
        return _word(data)
    if b"%PDF-" in data[:1024]:
        if b"%%EOF" not in data[-_TAIL:]:
            raise CutShort("a PDF whose end is missing")
        return ".pdf"
    raise RefusedContent(_what(data))


def _word(data: bytes) -> str:
    try:
        archive = Archive(data, "")
        names = archive.names()
        if not any(re.fullmatch(r"word/document\d*\.xml", name) and archive.read(name) for name in names):
            raise RefusedContent("an archive that is no Word document")
    except Exceeded as wrong:
        raise RefusedContent("a Word document that unpacks to absurdly much") from wrong
    except UnreadableDocument as wrong:
        raise CutShort(f"a damaged Word document ({wrong.message})") from wrong
    return ".docx"


def _what(data: bytes) -> str:
    head = data[:1024]
    if _PAGE.match(head):
        return "a web page instead of the document"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "a document of Word 97 to 2003, which is not read"
    if head.startswith(b"\xffWPC"):
        return "a WordPerfect document, which is not read"
    return "neither DOCX nor PDF"
