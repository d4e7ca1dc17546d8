"""Links word by word."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aligner.glossary.association import Floats
from aligner.glossary.linking import claims
from aligner.glossary.words import Ints

NAMES = {"org": 0, "intl": 1, "gov": 2}
START = np.array([0, 1, 3, 5], np.int64)
OTHER = np.array([0, 1, 2, 1, 2], np.int64)
STRENGTH = np.array([0.9, 0.8, 0.1, 0.3, 0.7])
"""org–org .9; intl–intl .8, intl–gov .1; gov–intl .3, gov–gov .7."""


def claimed(source: str, target: str) -> Floats:
    """The claims of two texts of the words above."""
    return claims(numbers(source), numbers(target), START, OTHER, STRENGTH)


def numbers(text: str) -> Ints:
    """The words of a text."""
    return np.array([NAMES[word] for word in text.split()], np.int32)


def test_each_of_two_equal_words_finds_its_own() -> None:
    found = claimed("org intl org gov", "org intl org gov intl")
    assert [int(row.argmax()) for row in found] == [0, 1, 2, 3]


def test_a_word_that_is_taken_draws_its_double_less() -> None:
    found = claimed("org intl org gov", "org intl org gov intl")
    assert found[3, 4] > found[1, 4], "the second intl is the expression's of gov, whose word is not taken by it"


@given(st.lists(st.sampled_from(sorted(NAMES)), max_size=8), st.lists(st.sampled_from(sorted(NAMES)), max_size=8))
def test_claims_are_shares_and_the_same_each_time(source: list[str], target: list[str]) -> None:
    found = claimed(" ".join(source), " ".join(target))
    assert found.shape == (len(source), len(target))
    assert ((found >= 0) & (found <= 1)).all()
    assert np.array_equal(found, claimed(" ".join(source), " ".join(target)))
