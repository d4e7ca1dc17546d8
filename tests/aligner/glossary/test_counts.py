"""Occurrences of terms in whole documents, against counts made by hand."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aligner.documents import read
from aligner.glossary.matching import occurrences, pattern
from aligner.glossary.words import read_side
from aligner.model import Block

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases" / "glossary" / "counts.toml"
LEAST = {"fr": 0.98}
"""Recall and precision that counts must have, 0.97 where nothing else is said."""


def cases() -> dict[str, list[dict[str, Any]]]:
    """The cases of each language."""
    found: dict[str, list[dict[str, Any]]] = {}
    for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["count"]:
        found.setdefault(case["language"], []).append(case)
    return found


def blocks(roots: Iterable[Block]) -> Iterator[Block]:
    """All blocks, each before its children."""
    for block in roots:
        yield block
        yield from blocks(block.children)


@pytest.mark.parametrize("language", ["fr", "en", "es", "ru", "zh", "ar"])
def test_terms_are_counted_as_by_hand(language: str) -> None:
    document = list(blocks(read(ROOT / "corpora" / language / "CTOC-COP-WG.4-2019-5.txt").blocks))
    side = read_side([block.text for block in document], language)
    right = wanted = found = 0
    for case in cases()[language]:
        by_hand = Counter(case["at"].split())
        by_us = Counter(document[one.unit].ref for one in occurrences(side, pattern(case["term"], side)))
        right += (by_hand & by_us).total()
        wanted += by_hand.total()
        found += by_us.total()
    assert wanted > 200
    assert right / wanted >= LEAST.get(language, 0.97)
    assert right / found >= LEAST.get(language, 0.97)
