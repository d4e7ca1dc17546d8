"""Bytes of a text file to text: read right or refused, never guessed into mojibake."""

from __future__ import annotations

import codecs
import re

from aligner.errors import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_ADVICE = "save it as UTF-8 and try again"


def decode(data: bytes, source: str) -> str:
    r"""Return the text of ``data`` with ``\n`` as its only line end.

    Raises :class:`UnreadableDocument` where the encoding is not certain.
    """
    if not data.strip():
        raise UnreadableDocument("the file is empty", source=source)
    text = _decoded(data, source)
    if _CONTROL.search(text[:100_000]):
        raise UnreadableDocument("this is not a text file", source=source)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, source: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as wrong:
                raise UnreadableDocument(
                    f"damaged {encoding.upper()} text", source=source, place=f"byte {wrong.start + len(mark)}"
                ) from wrong
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")
