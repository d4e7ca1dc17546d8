"""Writing TMX 1.4b as a stream, so that the tools of others really use it.

What the standard leaves open follows what CAT tools do with a file: no padding and no line break in a segment,
one variant a language, never an empty one, a source language that is among the variants, and ``x-`` before the
names of properties.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import BinaryIO

from tmx import inline
from tmx.dates import normalise_date
from tmx.formats.tmx14.identifiers import Identifiers
from tmx.lang import matches, normalise
from tmx.model import Header, Note, Part, Property, TranslationUnit, Variant
from tmx.options import WriteOptions
from tmx.remarks import Remarks
from tmx.xmltext import clean, escape, one_line

SEGTYPES = ("block", "paragraph", "sentence", "phrase")
LONG = 2_000
"""Characters beyond which some tools refuse a segment."""
CLOSING = b"</body>\n</tmx>\n"
"""The end of a file, after its last unit."""
_BARE = Variant("", "")[3:]
_BATCH = 512
"""Units to one encoding and one write."""
_ATTRIBUTES = frozenset(
    ("o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion", "o-tmf")
)
"""Attributes of ``tu`` and ``tuv`` that have no field in the model."""


class UnitWriter:
    """Turns units into XML, counting and reporting what it had to change or leave out."""

    def __init__(self, options: WriteOptions, remarks: Remarks) -> None:
        self.options = options
        self.remarks = remarks
        self.source = ""
        """Language the header names as source."""
        self._wanted: tuple[str, ...] = ()
        self._ids = Identifiers()
        self._tags: dict[str, str] = {}

    def head(self, header: Header, first: TranslationUnit | None) -> str:
        """The file up to its body; ``first`` is the first unit, where there is one."""
        options = self.options
        self.source = self._source_language(header, first)
        if options.target_language:
            self._wanted = (self.source, normalise(options.target_language))
        segtype = header.segtype if header.segtype in SEGTYPES else "sentence"
        created = normalise_date(header.created) or normalise_date(options.date)
        dates = {"creationdate": created, "creationid": header.created_by,
                 "changedate": normalise_date(header.changed), "changeid": header.changed_by}  # fmt: skip
        attributes = {
            "creationtool": header.tool or options.tool,
            "creationtoolversion": header.tool_version or options.tool_version,
            "segtype": segtype,
            "o-tmf": header.original_format or "plaintext",
            "adminlang": header.admin_language or "en",
            "srclang": self.source,
            "datatype": header.datatype or "plaintext",
            **{name: value for name, value in dates.items() if value},
        }
        inner = self._annotations(header.notes, header.properties)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n<header'
            + "".join(f' {name}="{escape(clean(value))}"' for name, value in attributes.items())
            + (f">{inner}</header>" if inner else "/>")
            + "\n<body>\n"
        )

    def _source_language(self, header: Header, first: TranslationUnit | None) -> str:
        wanted = self.options.source_language or header.source_language
        if wanted == "*all*":
            return wanted
        languages = [variant.language for variant in first.variants if variant.language] if first else []
        wanted = normalise(wanted) if wanted else ""
        if wanted and (not languages or wanted in languages):
            return wanted
        related = [tag for tag in languages if wanted and (matches(wanted, tag) or matches(tag, wanted))]
        return (related or [wanted] if wanted else languages or ["*all*"])[0]

    def unit(self, unit: TranslationUnit) -> str:
        """One unit, or an empty string where it cannot be written."""
        bodies: list[str] = []
        languages: list[str] = []
        for variant in unit.variants:
            language = self._tags.get(variant.language) or self._tag(variant.language)
            if self._wanted and not any(matches(wanted, language) for wanted in self._wanted if language):
                continue
            body = self._variant(variant, language, languages, unit.id)
            if body:
                languages.append(language)
                bodies.append(body)
        if len(bodies) < 2:
            said = languages[0] if languages else "no language"
            self.remarks.add("one-language", f"unit left out: it has text in {said} only", unit=unit.id)
            return ""
        attributes = self._unit_attributes(unit, languages)
        inner = self._annotations(unit.notes, unit.properties) if unit.notes or unit.properties else ""
        return f"<tu{attributes}>{inner}\n{''.join(bodies)}</tu>\n"

    def _tag(self, tag: str) -> str:
        language = normalise(tag) if tag else ""
        self._tags[tag] = language
        return language

    def _variant(self, variant: Variant, language: str, taken: list[str], unit_id: str) -> str:
        text = variant.text
        if not (text.isprintable() and text[:1] != " " and text[-1:] != " "):
            text = self._cleaned(text, unit_id)
        if not text or not language or language in taken:
            self._left_out(text, language, unit_id)
            return ""
        if len(text) > LONG:
            self.remarks.add(
                "long-segment", f"{len(text)} characters in {language}; some tools stop at {LONG}", unit=unit_id
            )
        if "&" in text or "<" in text or ">" in text or '"' in text:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        if variant.parts and self.options.inline:
            text = inline.to_xml(_trimmed(variant.parts), escape)
        if variant[3:] == _BARE:
            return f'<tuv xml:lang="{language}"><seg>{text}</seg></tuv>\n'
        inner = self._annotations(variant.notes, variant.properties)
        attributes = _provenance(variant) + _others(variant.attributes)
        return f'<tuv xml:lang="{language}"{attributes}>{inner}<seg>{text}</seg></tuv>\n'

    def _cleaned(self, text: str, unit_id: str) -> str:
        result = clean(text)
        if result != text:
            self.remarks.add("padding", "padding, line breaks or control characters taken out", unit=unit_id)
        return result

    def _left_out(self, text: str, language: str, unit_id: str) -> None:
        if not text:
            self.remarks.add("empty-segment", f"empty segment in {language or '?'} left out", unit=unit_id)
        elif not language:
            self.remarks.add("no-language", f"a variant without language left out: {text[:80]}", unit=unit_id)
        else:
            self.remarks.add("duplicate-language", f"{language} twice in one unit; left out: {text[:80]}", unit=unit_id)

    def _unit_attributes(self, unit: TranslationUnit, languages: list[str]) -> str:
        result = ""
        if unit.id:
            wanted = clean(unit.id)
            name = self._ids.unique(wanted)
            if name != unit.id:
                why = "it is taken" if name != wanted else "of control characters or space"
                self.remarks.add("identifier", f"tuid written as {name}, because {why}", unit=wanted)
            if name:
                result = f' tuid="{escape(name)}"'
        if unit.segtype in SEGTYPES:
            result += f' segtype="{unit.segtype}"'
        source = unit.source_language or self.source
        if source != "*all*" and source not in languages:
            result += f' srclang="{next((tag for tag in languages if matches(source, tag)), languages[0])}"'
        elif unit.source_language:
            result += f' srclang="{unit.source_language}"'
        if unit.created or unit.changed or unit.created_by or unit.changed_by:
            result += _provenance(unit)
        return result + _others(unit.attributes) if unit.attributes else result

    def _annotations(self, notes: tuple[Note, ...], properties: tuple[Property, ...]) -> str:
        pieces: list[str] = []
        for text, language in notes:
            if content := clean(text):
                pieces.append(f"<note{self._lang(language)}>{escape(content)}</note>")
        for kind, value, language in properties:
            name = (
                kind if kind.isprintable() and kind[:2] == "x-" else f"x-{clean(kind).removeprefix('x-') or 'property'}"
            )
            pieces.append(f'<prop type="{escape(name)}"{self._lang(language)}>{escape(clean(value))}</prop>')
        return "".join(pieces)

    def _lang(self, language: str) -> str:
        return f' xml:lang="{escape(language)}"' if language else ""


def _trimmed(parts: tuple[Part, ...]) -> list[Part]:
    """``parts`` as :func:`clean` would leave their text: no breaks, no padding at the ends."""
    kept: list[Part] = []
    for part in parts:
        if isinstance(part, str):
            kept.append(one_line(part))
        else:
            attributes = tuple((name, clean(value)) for name, value in part.attributes)
            content = tuple(one_line(piece) if isinstance(piece, str) else piece for piece in part.content)
            kept.append(part._replace(attributes=attributes, content=content))
    _trim(kept, range(len(kept)), str.lstrip)
    _trim(kept, range(len(kept) - 1, -1, -1), str.rstrip)
    return kept


def _trim(parts: list[Part], order: range, strip: Callable[[str], str]) -> None:
    """Strip text in that order, up to the first that is not blank, be it of the segment or of a code."""
    for index in order:
        part = parts[index]
        if isinstance(part, str):
            parts[index] = part = strip(part)
            if part:
                return
        elif part.content:
            return


def _provenance(value: TranslationUnit | Variant) -> str:
    result = ""
    if created := normalise_date(value.created):
        result += f' creationdate="{created}"'
    if value.created_by:
        result += f' creationid="{escape(clean(value.created_by))}"'
    if changed := normalise_date(value.changed):
        result += f' changedate="{changed}"'
    if value.changed_by:
        result += f' changeid="{escape(clean(value.changed_by))}"'
    return result


def _others(attributes: tuple[tuple[str, str], ...]) -> str:
    result = ""
    for name, value in attributes:
        written = normalise_date(value) if name == "lastusagedate" else clean(value)
        if name in _ATTRIBUTES and written:
            result += f' {name}="{escape(written)}"'
    return result


def write(stream: BinaryIO, header: Header, units: Iterable[TranslationUnit], options: WriteOptions) -> Remarks:
    """Write units as TMX 1.4b; return what had to be changed or left out. The same units give the same bytes."""
    remarks = Remarks()
    writer = UnitWriter(options, remarks)
    source = iter(units)
    first = next(source, None)
    stream.write(writer.head(header, first).encode("utf-8"))
    if first is not None:
        stream.write(writer.unit(first).encode("utf-8"))
    texts = map(writer.unit, source)
    while batch := list(itertools.islice(texts, _BATCH)):
        stream.write("".join(batch).encode("utf-8"))
    stream.write(CLOSING)
    return remarks
