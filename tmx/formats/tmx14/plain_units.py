"""Units of the usual shape, straight out of text: no inline code, comment, CDATA section or empty element.

Nearly all units of nearly all memories look like that. An expression that leaves no room for ``<`` but in its own
tags, together with the checks made here, accepts well-formed XML only: attributes are checked as they are first
met, references where there is an ``&``, and :func:`is_plain` has looked at the text for what else XML forbids.
Whatever does not match is left to expat. This takes a third of the time that a parser's events take.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from tmx.errors import ParseError
from tmx.formats.tmx14.assembly import Assembler
from tmx.model import Note, Property, TranslationUnit, Variant

_S = r"[ \t\n]"
_HEAD = rf"((?:{_S}[^<>]*+)?)>"
_ANNOTATIONS = rf"(?:<(?:prop[^<]*+</prop>|note[^<]*+</note>){_S}*+)*+"
"""Where the start tag ends is looked at when a property or note is taken apart."""
_SEGMENT = rf"<seg>([^<]*+)</seg>{_S}*+</tuv>{_S}*+"
_TU = rf"{_S}*+<tu(?: tuid=\"([^\"&<\t\n]*+)\")?+{_HEAD}{_S}*+({_ANNOTATIONS})"
_FILLED = r"<seg>(?=\s*+[^<\s])([^<]*+)</seg>"
_PAIR = re.compile(
    rf"{_TU}<tuv{_HEAD}{_S}*+{_FILLED}{_S}*+</tuv>{_S}*+<tuv{_HEAD}{_S}*+{_FILLED}{_S}*+</tuv>{_S}*+</tu>"
)
_PAIRS = re.compile(rf"{_PAIR.pattern}|([\s\S]++)")
"""All there is, in one go: the last group is what comes after the last pair in a row."""
_VARIANT = rf"<tuv(?:{_S}[^<>]*+)?>{_S}*+{_ANNOTATIONS}<seg>[^<]*+</seg>{_S}*+</tuv>{_S}*+"
_UNIT = re.compile(rf"{_TU}((?:{_VARIANT})++)</tu>")
_VARIANTS = re.compile(rf"<tuv{_HEAD}{_S}*+({_ANNOTATIONS}){_SEGMENT}")
_ANNOTATION = re.compile(rf"<(prop|note){_HEAD}([^<]*+)</....>{_S}*+")
_ATTRIBUTE = rf"{_S}++([A-Za-z_:][\w:.-]*+){_S}*+={_S}*+(?:\"([^\"<]*+)\"|'([^'<]*+)')"
_EACH_ATTRIBUTE = re.compile(_ATTRIBUTE)
_ATTRIBUTES = re.compile(rf"(?:{_ATTRIBUTE})*+{_S}*+")
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,8})|#x([0-9A-Fa-f]{1,8}));|&")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_SIEVE = bytes(code < 32 and code not in b"\t\n\r" for code in range(256))
"""Makes 1 of a control character and 0 of any other byte."""
_CACHED = 2_000
"""Strings of attributes, or short properties, whose meaning is remembered; most memories have a handful."""
_SHORT = 60
"""Characters up to which a property is short."""


class Unusual(Exception):
    """Something that the other reader should judge."""


def is_plain(data: bytes, text: str) -> bool:
    """Whether ``data``, which is ``text`` in UTF-8, is free of what XML forbids in text of any shape."""
    # single characters are looked for, by far the fastest search; only if one is there, what it may begin
    return not (
        1 in data.translate(_SIEVE) or (b"]" in data and b"]]>" in data) or "\ufffe" in text or "\uffff" in text
    )


def unescape(text: str) -> str:
    """``text`` with XML's own entities and character references resolved; :class:`Unusual` for any others."""
    return _REFERENCE.sub(_resolve, text) if "&" in text else text


def _resolve(found: re.Match[str]) -> str:
    name, decimal, hexadecimal = found.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal or "0", 16)
    if code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return chr(code)
    raise Unusual


def attributes_of(head: str) -> dict[str, str]:
    """The attributes in a start tag, white space in values as XML 1.0 (section 3.3.3) normalises it."""
    if not _ATTRIBUTES.fullmatch(head):
        raise Unusual
    attributes: dict[str, str] = {}
    for name, double, single in _EACH_ATTRIBUTE.findall(head):
        if name in attributes:
            raise Unusual
        attributes[name] = unescape((double or single).replace("\n", " ").replace("\t", " "))
    return attributes


class PlainUnits:
    """Reads units of the usual shape, remembering what strings of attributes mean."""

    def __init__(self, assembler: Assembler) -> None:
        self._assembler = assembler
        self._position = 0
        """Where in the text the units that are read in one go begin."""
        self._text = ""
        self._read: list[TranslationUnit] = []
        self._read_before = 0
        self._variant_heads: dict[str, tuple[str, tuple[Any, ...]]] = {}
        self._unit_heads: dict[str, tuple[tuple[Any, ...], str]] = {}
        self._annotation_heads: dict[str, tuple[str, str]] = {}
        self._properties: dict[str, Property] = {}
        """Short ones as they stand: units of one paragraph share nearly all of theirs."""
        self._limit = assembler.options.max_segment
        self._duplicates = assembler.duplicates

    def read(self, text: str, position: int, units: list[TranslationUnit]) -> int:
        """Append to ``units`` those from ``position`` on, up to the first of another shape; return where that begins.

        The line ends of ``text`` are line feeds, and it passed :func:`is_plain`.
        """
        self._text, self._position, self._read, self._read_before = text, position, units, len(units)
        try:
            while self._position < len(text):
                self._pairs(text, units)
                found = _UNIT.match(text, self._position)
                if found is None:
                    break
                units.append(self._unit(found))
                self._passed(found.end())
        except (Unusual, ParseError):
            # the other reader says what is wrong, or leaves the unit out
            self._passed(self.position)
        return self._position

    @property
    def position(self) -> int:
        """Where in the text the unit at hand begins; found out anew, as it is seldom asked."""
        position = self._position
        for _ in range(len(self._read) - self._read_before):
            found = _PAIR.match(self._text, position)
            assert found is not None
            position = found.end()
        return position

    def _passed(self, position: int) -> None:
        """Note that all units before ``position`` are read."""
        self._position, self._read_before = position, len(self._read)

    def _pairs(self, text: str, units: list[TranslationUnit]) -> None:
        """The commonest of all: two variants without notes or properties of their own."""
        new = tuple.__new__
        variant_heads, unit_heads = self._variant_heads, self._unit_heads
        rows = _PAIRS.findall(text, self._position)
        perhaps_long = len(text) > self._limit
        watch = self._duplicates.watch if self._duplicates.wanted else None
        for tuid, head, remarks, head_1, raw_1, head_2, raw_2, other in rows:
            if other:
                break
            language_1, rest_1 = variant_heads.get(head_1) or self._variant_head(head_1)
            language_2, rest_2 = variant_heads.get(head_2) or self._variant_head(head_2)
            text_1 = unescape(raw_1) if "&" in raw_1 else raw_1
            text_2 = unescape(raw_2) if "&" in raw_2 else raw_2
            # added, not unpacked: that takes half the time, and this is done for every variant of every memory
            pair: tuple[Variant, ...] = (
                new(Variant, (language_1, text_1) + rest_1),  # noqa: RUF005
                new(Variant, (language_2, text_2) + rest_2),  # noqa: RUF005
            )
            rest, identifier = unit_heads.get(head) or self._unit_head(head)
            if tuid:
                if identifier:
                    raise Unusual
                identifier = tuid
            if language_1 == language_2 or perhaps_long:
                pair = self._checked(pair, identifier, rest[5])
            notes, properties = self._annotations(remarks) if remarks else ((), ())
            unit = new(TranslationUnit, (identifier, pair, notes, properties) + rest)  # noqa: RUF005
            if watch:
                watch(unit, self._assembler.line)
            units.append(unit)
        self._passed(len(text) - (len(rows[-1][-1]) if rows else 0))

    def _checked(self, variants: Sequence[Variant], unit_id: str, srclang: str) -> tuple[Variant, ...]:
        for variant in variants:
            self._assembler.check_size(variant.text, "seg")
        return self._assembler.variants(list(variants), unit_id, srclang)

    def _unit(self, found: re.Match[str]) -> TranslationUnit:
        tuid, head, annotations, body = found.groups()
        variants = [self._variant(*pieces) for pieces in _VARIANTS.findall(body)]
        notes, properties = self._annotations(annotations)
        rest, identifier = self._unit_heads.get(head) or self._unit_head(head)
        if tuid and identifier:
            raise Unusual
        identifier = tuid or identifier
        checked = self._checked(variants, identifier, rest[5])
        unit = TranslationUnit(identifier, checked, notes, properties, *rest)
        if self._duplicates.wanted:
            self._duplicates.watch(unit, self._assembler.line)
        return unit

    def _unit_head(self, head: str) -> tuple[tuple[Any, ...], str]:
        """The fields after the properties, and a ``tuid`` that does not come first in the tag."""
        assembler = self._assembler
        attributes = attributes_of(head)
        identifier, segtype = attributes.pop("tuid", ""), attributes.pop("segtype", "")
        srclang = assembler.source_language(attributes.pop("srclang", ""))
        *dated, others = assembler.provenance(attributes)
        known = ((segtype, *dated, srclang, others, ()), identifier)
        if len(self._unit_heads) >= _CACHED:
            self._unit_heads.clear()
        self._unit_heads[head] = known
        return known

    def _variant(self, head: str, annotations: str, segment: str) -> Variant:
        language, rest = self._variant_heads.get(head) or self._variant_head(head)
        notes, properties = self._annotations(annotations)
        return Variant(language, unescape(segment), (), notes, properties, *rest[3:])

    def _variant_head(self, head: str) -> tuple[str, tuple[Any, ...]]:
        """The language, and the fields after the text where there are neither codes, notes nor properties."""
        attributes = attributes_of(head)
        language = self._assembler.variant_language(attributes)
        if not language:
            raise Unusual
        known = (language, ((), (), (), *self._assembler.provenance(attributes)))
        if len(self._variant_heads) >= _CACHED:
            self._variant_heads.clear()
        self._variant_heads[head] = known
        return known

    def _annotations(self, text: str) -> tuple[tuple[Note, ...], tuple[Property, ...]]:
        if not text:
            return (), ()
        pieces = text.split("</prop>")
        if len(text) >= self._limit or not pieces.pop().isspace() or "<note" in text:
            return self._each_annotation(text)
        known, heads, new = self._properties, self._annotation_heads, tuple.__new__
        properties: list[Property] = []
        for piece in pieces:
            found = known.get(piece)
            if found is None:
                tag, end, raw = piece.partition(">")
                head = heads.get(tag)
                if head is None or not end or "&" in raw:
                    found = self._property(piece)
                else:
                    found = new(Property, (head[0], raw.strip(), head[1]))
                    if len(piece) < _SHORT:
                        if len(known) >= _CACHED:
                            known.clear()
                        known[piece] = found
            properties.append(found)
        return (), tuple(properties)

    def _each_annotation(self, text: str) -> tuple[tuple[Note, ...], tuple[Property, ...]]:
        notes: list[Note] = []
        properties: list[Property] = []
        found = _ANNOTATION.findall(text)
        if len(found) != text.count("</"):
            raise Unusual
        for name, head, raw in found:
            type_, language = self._annotation_head(f"<{name}{head}")
            content = unescape(raw).strip() if "&" in raw else raw.strip()
            if len(content) > self._limit:
                self._assembler.check_size(content, name)
            if name == "prop":
                properties.append(Property(type_, content, language))
            else:
                notes.append(Note(content, language))
        return tuple(notes), tuple(properties)

    def _property(self, piece: str) -> Property:
        """A property of a kind that is new or with references in it, its end tag cut off."""
        tag, end, raw = piece.partition(">")
        if not end:
            raise Unusual
        type_, language = self._annotation_heads.get(tag) or self._annotation_head(tag)
        value = unescape(raw).strip() if "&" in raw else raw.strip()
        return Property(type_, value, language)

    def _annotation_head(self, tag: str) -> tuple[str, str]:
        """Type and language that a start tag says, its ``>`` cut off."""
        attributes = attributes_of(tag.lstrip()[5:])
        language = self._assembler.own_language(attributes)
        known = (attributes.get("type", ""), language)
        if len(self._annotation_heads) >= _CACHED:
            self._annotation_heads.clear()
        self._annotation_heads[tag] = known
        return known
