"""Where terms stand in running text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.glossary.matching import mark_nested, occurrences, pattern
from aligner.glossary.words import read_side

CASES = Path(__file__).parents[2] / "cases" / "glossary" / "matching.toml"
WORDS = st.sampled_from(["traite", "des", "personnes", "l’", "abus", "et", "ou", ",", ".", "d’", "autorité", "enfants"])


def cases() -> list[dict[str, Any]]:
    """All cases of the file."""
    found: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    assert found
    return found


def found_in(text: str, term: str, language: str) -> list[str]:
    """The stretches of ``text`` in which ``term`` is found."""
    side = read_side([text], language)
    return [side.surface(one.begin, one.end) for one in occurrences(side, pattern(term, side))]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['language']}: {case['term']}: {case['text'][:20]}")
def test_cases(case: dict[str, Any]) -> None:
    assert found_in(case["text"], case["term"], case["language"]) == case["found"]


def test_a_term_stands_in_itself() -> None:
    for case in cases():
        assert found_in(case["term"], case["term"], case["language"])


def test_a_shorter_term_inside_a_longer_one_is_nested() -> None:
    side = read_side(["l’exploitation et l’exploitation sexuelle"], "fr")
    groups = [occurrences(side, pattern(term, side)) for term in ("exploitation", "exploitation sexuelle")]
    marked = mark_nested(groups)
    assert [one.nested for one in marked[0]] == [False, True]
    assert [one.nested for one in marked[1]] == [False]


@given(st.lists(WORDS, max_size=12), st.lists(WORDS, min_size=1, max_size=4))
def test_occurrences_lie_in_order_within_one_text(text: list[str], term: list[str]) -> None:
    side = read_side([" ".join(text), " ".join(reversed(text))], "fr")
    at = -1
    for one in occurrences(side, pattern(" ".join(term), side)):
        assert at < one.begin < one.end
        assert side.units[one.begin] == side.units[one.end - 1] == one.unit
        at = one.end - 1


@given(st.text(max_size=60), st.sampled_from(["fr", "en", "es", "ru", "zh", "ar", "de"]))
def test_words_point_at_their_text(text: str, language: str) -> None:
    side = read_side([text], language)
    spans = list(zip(side.starts.tolist(), side.ends.tolist(), strict=True))
    assert spans == sorted(spans)
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
