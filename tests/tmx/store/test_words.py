"""Words, keys and packed lists: the compiled code does what the plain code says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.strategies import HOSTILE
from tmx.store import kernels
from tmx.store.gathering import _Words, lines
from tmx.store.postings import pack, size, unpack
from tmx.store.words import INVISIBLE, fold, key, terms, tokens

MIXED = st.text(st.sampled_from(f"aéÉb1 _.,'’\u00adeю́й中国渔ＡＢ٣ابـ\n{INVISIBLE[:3]}"), max_size=30)
NUMBERS = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=30).map(sorted)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("État", "etats"), ("criminel", "CRIMINELLES"), ("loi", "lois"), ("country", "countries"), ("ley", "leyes"),
        ("служба", "службами"), ("سلطة", "والسلطات"), ("rivière", "riviere"), ("e\u0301tat", "état"),
    ],
)  # fmt: skip
def test_forms_of_a_word_share_their_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("12", "13"), ("port", "pont"), ("й", "и"), ("2019", "201")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert key(one) != key(other)


@given(HOSTILE)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.one_of(HOSTILE, MIXED), min_size=1, max_size=5), st.sampled_from(["fr", "zh"]))
def test_compiled_code_finds_the_terms_that_queries_ask_for(texts: list[str], language: str) -> None:
    asked: dict[int, int] = {}
    words = _Words(language)
    lists, places = words.split(lines(texts), lambda term: asked.setdefault(term, len(asked)))
    names = list(asked)
    for place, text in enumerate(texts):
        found = {names[one] for one, at in zip(lists.tolist(), places.tolist(), strict=True) if at == place}
        assert found == set(terms(text, language))


def test_pairs_of_characters_stand_for_words_without_spaces() -> None:
    assert tokens("检查渔船 2019年 UN", paired=True) == ["检查", "查渔", "渔船", "20", "01", "19", "9年", "UN"]


@given(NUMBERS)
def test_lists_come_out_as_they_went_in(numbers: list[int]) -> None:
    body = pack(np.array(numbers, dtype=np.int64))
    assert unpack(body).tolist() == sorted(set(numbers))
    assert size(body) == len(set(numbers))


@given(st.lists(NUMBERS, min_size=1, max_size=6))
def test_compiled_packing_is_the_same(lists: list[list[int]]) -> None:
    texts = np.array([one for numbers in lists for one in numbers], dtype=np.uint32)
    ends = np.cumsum([len(numbers) for numbers in lists]).astype(np.int64)
    body = np.zeros(len(texts) * 4 + len(lists) * 9, dtype=np.uint8)
    stops, counts = np.zeros(len(lists), dtype=np.int64), np.zeros(len(lists), dtype=np.int64)
    kernels.pack_all(texts, ends, body, stops, counts)
    limits = [0, *stops.tolist()]
    for place, numbers in enumerate(lists):
        assert body[limits[place] : limits[place + 1]].tobytes() == pack(np.array(numbers, dtype=np.int64))
        assert counts[place] == len(set(numbers))


@given(st.lists(st.lists(NUMBERS, min_size=1, max_size=4), min_size=1, max_size=5))
def test_compiled_joining_is_a_union(terms: list[list[list[int]]]) -> None:
    packed = [pack(np.array(numbers, dtype=np.int64)) for lists in terms for numbers in lists]
    data = np.frombuffer(b"".join(packed), dtype=np.uint8)
    ends = np.cumsum([len(one) for one in packed]).astype(np.int64)
    firsts = np.cumsum([0, *(len(lists) for lists in terms)]).astype(np.int64)
    body = np.zeros(len(data) * 4, dtype=np.uint8)
    stops, counts = np.zeros(len(terms), dtype=np.int64), np.zeros(len(terms), dtype=np.int64)
    kernels.join_all((data, ends), firsts, body, stops, counts)
    for place, lists in enumerate(terms):
        wanted = sorted({number for numbers in lists for number in numbers})
        assert body[stops[place - 1] if place else 0 : stops[place]].tobytes() == pack(np.array(wanted, dtype=np.int64))
        assert counts[place] == len(wanted)
