"""Laws of the score, and its cases."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.tmx.strategies import HOSTILE
from tmx.store.fuzzy import compare, differences, measure, score

CASES = tomllib.loads((ROOT / "tests" / "cases" / "store" / "scores.toml").read_text(encoding="utf-8"))["case"]
TEXTS = st.one_of(
    HOSTILE, st.lists(st.sampled_from("port Port navire 3 14 , . 渔船 sûr".split()), max_size=8).map(" ".join)
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['score']}-{case['second'][:20]}")
def test_cases(case: dict[str, Any]) -> None:
    assert score(case["first"], case["second"]) == case["score"]


@given(TEXTS, TEXTS)
def test_laws(first: str, second: str) -> None:
    found = score(first, second)
    assert found == score(second, first)
    assert 0 <= found <= 100
    assert (found == 100) == (first == second)


@given(TEXTS, TEXTS, st.integers(1, 100))
def test_a_limit_changes_nothing_above_it(first: str, second: str, least: int) -> None:
    full = score(first, second)
    assert compare(measure(first), measure(second), least) == (full if full >= least else 0)


@given(TEXTS, TEXTS)
def test_differences_give_both_texts_back(first: str, second: str) -> None:
    changes = differences(first, second)
    assert "".join(text for kind, text in changes if kind != "inserted") == first
    assert "".join(text for kind, text in changes if kind != "deleted") == second
