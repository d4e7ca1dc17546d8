"""Forms of one word, and words of texts without spaces."""

from __future__ import annotations

import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.glossary.unspaced import word_lengths
from aligner.glossary.words import read_side

CASES = Path(__file__).parents[2] / "cases" / "glossary" / "words.toml"


def cases() -> list[dict[str, Any]]:
    """All cases of the file."""
    found: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    assert found
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["language"])
def test_forms_of_one_word_have_one_key_and_words_differ(case: dict[str, Any]) -> None:
    side = read_side([" ".join(chain.from_iterable(case["same"]))], case["language"])
    keys = [{side.vocabulary.keys[side.vocabulary.number(form)] for form in forms} for forms in case["same"]]
    assert [len(each) for each in keys] == [1] * len(keys), keys
    assert len(set(chain.from_iterable(keys))) == len(keys), keys


def cut(run: str, *others: str) -> list[str]:
    """The words of a run of characters, in the company of others."""
    lengths = word_lengths([run, *others], "zh")[0]
    ends = [sum(lengths[: place + 1]) for place in range(len(lengths))]
    return [run[end - length : end] for length, end in zip(lengths, ends, strict=True)]


def test_chinese_words_are_the_likeliest_ones() -> None:
    assert cut("打击跨国有组织犯罪") == ["打击", "跨国", "有", "组织", "犯罪"]
    assert cut("加强能力建设") == ["加强", "能力", "建设"]


def test_a_word_that_is_used_alone_is_a_word_inside_a_longer_one_too() -> None:
    assert cut("反腐败公约") == ["反腐败", "公约"]
    assert cut("反腐败公约", "预防腐败", "腐败问题") == ["反", "腐败", "公约"]


@given(st.lists(st.text("贩运人口受害者保护的和犯罪公约", max_size=20), max_size=4))
def test_every_character_is_in_one_word(runs: list[str]) -> None:
    assert [sum(lengths) for lengths in word_lengths(runs, "zh")] == [len(run) for run in runs]
