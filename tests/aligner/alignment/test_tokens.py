"""What counts as the same token on both sides."""

from __future__ import annotations

import pytest

from aligner.alignment.pairs import shared_tokens
from aligner.alignment.tokens import stem_rule, tokenise


def tokens(source: str, target: str, languages: tuple[str, str] = ("fr", "en")) -> tuple[list[str], list[str]]:
    """The tokens only one side has, as they stand in the text."""
    left, right, vocabulary = tokenise([source], [target], (stem_rule(languages[0]), stem_rule(languages[1])))
    here, there = left.ids.tolist(), right.ids.tolist()
    return (
        [vocabulary.text(token) for token in here if token not in there],
        [vocabulary.text(token) for token in there if token not in here],
    )


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("34 000", "34,000"),
        ("34\N{NO-BREAK SPACE}000", "34.000"),
        ("2,5", "2.5"),
        ("٢٠١٩", "2019"),
        ("２０１９", "2019"),
        ("« oui »", "“Oui”"),
        ("fin…", "fin."),
        ("Été, ÉTÉ", "ete,"),
        ("recommandations", "Recommander"),
        ("", ""),
    ],
)
def test_written_otherwise_but_the_same(source: str, target: str) -> None:
    assert tokens(source, target) == ([], [])


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [("للدول", "الدول", ("ar", "ar")), ("والمجلس", "مجلس", ("ar", "ar")), ("государства", "госудАрство", ("ru", "ru"))],
)
def test_inflected_but_the_same(source: str, target: str, languages: tuple[str, str]) -> None:
    assert tokens(source, target, languages) == ([], [])


def test_numbers_stay_apart() -> None:
    assert tokens("articles 3 et 17", "articles 3 et 18") == (["17"], ["18"])
    assert tokens("12 345678", "12345678") == (["12", "345678"], ["12345678"])


def test_chinese_is_cut_into_characters_and_neighbours() -> None:
    assert tokens("会议", "x", ("zh", "en")) == (["会", "议", "会议"], ["x"])


def test_cognates_are_found_across_scripts() -> None:
    left, right, vocabulary = tokenise(["La convention de Palerme"], ["Палермская конвенция"], ((6, 0), (5, 0)))
    pairs = shared_tokens(left, right, vocabulary)
    found = {(vocabulary.text(s), vocabulary.text(t)) for s, t in zip(pairs.source, pairs.target, strict=True)}
    assert ("convention", "конвенция") in found
