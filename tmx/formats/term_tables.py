"""Glossaries as the rows of a table: one row for the first term of each language, one more for the second, …

The columns are ``id``, a language tag for each language, for each of them ``fr status``, ``fr part of speech``,
``fr note``, ``fr context``, ``fr document``, ``fr ref`` and ``fr definition``, then ``subject``, ``definition`` and
``note``. Rows that follow one another with the same ``id`` are one entry.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import cast, get_args

from tmx.errors import ParseError
from tmx.formats.tables import Row, clean_cell, language_tag, mapping_of
from tmx.lang import normalise
from tmx.options import ReadOptions, WriteOptions
from tmx.remarks import Remarks
from tmx.terms import Context, LanguageSection, Term, TermEntry, TermStatus

TERM_FIELDS = ("status", "part of speech", "note", "context", "document", "ref", "definition")
"""Columns about one term, each behind the tag of its language."""
ENTRY_FIELDS = ("subject", "definition", "note")
"""Columns about the whole entry, after those of the languages."""
STATUSES: tuple[TermStatus, ...] = get_args(TermStatus)
_SPLIT = " | "
_SINGLE = " |"
"""At the end of a cell: it is one term, whatever looks like a separator in it."""


def languages_of(entries: Iterable[TermEntry], options: WriteOptions) -> list[str]:
    """All languages of a glossary in order of appearance, or source and target if they are said."""
    found = list(dict.fromkeys(section.language for entry in entries for section in entry.languages))
    wanted = [normalise(tag) for tag in (options.source_language, options.target_language) if tag]
    return wanted if len(wanted) == 2 else [*wanted, *(tag for tag in found if tag not in wanted)]


def table_of(entries: Iterable[TermEntry], options: WriteOptions) -> Iterator[list[str]]:
    """The title row, then the rows of each entry. Columns that would be empty throughout are left out."""
    kept = list(entries)
    languages = languages_of(kept, options)
    rows = [row for entry in kept for row in _rows(entry, languages)]
    used = dict.fromkeys(key for row in rows for key in row)
    titles = ["id", *languages]
    for language in languages:
        titles += [f"{language} {name}" for name in TERM_FIELDS]
    titles += ENTRY_FIELDS
    shown = [title for title in titles if title in used or title in languages]
    yield shown
    for row in rows:
        yield [row.get(title, "") for title in shown]


def _rows(entry: TermEntry, languages: list[str]) -> Iterator[dict[str, str]]:
    sections = [(language, entry.section(language)) for language in languages]
    count = max((len(section.terms) for _, section in sections if section), default=0)
    for index in range(count):
        row = {"id": entry.id}
        for language, section in sections:
            if section and index < len(section.terms):
                row.update(_term_cells(language, section.terms[index]))
            if section and not index:
                row[f"{language} definition"] = section.definition
        if not index:
            row.update({name: getattr(entry, name) for name in ENTRY_FIELDS})
        yield {title: clean_cell(value) for title, value in row.items() if value}


def _term_cells(language: str, term: Term) -> dict[str, str]:
    several = "; " in term.text or _SPLIT in term.text or term.text.endswith(_SINGLE)
    cells = {
        language: f"{term.text}{_SINGLE}" if several else term.text,
        f"{language} status": term.status,
        f"{language} part of speech": term.part_of_speech,
        f"{language} note": term.note,
    }
    if term.contexts:
        context = term.contexts[0]
        cells |= {
            f"{language} context": context.text,
            f"{language} document": context.document,
            f"{language} ref": context.ref,
        }
    return cells


def entries_from(rows: Iterator[Row], options: ReadOptions, source: str, remarks: Remarks) -> Iterator[TermEntry]:
    """The entries of a table whose first row has the titles.

    A cell with several terms has them between `` | `` or ``; ``; one that ends in `` |`` has one. A column
    ``status`` is for all terms of its row. Rows that follow one another with the same id are one entry. Raises
    :class:`ParseError` with the line; statuses and columns that are not known are left out and go into ``remarks``.
    """
    line, titles = next(rows, (1, []))
    titles = [options.columns.get(title, title).strip() for title in titles]
    spoken = {"source": options.source_language, "target": options.target_language}
    titles = [spoken.get(title.lower()) or title for title in titles]
    languages = {title: tag for title in titles if (tag := language_tag(title))}
    if not languages:
        named = ", ".join(titles[:8]) or "nothing"
        raise ParseError(
            f"the first row must name the languages, as 'fr' and 'en'; it has {named}", source=source, line=line
        )

    for title in titles:
        if title and title not in _known(languages):
            remarks.add("unknown-column", f"column '{title}' is not known: left out", line=line)

    def entries() -> Iterator[TermEntry]:
        numbered = ((number, mapping_of(titles, cells)) for number, cells in rows if any(cells))
        for _, group in itertools.groupby(numbered, lambda row: row[1].get("id") or f"~{row[0]}"):
            numbered_rows = list(group)
            _judge(numbered_rows, remarks)
            same = [row for _, row in numbered_rows]
            sections = [_section(title, tag, same) for title, tag in languages.items()]
            first = dict(same[0])
            yield TermEntry(
                id=first.get("id", ""),
                languages=tuple(section for section in sections if section.terms),
                subject=first.get("subject", ""),
                definition=first.get("definition", ""),
                note=first.get("note") or first.get("comment", ""),
            )

    return entries()


def _known(languages: Iterable[str]) -> set[str]:
    """All titles that mean something."""
    return {
        "id", "status", "comment", *ENTRY_FIELDS, *languages,
        *(f"{language} {name}" for language in languages for name in TERM_FIELDS),
    }  # fmt: skip


def _judge(rows: Iterable[tuple[int, Mapping[str, str]]], remarks: Remarks) -> None:
    """Remark on every status that is none."""
    for number, row in rows:
        for title, value in row.items():
            if (title == "status" or title.endswith(" status")) and value not in STATUSES:
                there = ", ".join(status for status in STATUSES if status)
                remarks.add(
                    "unknown-status", f"status '{value}' is not known, left out; there are {there}", line=number
                )


def _terms_in(cell: str) -> list[str]:
    if cell.endswith(_SINGLE):
        return [cell.removesuffix(_SINGLE)]
    return cell.split(_SPLIT if _SPLIT in cell else "; ")


def _section(title: str, tag: str, rows: Iterable[object]) -> LanguageSection:
    terms: list[Term] = []
    definition = ""
    for row in cast("list[dict[str, str]]", rows):
        definition = definition or row.get(f"{title} definition", "")
        cell = row.get(title, "")
        status = row.get(f"{title} status") or row.get("status", "")
        context = Context(
            row.get(f"{title} context", ""), row.get(f"{title} document", ""), row.get(f"{title} ref", "")
        )
        for text in _terms_in(cell):
            if text.strip():
                terms.append(
                    Term(
                        text=text.strip(),
                        status=status if status in STATUSES else "",
                        part_of_speech=row.get(f"{title} part of speech", ""),
                        note=row.get(f"{title} note", ""),
                        contexts=(context,) if context.text else (),
                    )
                )
    return LanguageSection(language=tag, terms=tuple(terms), definition=definition)
