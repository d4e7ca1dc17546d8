"""``dragoman srx``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from aligner.cli.srx import command
from aligner.segmentation import own_rules
from aligner.segmentation.srx import dump


def test_the_rules_go_to_a_file(tmp_path: Path) -> None:
    place = tmp_path / "rules.srx"
    result = CliRunner().invoke(command, ["-q", "-o", str(place)])
    assert (result.exit_code, result.output) == (0, "")
    assert place.read_bytes() == dump(own_rules())


def test_the_languages_are_listed() -> None:
    result = CliRunner().invoke(command, ["--format", "json"])
    entries = json.loads(result.output)
    assert {"ar.*", "en.*", "es.*", "fr.*", "ru.*", "zh.*", ".*"} <= {entry["id"] for entry in entries}
    assert all(list(entry) == ["id", "name", "description"] for entry in entries)


def test_a_dash_is_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(command, ["-q", "-o", "-"])
    assert (result.exit_code, result.stdout_bytes) == (0, dump(own_rules()))
    assert not list(tmp_path.iterdir())
