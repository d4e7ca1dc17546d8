"""Writing XLIFF 1.2 as a stream: one ``file`` element for each run of units of one document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from tmx.formats.bilingual import Pair, Pairs, State, state_of
from tmx.formats.tmx14.identifiers import Identifiers
from tmx.formats.xliff12.read import COPIED
from tmx.model import Header, Match, Part, TranslationUnit, Variant
from tmx.options import WriteOptions
from tmx.remarks import Remarks
from tmx.xmltext import clean, escape, one_line

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES: dict[State, str] = {
    "new": "new",
    "needs-review": "needs-review-translation",
    "translated": "translated",
    "reviewed": "final",
    "final": "signed-off",
}
_PAIRED = {"bpt": "bpt", "ept": "ept"}


def write(stream: BinaryIO, header: Header, units: Iterable[TranslationUnit], options: WriteOptions) -> Remarks:
    """Write units as XLIFF 1.2; return what had to be changed or left out. The same units give the same bytes."""
    remarks = Remarks()
    pairs = Pairs(header, units, options, remarks)
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{NAMESPACE}">\n'.encode())
    identifiers = Identifiers()
    languages = f'source-language="{pairs.source}" target-language="{pairs.target}"'
    document: str | None = None
    number = 0
    for number, pair in enumerate(pairs, 1):
        symbol = clean(pair.unit.property("x-document"))
        if symbol != document:
            opened = f'<file original="{escape(symbol or "memory")}" {languages} datatype="plaintext">\n<body>\n'
            stream.write((opened if document is None else f"</body>\n</file>\n{opened}").encode())
            document = symbol
        name = clean(pair.unit.id)
        stream.write(_unit(pair, identifiers.unique(name or str(number)), options).encode())
    if not number:
        stream.write(f'<file original="memory" {languages} datatype="plaintext">\n<body>\n'.encode())
    stream.write(b"</body>\n</file>\n</xliff>\n")
    return remarks


def _unit(pair: Pair, identifier: str, options: WriteOptions) -> str:
    unit, source, target = pair
    state = state_of(unit, target)
    attributes = f' id="{escape(identifier)}"'
    if unit.id:
        attributes += f' resname="{escape(clean(unit.id))}"'
    if state == "final":
        attributes += ' approved="yes"'
    pieces = [f"<trans-unit{attributes}>\n<source>{_content(source, options)}</source>\n"]
    if target is not None:
        pieces.append(f'<target state="{_STATES[state]}">{_content(target, options)}</target>\n')
    elif options.copy_source:
        pieces.append(f'<target state="{COPIED}">{_content(source, options)}</target>\n')
    if unit.properties:
        pieces.append('<context-group name="properties" purpose="information">\n')
        for kind, value, _ in unit.properties:
            if text := clean(value):
                pieces.append(f'<context context-type="{escape(_type(kind))}">{escape(text)}</context>\n')
        pieces.append("</context-group>\n")
    pieces.extend(_match(match) for match in unit.matches)
    for note in unit.notes:
        language = f' xml:lang="{escape(note.language)}"' if note.language else ""
        pieces.append(f"<note{language}>{escape(clean(note.text))}</note>\n")
    pieces.append("</trans-unit>\n")
    return "".join(pieces)


def _type(kind: str) -> str:
    """A context type of our own must begin with ``x-`` (section 2.3, context-type)."""
    kind = clean(kind)
    return kind if kind.startswith("x-") else f"x-{kind or 'property'}"


def _match(match: Match) -> str:
    origin = f' origin="{escape(clean(match.origin))}"' if match.origin else ""
    return (
        f'<alt-trans match-quality="{match.score}%"{origin}>\n<source>{escape(clean(match.source))}</source>\n'
        f"<target>{escape(clean(match.target))}</target>\n</alt-trans>\n"
    )


def _content(variant: Variant, options: WriteOptions) -> str:
    if variant.parts and options.inline:
        return "".join(_inline(variant.parts, _Numbers()))
    return escape(clean(variant.text))


class _Numbers:
    """Ids for the inline elements of one segment."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        return self.last


def _inline(parts: Iterable[Part], numbers: _Numbers) -> Iterable[str]:
    for part in parts:
        if isinstance(part, str):
            yield escape(one_line(part))
            continue
        given = dict(part.attributes)
        inner = "".join(_inline(part.content, numbers))
        if part.kind == "hi":
            kind = clean(given.get("type", ""))
            yield f'<mrk mtype="{escape(kind or "x-hi")}">{inner}</mrk>'
        elif part.kind == "sub":
            yield f"<sub>{inner}</sub>"
        elif part.kind in _PAIRED:
            yield f'<{part.kind} id="{numbers.next()}" rid="{escape(clean(given.get("i", "1")))}">{inner}</{part.kind}>'
        elif part.kind == "it":
            position = "open" if given.get("pos") == "begin" else "close"
            yield f'<it id="{numbers.next()}" pos="{position}">{inner}</it>'
        else:
            yield f'<ph id="{numbers.next()}">{inner}</ph>'
