"""Words in context, in six languages."""

from __future__ import annotations

import tomllib

import pytest

import tmx
from tests.conftest import ROOT
from tmx.store import open_store
from tmx.store.concordance import concordance

CASES = tomllib.loads((ROOT / "tests" / "cases" / "store" / "concordance.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}-{case['phrase']}")
def test_cases(case: dict[str, str], sqlite_url: str) -> None:
    texts = (tmx.Variant(case["language"], case["text"]), tmx.Variant("de", "anders"))
    with open_store(sqlite_url, create=True) as store:
        store.add([tmx.TranslationUnit("1", texts)])
        found = concordance(store.database, case["phrase"], case["language"])
    expected = [case["match"]] if "match" in case else []
    assert [line.text[line.start : line.end] for line in found] == expected
    assert all(line.translations == (("de", "anders"),) for line in found)


def test_signs_alone_are_not_looked_for(sqlite_url: str) -> None:
    with open_store(sqlite_url, create=True) as store:
        store.add([tmx.TranslationUnit("1", (tmx.Variant("fr", "..."),))])
        assert concordance(store.database, "...", "fr") == []
        assert concordance(store.database, "。", "zh") == []
