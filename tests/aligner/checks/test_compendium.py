"""The French compendium: the worked example of a shifted cross-reference, and what people found in it."""

from __future__ import annotations

import functools
import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
KNOWN = ROOT.parent / "shared" / "seed" / "inconsistencies.json"


@functools.cache
def bench() -> ModuleType:
    path = ROOT / "scripts" / "benchmarks" / "check_compendium.py"
    spec = importlib.util.spec_from_file_location("check_compendium", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_six_citations_of_the_first_report_are_off_by_the_same_one() -> None:
    found = [each for each in bench().findings() if each.check == "broken-cross-reference"]
    places = {each.ref: [ref for _, ref in each.related] for each in found}
    assert places == {
        "II.8": ["I.16"],
        "II.15": ["I.18"],
        "II.17": ["I.17"],
        "II.24.b": ["I.6"],
        "II.34": ["I.10"],
        "II.43": ["I.11"],
    }
    told = next(each.message for each in found if each.ref == "II.43")
    assert "“paragraphe 12” is the original report's number" in told
    assert "I.11, 1 lower, like 5 other references" in told
    assert {each.severity for each in found} == {"warning"}


@pytest.mark.shared
@pytest.mark.skipif(not KNOWN.is_file(), reason="the list of known inconsistencies is not there")
def test_most_of_what_people_found_is_found() -> None:
    found = bench().findings()
    known = json.loads(KNOWN.read_text(encoding="utf-8"))["findings"]
    seen = Counter(each["type"] for each in known if bench().answers(each, found))
    total = Counter(each["type"] for each in known)
    assert seen["cross-reference-shifted"] == total["cross-reference-shifted"]
    assert seen["typography"] == total["typography"]
    assert seen["term-variant"] >= 0.85 * total["term-variant"]
    assert seen.total() >= 0.75 * total.total()
