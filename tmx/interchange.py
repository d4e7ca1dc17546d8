"""Files of any format, opened and written: the only place of the package that opens them.

Reading is streaming wherever the format allows it; a gzip-compressed file is read whatever its name and written
where the name ends in ``.gz``. Writing is whole or not at all.
"""

from __future__ import annotations

import contextlib
import gzip
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from tmx.errors import ParseError
from tmx.files import replacing
from tmx.model import Header, TranslationUnit
from tmx.options import ReadOptions, WriteOptions
from tmx.reader import TermReader, UnitReader
from tmx.remarks import Remarks
from tmx.terms import TermEntry

HEAD = 8192
"""Bytes shown to formats that look at the content."""


class _Unpacked(io.RawIOBase):
    """A gzip stream whose errors name the file."""

    def __init__(self, stream: BinaryIO, source: str) -> None:
        self._packed = stream
        self._inner = gzip.GzipFile(fileobj=stream, mode="rb")
        self._source = source

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._inner.close()
        self._packed.close()
        super().close()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # what RawIOBase calls
        try:
            return self._inner.readinto(buffer)
        except (EOFError, gzip.BadGzipFile, OSError) as error:
            raise ParseError(f"not a sound gzip file: {error}", source=self._source) from None
        except Exception as error:  # zlib.error has no common base with the others
            raise ParseError(f"not a sound gzip file: {error}", source=self._source) from None


def open_bytes(path: Path | str) -> BinaryIO:
    """Open ``path`` for reading, unpacking it if it is gzip-compressed. Raises OSError or :class:`ParseError`."""
    target = Path(path)
    if target.is_dir():
        raise ParseError("is a folder, not a file", source=str(path))
    plain = target.open("rb")
    magic = plain.read(2)
    plain.seek(0)
    if magic != b"\x1f\x8b":
        return plain
    return cast("BinaryIO", io.BufferedReader(_Unpacked(plain, str(path)), 1 << 16))


def first_bytes(path: Path | str) -> bytes:
    """The beginning of a file, unpacked if need be, by which formats are told apart."""
    with open_bytes(path) as stream:
        return _peek(stream)


def open_units(path: Path | str, options: ReadOptions | None = None, *, format_name: str = "") -> UnitReader:
    """Open a memory or any bilingual file: its header, and a stream of its units. Use it in a ``with`` statement.

    Raises :class:`tmx.errors.TmxError` with file and line, at once or while iterating, and OSError.
    """
    from tmx import formats

    stream = open_bytes(path)
    try:
        chosen = formats.detect(str(path), _head(stream, str(path)), format_name)
        reader = chosen.read(stream, options or ReadOptions(), str(path))
    except BaseException:
        stream.close()
        raise
    reader.on_close(stream.close)
    return reader


def read_units(data: bytes | BinaryIO, name: str, options: ReadOptions | None = None) -> UnitReader:
    """Read bytes or a binary stream as the bilingual file ``name``, whose ending helps to tell its format."""
    from tmx import formats

    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    return formats.detect(name, _peek(stream)).read(stream, options or ReadOptions(), name)


def write_units(
    path: Path | str,
    units: Iterable[TranslationUnit],
    *,
    header: Header | None = None,
    options: WriteOptions | None = None,
    format_name: str = "",
) -> Remarks:
    """Write units to ``path`` in the format its ending says, whole or not at all; return what was noticed.

    The same units, header and options give the same bytes. Raises :class:`tmx.errors.TmxError` and OSError.
    """
    from tmx import formats

    chosen = formats.for_writing(str(path), format_name)
    write = chosen.write
    assert write is not None
    with _writing(path) as stream:
        return write(stream, header or Header(), units, options or WriteOptions())


def read_terms(path: Path | str, options: ReadOptions | None = None, *, format_name: str = "") -> TermReader:
    """Open a glossary: its header, and a stream of its entries. Raises as :func:`open_units` does."""
    from tmx import formats

    stream = open_bytes(path)
    try:
        chosen = formats.detect_terms(str(path), _head(stream, str(path)), format_name)
        reader = chosen.read(stream, options or ReadOptions(), str(path))
    except BaseException:
        stream.close()
        raise
    reader.on_close(stream.close)
    return reader


def write_terms(
    path: Path | str, entries: Iterable[TermEntry], *, options: WriteOptions | None = None, format_name: str = ""
) -> Remarks:
    """Write a glossary to ``path`` in the format its ending says, as :func:`write_units` does."""
    from tmx import formats

    chosen = formats.for_writing_terms(str(path), format_name)
    write = chosen.write
    assert write is not None
    with _writing(path) as stream:
        return write(stream, entries, options or WriteOptions())


@contextlib.contextmanager
def _writing(path: Path | str) -> Iterator[BinaryIO]:
    """Like :func:`tmx.files.replacing`, packed where the name ends in ``.gz``, without name and time inside."""
    with replacing(path) as stream:
        if not str(path).lower().endswith(".gz"):
            yield stream
            return
        with gzip.GzipFile(filename="", fileobj=stream, mode="wb", compresslevel=6, mtime=0) as packed:
            yield cast("BinaryIO", packed)


def _head(stream: BinaryIO, source: str) -> bytes:
    """The first bytes of a file that holds any; raises :class:`ParseError` for an empty one."""
    head = _peek(stream)
    if not head.strip():
        raise ParseError("the file is empty", source=source)
    return head


def _peek(stream: BinaryIO) -> bytes:
    """The first bytes of a stream that can peek or seek, which stays at its beginning."""
    if isinstance(stream, io.BufferedReader):
        return stream.peek(HEAD)[:HEAD]
    head = stream.read(HEAD)
    stream.seek(0)
    return head
