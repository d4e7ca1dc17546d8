"""All formats for glossaries: what they say they keep comes back, bad files are refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings

import tmx
from tests.tmx import strategies
from tmx import formats
from tmx.convert import convert, loss_lines
from tmx.formats.descriptor import TERM_FEATURES, TermFormat

ENTRIES = [
    tmx.TermEntry(
        id="c1",
        subject="crime",
        definition="d & <e>",
        note="n",
        languages=(
            tmx.LanguageSection(
                language="fr",
                definition="déf",
                terms=(
                    tmx.Term(
                        text="traite des êtres humains",
                        status="preferred",
                        part_of_speech="noun",
                        note="x",
                        contexts=(tmx.Context("La traite…", "CTOC/1", "IV.46"),),
                    ),
                ),
            ),
            tmx.LanguageSection(
                language="en",
                terms=(
                    tmx.Term(text="trafficking in human beings", status="admitted"),
                    tmx.Term(text="human trafficking", status="forbidden", note="not in titles"),
                ),
            ),
        ),
    ),
    tmx.TermEntry(
        id="c2",
        languages=tuple(
            tmx.LanguageSection(language=tag, terms=(tmx.Term(text=text),))
            for tag, text in (("fr", "=1+1"), ("en", "b"), ("ar", "واحد"))
        ),
    ),
]
WHOLE = [one for one in formats.term_formats() if one.keeps >= set(TERM_FEATURES) - {"several-contexts"}]


def pairs(entries: list[tmx.TermEntry]) -> list[tuple[str, str, str]]:
    return [
        (source.text, target.text, target.status)
        for entry in entries
        for source in entry.languages[0].terms
        for target in entry.languages[1].terms
    ]


@pytest.mark.parametrize("chosen", WHOLE, ids=lambda one: one.name)
@pytest.mark.parametrize("version", ["", "3"])
def test_all_of_an_entry_comes_back(chosen: TermFormat, version: str) -> None:
    stream = io.BytesIO()
    assert chosen.write is not None
    chosen.write(stream, ENTRIES, tmx.WriteOptions(version=version))
    stream.seek(0)
    assert list(chosen.read(stream, tmx.ReadOptions(), "")) == ENTRIES


@pytest.mark.parametrize("chosen", WHOLE, ids=lambda one: one.name)
@pytest.mark.parametrize("version", ["", "3"])
@settings(max_examples=20, deadline=None)
@given(strategies.ENTRIES)
def test_any_entry_comes_back_whole(chosen: TermFormat, version: str, entries: list[tmx.TermEntry]) -> None:
    stream = io.BytesIO()
    assert chosen.write is not None
    chosen.write(stream, entries, tmx.WriteOptions(version=version))
    stream.seek(0)
    assert list(chosen.read(stream, tmx.ReadOptions(), "")) == entries


@pytest.mark.parametrize("chosen", WHOLE, ids=lambda one: one.name)
def test_a_term_may_end_in_a_bar(chosen: TermFormat) -> None:
    entry = tmx.TermEntry(
        id="c1",
        languages=tuple(
            tmx.LanguageSection(language=tag, terms=(tmx.Term(text=text),))
            for tag, text in (("fr", "a"), ("en", "b |"))
        ),
    )
    stream = io.BytesIO()
    assert chosen.write is not None
    chosen.write(stream, [entry], tmx.WriteOptions())
    stream.seek(0)
    assert list(chosen.read(stream, tmx.ReadOptions(), "")) == [entry]


@pytest.mark.parametrize("name", ["a.txt", "a.utx"])
def test_pairs_come_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    tmx.write_terms(path, ENTRIES, options=tmx.WriteOptions(source_language="fr", target_language="en"))
    with tmx.read_terms(path, tmx.ReadOptions(source_language="fr", target_language="en")) as reader:
        found = pairs(list(reader))
    wanted = pairs(ENTRIES)
    assert [pair[:2] for pair in found] == [pair[:2] for pair in wanted]
    if name == "a.utx":
        assert found == wanted


def test_synonyms_in_one_cell_and_one_status_for_the_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("fr,en,status,note\ntraite,trafficking; trade | trafic,preferred,n\na,b; c,,\n", encoding="utf-8")
    with tmx.read_terms(path) as reader:
        first, second = reader
    assert [term.text for term in first.languages[1].terms] == ["trafficking; trade", "trafic"]
    assert first.languages[0].terms[0].status == "preferred"
    assert first.note == "n"
    assert [term.text for term in second.languages[1].terms] == ["b", "c"]


def test_losses_are_counted_and_memories_are_no_glossaries(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    tmx.write_terms(path, ENTRIES)
    outcome = convert(str(path), str(tmp_path / "a.txt"), tmx.ReadOptions(), tmx.WriteOptions())
    assert loss_lines(outcome)[0] == "OmegaT glossary does not keep more than two languages in an entry (1 entries)"
    with pytest.raises(tmx.UnsupportedFormat, match="a glossary cannot be written as a memory"):
        convert(str(path), str(tmp_path / "a.tmx"), tmx.ReadOptions(), tmx.WriteOptions())


BAD = [
    ("a.tbx", b"<html/>", "line 1: the root element is <html>, not <martif> or <tbx>"),
    ("a.tbx", b"<martif><termEntry>\n<langSet/></termEntry></martif>", "line 2: <langSet> without xml:lang"),
    (
        "a.tbx",
        b'<martif><termEntry><langSet xml:lang="fr"><tig/></langSet></termEntry></martif>',
        "<tig> without a term",
    ),
    ("a.txt", b"a\tb\nalone\n", "line 2: a line without a term, a tab and its translation"),
    ("a.utx", b"src\ttgt\n", "line 1: the first line is not '#UTX version; source/target; …'"),
    ("a.csv", b"id,ref\n1,2\n", "line 1: the first row must name the languages"),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD)
def test_bad_files_are_refused(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(tmx.TmxError) as raised, tmx.read_terms(tmp_path / name) as reader:
        list(reader)
    assert message in str(raised.value)


def test_an_unknown_version_of_tbx_is_refused(tmp_path: Path) -> None:
    with pytest.raises(tmx.LossyWrite, match="there is no TBX version '4'; write 2 or 3"):
        tmx.write_terms(tmp_path / "a.tbx", ENTRIES, options=tmx.WriteOptions(version="4"))
    assert not list(tmp_path.iterdir())
