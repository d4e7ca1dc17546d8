"""Reading PO by polib, the whole file at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from tmx.duplicates import Duplicates
from tmx.errors import ParseError, TmxError
from tmx.formats.bilingual import unfolded, with_state
from tmx.lang import normalise
from tmx.model import Header, Note, Property, TranslationUnit, Variant
from tmx.options import ReadOptions
from tmx.reader import UnitReader
from tmx.remarks import Remarks

if TYPE_CHECKING:
    import polib

_CHARSET = re.compile(rb"charset=([A-Za-z0-9._-]+)")
_LINE = re.compile(r"line (\d+)")
_QUOTED = re.compile(r'(?:msg(?:ctxt|id_plural|id|str(?:\[\d+\])?)\s*)?"(?:[^"\\]|\\.)*"')
"""A line of an entry, or one that goes on with it."""
_PROPERTY = re.compile(r"(x-[\w-]+): (.*)")


def read(stream: BinaryIO, options: ReadOptions, source: str = "") -> UnitReader:
    """Return header and units of a PO file. Raises :class:`ParseError` with the line.

    Each plural form is a unit of its own; obsolete entries are left out and counted in the remarks.
    """
    import polib

    remarks = Remarks()
    text = _decode(stream.read(), source)
    if "msgid" not in text:
        raise ParseError("there is no 'msgid': this is not a PO file", source=source)
    _check_quotes(text, source)
    try:
        # the line break keeps polib from taking the text for the name of a file
        catalogue = polib.pofile(text + "\n")
    except (OSError, ValueError, IndexError) as error:
        found = _LINE.search(str(error))
        reason = str(error).rpartition(": ")[2] or "syntax error"
        raise ParseError(f"not a sound PO file: {reason}", source=source, line=int(found[1]) if found else 0) from None
    header = Header(
        source_language=_language(catalogue, "X-Source-Language", options.source_language or "en"),
        target_language=_language(catalogue, "Language", options.target_language or "und"),
        original_format="PO",
    )

    duplicates = Duplicates(options, remarks)

    def units() -> Iterator[TranslationUnit]:
        for entry in catalogue:
            if entry.obsolete:
                remarks.add("obsolete", "obsolete entry left out", line=entry.linenum or 0)
            else:
                for unit in _units(entry, header):
                    yield duplicates.watched(unit, entry.linenum or 0)

    return UnitReader(header, units(), remarks)


def _check_quotes(text: str, source: str) -> None:
    """Raise :class:`ParseError` for a line polib would pass over or cut short without a word."""
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        if bare and bare[0] != "#" and not _QUOTED.fullmatch(bare):
            raise ParseError(
                "not a sound PO file: an unknown word, or a quotation mark is missing", source=source, line=number
            )


def _decode(data: bytes, source: str) -> str:
    declared = _CHARSET.search(data[:8192])
    name = declared[1].decode("ascii") if declared else "utf-8"
    for encoding in ("utf-8-sig", name):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise ParseError(f"neither UTF-8 nor the charset it declares, {name}", source=source)


def _language(catalogue: polib.POFile, field: str, otherwise: str) -> str:
    said = catalogue.metadata.get(field, "").strip()
    try:
        return normalise(said or otherwise)
    except TmxError:
        return normalise(otherwise)


def _units(entry: polib.POEntry, header: Header) -> Iterator[TranslationUnit]:
    forms = [(entry.msgid, entry.msgstr)]
    if entry.msgid_plural:
        forms = [
            (entry.msgid_plural if number else entry.msgid, text)
            for number, text in sorted(entry.msgstr_plural.items())
        ]
    properties: list[Property] = []
    notes = [Note(line) for line in entry.tcomment.splitlines() if line.strip()]
    for line in entry.comment.splitlines():
        found = _PROPERTY.fullmatch(line)
        if found:
            properties.append(Property(found[1], found[2]))
        elif line.strip():
            notes.append(Note(line))
    if entry.occurrences and not any(one.type == "x-document" for one in properties):
        properties.insert(0, Property("x-document", entry.occurrences[0][0]))
    for number, (source, target) in enumerate(forms):
        identifier = (entry.msgctxt or "") + (f"[{number}]" if number else "")
        variants = (Variant(header.source_language, source), Variant(header.target_language, target))
        unit = TranslationUnit(identifier, variants, tuple(notes), tuple(properties))
        yield unfolded(with_state(unit, "needs-review") if "fuzzy" in entry.flags else unit)
