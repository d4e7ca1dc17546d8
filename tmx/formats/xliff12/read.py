"""Reading XLIFF 1.0 to 1.2 as a stream."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import BinaryIO

from tmx import inline
from tmx.duplicates import Duplicates
from tmx.errors import ParseError, TmxError
from tmx.formats.bilingual import State, unfolded, with_state
from tmx.lang import normalise
from tmx.model import Code, Header, Match, Note, Part, Property, TranslationUnit, Variant
from tmx.options import ReadOptions
from tmx.reader import UnitReader
from tmx.remarks import Remarks
from tmx.xmlstream import Node, subtrees

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
COPIED = "needs-translation"
"""State of a target that holds the source text, until somebody translates it."""
_UNTRANSLATED = frozenset({"new", COPIED})
_STATES: dict[str, State] = {
    "new": "new",
    "needs-translation": "new",
    "needs-review-translation": "needs-review",
    "needs-adaptation": "needs-review",
    "needs-review-adaptation": "needs-review",
    "needs-l10n": "needs-review",
    "needs-review-l10n": "needs-review",
    "translated": "translated",
    "final": "reviewed",
    "signed-off": "final",
}


def read(stream: BinaryIO, options: ReadOptions, source: str = "") -> UnitReader:
    """Return header and units of an XLIFF 1.x file. Raises :class:`ParseError` with the line.

    With ``options.lenient``, a unit without source is left out and reported; the XML must be sound.
    """
    remarks = Remarks()
    found = subtrees(stream, frozenset({"trans-unit"}), ("xliff",), source=source, remarks=remarks)
    first = next(found, None)
    if first is None:
        return UnitReader(Header(), iter(()), remarks)
    file_ = _file_of(first[0])
    try:
        header = Header(
            source_language=_tag(file_, "source-language") or options.source_language,
            target_language=_tag(file_, "target-language") or options.target_language,
            original_format="XLIFF",
        )
    except TmxError as error:
        raise ParseError(error.message, source=source, line=file_.line) from None
    if not header.source_language:
        raise ParseError("the file names no source-language; say it with --source-lang", source=source, line=file_.line)

    duplicates = Duplicates(options, remarks)

    def units() -> Iterator[TranslationUnit]:
        for one in itertools.chain((first,), found):
            for unit in _unit(one, header, options, remarks, source):
                yield duplicates.watched(unit, one[1].line)

    return UnitReader(header, units(), remarks)


def _file_of(ancestors: tuple[Node, ...]) -> Node:
    return next((node for node in reversed(ancestors) if node.name == "file"), ancestors[0])


def _tag(node: Node, name: str) -> str:
    value = node.attributes.get(name, "")
    return normalise(value) if value else ""


def _unit(
    found: tuple[tuple[Node, ...], Node], header: Header, options: ReadOptions, remarks: Remarks, source: str
) -> Iterator[TranslationUnit]:
    ancestors, node = found
    try:
        yield unfolded(_one(_file_of(ancestors), node, header, options))
    except TmxError as error:
        if not options.lenient:
            raise ParseError(error.message, source=source, line=error.line or node.line) from None
        remarks.add("skipped-unit", f"unit left out: {error.message}", line=node.line)


def _one(file_: Node, node: Node, header: Header, options: ReadOptions) -> TranslationUnit:
    languages = (
        _tag(file_, "source-language") or header.source_language,
        _tag(file_, "target-language") or header.target_language,
    )
    source, target = node.find("source"), node.find("target")
    if source is None:
        raise ParseError("a trans-unit without <source>", line=node.line)
    variants = [_variant(source, languages[0], options)]
    if target is not None:
        variants.append(_variant(target, languages[1] or "und", options))
        if target.attributes.get("state") in _UNTRANSLATED and variants[1].text == variants[0].text:
            # a copy of the source is no translation
            target = None
            del variants[1]
    properties = [
        Property(context.attributes.get("context-type", ""), context.text().strip())
        for group in node.elements("context-group")
        for context in group.elements("context")
    ]
    original = file_.attributes.get("original", "")
    if original and original != "memory" and not any(one.type == "x-document" for one in properties):
        properties.insert(0, Property("x-document", original))
    unit = TranslationUnit(
        node.attributes.get("resname") or node.attributes.get("id", ""),
        tuple(variants),
        tuple(Note(note.text().strip(), note.attributes.get("xml:lang", "")) for note in node.elements("note")),
        tuple(properties),
        matches=tuple(_match(alternative) for alternative in node.elements("alt-trans")),
    )
    if node.attributes.get("approved") == "yes":
        return with_state(unit, "final")
    if target is not None and target.attributes.get("state") in _STATES:
        return with_state(unit, _STATES[target.attributes["state"]])
    return unit


def _variant(node: Node, language: str, options: ReadOptions) -> Variant:
    if (
        sum(len(child) for inner in node.walk() for child in inner.children if isinstance(child, str))
        > options.max_segment
    ):
        raise ParseError(f"a segment of more than {options.max_segment} characters", line=node.line)
    tag = node.attributes.get("xml:lang", "")
    parts = _parts(node)
    coded = any(isinstance(part, Code) for part in parts)
    return Variant(normalise(tag) if tag else language, inline.plain(parts), parts if coded and options.inline else ())


def _parts(node: Node) -> tuple[Part, ...]:
    """XLIFF's inline elements as those of TMX (XLIFF 1.2, section 2.5): ``g`` becomes a pair around its content."""
    parts: list[Part] = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(child)
            continue
        number = child.attributes.get("rid") or child.attributes.get("id", "1")
        paired, single = (("i", number),), (("x", number),)
        if child.name == "g":
            parts += [Code("bpt", paired), *_parts(child), Code("ept", paired)]
        elif child.name == "mrk":
            kind = child.attributes.get("mtype", "")
            inner = _parts(child)
            parts += [Code("hi", (("type", kind),) if kind else (), inner)] if kind != "seg" else inner
        elif child.name in ("bpt", "bx"):
            parts.append(Code("bpt", paired, _parts(child)))
        elif child.name in ("ept", "ex"):
            parts.append(Code("ept", paired, _parts(child)))
        elif child.name == "it":
            position = "begin" if child.attributes.get("pos") == "open" else "end"
            parts.append(Code("it", (("pos", position), *single), _parts(child)))
        elif child.name == "sub":
            parts.append(Code("sub", (), _parts(child)))
        else:
            parts.append(Code("ph", single, _parts(child)))
    return tuple(parts)


def _match(node: Node) -> Match:
    quality = node.attributes.get("match-quality", "").strip().rstrip("%")
    try:
        score = round(float(quality))
    except ValueError:
        score = 0
    return Match(node.text_of("source"), node.text_of("target"), score, node.attributes.get("origin", ""))
