"""Documents in all formats: :func:`read` is the one place that opens them.

A format is one module here that defines ``READER``; nothing else lists it.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
import sys
from pathlib import Path

from aligner.documents.decoding import UnknownEncoding
from aligner.documents.markup import check_blocks, check_text
from aligner.documents.reader import Reader, Request
from aligner.errors import UnreadableDocument
from aligner.model import Document
from aligner.structure import ALL_REPAIRS, build
from aligner.structure.layout import Layout
from tmx.files import shown

MAX_BYTES = 256 * 2**20
"""Of one file, whatever its format."""


@functools.cache
def readers() -> tuple[Reader, ...]:
    """All formats in name order, catch-alls last."""
    found = []
    for module in pkgutil.iter_modules(__path__):
        reader = getattr(importlib.import_module(f"{__name__}.{module.name}"), "READER", None)
        if isinstance(reader, Reader):
            found.append(reader)
    return tuple(sorted(found, key=lambda reader: (reader.catch_all, reader.name)))


def read(path: str | Path, *, language: str | None = None, repairs: frozenset[str] = ALL_REPAIRS) -> Document:
    """Read the document at ``path``; ``-`` is standard input.

    ``language`` is a BCP 47 tag, found out where it is not given; ``repairs`` are the kinds of repair allowed
    (:data:`aligner.structure.repair.KINDS`). Raises :class:`UnreadableDocument` where the file is missing, a
    folder, empty, damaged or holds nothing but page furniture, :class:`aligner.errors.UsageError` where the
    language is not known.
    """
    return parse(_bytes(str(path)), str(path), language=language, repairs=repairs)


def parse(data: bytes, source: str, *, language: str | None = None, repairs: frozenset[str] = ALL_REPAIRS) -> Document:
    """Read a document from its bytes; ``source`` is its name, ``-`` for standard input. Raises as :func:`read`."""
    check_size(len(data), source)
    stem = "stdin" if source == "-" else Path(shown(source)).stem
    request = Request(data=data, source=source, stem=stem, language=language)
    layout = _layout(request)
    check_text(len(layout.text), source)
    document = build(layout, language=language, repairs=repairs)
    check_blocks(sum(1 for _ in document.walk()), source)
    if not document.blocks:
        raise UnreadableDocument("there is no text in it beside page furniture", source=source)
    return document


def _bytes(source: str) -> bytes:
    """The content of a file, or of as much as tells that it is too large."""
    try:
        if source == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(source).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as wrong:
        raise UnreadableDocument("there is no such file", source=source) from wrong
    except IsADirectoryError as wrong:
        raise UnreadableDocument("this is a folder, not a document", source=source) from wrong
    except OSError as wrong:
        raise UnreadableDocument(wrong.strerror or str(wrong), source=source) from wrong


def check_size(size: int, source: str) -> None:
    """Raise :class:`UnreadableDocument` where a file is larger than any document."""
    if size > MAX_BYTES:
        raise UnreadableDocument(f"larger than {MAX_BYTES // 2**20} MiB", source=source, advice="split it")


def _layout(request: Request) -> Layout:
    """The text of the file with its places."""
    return _reader_for(request).layout(request)


def _reader_for(request: Request) -> Reader:
    """The format its content shows; refused where the ending says another one.

    Raises :class:`UnreadableDocument` as well where there is nothing in the file.
    """
    if not request.data.strip():
        raise UnreadableDocument("the file is empty", source=request.source)
    ending = Path(request.source).suffix.lower()
    fitting = [reader for reader in readers() if reader.sniff(request.data[:4096])]
    owner = next((reader for reader in readers() if ending in reader.endings), None)
    if owner in fitting[:1] or owner is None or (owner in fitting and not owner.catch_all):
        return owner or fitting[0]
    if fitting[0].catch_all:
        _check_text(fitting[0], request, ending)
    raise UnreadableDocument(
        f"its ending says {owner.name}, its content {fitting[0].name}",
        source=request.source,
        advice=f"rename it to {fitting[0].endings[0]} if that is what it is",
    )


def _check_text(reader: Reader, request: Request, ending: str) -> None:
    """Say what a file is that is neither of its ending's format nor text."""
    try:
        reader.layout(request)
    except UnknownEncoding as wrong:
        raise UnreadableDocument(
            f"this is neither a {ending} file nor text", source=wrong.source, advice=f"save it as {ending} again"
        ) from wrong
