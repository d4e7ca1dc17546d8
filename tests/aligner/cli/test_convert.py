"""``dragoman convert`` and ``dragoman formats``: messages, exit codes, no output left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import tmx
from aligner.cli import dragoman
from tests.conftest import ROOT

CASES = ROOT / "tests" / "cases" / "formats" / "tmx14"


def run(*arguments: object, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", "from aligner.cli import main; main()", *map(str, arguments)]
    settings = {**os.environ, **(environment or {})}
    return subprocess.run(line, capture_output=True, text=True, encoding="utf-8", env=settings, check=False)


def test_losses_are_said_on_standard_error(tmp_path: Path) -> None:
    done = run("convert", CASES / "valid" / "inline.tmx", tmp_path / "a.csv")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        f"{tmp_path}/a.csv: CSV does not keep inline codes (1 units)",
        f"1 units read, {tmp_path}/a.csv written as CSV",
    ]
    assert (tmp_path / "a.csv").read_bytes().decode() == "fr,en\r\na gras  mot,b\r\n"


def test_bad_input_ends_in_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    source = CASES / "invalid" / "raw-ampersand.tmx"
    done = run("convert", source, tmp_path / "a.xlsx")
    assert done.returncode == 2
    assert done.stderr == (
        f"dragoman: {source}, line 10: not well-formed XML: "
        "a stray '&' or '<', or a character that XML does not allow\n"
    )
    assert not list(tmp_path.iterdir())
    done = run("convert", source, tmp_path / "a.tmx", "--lenient")
    assert done.returncode == 0
    assert done.stderr.startswith(f"{source}: line 10: unit left out: ")


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("missing.tmx", "b.csv", "missing.tmx: No such file or directory"),
        (".", "b.csv", ".: is a folder, not a file"),
        ("a.tmx", "b.doc", "b.doc: nothing can be written as '.doc'; there are "),
        ("a.tmx", "b.tbx", "b.tbx: a memory cannot be written as a glossary"),
        ("a.tmx", "nowhere/b.csv", "nowhere/b.csv: its folder does not exist"),
    ],
)
def test_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, target: str, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.tmx").write_bytes((CASES / "valid" / "plain.tmx").read_bytes())
    done = run("convert", source, target)
    assert done.returncode == 2
    assert done.stderr.startswith(f"dragoman: {message}")
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.tmx"]


def test_the_same_bytes_whatever_the_surroundings(tmp_path: Path) -> None:
    source = CASES / "valid" / "details.tmx"
    for ending in ("tmx.gz", "xlf", "xlf2", "po", "csv", "xlsx"):
        results = []
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
            target = tmp_path / f"{seed}.{ending}"
            surroundings = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "SOURCE_DATE_EPOCH": "0"}
            assert run("convert", source, target, environment=surroundings).returncode == 0
            results.append(target.read_bytes())
        assert results[0] == results[1], ending


def test_two_languages_out_of_many(tmp_path: Path) -> None:
    source = CASES / "valid" / "several-languages.tmx"
    done = run("convert", source, tmp_path / "a.xlf", "--source-lang", "en", "--target-lang", "ar")
    assert done.returncode == 0
    with tmx.open_units(tmp_path / "a.xlf") as reader:
        assert [[variant.language for variant in unit.variants] for unit in reader] == [["en", "ar"]]


def test_the_list_of_formats() -> None:
    done = CliRunner().invoke(dragoman, ["formats", "--format", "json"])
    rows = json.loads(done.stdout)
    assert {"id", "name", "description"} <= set(rows[0])
    assert {"tmx14", "xliff12", "xliff2", "po", "csv", "tsv", "xlsx", "tbx", "omegat", "utx"} <= {
        row["id"] for row in rows
    }
    assert "Excel workbook" in CliRunner().invoke(dragoman, ["formats"]).stdout
