"""Expat's events to translation units. Speed is the point here: a memory has tens of events a unit.

Character data goes straight into a list, by the list's own ``append``; the list is emptied where an element with
text begins. Inline codes and the header are rare, so they are collected as nodes by a second pair of handlers.
"""

from __future__ import annotations

from typing import NoReturn
from xml.parsers import expat

from tmx import inline
from tmx.dates import normalise_date
from tmx.errors import ParseError, TmxError
from tmx.lang import normalise
from tmx.model import Header, Note, Property, TranslationUnit, Variant
from tmx.options import ReadOptions
from tmx.remarks import Remarks
from tmx.xmlstream import MAX_DEPTH, Node

Attributes = dict[str, str]
_NONE: Attributes = {}


class UnitHandler:
    """Turns the events of one file, or of its pieces, into ``header`` and ``units``."""

    def __init__(self, source: str, options: ReadOptions, remarks: Remarks) -> None:
        self.source = source
        self.options = options
        self.remarks = remarks
        self.header: Header | None = None
        self.units: list[TranslationUnit] = []
        """Units complete so far; whoever drives the parser empties it."""
        self.first_line = 0
        """Lines before the piece being parsed."""
        self.root_seen = False
        self._tags: dict[str, str] = {}
        self._text: list[str] = []
        self._nodes: list[Node] = []
        self.reset()

    def reset(self) -> None:
        """Forget a unit that was not completed."""
        self._unit: Attributes | None = None
        self._variant: Attributes | None = None
        self._leaf = ""
        self._leaf_attributes = _NONE
        self._line = 0
        self._variants: list[Variant] = []
        self._unit_notes: list[Note] = []
        self._unit_properties: list[Property] = []
        self._notes: list[Note] = []
        self._properties: list[Property] = []
        self._segment: str | None = None
        self._parts: tuple[inline.Part, ...] = ()
        self._nodes.clear()
        self._text.clear()

    def attach(self, parser: expat.XMLParserType) -> None:
        """Listen to ``parser``."""
        self.parser = parser
        self._resume()

    def _resume(self) -> None:
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append

    def check_size(self) -> None:
        """To be called after each chunk: drop space between elements, stop at text without end."""
        if not self._leaf:
            self._text.clear()
        elif sum(map(len, self._text)) > self.options.max_segment:
            self._too_long()

    def fail(self, message: str) -> NoReturn:
        """Raise :class:`ParseError` at the parser's line."""
        raise ParseError(message, source=self.source, line=self._here())

    def _here(self) -> int:
        return self.parser.CurrentLineNumber + self.first_line

    def _too_long(self) -> NoReturn:
        self.fail(f"a {self._leaf} of more than {self.options.max_segment} characters")

    def _start(self, name: str, attributes: Attributes) -> None:
        if self._leaf:
            self._start_inline(name, attributes)
        elif name in ("seg", "prop", "note"):
            if self._unit is None or (name == "seg" and self._variant is None):
                self.fail(f"<{name}> where none may be")
            self._leaf = name
            self._leaf_attributes = attributes
            self._text.clear()
        elif name == "tuv":
            if self._unit is None or self._variant is not None:
                self.fail("<tuv> where none may be")
            if len(self._variants) >= self.options.max_languages:
                self.fail(f"a unit with more than {self.options.max_languages} variants")
            self._variant = attributes
            self._notes = []
            self._properties = []
        elif name == "tu":
            if self._unit is not None or self.header is None:
                self.fail("<tu> where none may be")
            self._unit = attributes
            self._line = self._here()
            self._notes = self._unit_notes = []
            self._properties = self._unit_properties = []
            self._variants = []
        else:
            self._start_other(name, attributes)

    def _start_other(self, name: str, attributes: Attributes) -> None:
        if not self.root_seen:
            if name != "tmx":
                self.fail(f"the root element is <{name}>, not <tmx>")
            self.root_seen = True
            if not attributes.get("version", "1.").startswith("1."):
                self.fail(f"TMX version {attributes['version']} is not known; versions 1.1 to 1.4 are read")
        elif name == "header" and self.header is None:
            self._capture(Node("header", attributes, self._here()))
        elif name == "body" and self._unit is None:
            if self.header is None:
                self.remarks.add("header", "there is no header", line=self._here())
                self.header = Header()
        else:
            self.fail(f"<{name}> where none may be")

    def _start_inline(self, name: str, attributes: Attributes) -> None:
        if self._leaf != "seg" or name not in inline.KINDS:
            self.fail(f"<{name}> inside <{self._leaf}>")
        segment = Node("seg", _NONE, self._here())
        segment.children.extend(self._text)
        self._capture(segment)
        self._start_node(name, attributes)

    def _end(self, name: str) -> None:
        if self._leaf:
            self._end_leaf(name)
        elif name == "tuv":
            self._end_variant()
        elif name == "tu":
            self._end_unit()

    def _end_leaf(self, name: str) -> None:
        text = self._text
        content = text[0] if len(text) == 1 else "".join(text)
        if len(content) > self.options.max_segment:
            self._too_long()
        self._leaf = ""
        if name == "seg":
            if self._segment is not None:
                self.fail("a second <seg> in a variant")
            self._segment = content
            return
        attributes = self._leaf_attributes
        language = ""
        if len(attributes) > (name == "prop"):
            tag = attributes.get("xml:lang") or attributes.get("lang")
            language = self._language(tag) if tag else ""
        if name == "prop":
            self._properties.append(Property(attributes.get("type", ""), content.strip(), language))
        else:
            self._notes.append(Note(content.strip(), language))

    def _end_variant(self) -> None:
        attributes = self._variant
        text = self._segment
        assert attributes is not None
        if text is None:
            self.fail("a variant without <seg>")
        self._variant = None
        self._segment = None
        parts = self._parts
        if parts:
            self._parts = ()
        tag = attributes.get("xml:lang") or attributes.get("lang") or ""
        language = self._tags.get(tag) or self._language(tag)
        if not text or text.isspace():
            self.remarks.add("empty-segment", f"empty segment in {language or '?'}", line=self._here())
        notes, properties = tuple(self._notes), tuple(self._properties)
        if len(attributes) <= 1:
            self._variants.append(Variant(language, text, parts, notes, properties))
        else:
            left = {key: value for key, value in attributes.items() if key not in ("xml:lang", "lang")}
            self._variants.append(Variant(language, text, parts, notes, properties, *self._provenance(left)))

    def _end_unit(self) -> None:
        attributes = self._unit
        assert attributes is not None
        self._unit = None
        identifier = attributes.pop("tuid", "")
        variants = self._variants
        if len(variants) != 2 or variants[0][0] == variants[1][0] or not (variants[0][0] and variants[1][0]):
            variants = self._checked(variants, attributes.get("srclang", ""), identifier)
        notes, properties = tuple(self._unit_notes), tuple(self._unit_properties)
        if not attributes:
            unit = TranslationUnit(identifier, tuple(variants), notes, properties)
        else:
            segtype = attributes.pop("segtype", "")
            tag = attributes.pop("srclang", "")
            language = tag if not tag or tag == "*all*" else self._language(tag)
            *dated, rest = self._provenance(attributes)
            unit = TranslationUnit(identifier, tuple(variants), notes, properties, segtype, *dated, language, rest)
        self.units.append(unit)

    def _checked(self, variants: list[Variant], srclang: str, identifier: str) -> list[Variant]:
        """Variants with a language given to the one that has none, and each language once."""
        source = self._language(srclang) if srclang and srclang != "*all*" else ""
        source = source or (self.header.source_language if self.header else "")
        kept: dict[str, Variant] = {}
        named = {variant.language for variant in variants}
        for variant in variants:
            if not variant.language:
                usable = source if source not in ("", "*all*") and source not in named else ""
                said = f"taken as {usable}, the source language" if usable else "and none follows from the header"
                self.remarks.add("no-language", f"a variant without language, {said}", line=self._line, unit=identifier)
                variant = variant._replace(language=usable)
            if variant.language in kept:
                message = f"{variant.language or 'no language'} twice in one unit; left out: {variant.text[:80]}"
                self.remarks.add("duplicate-language", message, line=self._line, unit=identifier)
            else:
                kept[variant.language] = variant
        if not kept:
            self.remarks.add("no-variant", "a unit without variants", line=self._line, unit=identifier)
        return list(kept.values())

    def _language(self, tag: str) -> str:
        """``tag`` normalised; each spelling that is not BCP 47's own is told once."""
        if not tag:
            return ""
        try:
            language = normalise(tag)
        except TmxError as error:
            self.fail(error.message)
        if tag not in self._tags and len(self._tags) < 10_000:
            if language.lower() != tag.lower():
                self.remarks.add("language", f"language {tag} read as {language}", line=self._here())
            self._tags[tag] = language
        return language

    def _provenance(self, attributes: Attributes) -> tuple[str, str, str, str, tuple[tuple[str, str], ...]]:
        """Created, changed, by whom, and what attributes are left."""
        if not attributes:
            return "", "", "", "", ()
        found = attributes.pop
        created, changed = self._date(found("creationdate", "")), self._date(found("changedate", ""))
        authors = found("creationid", ""), found("changeid", "")
        return created, changed, *authors, tuple(attributes.items())

    def _date(self, text: str) -> str:
        if not text or (len(text) == 16 and text[8] == "T" and text[15] == "Z" and text[:8].isdecimal()):
            return text
        date = normalise_date(text)
        if date != text:
            said = f"read as {date}" if date else "left out"
            self.remarks.add("date", f"date {text} is not YYYYMMDDThhmmssZ; {said}", line=self._here())
        return date

    def _capture(self, root: Node) -> None:
        """Collect ``root`` and what is in it as nodes; :meth:`_captured` gets it when it ends."""
        self._nodes[:] = [root]
        self.parser.StartElementHandler = self._start_node
        self.parser.EndElementHandler = self._end_node
        self.parser.CharacterDataHandler = self._node_text

    def _start_node(self, name: str, attributes: Attributes) -> None:
        if len(self._nodes) >= MAX_DEPTH:
            self.fail(f"more than {MAX_DEPTH} elements inside one another")
        if self._leaf and name not in inline.KINDS:
            self.fail(f"<{name}> inside <seg>")
        node = Node(name, attributes, self._here())
        self._nodes[-1].children.append(node)
        self._nodes.append(node)

    def _node_text(self, data: str) -> None:
        self._nodes[-1].children.append(data)

    def _end_node(self, _: str) -> None:
        node = self._nodes.pop()
        if self._nodes:
            return
        self._resume()
        if node.name == "header":
            self.header = self._read_header(node)
            return
        parts = inline.from_node(node)
        self._parts = parts if self.options.inline else ()
        self._text[:] = [inline.plain(parts)]
        self._end_leaf("seg")

    def _read_header(self, node: Node) -> Header:
        given = dict(node.attributes)
        srclang = given.pop("srclang", "")
        language = srclang if srclang.lower() != "*all*" else "*all*"
        if not srclang:
            self.remarks.add("srclang", "the header names no srclang", line=node.line)
        elif language != "*all*":
            language = self._language(srclang)
        notes, properties = [], []
        for child in node.elements("note", "prop"):
            tag = child.attributes.get("xml:lang") or child.attributes.get("lang", "")
            text = child.text().strip()
            if child.name == "note":
                notes.append(Note(text, self._language(tag)))
            else:
                properties.append(Property(child.attributes.get("type", ""), text, self._language(tag)))
        created, changed, created_by, changed_by, rest = self._provenance(given)
        left = dict(rest)
        admin = left.get("adminlang", "")
        return Header(
            source_language=language,
            segtype=left.get("segtype", "sentence"),
            tool=left.get("creationtool", ""),
            tool_version=left.get("creationtoolversion", ""),
            admin_language=self._language(admin) if admin else "en",
            datatype=left.get("datatype", "plaintext"),
            original_format=left.get("o-tmf", "plaintext"),
            created=created,
            changed=changed,
            created_by=created_by,
            changed_by=changed_by,
            notes=tuple(notes),
            properties=tuple(properties),
        )
