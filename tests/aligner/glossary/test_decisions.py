"""Reading of what a person decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.errors import UnreadableDocument
from aligner.glossary import GlossaryOptions, build_glossary
from aligner.glossary.decision_files import read
from aligner.glossary.decisions import Decision
from aligner.glossary.workbook import write
from tests.aligner.glossary.test_build import UNITS
from tmx.errors import TmxError

UNKNOWN = "unknown decision 'perhaps' (one of accepted, rejected, renamed, merged, annotated)"


def test_toml_and_csv_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(
        '[[decision]]\nterm = "traite"\ndecision = "merge"\ninto = "traite des personnes"\n', encoding="utf-8"
    )
    (tmp_path / "d.csv").write_text("term,decision,into\ntraite,merged,traite des personnes\nx,,\n", encoding="utf-8")
    expected = (Decision(term="traite", verdict="merged", into="traite des personnes"),)
    assert read(str(tmp_path / "d.toml")) == read(str(tmp_path / "d.csv")) == expected


def test_the_review_workbook_comes_back(tmp_path: Path) -> None:
    import openpyxl

    glossary = build_glossary(UNITS, GlossaryOptions())
    path = tmp_path / "review.xlsx"
    write(path, glossary)
    first = path.read_bytes()
    assert read(str(path)) == ()
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    names = [cell.value for cell in sheet[1]]
    sheet.cell(2, names.index("decision") + 1).value = "rejected"
    book.save(path)
    (decision,) = read(str(path))
    assert (decision.term, decision.verdict) == (glossary.entries[0].terms["fr"][0].text, "rejected")
    write(path, glossary)
    assert path.read_bytes() == first


def test_a_second_round_starts_from_the_first_and_shows_what_is_new(tmp_path: Path) -> None:
    import openpyxl

    said = (
        Decision(term="traite des personnes", verdict="accepted", target="human trafficking", note="as the Protocol"),
        Decision(term="États parties", verdict="rejected"),
        Decision(term="victimes", verdict="renamed", into="victime"),
        Decision(term="infractions", verdict="merged", into="infraction pénale"),
    )
    path = tmp_path / "second.xlsx"
    write(path, build_glossary(UNITS, GlossaryOptions(decisions=said)))
    assert sorted(read(str(path)), key=lambda one: one.term) == sorted(said, key=lambda one: one.term)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    names = [cell.value for cell in sheet[1]]
    shown = {
        row[names.index("term")].value: row[names.index("news")].value
        for place, row in enumerate(sheet.iter_rows(min_row=2), 2)
        if not sheet.row_dimensions[place].hidden
    }
    assert "États parties" not in shown
    assert "victimes" not in shown
    assert str(shown["traite des personnes"]).startswith("“human trafficking” was decided, the memory says “")
    assert set(shown.values()) <= {"new", shown["traite des personnes"], "accepted, but not found in the memory"}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "d.csv",
            "term,decision\nx,perhaps\n",
            "unknown decision 'perhaps' (one of accepted, rejected, renamed, merged, annotated)",
        ),
        ("d.csv", "term,decision\nx,renamed\n", "“x” is renamed, but into what? (fill in the column into)"),
        ("d.csv", "term,decision\n,accepted\n", "a decision without its term"),
        ("d.toml", '[[decision]]\nterms = "x"\n', "unknown key 'terms' (did you mean term?)"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableDocument) as caught:
        read(str(path))
    assert str(caught.value) == f"{path}, decision 1: {message}"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("d.csv", b"a,b\n", "a table of decisions has at least the columns term and decision"),
        ("d.toml", b"decision = 3\n", "no [[decision]] tables"),
        ("d.xlsx", b"PK", "not a workbook: File is not a zip file"),
        ("d.doc", b"", "decisions are read from .toml, .csv or .xlsx"),
        (
            "d.csv",
            b"term,decision\ntraite,accepted\nTraite,rejected\n",
            "“Traite” is accepted in one place and rejected in another (leave one of the two)",
        ),
    ],
)
def test_bad_files_are_named(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises((UnreadableDocument, TmxError)) as caught:
        read(str(path))
    assert str(caught.value) == f"{path}: {message}"
