"""Writing XLIFF 2.1 as a stream: core, metadata and translation candidates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from tmx.formats.bilingual import Pair, Pairs, State, state_of
from tmx.formats.xliff2.read import MATCHES, METADATA
from tmx.model import Header, TranslationUnit
from tmx.options import WriteOptions
from tmx.remarks import Remarks
from tmx.xmltext import clean, escape

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""That of 2.1 too: 2.1 is 2.0 with more modules (XLIFF 2.1, appendix C)."""
_STATES: dict[State, str] = {
    "new": "initial",
    "needs-review": "initial",
    "translated": "translated",
    "reviewed": "reviewed",
    "final": "final",
}


def write(stream: BinaryIO, header: Header, units: Iterable[TranslationUnit], options: WriteOptions) -> Remarks:
    """Write units as XLIFF 2.1; return what had to be changed or left out. The same units give the same bytes."""
    remarks = Remarks()
    pairs = Pairs(header, units, options, remarks)
    stream.write(
        (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="2.1" xmlns="{NAMESPACE}" xmlns:mda="{METADATA}" '
            f'xmlns:mtc="{MATCHES}" srcLang="{pairs.source}" trgLang="{pairs.target}">\n'
        ).encode()
    )
    document: str | None = None
    files = number = 0
    for number, pair in enumerate(pairs, 1):
        symbol = clean(pair.unit.property("x-document"))
        if symbol != document:
            files += 1
            original = f' original="{escape(symbol)}"' if symbol else ""
            opened = f'<file id="f{files}"{original}>\n'
            stream.write((opened if document is None else f"</file>\n{opened}").encode())
            document = symbol
        stream.write(_unit(pair, number).encode())
    if not number:
        # a file element must hold a unit (section 4.2.2.2), a unit a segment, a segment a source
        remarks.add("empty", "there are no units; an empty one is written, as XLIFF 2 asks for")
        stream.write(b'<file id="f1">\n<unit id="u1">\n<segment><source></source></segment>\n</unit>\n')
    stream.write(b"</file>\n</xliff>\n")
    return remarks


def _unit(pair: Pair, number: int) -> str:
    """One unit, its parts in the order of section 4.2.2.5: modules, notes, segments."""
    unit, source, target = pair
    name = f' name="{escape(clean(unit.id))}"' if unit.id else ""
    pieces = [f'<unit id="u{number}"{name}>\n']
    if unit.matches:
        pieces.append("<mtc:matches>\n")
        for match in unit.matches:
            origin = f' origin="{escape(clean(match.origin))}"' if match.origin else ""
            pieces.append(
                f'<mtc:match ref="#s1" matchQuality="{min(match.score, 100)}.0"{origin}>'
                f"<source>{escape(clean(match.source))}</source><target>{escape(clean(match.target))}</target></mtc:match>\n"
            )
        pieces.append("</mtc:matches>\n")
    properties = [(kind, text) for kind, value, _ in unit.properties if (text := clean(value))]
    if properties:
        metas = "".join(
            f'<mda:meta type="{escape(clean(kind))}">{escape(text)}</mda:meta>\n' for kind, text in properties
        )
        pieces.append(f"<mda:metadata>\n<mda:metaGroup>\n{metas}</mda:metaGroup>\n</mda:metadata>\n")
    if unit.notes:
        notes = "".join(f"<note>{escape(clean(note.text))}</note>\n" for note in unit.notes)
        pieces.append(f"<notes>\n{notes}</notes>\n")
    state = _STATES[state_of(unit, target)]
    pieces.append(f'<segment id="s1" state="{state}">\n<source>{escape(clean(source.text))}</source>\n')
    if target is not None:
        pieces.append(f"<target>{escape(clean(target.text))}</target>\n")
    pieces.append("</segment>\n</unit>\n")
    return "".join(pieces)
