"""``dragoman leverage``: recommendations come back from meeting to meeting."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import tmx
from aligner.cli import dragoman
from aligner.documents import read
from aligner.pipeline.leverage import BANDS
from aligner.segmentation import segments

NAME = "CTOC-COP-WG.4-2019-5.txt"


def leverage(*arguments: object) -> Result:
    return CliRunner().invoke(dragoman, ["leverage", *map(str, arguments)], standalone_mode=False)


@pytest.fixture
def eighth(root: Path, tmp_path: Path) -> Path:
    """Section VIII of the compendium as a document of its own."""
    text = (root / "corpora" / "fr" / NAME).read_text(encoding="utf-8")
    path = tmp_path / "eighth.txt"
    start = re.search(r"^ *VIII\.", text, re.MULTILINE)
    assert start
    path.write_text(text[start.start() :], encoding="utf-8")
    return path


@pytest.fixture
def memory(root: Path, tmp_path: Path) -> Path:
    """Sections I to VII, each paragraph with its reference for a translation."""
    document = read(root / "corpora" / "fr" / NAME, language="fr")
    units = [
        tmx.TranslationUnit(
            f"{place}",
            (tmx.Variant("fr", one.text), tmx.Variant("en", f"[{one.ref}]")),
            properties=(tmx.Property("x-document", document.symbol), tmx.Property("x-ref-source", one.ref)),
        )
        for place, one in enumerate(segments(document, "sentence"))
        if not one.ref.startswith(("VIII", "n"))
    ]
    path = tmp_path / "memory.tmx"
    tmx.write_units(path, units, header=tmx.Header(source_language="fr"))
    return path


def test_the_eighth_meeting_against_the_first_seven(eighth: Path, memory: Path, tmp_path: Path) -> None:
    out = tmp_path / "eighth.xlf"
    done = leverage(eighth, "--memory", memory, "--lang", "fr", "--format", "json", "-o", out)
    assert done.return_value == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    assert [one["band"] for one in found["bands"]] == list(BANDS)
    for size in ("segments", "words", "characters"):
        assert sum(one[size] for one in found["bands"]) == found["total"][size] > 0
    every = [one for paragraph in found["paragraphs"] for one in paragraph["segments"]]
    matched = [one for one in every if one["match"]]
    assert any(one["match"]["score"] >= 75 for one in matched)
    assert all(one["match"]["target"] == f"[{one['match']['ref']}]" for one in matched)
    assert sum(one["band"] == "repetitions" for one in every) >= 1
    with tmx.open_units(out) as reader:
        units = list(reader)
    assert [unit.text("fr") for unit in units] == [one["text"] for one in every]
    for unit, one in zip(units, every, strict=True):
        if not one["match"]:
            assert (unit.text("en"), unit.matches) == ("", ())
            continue
        origin = f"{one['match']['document']}, {one['match']['ref']}"
        assert (unit.matches[0].score, unit.matches[0].origin) == (one["match"]["score"], origin)
        assert unit.text("en") == (one["match"]["target"] if one["match"]["score"] >= 75 else "")


def test_the_whole_document_stands_in_its_own_memory(root: Path, memory: Path) -> None:
    done = leverage(root / "corpora" / "fr" / NAME, "--memory", memory, "--lang", "fr", "--verbose")
    table = [line.split() for line in done.stdout.splitlines()[1 : len(BANDS) + 2]]
    counts = {row[0]: int(row[1]) for row in table}
    assert list(counts) == [*BANDS, "total"]
    assert counts["100"] + counts["repetitions"] > 0.8 * counts["total"]


def test_wrong_usage(tmp_path: Path, eighth: Path, memory: Path) -> None:
    for arguments, message in (
        ((eighth,), "say either --memory FILE or --db URL"),
        ((eighth, "--memory", memory, "-o", "a.tmx"), "a.tmx: a pre-translated document is written as XLIFF"),
        ((eighth, "--memory", memory, "--lang", "fr", "--target-lang", "fr"), f"{eighth}: the document is in fr"),
    ):
        done = leverage(*arguments)
        assert str(done.exception).startswith(message)
    assert not (tmp_path / "a.tmx").exists()
