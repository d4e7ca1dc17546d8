"""Formats that are only read, through the Translate Toolkit where it is installed: Qt, MO, Wordfast, subtitles, …"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tmx.errors import ParseError, TmxError, UnsupportedFormat
from tmx.formats.descriptor import UnitFormat
from tmx.lang import normalise
from tmx.model import Header, Note, TranslationUnit, Variant
from tmx.options import ReadOptions
from tmx.reader import UnitReader
from tmx.remarks import Remarks

_CLASSES = {
    ".mo": ("mo", "mofile"),
    ".gmo": ("mo", "mofile"),
    ".ts": ("ts2", "tsfile"),
    ".qph": ("qph", "QphFile"),
    ".qm": ("qm", "qmfile"),
    ".srt": ("subtitles", "SubRipFile"),
    ".sub": ("subtitles", "MicroDVDFile"),
    ".ass": ("subtitles", "AdvSubStationAlphaFile"),
    ".ssa": ("subtitles", "SubStationAlphaFile"),
    ".wf": ("wordfast", "WordfastTMFile"),
    ".catkeys": ("catkeys", "CatkeysFile"),
}


def sniff(head: bytes) -> bool:
    """Whether it is a compiled catalogue or a Qt translation."""
    return head[:4] in (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde") or b"<!DOCTYPE TS>" in head


def read(stream: BinaryIO, options: ReadOptions, source: str = "") -> UnitReader:
    """Return the units of a file, read whole; ``options`` say the languages where the file does not.

    Raises :class:`UnsupportedFormat` where the Translate Toolkit is not installed, :class:`ParseError` otherwise.
    """
    import importlib

    from tmx.formats import extension

    module, name = _CLASSES.get(extension(source), ("ts2", "tsfile"))
    data = stream.read()
    if b"<!ENTITY" in data:
        raise ParseError("declares an entity, which is not allowed here; remove it", source=source)
    try:
        storage = importlib.import_module(f"translate.storage.{module}")
    except ImportError as error:
        missing = f"reading this needs the Translate Toolkit ({error}); pip install 'dragoman[formats]'"
        raise UnsupportedFormat(missing, source=source) from None
    try:
        store = getattr(storage, name).parsestring(data)
        languages = store.getsourcelanguage(), store.gettargetlanguage()
    except Exception as error:  # its readers let whatever goes wrong rise as it is
        raise ParseError(f"the Translate Toolkit cannot read it: {error}", source=source) from None
    tags = (
        _tag(options.source_language or languages[0], "und"),
        _tag(options.target_language or languages[1], "und-x-target"),
    )

    def units() -> Iterator[TranslationUnit]:
        for unit in store.units:
            if unit.isheader() or not unit.source:
                continue
            variants = (Variant(tags[0], str(unit.source)), Variant(tags[1], str(unit.target or "")))
            notes = tuple(Note(line) for line in unit.getnotes().splitlines() if line.strip())
            yield TranslationUnit("", variants, notes)

    return UnitReader(Header(source_language=tags[0], target_language=tags[1]), units(), Remarks())


def _tag(tag: str | None, otherwise: str) -> str:
    try:
        return normalise(tag) if tag else otherwise
    except TmxError:
        return otherwise


FORMAT = UnitFormat(
    name="toolkit",
    title="Translate Toolkit",
    description="read only, needs dragoman[formats]: MO, Qt TS and phrase books, Wordfast, subtitles, Haiku catkeys",
    extensions=tuple(_CLASSES),
    sniff=sniff,
    keeps=frozenset(),
    read=read,
    write=None,
)
