"""Opening documents: what is refused, how formats are chosen, and what the command prints."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from aligner.cli import dragoman
from aligner.documents import read, readers
from aligner.documents.rendering import as_json, as_text, as_tree
from aligner.errors import UnreadableDocument, UsageError

TEXT = "I. Opening\n1. States should:\n(a) Act;¹\n(b) Rest.\n__________________\n¹ At once.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, "utf-8")
    return file


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "{}: there is no such file"),
        (b"", "{}: the file is empty"),
        (b"\n \n", "{}: the file is empty"),
        (b"\x00\x01\x02\x03" * 50, "{}: this is not text: it is full of control characters"),
        (b"__________________\nA/RES/64/293\n2/15 V.19-08476\n", "{}: there is no text in it beside page furniture"),
    ],
)
def test_refused(content: bytes | None, message: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UnreadableDocument) as caught:
        read(file)
    assert str(caught.value) == message.format(file)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(tmp_path)
    assert str(caught.value) == f"{tmp_path}: this is a folder, not a document"


def test_an_unknown_language_is_refused(path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read(path, language="xx")
    assert str(caught.value).startswith("no language 'xx'; known are ")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(TEXT.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    document = read("-")
    assert (document.symbol, document.source) == ("stdin", "-")
    assert [block.ref for block in document.walk()] == ["I", "I.1", "I.1.a", "I.1.b", "n1"]


def test_the_symbol_is_the_stem_where_none_is_found(path: Path) -> None:
    assert read(path).symbol == "report"


def test_text_is_a_format_and_tried_last() -> None:
    assert readers()[-1].name == "text"


def test_json_has_the_agreed_shape(path: Path) -> None:
    value = as_json(read(path))
    assert list(value)[:3] == ["symbol", "language", "title"]
    assert value["blocks"][2] == {"kind": "item", "ref": "I.1.a", "marker": "(a)", "text": "Act;", "notes": ["n1"]}
    assert value["furniture"] == [{"kind": "rule", "text": "__________________", "line": 5}]
    assert value["repairs"] == []


def test_tree_and_text(path: Path) -> None:
    document = read(path)
    assert as_tree(document).split("\n")[:4] == [
        "report  [en]  5 blocks, 0 repairs, 1 piece of furniture",
        "I            heading   Opening",
        "  I.1          paragraph States should:",
        "    I.1.a        item      Act;  → n1",
    ]
    assert as_text(document).split("\n\n") == [
        "I. Opening",
        "1. States should:",
        "  (a) Act;¹",
        "  (b) Rest.",
        "__________________",
        "¹ At once.\n",
    ]


def run(*arguments: str) -> str:
    result = CliRunner().invoke(dragoman, ["read", *arguments], standalone_mode=False)
    assert result.exception is None, result.exception
    return result.stdout


def test_command_prints_json(path: Path) -> None:
    assert json.loads(run(str(path), "--format", "json"))["blocks"][1]["ref"] == "I.1"


def test_command_writes_a_file(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    assert run(str(path), "--format", "text", "-o", str(out)) == ""
    assert [block.text for block in read(out).walk()] == [block.text for block in read(path).walk()]


def test_command_leaves_no_output_behind_an_error(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    result = CliRunner().invoke(
        dragoman, ["read", str(tmp_path / "none.txt"), "--format", "json", "-o", str(out)], standalone_mode=False
    )
    assert isinstance(result.exception, UnreadableDocument)
    assert not out.exists()


def test_command_without_repairs(path: Path) -> None:
    path.write_text("1. The  Group  met in Vienna.\n2. It  closed.\n", "utf-8")
    assert json.loads(run(str(path), "--format", "json", "--no-repairs", "--lang", "en"))["repairs"] == []
    assert [r["kind"] for r in json.loads(run(str(path), "--format", "json"))["repairs"]] == ["doubled-space"] * 3


def test_languages_command() -> None:
    result = CliRunner().invoke(dragoman, ["languages", "--format", "json"], standalone_mode=False)
    assert [row["id"] for row in json.loads(result.stdout)][:6] == ["ar", "en", "es", "fr", "ru", "zh"]
