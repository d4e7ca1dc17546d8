"""Bytes of unknown origin to UTF-8, as a stream, with encodings that are declared wrongly found out.

A byte order mark is believed before anything else, then what the bytes themselves show (a NUL beside every ASCII
character is UTF-16), then the XML declaration. A file that declares a single-byte encoding but whose first
characters beyond ASCII are well-formed UTF-8 is UTF-8: by chance that happens to almost no real text.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from tmx.errors import ParseError
from tmx.remarks import Remarks

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["'][^>]*?\?>""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = {"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"}


def is_utf8(data: bytes) -> bool:
    """Whether ``data`` is UTF-8, its last character perhaps cut off."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        return False
    return True


def marked_encoding(head: bytes) -> tuple[str, int]:
    """Encoding that a byte order mark or NUL bytes give away, and the length of the mark; ``("", 0)`` if neither."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, len(mark)
    if head[:4].count(0) == 2 and head[:1] != b"\0" and head[1:2] == b"\0":
        return "utf-16-le", 0
    if head[:4].count(0) == 2 and head[:1] == b"\0":
        return "utf-16-be", 0
    return "", 0


def declared_encoding(head: bytes) -> str:
    """Python's name of the encoding an XML declaration names, empty if it names none; LookupError if unknown."""
    found = _DECLARED.match(head)
    return codecs.lookup(found[1].decode("ascii")).name if found else ""


class Utf8Stream:
    """A binary stream read as UTF-8, without byte order mark, whatever its own encoding."""

    def __init__(self, stream: BinaryIO, *, source: str, remarks: Remarks) -> None:
        self._stream = stream
        self._source = source
        self._remarks = remarks
        self._line = 1
        self._decided = False
        self._decoder: codecs.IncrementalDecoder | None = None
        head = stream.read(4096)
        self.encoding = self._choose(head)
        """Python's name of the encoding the bytes are read in."""
        mark = marked_encoding(head)[1]
        self._head = head[mark:]
        if self.encoding != "utf-8":
            self._decoder = codecs.getincrementaldecoder(self.encoding)()

    def read(self, size: int) -> bytes:
        """Up to about ``size`` bytes of UTF-8, at least one unless the stream is at its end."""
        while True:
            data = self._head or self._stream.read(size)
            self._head = b""
            if self._decoder is None:
                return data
            if not self._decided and not data.isascii() and self.encoding not in _WIDE:
                self._decide(data)
                if self._decoder is None:
                    return data
            text = self._decode(data)
            if text or not data:
                return text

    def _choose(self, head: bytes) -> str:
        marked, _ = marked_encoding(head)
        try:
            declared = declared_encoding(head)
        except LookupError:
            raise ParseError("declares an encoding that is not known", source=self._source, line=1) from None
        if marked:
            if declared and not (marked.startswith(declared) or declared == marked):
                self._wrong(declared, marked)
            return marked
        if declared in _WIDE:
            # whoever can read the declaration byte by byte has no wide encoding before him
            self._wrong(declared, "utf-8")
            return "utf-8"
        return declared if declared not in ("", "ascii") else "utf-8"

    def _wrong(self, declared: str, real: str) -> None:
        self._remarks.add("encoding", f"declares {declared} but is {real}; read as {real}", line=1)

    def _decide(self, data: bytes) -> None:
        """At the first bytes beyond ASCII: they are UTF-8 after all, or what was declared."""
        self._decided = True
        if is_utf8(data):
            self._wrong(self.encoding, "utf-8")
            self.encoding = "utf-8"
            self._decoder = None

    def _decode(self, data: bytes) -> bytes:
        decoder = self._decoder
        if decoder is None:
            return data
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            line = self._line + data[: error.start].count(b"\n")
            raise ParseError(f"is not {self.encoding}: {error.reason}", source=self._source, line=line) from None
        self._line += text.count("\n")
        return text.encode("utf-8", "surrogatepass")
