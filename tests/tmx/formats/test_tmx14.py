"""TMX: what is read, refused, mended and written, case by case and as laws."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from lxml import etree

import tmx
from tests.conftest import ROOT
from tests.tmx.strategies import HOSTILE, UNITS
from tmx.formats.tmx14 import elements
from tmx.formats.tmx14.assembly import Assembler
from tmx.formats.tmx14.write import write
from tmx.xmlstream import parse_fragment
from tmx.xmltext import clean

CASES = ROOT / "tests" / "cases" / "formats" / "tmx14"


def expected(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CASES / kind / "expected.json").read_text(encoding="utf-8"))
    assert set(found) == {path.stem for path in (CASES / kind).glob("*.tmx")}
    return found


def texts(units: list[tmx.TranslationUnit]) -> list[dict[str, str]]:
    return [{variant.language: variant.text for variant in unit.variants} for unit in units]


def written(units: list[tmx.TranslationUnit], header: tmx.Header, **options: Any) -> bytes:  # noqa: ANN401
    stream = io.BytesIO()
    write(stream, header, units, tmx.WriteOptions(**options))
    return stream.getvalue()


def read(data: bytes, **options: Any) -> list[tmx.TranslationUnit]:  # noqa: ANN401
    return list(tmx.read_units(data, "a.tmx", tmx.ReadOptions(**options)))


@pytest.mark.parametrize("name", expected("valid"))
def test_what_is_valid_is_read_and_comes_back(name: str) -> None:
    reader = tmx.open_units(CASES / "valid" / f"{name}.tmx")
    units = list(reader)
    reader.close()
    assert texts(units) == expected("valid")[name]
    assert not list(reader.remarks)
    assert read(written(units, reader.header)) == units


@pytest.mark.parametrize("name", expected("invalid"))
def test_what_is_invalid_is_refused_with_its_line(name: str) -> None:
    path = CASES / "invalid" / f"{name}.tmx"
    with pytest.raises(tmx.ParseError) as raised, tmx.open_units(path) as reader:
        list(reader)
    assert str(raised.value).replace(str(path), path.name) == expected("invalid")[name]["error"]


@pytest.mark.parametrize("name", expected("invalid"))
def test_lenient_reading_leaves_out_the_unit_alone(name: str) -> None:
    path = CASES / "invalid" / f"{name}.tmx"
    want = expected("invalid")[name]
    options = tmx.ReadOptions(lenient=True)
    if "kept" not in want:
        with pytest.raises(tmx.ParseError), tmx.open_units(path, options) as reader:
            list(reader)
        return
    with tmx.open_units(path, options) as reader:
        assert [unit.id for unit in reader] == want["kept"]
        assert list(reader.remarks.lines()) == want["remarks"]


@pytest.mark.parametrize("name", expected("odd"))
def test_what_is_odd_is_mended_and_reported_by_line(name: str) -> None:
    want = expected("odd")[name]
    with tmx.open_units(CASES / "odd" / f"{name}.tmx", tmx.ReadOptions(duplicates=True)) as reader:
        assert texts(list(reader)) == want["units"]
        assert reader.header.source_language == want["source_language"]
        assert list(reader.remarks.lines()) == want["remarks"]


@given(UNITS)
def test_units_come_back_as_they_were(units: list[tmx.TranslationUnit]) -> None:
    header = tmx.Header(source_language=units[0].variants[0].language if units else "fr")
    back = read(written(units, header))
    # a unit without a variant in the file's source language names its own
    assert [unit._replace(source_language="") for unit in back] == units


@given(UNITS)
def test_both_readers_and_lxml_agree(units: list[tmx.TranslationUnit]) -> None:
    data = written(units, tmx.Header(source_language="fr"))
    body = data.partition(b"<body>")[2].partition(b"</body>")[0]
    assembler = Assembler("", tmx.ReadOptions(), tmx.Remarks())
    by_expat = [elements.unit_from(node, assembler) for node in parse_fragment(body, "", 1)]
    assert read(data) == by_expat
    root = etree.fromstring(data)
    assert [seg.text for seg in root.iter("seg")] == [v.text for unit in by_expat for v in unit.variants]


@given(HOSTILE, HOSTILE)
def test_any_text_becomes_a_sound_segment_or_none(source: str, target: str) -> None:
    unit = tmx.TranslationUnit(source, (tmx.Variant("fr", source), tmx.Variant("en", target)))
    data = written([unit], tmx.Header(source_language="fr"))
    etree.fromstring(data)
    found = read(data)
    if clean(source) and clean(target):
        assert texts(found) == [{"fr": clean(source), "en": clean(target)}]
        assert not any(mark in found[0].text("fr") for mark in "\n\r\t\x00\x85\u2028")
    else:
        assert not found


def pair(source: str, target: str, **fields: Any) -> tmx.TranslationUnit:  # noqa: ANN401
    return tmx.TranslationUnit("", (tmx.Variant("fr", source), tmx.Variant("en", target)), **fields)


def test_what_is_written_word_for_word() -> None:
    unit = pair("Un & deux\u00a0:", "One & two:", properties=(tmx.Property("document", "A/1"),), segtype="paragraph")
    data = written([unit], tmx.Header(source_language="fr"), date="20190528T083000Z", tool_version="1.2")
    assert data.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        '<header creationtool="dragoman" creationtoolversion="1.2" segtype="sentence" o-tmf="plaintext" '
        'adminlang="en" srclang="fr" datatype="plaintext" creationdate="20190528T083000Z"/>\n'
        "<body>\n"
        '<tu segtype="paragraph"><prop type="x-document">A/1</prop>\n'
        '<tuv xml:lang="fr"><seg>Un &amp; deux\u00a0:</seg></tuv>\n'
        '<tuv xml:lang="en"><seg>One &amp; two:</seg></tuv>\n'
        "</tu>\n</body>\n</tmx>\n"
    )


def test_what_tools_trip_over_is_not_written_and_said() -> None:
    units = [
        pair("un", " "),
        pair(" deux\n", "two"),
        tmx.TranslationUnit("7", (tmx.Variant("fr", "a"), tmx.Variant("en", "b"), tmx.Variant("en", "c"))),
        tmx.TranslationUnit("7", (tmx.Variant("fr", "a"), tmx.Variant("en", "b"), tmx.Variant("", "c"))),
        pair("x" * 2001, "y"),
    ]
    stream = io.BytesIO()
    remarks = write(stream, tmx.Header(source_language="fr"), units, tmx.WriteOptions())
    assert texts(read(stream.getvalue()))[:2] == [{"fr": "deux", "en": "two"}, {"fr": "a", "en": "b"}]
    assert list(remarks.lines()) == [
        "padding, line breaks or control characters taken out",
        "empty segment in en left out",
        "unit left out: it has text in fr only",
        "padding, line breaks or control characters taken out",
        "unit 7: en twice in one unit; left out: c",
        "unit 7: a variant without language left out: c",
        "unit 7: tuid written as 7~2, because it is taken",
        "2001 characters in fr; some tools stop at 2000",
    ]


def test_source_language_is_that_of_the_variants() -> None:
    unit = tmx.TranslationUnit("", (tmx.Variant("fr-FR", "a"), tmx.Variant("en-GB", "b")))
    assert b' srclang="fr-FR"' in written([unit], tmx.Header(source_language="fr"))
    assert b' srclang="en-GB"' in written([unit], tmx.Header(source_language="fr"), source_language="EN_gb")


def test_two_languages_can_be_taken_out_of_many() -> None:
    unit = tmx.TranslationUnit("", tuple(tmx.Variant(tag, tag) for tag in ("fr", "en", "ru")))
    data = written([unit], tmx.Header(source_language="fr"), source_language="fr", target_language="ru")
    assert texts(read(data)) == [{"fr": "fr", "ru": "ru"}]
    british = tmx.TranslationUnit("", tuple(tmx.Variant(tag, tag) for tag in ("fr", "en-GB", "ru")))
    data = written([british], tmx.Header(), source_language="fr", target_language="en")
    assert texts(read(data)) == [{"fr": "fr", "en-GB": "en-GB"}]


def test_inline_codes_can_be_left_out() -> None:
    path = CASES / "valid" / "inline.tmx"
    units = list(tmx.open_units(path, tmx.ReadOptions(inline=False)))
    assert units[0].variants[0] == tmx.Variant("fr", "a gras  mot")


@pytest.mark.parametrize("lenient", [False, True])
def test_too_much_is_refused(lenient: bool) -> None:
    options = {"max_segment": 1000, "max_languages": 30, "lenient": lenient}
    tags = [f"{a}{b}" for a in "bcdfgh" for b in "abcdef"]
    wide = tmx.TranslationUnit("w", tuple(tmx.Variant(tag, tag) for tag in tags))
    long = pair("a", "x" * 1001)._replace(id="l")
    for unit, message in (
        (wide, "a unit with more than 30 variants"),
        (long, "a seg of more than 1000 characters"),
    ):
        data = written([unit, pair("un", "one")], tmx.Header(source_language="fr"))
        if lenient:
            assert texts(read(data, **options)) == [{"fr": "un", "en": "one"}]
            continue
        with pytest.raises(tmx.ParseError) as raised:
            read(data, **options)
        assert raised.value.message == message


def test_units_larger_than_what_is_read_at_a_time() -> None:
    units = [pair(f"{number} " + "é" * 70_000, "x" * number) for number in range(1, 4)]
    assert read(written(units, tmx.Header(source_language="fr"))) == units


def test_a_long_comment_around_units_is_passed_over() -> None:
    data = written([pair("un", "one"), pair("deux", "two")], tmx.Header(source_language="fr"))
    inner = data.partition(b"<body>\n")[2].partition(b"</body>")[0]
    hidden = b"<!--" + inner * 1000 + b"-->"
    assert len(read(data.replace(b"<body>", b"<body>" + hidden))) == 2
    with pytest.raises(tmx.ParseError):
        read(data.replace(b"</body>", hidden[:-3]))


def test_gzip_both_ways(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx.gz"
    units = [pair("un", "one")]
    tmx.write_units(path, units, header=tmx.Header(source_language="fr"))
    first = path.read_bytes()
    tmx.write_units(path, units, header=tmx.Header(source_language="fr"))
    assert path.read_bytes() == first
    with tmx.open_units(path) as reader:
        assert list(reader) == units
    plain = tmp_path / "b.tmx"
    plain.write_bytes(first)
    assert list(tmx.open_units(plain)) == units
    plain.write_bytes(first[:40])
    with pytest.raises(tmx.ParseError, match="not a sound gzip file"), tmx.open_units(plain) as reader:
        list(reader)
    plain.write_bytes(gzip.compress(b"x")[:-6] + b"000000")
    with pytest.raises(tmx.ParseError, match="not a sound gzip file"), tmx.open_units(plain) as reader:
        list(reader)


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text("old")

    def units() -> Iterator[tmx.TranslationUnit]:
        yield pair("un", "one")
        raise tmx.ParseError("broken")

    with pytest.raises(tmx.ParseError):
        tmx.write_units(path, units())
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.tmx"]


def test_identifiers_stay_unique_when_thousands_are_the_same() -> None:
    units = [pair("un", "one")._replace(id="0") for _ in range(3000)]
    names = [unit.id for unit in read(written(units, tmx.Header(source_language="fr")))]
    assert len(set(names)) == 3000
    assert names[:3] == ["0", "0~2", "0~3"]


def test_a_start_tag_without_its_end_is_never_guessed() -> None:
    units = [pair("un", "one", properties=(tmx.Property("x-a", "1"),)), pair("deux", "two")]
    data = written(units, tmx.Header(source_language="fr"))
    cut = b'<tu><prop type="x-a"</prop>\n'
    with pytest.raises(tmx.ParseError, match="not well-formed"):
        read(data.replace(b"</tu>\n<tu>\n", b"</tu>\n" + cut, 1))
