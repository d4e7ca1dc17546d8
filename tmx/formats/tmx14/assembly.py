"""Elements of a TMX, however they were read, to values: what is odd is mended here and reported, or refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, NoReturn

from tmx.dates import normalise_date
from tmx.duplicates import Duplicates
from tmx.errors import ParseError, TmxError
from tmx.lang import normalise
from tmx.model import Header, Note, Property, TranslationUnit, Variant
from tmx.options import ReadOptions
from tmx.remarks import Remarks

Attributes = dict[str, str]


class Provenance(NamedTuple):
    """What the attributes of a unit or variant say, in the order of the model's last fields."""

    created: str = ""
    changed: str = ""
    created_by: str = ""
    changed_by: str = ""
    rest: tuple[tuple[str, str], ...] = ()


NOTHING = Provenance()


class Assembler:
    """Builds header, units and variants of one file."""

    def __init__(self, source: str, options: ReadOptions, remarks: Remarks) -> None:
        self.source = source
        self.options = options
        self.remarks = remarks
        self.header = Header()
        self.line: Callable[[], int] = lambda: 0
        """Where the element at hand is; asked only when there is something to say."""
        self.duplicates = Duplicates(options, remarks)
        self._first_language = ""
        self._tags: dict[str, str] = {"": ""}

    def fail(self, message: str) -> NoReturn:
        """Raise :class:`ParseError` for the element at hand."""
        raise ParseError(message, source=self.source, line=self.line())

    def language(self, tag: str) -> str:
        """``tag`` normalised; each spelling that is not BCP 47's is told once."""
        known = self._tags.get(tag)
        if known is not None:
            return known
        try:
            language = normalise(tag)
        except TmxError as error:
            self.fail(error.message)
        if len(self._tags) < 10_000:
            if language.lower() != tag.lower():
                self.remarks.add("language", f"language {tag} read as {language}", line=self.line())
            self._tags[tag] = language
        return language

    def own_language(self, attributes: Attributes) -> str:
        """Language of an element: ``xml:lang``, or ``lang`` as up to TMX 1.3; taken out of ``attributes``."""
        modern, old = attributes.pop("xml:lang", ""), attributes.pop("lang", "")
        return self.language(modern or old)

    def variant_language(self, attributes: Attributes) -> str:
        """:meth:`own_language` of a variant; the first of the file is its source language if the header names none."""
        language = self.own_language(attributes)
        self._first_language = self._first_language or language
        return language

    def source_language(self, tag: str) -> str:
        """A ``srclang``, which may be ``*all*``."""
        return "*all*" if tag.lower() == "*all*" else self.language(tag)

    def check_size(self, text: str, what: str) -> None:
        """Refuse text that is too long to be a segment, note or property."""
        if len(text) > self.options.max_segment:
            self.fail(f"a {what} of more than {self.options.max_segment} characters")

    def provenance(self, attributes: Attributes) -> Provenance:
        """Dates and authors out of ``attributes``, and the rest of them."""
        if not attributes:
            return NOTHING
        created, changed = (self._date(attributes.pop(name, "")) for name in ("creationdate", "changedate"))
        created_by, changed_by = attributes.pop("creationid", ""), attributes.pop("changeid", "")
        return Provenance(created, changed, created_by, changed_by, tuple(attributes.items()))

    def _date(self, text: str) -> str:
        date = normalise_date(text) if text else ""
        if date != text:
            said = f"read as {date}" if date else "left out"
            self.remarks.add("date", f"date {text} is not YYYYMMDDThhmmssZ; {said}", line=self.line())
        return date

    def variants(self, found: list[Variant], unit_id: str, srclang: str) -> tuple[Variant, ...]:
        """The variants of a unit: none empty unsaid, each language once, and a language for the one without."""
        if len(found) == 2 and found[0].language != found[1].language and found[0].language and found[1].language:
            kept = found
        else:
            kept = self._one_per_language(
                found, unit_id, srclang or self.header.source_language or self._first_language
            )
        for variant in kept:
            if not variant.text or variant.text.isspace():
                said = f"empty segment in {variant.language or '?'}"
                self.remarks.add("empty-segment", said, line=self.line(), unit=unit_id)
        return tuple(kept)

    def _one_per_language(self, found: list[Variant], unit_id: str, source: str) -> list[Variant]:
        if len(found) > self.options.max_languages:
            self.fail(f"a unit with more than {self.options.max_languages} variants")
        named = {variant.language for variant in found}
        free = source if source not in ("", "*all*") and source not in named else ""
        kept: dict[str, Variant] = {}
        for variant in found:
            language = variant.language
            if not language:
                language, free = free, ""
                said = f"taken as {language}, the source language" if language else "and none follows from the header"
                self._say("no-language", f"a variant without language, {said}", unit_id)
            if language in kept:
                said = f"{language or 'no language'} twice in one unit; left out: {variant.text[:80]}"
                self._say("duplicate-language", said, unit_id)
            else:
                kept[language] = variant._replace(language=language)
        if not kept:
            self._say("no-variant", "a unit without variants", unit_id)
        return list(kept.values())

    def _say(self, kind: str, message: str, unit_id: str) -> None:
        self.remarks.add(kind, message, line=self.line(), unit=unit_id)

    def unit(
        self,
        attributes: Attributes,
        found: list[Variant],
        notes: tuple[Note, ...],
        properties: tuple[Property, ...],
    ) -> TranslationUnit:
        """A unit out of its attributes and what stands in it."""
        identifier, segtype = attributes.pop("tuid", ""), attributes.pop("segtype", "")
        srclang = self.source_language(attributes.pop("srclang", ""))
        made = self.provenance(attributes)
        variants = self.variants(found, identifier, srclang)
        dated = TranslationUnit(identifier, variants, notes, properties, segtype, *made[:4])
        made_up = dated._replace(source_language=srclang, attributes=made.rest)
        if self.duplicates.wanted:
            self.duplicates.watch(made_up, self.line)
        return made_up

    def read_header(self, attributes: Attributes, notes: tuple[Note, ...], properties: tuple[Property, ...]) -> None:
        """Fill :attr:`header`."""
        srclang = attributes.pop("srclang", "")
        if not srclang:
            self.remarks.add("srclang", "the header names no srclang", line=self.line())
        found = self.provenance(attributes)
        left = dict(found.rest)
        self.header = Header(
            source_language=self.source_language(srclang),
            segtype=left.get("segtype", "sentence"),
            tool=left.get("creationtool", ""),
            tool_version=left.get("creationtoolversion", ""),
            admin_language=self.language(left.get("adminlang", "")) or "en",
            datatype=left.get("datatype", "plaintext"),
            original_format=left.get("o-tmf", "plaintext"),
            created=found.created,
            changed=found.changed,
            created_by=found.created_by,
            changed_by=found.changed_by,
            notes=notes,
            properties=properties,
        )
