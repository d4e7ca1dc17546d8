"""The account of fuzzing: what sittings add up to, and that the documentation shows what is written down."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.hardening.readers import READERS


@pytest.fixture
def ledger(root: Path) -> ModuleType:
    found = importlib.util.spec_from_file_location("ledger", root / "scripts" / "fuzzing" / "ledger.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    # dataclasses look their module up
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "ledger", module)
        found.loader.exec_module(module)
    return module


def test_the_documentation_shows_what_is_written_down(ledger: ModuleType, root: Path) -> None:
    assert {entry.reader for entry in ledger.entries()} <= set(READERS)
    page = (root / "docs" / "fuzzing.md").read_text(encoding="utf-8")
    assert page.endswith(ledger.table(READERS)), "run: .venv/bin/python scripts/fuzzing/ledger.py"


def test_sittings_add_up_for_each_state_of_the_code(ledger: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "ledger.tsv"
    for code, minutes, peak in (("a", 1.5, 100), ("b", 2.0, 90), ("a", 0.25, 120)):
        one = ledger.Entry(reader="tmx", code=code, minutes=minutes, executions=10, peak=peak, found=1)
        ledger.record(one, path)
    assert [
        (entry.code, entry.minutes, entry.executions, entry.peak, entry.found) for entry in ledger.entries(path)
    ] == [
        ("a", 1.75, 20, 120, 2),
        ("b", 2.0, 10, 90, 1),
    ]
    assert "| tmx | 3.8 | 30 | 120 MB | 3 |" in ledger.table(["tmx", "po"], path)
    assert "| po | 0 | 0 | | |" in ledger.table(["tmx", "po"], path)
