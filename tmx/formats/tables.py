"""Units and terms as the rows of a table: what the columns are called, and what stands in them.

A table of units has the columns ``id``, a language tag for each language, ``note``, and one for each type of
property. Several notes of a unit stand in one cell with an empty line between them, several properties of a type on a
line each. Tables of terms are in :mod:`tmx.formats.term_tables`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tmx.duplicates import Duplicates
from tmx.errors import ParseError, TmxError
from tmx.formats.bilingual import folded, unfolded
from tmx.lang import normalise
from tmx.model import Header, Note, Property, TranslationUnit, Variant
from tmx.options import ReadOptions, WriteOptions
from tmx.remarks import Remarks
from tmx.xmltext import clean

Row = tuple[int, list[str]]
"""Number of the row or line, from 1, and its cells."""
_PEEKED = 5_000
"""Units looked at to see which languages and properties there are."""
_BETWEEN_NOTES = "\n\n"
_SPECIAL = {"id": "id", "tuid": "id", "note": "note", "notes": "note", "comment": "note"}


class Columns(NamedTuple):
    """What a table of units has."""

    languages: tuple[str, ...]
    properties: tuple[str, ...]
    ids: bool
    notes: bool

    def titles(self) -> list[str]:
        """The first row."""
        return ["id"] * self.ids + list(self.languages) + ["note"] * self.notes + list(self.properties)

    def cells(self, unit: TranslationUnit) -> list[str]:
        """The row of a unit."""
        texts = [clean_cell(unit.text(language)) for language in self.languages]
        note = [_BETWEEN_NOTES.join(clean_cell(note.text) for note in unit.notes)] if self.notes else []
        said: dict[str, list[str]] = {}
        for one in unit.properties:
            said.setdefault(one.type, []).append(clean_cell(one.value))
        values = ["\n".join(said.get(type_, ())) for type_ in self.properties]
        return [clean_cell(unit.id)] * self.ids + texts + note + values


def clean_cell(text: str) -> str:
    """``text`` without control characters; line breaks inside are kept, a quoted cell can hold them."""
    if text.isprintable():
        return text
    return "\n".join(clean(line) if not line.isprintable() else line for line in text.splitlines())


def columns_for(
    units: Iterable[TranslationUnit], header: Header, options: WriteOptions, remarks: Remarks
) -> tuple[Columns, Iterator[TranslationUnit]]:
    """The columns that the first five thousand units need, and all the units; later surprises are reported."""
    source = map(folded, units)
    seen = list(itertools.islice(source, _PEEKED))
    found = [variant.language for unit in seen for variant in unit.variants if variant.language]
    first = [tag for tag in (options.source_language, header.source_language) if tag and tag != "*all*"]
    languages = dict.fromkeys([normalise(tag) for tag in first[:1]] + found)
    if first and found and not any(tag == normalise(first[0]) for tag in found):
        del languages[normalise(first[0])]
    if options.target_language:
        wanted = [*list(languages)[:1], normalise(options.target_language)]
        languages = dict.fromkeys(wanted)
    columns = Columns(
        tuple(languages) or ("source", "target"),
        tuple(dict.fromkeys(property_.type for unit in seen for property_ in unit.properties)),
        any(unit.id for unit in seen),
        any(unit.notes for unit in seen),
    )
    return columns, itertools.chain(seen, _watched(source, columns, bool(options.target_language), remarks))


def _watched(
    units: Iterator[TranslationUnit], columns: Columns, narrowed: bool, remarks: Remarks
) -> Iterator[TranslationUnit]:
    languages, properties = set(columns.languages), set(columns.properties)
    for unit in units:
        late = [variant.language for variant in unit.variants if variant.language not in languages and not narrowed]
        late += [property_.type for property_ in unit.properties if property_.type not in properties]
        if late:
            remarks.add("column", f"no column for {', '.join(late)}, met too late", unit=unit.id)
        yield unit


def units_from(
    rows: Iterator[Row], options: ReadOptions, source: str, remarks: Remarks
) -> tuple[Header, Iterator[TranslationUnit]]:
    """Header and units of a table whose first row has the titles.

    Raises :class:`ParseError` with the line. With ``options.lenient``, a row that cannot be read is left out and
    reported.
    """
    line, titles = next(rows, (1, []))
    kinds = [_kind(title, options) for title in titles]
    languages = [name for kind, name in kinds if kind == "language"]
    if len(languages) < 2 or len(set(languages)) < len(languages):
        named = ", ".join(title for title in titles[:8]) or "nothing"
        raise ParseError(
            f"the first row must name a column for each of two languages, as 'fr' and 'en'; it has {named}",
            source=source,
            line=line,
        )

    duplicates = Duplicates(options, remarks)

    def units() -> Iterator[TranslationUnit]:
        for number, cells in rows:
            problem = ""
            if len(cells) > len(kinds) and any(cells[len(kinds) :]):
                problem = f"{len(cells)} cells in a table of {len(kinds)} columns"
            elif max(map(len, cells), default=0) > options.max_segment:
                problem = f"a cell of more than {options.max_segment} characters"
            if problem and not options.lenient:
                raise ParseError(problem, source=source, line=number)
            if problem:
                remarks.add("skipped-unit", f"row left out: {problem}", line=number)
            elif any(cells):
                unit = duplicates.watched(_unit(kinds, cells), number)
                for variant in unit.variants:
                    if not variant.text.strip():
                        said = f"empty segment in {variant.language}"
                        remarks.add("empty-segment", said, line=number, unit=unit.id)
                yield unit

    return Header(source_language=languages[0], target_language=languages[1]), units()


def _kind(title: str, options: ReadOptions) -> tuple[str, str]:
    """What a column holds, and its language or the property's type."""
    name = options.columns.get(title, title).strip()
    lower = name.lower()
    if lower in _SPECIAL:
        return _SPECIAL[lower], ""
    spoken = {"source": options.source_language, "target": options.target_language}.get(lower)
    if spoken is not None:
        return "language", normalise(spoken) if spoken else {"source": "und", "target": "und-x-target"}[lower]
    tag = language_tag(name)
    return ("language", tag) if tag else ("property", name)


def language_tag(title: str) -> str:
    """The language that a column's title names by its tag, empty if it does not look like one.

    ``id`` is an identifier, not Indonesian, which can be called ``ind``; of codes of three letters, only those
    count that have one of two, lest ``ref`` be a language.

    >>> [language_tag(title) for title in ("fr", "FR_ca", "fra", "id", "ref", "note", "fr status")]
    ['fr', 'fr-CA', 'fr', '', '', '', '']
    """
    if title.lower() == "id" or " " in title:
        return ""
    try:
        tag = normalise(title)
    except TmxError:
        return ""
    return tag if len(tag.partition("-")[0]) == 2 else ""


def _unit(kinds: list[tuple[str, str]], cells: list[str]) -> TranslationUnit:
    identifier = ""
    variants: list[Variant] = []
    notes: list[Note] = []
    properties: list[Property] = []
    for (kind, name), cell in zip(kinds, cells, strict=False):
        if kind == "language":
            variants.append(Variant(name, cell))
        elif not cell:
            continue
        elif kind == "id":
            identifier = cell
        elif kind == "note":
            notes += [Note(note) for note in cell.split(_BETWEEN_NOTES)]
        elif name:
            properties += [Property(name, value) for value in cell.split("\n")]
    return unfolded(TranslationUnit(identifier, tuple(variants), tuple(notes), tuple(properties)))


def mapping_of(titles: list[str], cells: list[str]) -> Mapping[str, str]:
    """The cells of a row by title, empty ones left out."""
    return {title: cell for title, cell in zip(titles, cells, strict=False) if cell}
