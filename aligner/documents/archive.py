"""ZIP archives of unknown origin: only the parts asked for are unpacked, each within bounds."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from aligner.errors import UnreadableDocument

_MAX_PART = 64 * 2**20
"""Bytes of one part unpacked: the text of a report of some thousand pages."""
_MAX_PARTS = 20_000
MOST = 256 * 2**20
"""Bytes of all parts unpacked together, in any case."""
_LISTED = b"PK\x01\x02"
"""What each part's entry in the directory begins with; archives within the archive have their own."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Ways of packing that documents use (ISO/IEC 29500-2, annex B)."""
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


class Exceeded(Exception):
    """More was asked for than may be unpacked."""


class Archive:
    """A ZIP archive held in memory."""

    def __init__(self, data: bytes, source: str, most: int = MOST) -> None:
        """Open it, to unpack ``most`` bytes altogether, asked for twice or not.

        Raises :class:`UnreadableDocument` where it is damaged or has absurdly many parts.
        """
        self._source = source
        self._left = most
        if data.count(_LISTED) > 5 * _MAX_PARTS:
            raise UnreadableDocument("the archive has far too many parts", source=source)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as wrong:
            raise UnreadableDocument(f"damaged archive: {wrong}", source=source) from wrong
        if len(self._zip.infolist()) > _MAX_PARTS:
            raise UnreadableDocument("the archive has far too many parts", source=source)

    def names(self) -> list[str]:
        """Names of all parts, as stored."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes | None:
        """Return the content of a part, or None if there is no such part.

        Raises :class:`UnreadableDocument` where it is encrypted, damaged or unpacks to more than 64 MiB,
        :class:`Exceeded` where no more may be unpacked.
        """
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise UnreadableDocument("the archive is encrypted", source=self._source, place=name)
        if info.compress_type not in _METHODS:
            raise UnreadableDocument("packed in a way documents are not", source=self._source, place=name)
        try:
            with self._zip.open(info) as stream:
                content = stream.read(min(_MAX_PART, self._left) + 1)
        except _DAMAGE as wrong:
            raise UnreadableDocument(f"damaged archive: {wrong}", source=self._source, place=name) from wrong
        if len(content) > _MAX_PART:
            message = f"unpacks to more than {_MAX_PART // 2**20} MiB"
            raise UnreadableDocument(message, source=self._source, place=name)
        self._left -= len(content)
        if self._left < 0:
            raise Exceeded
        return content
