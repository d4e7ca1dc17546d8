"""A unit or header as a tree of nodes, to values: every construct of TMX, at its own pace."""

from __future__ import annotations

from tmx import inline
from tmx.errors import ParseError
from tmx.formats.tmx14.assembly import Assembler
from tmx.model import Code, Note, Property, TranslationUnit, Variant
from tmx.xmlstream import Node


def header_from(node: Node, assembler: Assembler) -> None:
    """Let ``assembler`` know what the ``header`` element says."""
    assembler.line = lambda: node.line
    notes, properties = _annotations(node, assembler)
    assembler.read_header(dict(node.attributes), notes, properties)


def unit_from(node: Node, assembler: Assembler) -> TranslationUnit:
    """The unit in a ``tu`` element. Raises :class:`tmx.errors.ParseError` for an element that may not be there."""
    assembler.line = lambda: node.line
    if node.name != "tu":
        assembler.fail(f"<{node.name}> where only <tu> may be")
    _only(node, ("note", "prop", "tuv"), assembler)
    notes, properties = _annotations(node, assembler)
    variants = [_variant(child, assembler) for child in node.elements("tuv")]
    assembler.line = lambda: node.line
    return assembler.unit(dict(node.attributes), variants, notes, properties)


def _variant(node: Node, assembler: Assembler) -> Variant:
    assembler.line = lambda: node.line
    _only(node, ("note", "prop", "seg"), assembler)
    segments = list(node.elements("seg"))
    if len(segments) != 1:
        assembler.fail(f"a variant with {len(segments)} <seg> elements instead of one")
    segment = segments[0]
    for inner in segment.walk():
        if inner is not segment and inner.name not in inline.KINDS:
            raise ParseError(f"<{inner.name}> inside <seg>", source=assembler.source, line=inner.line)
    parts = inline.from_node(segment)
    text = inline.plain(parts)
    assembler.check_size(segment.text(), "seg")
    if not assembler.options.inline or not any(isinstance(part, Code) for part in parts):
        parts = ()
    attributes = dict(node.attributes)
    language = assembler.variant_language(attributes)
    notes, properties = _annotations(node, assembler)
    return Variant(language, text, parts, notes, properties, *assembler.provenance(attributes))


def _annotations(node: Node, assembler: Assembler) -> tuple[tuple[Note, ...], tuple[Property, ...]]:
    notes: list[Note] = []
    properties: list[Property] = []
    for child in node.elements("note", "prop"):
        text = child.text().strip()
        assembler.check_size(text, child.name)
        attributes = dict(child.attributes)
        language = assembler.own_language(attributes)
        if child.name == "note":
            notes.append(Note(text, language))
        else:
            properties.append(Property(attributes.get("type", ""), text, language))
    return tuple(notes), tuple(properties)


def _only(node: Node, allowed: tuple[str, ...], assembler: Assembler) -> None:
    for child in node.elements():
        if child.name not in allowed:
            where = f"<{child.name}> inside <{node.name}>"
            raise ParseError(where, source=assembler.source, line=child.line)
