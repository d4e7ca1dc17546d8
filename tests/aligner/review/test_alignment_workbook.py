"""Decisions made in a spreadsheet are those the page would have made."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from aligner.errors import UnreadableDocument, UsageError
from aligner.review import alignment_workbook, exports
from aligner.review.decisions import FILE, read
from aligner.review.workspace import Desks, Workspace
from tests.aligner.review.samples import bitext, built

Cells = dict[tuple[int, str], str]


@pytest.fixture
def desks(tmp_path: Path) -> Desks:
    return Workspace(lambda: built(tmp_path, bitext()), lambda: "build").desks()


def filled(desks: Desks, cells: Cells) -> bytes:
    """The exported workbook with some cells changed: (row from 2, column) to what is typed."""
    book = load_workbook(BytesIO(exports.alignment(desks.alignment).body))
    sheet = book["alignment"]
    names = [cell.value for cell in sheet[1]]
    for (row, name), text in cells.items():
        sheet.cell(row, names.index(name) + 1).value = text
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def shown(desks: Desks) -> list[tuple[tuple[int, ...], tuple[int, ...], str]]:
    return [
        (row.bead.source, row.bead.target, row.decision.verdict if row.decision else "")
        for row in desks.alignment.overlay(0).rows
    ]


@pytest.mark.parametrize(
    ("cells", "changed"),
    [
        ({(2, "decision"): "accepted"}, {0: ((0,), (0,), "accepted")}),
        ({(3, "decision"): " No "}, {1: ((1,), (1,), "rejected")}),
        (
            {(4, "source segments"): "3 4", (5, "source segments"): ""},
            {2: ((2, 3), (2,), "corrected"), 3: ((), (3,), "corrected")},
        ),
        (
            {(2, "target segments"): "2", (3, "target segments"): "1.0"},
            {0: ((0,), (1,), "corrected"), 1: ((1,), (0,), "corrected")},
        ),
        ({(2, "source"): "a text that somebody spoilt"}, {}),
    ],
)
def test_what_is_filled_in_is_decided(
    desks: Desks, tmp_path: Path, cells: Cells, changed: dict[int, tuple[tuple[int, ...], tuple[int, ...], str]]
) -> None:
    expected = {place: ((place,), (place,), "") for place in range(6)} | changed
    taken = exports.take_over(desks, filled(desks, cells))
    assert taken == {"about": "alignment", "decisions": len(changed)}
    assert sorted(shown(desks)) == sorted(expected.values())
    assert len(read(tmp_path / FILE)) == len(changed)


def test_a_cleared_decision_is_taken_back_and_undo_brings_it_again(desks: Desks) -> None:
    exports.take_over(desks, filled(desks, {(2, "decision"): "accepted", (3, "decision"): "rejected"}))
    exports.take_over(desks, filled(desks, {(3, "decision"): ""}))
    assert [verdict for *_, verdict in shown(desks)][:2] == ["accepted", ""]
    desks.alignment.undo(desks.alignment.documents()["version"])
    assert [verdict for *_, verdict in shown(desks)][:2] == ["accepted", "rejected"]


def test_a_workbook_from_before_another_decision_replaces_only_what_it_changed(desks: Desks) -> None:
    old = filled(desks, {(2, "decision"): "rejected"})
    desk = desks.alignment
    desk.act(0, desk.documents()["version"], "merge", [0])
    desk.act(0, desk.documents()["version"], "accept", [3])
    exports.take_over(desks, old)
    assert shown(desks)[0] == ((0,), (0,), "rejected")
    assert shown(desks)[1] == ((1,), (1,), "")
    assert shown(desks)[4] == ((4,), (4,), "accepted")


def test_the_same_rows_give_the_same_bytes(desks: Desks) -> None:
    assert exports.alignment(desks.alignment).body == exports.alignment(desks.alignment).body


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({(2, "decision"): "perhaps"}, "the workbook, row 2: unknown decision 'perhaps' (accepted or rejected)"),
        ({(2, "source segments"): "one"}, "the workbook, row 2: 'one' is not a list of segments"),
        ({(2, "source segments"): "99"}, "the workbook, row 2: there is no source segment 99"),
        (
            {(2, "target segments"): "3", (3, "target segments"): "3"},
            "the workbook, row 3: target segment 3 is in row 2, too",
        ),
        ({(1, "decision"): "x"}, "the workbook: sheet alignment lacks the column decision"),
    ],
)
def test_what_cannot_be_understood_is_named_and_nothing_taken_over(
    desks: Desks, tmp_path: Path, cells: Cells, message: str
) -> None:
    body = filled(desks, cells)
    with pytest.raises(UnreadableDocument) as caught:
        exports.take_over(desks, body)
    assert str(caught.value) == message
    assert not (tmp_path / FILE).exists()


def test_a_workbook_of_the_glossary_goes_to_the_glossary(desks: Desks) -> None:
    book = load_workbook(BytesIO(exports.glossary(desks.glossary.decided(accepted_only=False), "xlsx").body))
    sheet = book.worksheets[0]
    names = [cell.value for cell in sheet[1]]
    (row,) = [cells[0].row for cells in sheet.iter_rows(min_row=2) if cells[names.index("term")].value == "traite"]
    assert row
    sheet.cell(row, names.index("decision") + 1).value = "accepted"
    sheet.cell(row, names.index("statuses") + 1).value = "en: human trafficking = forbidden"
    stream = BytesIO()
    book.save(stream)
    assert exports.take_over(desks, stream.getvalue()) == {"about": "glossary", "decisions": 1}
    (entry,) = [one for one in desks.glossary.decided(accepted_only=False).entries if one.decision]
    assert [(term.text, term.status) for term in entry.terms["en"]] == [
        ("trafficking", ""),
        ("human trafficking", "forbidden"),
    ]


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    pair = bitext(french=("=1+1", *bitext().source.symbol * 5))
    body = alignment_workbook.write(
        [(pair, Workspace(lambda: built(tmp_path, pair), str).desks().alignment.overlay(0).rows)]
    )
    cell = load_workbook(BytesIO(body))["alignment"]["G2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def spoken(desks: Desks) -> list[tuple[str, ...]]:
    return [(one.verdict, *one.pieces) for one in read(desks.alignment.file.path)]


def test_strokes_in_a_text_cut_its_segment(desks: Desks) -> None:
    cells = {(2, "source"): "Le || comité || siège.", (2, "decision"): "a", (3, "target"): "It||reads."}
    assert exports.take_over(desks, filled(desks, cells))["decisions"] == 3
    assert sorted(spoken(desks)) == [
        ("accepted",), ("cut", "It", "reads."), ("cut", "Le", "comité", "siège."),
    ]  # fmt: skip
    assert shown(desks)[:2] == [((0, 1, 2), (0,), "accepted"), ((3,), (1, 2), "")]
    assert exports.take_over(desks, filled(desks, {}))["decisions"] == 0
    cells = {(2, "source"): "[1] Le\n[2] co||mité\n[3] siège."}
    exports.take_over(desks, filled(desks, cells))
    assert ("cut", "Le", "co", "mité", "siège.") in spoken(desks)


@pytest.mark.parametrize("text", ["Le || comité sied.", "Le comité siège. ||", "||"])
def test_a_text_that_is_cut_and_changed_is_named_and_nothing_taken_over(desks: Desks, text: str) -> None:
    cells = {(2, "source"): text, (3, "decision"): "accepted"}
    with pytest.raises(UnreadableDocument) as caught:
        exports.take_over(desks, filled(desks, cells))
    assert str(caught.value) == (
        "the workbook, row 2: source segment 1 is cut, but not into what it says (type nothing but || into it)"
    )
    assert not desks.alignment.file.path.exists()


def test_an_old_workbook_does_not_cut_what_is_no_longer_there(desks: Desks) -> None:
    book = filled(desks, {(2, "source"): "Le || comité siège."})
    exports.take_over(desks, book)
    with pytest.raises(UsageError, match="This text is no longer in the document"):
        exports.take_over(desks, book)
    assert spoken(desks) == [("cut", "Le", "comité siège.")]
