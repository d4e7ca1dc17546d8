"""Units of the usual shape, straight out of text: no inline code, comment, CDATA section or empty element.

Nearly all units of nearly all memories look like that. An expression that leaves no room for ``<`` but in its own
tags, together with the checks made here, accepts well-formed XML only: attributes are checked as they are first
met, references where there is an ``&``, and :func:`is_plain` has looked at the text for what else XML forbids.
Whatever does not match is left to expat. This takes a third of the time that a parser's events take.
"""

from __future__ import annotations

import re
from typing import Any

from tmx.formats.tmx14.assembly import Assembler
from tmx.model import Note, Property, TranslationUnit, Variant

_S = r"[ \t\n]"
_HEAD = rf"((?:{_S}[^<>]*+)?)>"
_ANNOTATIONS = rf"(?:<(?:prop(?:{_S}[^<>]*+)?>[^<]*+</prop|note(?:{_S}[^<>]*+)?>[^<]*+</note)>{_S}*+)*+"
_SEGMENT = rf"<seg>([^<]*+)</seg>{_S}*+</tuv>{_S}*+"
_TU = rf"{_S}*+<tu(?: tuid=\"([^\"&<\t\n]*+)\")?+{_HEAD}{_S}*+({_ANNOTATIONS})"
_PAIR = re.compile(rf"{_TU}<tuv{_HEAD}{_S}*+{_SEGMENT}<tuv{_HEAD}{_S}*+{_SEGMENT}</tu>")
_VARIANT = rf"<tuv(?:{_S}[^<>]*+)?>{_S}*+{_ANNOTATIONS}<seg>[^<]*+</seg>{_S}*+</tuv>{_S}*+"
_UNIT = re.compile(rf"{_TU}((?:{_VARIANT})++)</tu>")
_VARIANTS = re.compile(rf"<tuv{_HEAD}{_S}*+({_ANNOTATIONS}){_SEGMENT}")
_ANNOTATION = re.compile(rf"<(prop|note){_HEAD}([^<]*+)</....>{_S}*+")
_ATTRIBUTE = rf"{_S}++([A-Za-z_:][\w:.-]*+){_S}*+={_S}*+(?:\"([^\"<]*+)\"|'([^'<]*+)')"
_EACH_ATTRIBUTE = re.compile(_ATTRIBUTE)
_ATTRIBUTES = re.compile(rf"(?:{_ATTRIBUTE})*+{_S}*+")
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,8})|#x([0-9A-Fa-f]{1,8}));|&")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_CACHED = 2_000
"""Strings of attributes whose meaning is remembered; most memories have a handful."""


class Unusual(Exception):
    """Something that only a real parser should judge."""


def is_plain(data: bytes) -> bool:
    """Whether ``data`` is free of what XML forbids in text of any shape."""
    controls = len(data.translate(None, _CONTROLS)) != len(data)
    return not controls and b"]]>" not in data and b"\xef\xbf\xbe" not in data and b"\xef\xbf\xbf" not in data


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
        self.position = 0
        """Where in the text the unit at hand begins."""
        self._variant_heads: dict[str, tuple[str, tuple[Any, ...]]] = {}
        self._unit_heads: dict[str, tuple[Any, ...]] = {}
        self._annotation_heads: dict[str, tuple[str, str]] = {}
        self._limit = assembler.options.max_segment

    def read(self, text: str, position: int, units: list[TranslationUnit]) -> int:
        """Append to ``units`` those from ``position`` on, up to the first of another shape; return where that begins.

        The line ends of ``text`` are line feeds, and it passed :func:`is_plain`.
        """
        self.position = position
        try:
            while self.position < len(text):
                self._pairs(text, units)
                found = _UNIT.match(text, self.position)
                if found is None:
                    break
                units.append(self._unit(found))
                self.position = found.end()
        except Unusual:
            pass
        return self.position

    def _pairs(self, text: str, units: list[TranslationUnit]) -> None:
        """The commonest of all: two variants without notes or properties of their own."""
        new = tuple.__new__
        scanner = _PAIR.scanner(text, self.position)  # type: ignore[attr-defined]  # match after match, as re.Scanner does
        variant_heads, unit_heads = self._variant_heads, self._unit_heads
        limit = self._limit
        for found in iter(scanner.match, None):
            tuid, head, annotations, head_1, text_1, head_2, text_2 = found.groups()
            known_1 = variant_heads.get(head_1) or self._variant_head(head_1)
            known_2 = variant_heads.get(head_2) or self._variant_head(head_2)
            if "&" in text_1:
                text_1 = unescape(text_1)
            if "&" in text_2:
                text_2 = unescape(text_2)
            # added, not unpacked: that takes half the time, and this is done for every variant of every memory
            first = new(Variant, (known_1[0], text_1) + known_1[1])
            second = new(Variant, (known_2[0], text_2) + known_2[1])
            rest = unit_heads.get(head)
            if rest is None:
                rest = self._unit_head(head)
            notes, properties = self._annotations(annotations) if annotations else ((), ())
            pair = (first, second)
            if (
                text_1.isspace() or text_2.isspace() or not (text_1 and text_2 and known_1[0] and known_2[0])
                or known_1[0] == known_2[0] or len(text_1) > limit or len(text_2) > limit
            ):  # fmt: skip
                pair = self._checked([first, second], tuid or rest[-1], rest[5])  # type: ignore[assignment]
            units.append(new(TranslationUnit, (tuid or rest[-1], pair, notes, properties) + rest[:-1]))  # noqa: RUF005
            self.position = found.end()

    def _checked(self, variants: list[Variant], unit_id: str, srclang: str) -> tuple[Variant, ...]:
        for variant in variants:
            self._assembler.check_size(variant.text, "seg")
        return self._assembler.variants(variants, unit_id, srclang)

    def _unit(self, found: re.Match[str]) -> TranslationUnit:
        tuid, head, annotations, body = found.groups()
        variants = [self._variant(*pieces) for pieces in _VARIANTS.findall(body)]
        notes, properties = self._annotations(annotations)
        rest = self._unit_heads.get(head) or self._unit_head(head)
        identifier = tuid or rest[-1]
        checked = self._checked(variants, identifier, rest[5])
        return TranslationUnit(identifier, checked, notes, properties, *rest[:-1])

    def _unit_head(self, head: str) -> tuple[Any, ...]:
        """The fields after the properties, and a ``tuid`` that does not come first in the tag."""
        assembler = self._assembler
        attributes = attributes_of(head)
        identifier, segtype = attributes.pop("tuid", ""), attributes.pop("segtype", "")
        srclang = assembler.source_language(attributes.pop("srclang", ""))
        *dated, others = assembler.provenance(attributes)
        known = (segtype, *dated, srclang, others, identifier)
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
        language = self._assembler.own_language(attributes)
        known = (language, ((), (), (), *self._assembler.provenance(attributes)))
        if len(self._variant_heads) >= _CACHED:
            self._variant_heads.clear()
        self._variant_heads[head] = known
        return known

    def _annotations(self, text: str) -> tuple[tuple[Note, ...], tuple[Property, ...]]:
        if not text:
            return (), ()
        notes: list[Note] = []
        properties: list[Property] = []
        heads, new = self._annotation_heads, tuple.__new__
        for name, head, raw in _ANNOTATION.findall(text):
            type_, language = heads.get(head) or self._annotation_head(head)
            content = unescape(raw).strip() if "&" in raw else raw.strip()
            if len(content) > self._limit:
                self._assembler.check_size(content, name)
            if name == "prop":
                properties.append(new(Property, (type_, content, language)))
            else:
                notes.append(new(Note, (content, language)))
        return tuple(notes), tuple(properties)

    def _annotation_head(self, head: str) -> tuple[str, str]:
        attributes = attributes_of(head)
        language = self._assembler.own_language(attributes)
        known = (attributes.get("type", ""), language)
        if len(self._annotation_heads) >= _CACHED:
            self._annotation_heads.clear()
        self._annotation_heads[head] = known
        return known
