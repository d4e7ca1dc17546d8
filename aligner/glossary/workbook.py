"""The review workbook: one row an entry, contexts beside it, columns to decide in; read back as decisions.

Every cell is text or a number, so nothing in it is run as a formula.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from aligner.glossary.deciding import decision_of
from aligner.glossary.decisions import VERDICTS, Decision
from aligner.glossary.model import Glossary, GlossaryEntry
from tmx.files import write_bytes
from tmx.xmltext import clean

DECIDED = ("decision", "into", "target", "statuses", "definition", "note")
"""Columns for the person's answers."""
NEW, LISTED, SETTLED = "new", "listed", "settled"
"""Column ``news``: what a row is; a contradiction is there in words."""
_WIDTHS = {"news": 14, "id": 13, "decision": 12, "score": 8, "count": 8, "listed": 8, "kind": 9}
_TIME, _EPOCH = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), b"2000-01-01T00:00:00Z"
_MOST_ROWS = 1_000_000


def write(path: Path, glossary: Glossary) -> None:
    """Write the workbook, whole or not at all; the same glossary gives the same bytes."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "glossary"
    names = _titles(glossary)
    sheet.append(names)
    rows = list(_rows(glossary))
    for row in rows:
        sheet.append([_cell(row.get(name, "")) for name in names])
    _lay_out(sheet, names)
    _show_news(sheet, names.index("news"), [str(row["news"]) for row in rows])
    stream = BytesIO()
    book.save(stream)
    write_bytes(path, timeless(stream.getvalue()))


def _titles(glossary: Glossary) -> list[str]:
    languages = [glossary.source_language, *glossary.target_languages]
    evidence = ["news", "listed", "kind", "score", "count", "refs", "forms"]
    return ["id", "term", *glossary.target_languages, *DECIDED, *evidence, *(f"context {one}" for one in languages)]


def _rows(glossary: Glossary) -> Iterator[dict[str, str | float]]:
    """What is new or contradicts a decision, then what is listed or settled, then decisions that left no entry."""
    by_term = {one.term.casefold(): one for one in glossary.decisions}
    left = dict(by_term)
    for entry in sorted(glossary.entries, key=lambda one: not one.news):
        row = _row(entry, glossary)
        decision = decision_of(entry, by_term, glossary.source_language)
        if decision:
            left.pop(decision.term.casefold(), None)
            row |= _decided(decision)
        settled = SETTLED if entry.decision else LISTED
        row["news"] = (entry.contradiction or NEW) if entry.news else settled
        yield row
    for decision in left.values():
        yield {**_decided(decision), "news": SETTLED}


def _decided(decision: Decision) -> dict[str, str | float]:
    """The columns of a decision, so that it is read back as it was."""
    return {
        "id": decision.id,
        "term": decision.term,
        "decision": decision.verdict,
        "into": decision.into,
        "target": decision.target,
        "statuses": "\n".join(map(str, decision.statuses)),
        "definition": decision.definition,
        "note": decision.note,
    }


def _show_news(sheet: Worksheet, column: int, news: list[str]) -> None:
    """Hide the rows that are settled: the filter of the column brings them back."""
    if SETTLED not in news:
        return
    shown = sorted({value for value in news if value != SETTLED})
    sheet.auto_filter.add_filter_column(column, shown)
    for place, value in enumerate(news, 2):
        sheet.row_dimensions[place].hidden = value == SETTLED


def _row(entry: GlossaryEntry, glossary: Glossary) -> dict[str, str | float]:
    source = entry.terms[glossary.source_language]
    row: dict[str, str | float] = {
        "id": entry.id,
        "term": source[0].text,
        "decision": entry.decision,
        "statuses": "\n".join(
            f"{language}: {term.text} = {term.status}"
            for language, found in entry.terms.items()
            for term in found
            if term.status
        ),
        "definition": entry.definition,
        "note": entry.note,
        "listed": "yes" if entry.listed else "no",
        "kind": entry.named or entry.kind,
        "score": entry.score,
        "count": sum(term.count for term in source),
        "refs": ", ".join(dict.fromkeys(ref for term in source for ref in term.refs)),
        "forms": "; ".join(f"{form} ({count})" for term in source for form, count in term.forms),
    }
    for language in glossary.target_languages:
        found = entry.terms.get(language, ())
        row[language] = "; ".join(f"{term.text} ({term.count})" for term in found)
    for context in entry.contexts[:1]:
        row[f"context {glossary.source_language}"] = context.source
    for context in reversed(entry.contexts):
        row[f"context {context.language}"] = context.target
    return row


def _cell(value: str | float) -> str | float:
    return clean(value)[:32_000] if isinstance(value, str) else value


def _lay_out(sheet: Worksheet, names: list[str]) -> None:
    bold, fill = Font(bold=True), PatternFill("solid", fgColor="FFF2CC")
    wrap = Alignment(wrap_text=True, vertical="top")
    for number, name in enumerate(names, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, 60 if name.startswith("context") else 30)
        sheet.cell(1, number).font = bold
        for (cell,) in sheet.iter_rows(min_row=2, min_col=number, max_col=number):
            cell.alignment = wrap
            if isinstance(cell.value, str):
                cell.data_type = "s"
            if name in DECIDED:
                cell.fill = fill
    choice = DataValidation(type="list", formula1=f'"{",".join(VERDICTS)}"', allow_blank=True)
    letter = get_column_letter(names.index("decision") + 1)
    choice.add(f"{letter}2:{letter}{max(sheet.max_row, 2)}")
    sheet.add_data_validation(choice)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions


def timeless(data: bytes) -> bytes:
    """The same archive with every member's time at the archive format's beginning."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            member = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            data = old.read(info)
            if info.filename == "docProps/core.xml":
                # the library writes the clock's time on saving
                data = _TIME.sub(_EPOCH, data)
            new.writestr(member, data)
    return out.getvalue()
