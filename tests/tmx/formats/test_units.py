"""All formats for units: what they say they keep comes back, what they do not is counted, bad files are refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tmx
from tests.conftest import ROOT
from tests.tmx.strategies import BILINGUAL, CLEAN
from tmx import formats
from tmx.convert import convert, loss_lines
from tmx.formats.bilingual import state_of
from tmx.formats.descriptor import FEATURES, TermFormat, UnitFormat

CASES = ROOT / "tests" / "cases" / "formats"
WRITABLE = [one for one in formats.unit_formats() if one.write]


def two(source: str, target: str, **fields: object) -> tmx.TranslationUnit:
    unit = tmx.TranslationUnit("", (tmx.Variant("fr", source), tmx.Variant("en", target)))
    return unit._replace(**fields)  # type: ignore[arg-type]


FULL = [
    two(
        "Un & <deux>\u00a0: « x »",
        '=1+1 "two", three; four',
        id="A/1:5",
        notes=(tmx.Note("a note"),),
        properties=(
            tmx.Property("x-document", "CTOC/1"),
            tmx.Property("x-ref-source", "IV.46.j"),
            tmx.Property("x-confidence", "0.97"),
        ),
        segtype="paragraph",
        created="20190528T083000Z",
        changed_by="anne",
    ),
    two(
        "deux", "two", id="2", properties=(tmx.Property("x-document", "CTOC/1"), tmx.Property("x-review", "confirmed"))
    ),
    two(
        "trois", "three", id="3", properties=(tmx.Property("x-document", "CTOC/2"), tmx.Property("x-confidence", "0.4"))
    ),
]


def write_to_bytes(chosen: UnitFormat, units: list[tmx.TranslationUnit], options: tmx.WriteOptions) -> bytes:
    stream = io.BytesIO()
    assert chosen.write is not None
    chosen.write(stream, tmx.Header(source_language="fr"), units, options)
    return stream.getvalue()


@pytest.mark.parametrize("chosen", WRITABLE, ids=lambda one: one.name)
def test_what_a_format_keeps_comes_back(chosen: UnitFormat) -> None:
    data = write_to_bytes(chosen, FULL, tmx.WriteOptions())
    assert write_to_bytes(chosen, FULL, tmx.WriteOptions()) == data
    assert formats.detect("a" + chosen.extensions[0], data[:8192]) is chosen
    back = list(chosen.read(io.BytesIO(data), tmx.ReadOptions(), ""))
    assert back == FULL


@pytest.mark.parametrize("chosen", WRITABLE, ids=lambda one: one.name)
@settings(max_examples=30)
@given(st.lists(st.tuples(CLEAN, CLEAN), min_size=1, max_size=4))
def test_any_text_comes_back(chosen: UnitFormat, pairs: list[tuple[str, str]]) -> None:
    units = [two(*pair, id=f"u{number}") for number, pair in enumerate(pairs)]
    data = write_to_bytes(chosen, units, tmx.WriteOptions())
    back = list(chosen.read(io.BytesIO(data), tmx.ReadOptions(), ""))
    assert [unit.variants for unit in back if unit.id] == [unit.variants for unit in units]


@pytest.mark.parametrize("chosen", WRITABLE, ids=lambda one: one.name)
@settings(max_examples=25, deadline=None)
@given(BILINGUAL)
def test_any_unit_comes_back_whole(chosen: UnitFormat, units: list[tmx.TranslationUnit]) -> None:
    data = write_to_bytes(chosen, units, tmx.WriteOptions())
    assert by_type(chosen.read(io.BytesIO(data), tmx.ReadOptions(), "")) == by_type(units)


def by_type(units: Iterable[tmx.TranslationUnit]) -> list[tmx.TranslationUnit]:
    """The units with their properties by type, which is how tables have them."""
    return [unit._replace(properties=tuple(sorted(unit.properties, key=lambda one: one.type))) for unit in units]


@pytest.mark.parametrize("chosen", WRITABLE, ids=lambda one: one.name)
def test_no_units_make_a_sound_file(chosen: UnitFormat) -> None:
    header = tmx.WriteOptions(source_language="fr", target_language="en")
    data = write_to_bytes(chosen, [], header)
    assert not [unit for unit in chosen.read(io.BytesIO(data), tmx.ReadOptions(), "") if unit.variants[0].text]


def test_every_format_says_only_what_there_is_to_keep() -> None:
    names = [one.name for one in formats.unit_formats()]
    assert names == sorted(set(names))
    for one in formats.unit_formats():
        assert one.keeps <= set(FEATURES)
        assert all(ending.startswith(".") and ending == ending.lower() for ending in one.extensions)


FOREIGN = sorted(path for path in (CASES / "foreign").iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.name)
def test_files_of_other_programs_are_read(path: Path) -> None:
    if formats.detect(path.name, path.read_bytes()[:8192]).name == "toolkit":
        pytest.importorskip("translate")
    with tmx.open_units(path, tmx.ReadOptions(source_language="fr", target_language="en")) as reader:
        first = next(iter(reader))
        assert (first.text("fr"), first.text("en")) == ("Bonjour tout le monde", "Hello world")


@pytest.mark.parametrize(
    ("name", "lines"),
    [("a.csv", [4]), ("a.tsv", [4]), ("a.xlsx", [4]), ("a.xlf", [13]), ("a.xlf2", [16]), ("a.po", [24])],
)
def test_duplicates_are_reported_by_line(tmp_path: Path, name: str, lines: list[int]) -> None:
    one = tmx.TranslationUnit("1", (tmx.Variant("fr", "Le port."), tmx.Variant("en", "The port.")))
    units = [one, one._replace(id="2", variants=(one.variants[0], tmx.Variant("en", "Port."))), one._replace(id="3")]
    tmx.write_units(tmp_path / name, units)
    with tmx.open_units(tmp_path / name, tmx.ReadOptions(duplicates=True)) as reader:
        assert len(list(reader)) == 3
        assert [(remark.kind, remark.line) for remark in reader.remarks] == [("duplicate-unit", line) for line in lines]
    with tmx.open_units(tmp_path / name) as reader:
        assert len(list(reader)) == 3
        assert not len(reader.remarks)


def test_empty_cells_are_reported_by_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,fr,en\n1,Un,One\n2,Deux,\n", encoding="utf-8")
    with tmx.open_units(tmp_path / "a.csv") as reader:
        assert len(list(reader)) == 2
        assert list(reader.remarks.lines()) == ["line 3, unit 2: empty segment in en"]


def test_a_broader_form_of_a_language_will_do(tmp_path: Path) -> None:
    special = tmx.TranslationUnit("1", (tmx.Variant("fr-FR", "Un"), tmx.Variant("en", "One")))
    broad = tmx.TranslationUnit("2", (tmx.Variant("fr", "Deux"), tmx.Variant("en-GB", "Two")))
    tmx.write_units(tmp_path / "a.xlf", [special, broad])
    with tmx.open_units(tmp_path / "a.xlf") as reader:
        assert [[variant.text for variant in unit.variants] for unit in reader] == [["Un", "One"], ["Deux", "Two"]]


def test_copies_of_the_source_are_no_translations(tmp_path: Path) -> None:
    untranslated = FULL[0]._replace(variants=FULL[0].variants[:1], matches=())
    path = tmp_path / "a.xlf"
    options = tmx.WriteOptions(source_language="fr", target_language="en", copy_source=True)
    tmx.write_units(path, [FULL[1], untranslated], options=options)
    assert path.read_text(encoding="utf-8").count('<target state="needs-translation">') == 1
    with tmx.open_units(path) as reader:
        assert [len(unit.variants) for unit in reader] == [2, 1]


def test_states_follow_from_decisions_and_confidence() -> None:
    with tmx.open_units(CASES / "foreign" / "states.xlf") as reader:
        states = [state_of(unit, unit.variant("en")) for unit in reader]
    assert states == ["needs-review", "final", "reviewed", "new"]


def test_what_is_lost_is_counted(tmp_path: Path) -> None:
    source = CASES / "tmx14" / "valid" / "inline.tmx"
    outcome = convert(str(source), str(tmp_path / "a.csv"), tmx.ReadOptions(), tmx.WriteOptions())
    assert loss_lines(outcome) == ["CSV does not keep inline codes (1 units)"]
    outcome = convert(
        str(CASES / "tmx14" / "valid" / "several-languages.tmx"),
        str(tmp_path / "a.xlf"),
        tmx.ReadOptions(),
        tmx.WriteOptions(),
    )
    assert loss_lines(outcome) == ["XLIFF 1.2 does not keep more than two languages in a unit (1 units)"]


def test_cells_are_made_inert_on_request_and_always_in_workbooks(tmp_path: Path) -> None:
    cells = ["=1+1", "+1", "-1", "@a", "1"]
    units = [two(cell, "x") for cell in cells]
    tmx.write_units(tmp_path / "a.csv", units, options=tmx.WriteOptions(inert=True))
    lines = (tmp_path / "a.csv").read_bytes().decode().split("\r\n")
    assert lines == ["fr,en", "'=1+1,x", "'+1,x", "'-1,x", "'@a,x", "1,x", ""]
    tmx.write_units(tmp_path / "a.xlsx", units)
    sheet = zipfile.ZipFile(tmp_path / "a.xlsx").read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    with tmx.open_units(tmp_path / "a.xlsx") as reader:
        assert [unit.text("fr") for unit in reader] == cells


def test_a_workbook_is_made_to_be_read(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    units = [tmx.TranslationUnit("1", (tmx.Variant("ar", "واحد"), tmx.Variant("en", "one")))]
    tmx.write_units(tmp_path / "a.xlsx", units)
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C2"
    assert sheet["B2"].alignment.wrap_text
    assert sheet["B2"].alignment.readingOrder == 2


BAD = [
    ("a.xlf", b"<html/>", "line 1: the root element is <html>, not <xliff>"),
    ("a.csv", b"one,two\n1,2\n", "line 1: the first row must name a column for each of two languages"),
    ("a.csv", b'fr,en\n"open,x\n', "line 2: not a sound table"),
    ("a.csv", b"fr,en\na,b,c\n", "line 2: 3 cells in a table of 2 columns"),
    ("a.csv", "fr,en\né,b\n".encode("latin-1"), "line 2: byte 0xE9 is not UTF-8"),
    ("a.csv", b"fr,en\na\x00,b\n", "line 2: a NUL character"),
    ("a.csv", b"", "the file is empty"),
    ("a.po", b"hello", "there is no 'msgid'"),
    ("a.po", b'msgid "a"\nmsgstuff "b"\n', "not a sound PO file"),
    ("a.xlsx", b"hello", "not a workbook"),
    ("a.xlf", b'<xliff version="1.2"><file source-language="fr"><body><trans-unit id="1">', "not well-formed XML"),
    ("a.xlf", b'<!DOCTYPE x [<!ENTITY a "b">]><xliff version="1.2"/>', "declares the entity 'a'"),
    ("a.qqq", b"\x00\x01", "no format known by the ending .qqq"),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD)
def test_bad_files_are_refused(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(tmx.TmxError) as raised, tmx.open_units(tmp_path / name) as reader:
        list(reader)
    assert message in str(raised.value)
    assert str(tmp_path / name) in str(raised.value)


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * 50_000_000)
    with (
        pytest.raises(tmx.ParseError, match="unpacks to more than 200 times its size"),
        tmx.open_units(tmp_path / "a.xlsx") as reader,
    ):
        list(reader)


def test_rows_that_cannot_be_read_are_left_out_on_request(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("fr,en\na,b,c\nd,e\n", encoding="utf-8")
    with tmx.open_units(tmp_path / "a.csv", tmx.ReadOptions(lenient=True)) as reader:
        assert [unit.text("fr") for unit in reader] == ["d"]
        assert list(reader.remarks.lines()) == ["line 2: row left out: 3 cells in a table of 2 columns"]


def test_every_format_and_ending_is_in_the_documentation() -> None:
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    every: list[UnitFormat | TermFormat] = [*formats.unit_formats(), *formats.term_formats()]
    for one in every:
        assert f"`{one.name}`" in text
        assert f"`{one.extensions[0]}`" in text
