"""Reading XLIFF 2.x as a stream: one unit of ours for each segment."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import BinaryIO

from tmx.duplicates import Duplicates
from tmx.errors import ParseError, TmxError
from tmx.formats.bilingual import State, unfolded, with_state
from tmx.lang import normalise
from tmx.model import Header, Match, Note, Property, TranslationUnit, Variant
from tmx.options import ReadOptions
from tmx.reader import UnitReader
from tmx.remarks import Remarks
from tmx.xmlstream import Node, subtrees

METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_STATES: dict[str, State] = {
    "initial": "needs-review",
    "translated": "translated",
    "reviewed": "reviewed",
    "final": "final",
}


def read(stream: BinaryIO, options: ReadOptions, source: str = "") -> UnitReader:
    """Return header and units of an XLIFF 2.x file. Raises :class:`ParseError` with the line."""
    remarks = Remarks()
    found = subtrees(stream, frozenset({"unit"}), ("xliff",), source=source, remarks=remarks)
    first = next(found, None)
    if first is None:
        return UnitReader(Header(), iter(()), remarks)
    root = first[0][0]
    try:
        languages = [normalise(root.attributes.get(name, "und")) for name in ("srcLang", "trgLang")]
    except TmxError as error:
        raise ParseError(error.message, source=source, line=root.line) from None
    header = Header(source_language=languages[0], target_language=languages[1], original_format="XLIFF")

    duplicates = Duplicates(options, remarks)

    def units() -> Iterator[TranslationUnit]:
        for one in itertools.chain((first,), found):
            for unit in _units(one, header, options, remarks, source):
                yield duplicates.watched(unit, one[1].line)

    return UnitReader(header, units(), remarks)


def _units(
    found: tuple[tuple[Node, ...], Node], header: Header, options: ReadOptions, remarks: Remarks, source: str
) -> Iterator[TranslationUnit]:
    ancestors, node = found
    segments = list(node.elements("segment"))
    for number, segment in enumerate(segments, 1):
        try:
            unit = _unit(node, segment, header, options)
        except ParseError as error:
            if not options.lenient:
                raise ParseError(error.message, source=source, line=error.line) from None
            remarks.add("skipped-unit", f"unit left out: {error.message}", line=error.line)
            continue
        if len(segments) > 1 and unit.id:
            unit = unit._replace(id=f"{unit.id}:{segment.attributes.get('id') or number}")
        original = ancestors[1].attributes.get("original", "") if len(ancestors) > 1 else ""
        if original and not unit.property("x-document"):
            unit = unit._replace(properties=(Property("x-document", original), *unit.properties))
        yield unfolded(unit)


def _unit(node: Node, segment: Node, header: Header, options: ReadOptions) -> TranslationUnit:
    source, target = segment.find("source"), segment.find("target")
    if source is None:
        raise ParseError("a segment without <source>", line=segment.line)
    variants = [Variant(header.source_language, source.text())]
    if target is not None:
        variants.append(Variant(header.target_language, target.text()))
    if max(len(variant.text) for variant in variants) > options.max_segment:
        raise ParseError(f"a segment of more than {options.max_segment} characters", line=segment.line)
    properties = tuple(
        Property(meta.attributes.get("type", ""), meta.text().strip())
        for meta in node.walk()
        if meta.name == f"{{{METADATA}}}meta"
    )
    notes = tuple(Note(note.text().strip()) for group in node.elements("notes") for note in group.elements("note"))
    matches = tuple(_match(one) for one in node.walk() if one.name == f"{{{MATCHES}}}match")
    name = node.attributes.get("name") or node.attributes.get("id", "")
    unit = TranslationUnit(name, tuple(variants), notes, properties, matches=matches)
    state = segment.attributes.get("state", "")
    return with_state(unit, _STATES[state]) if target is not None and state in _STATES else unit


def _match(node: Node) -> Match:
    try:
        score = round(float(node.attributes.get("matchQuality", "0")))
    except ValueError:
        score = 0
    origin = node.attributes.get("origin", "")
    return Match(node.text_of("source"), node.text_of("target"), score, origin)
