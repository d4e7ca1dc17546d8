"""Identifiers made unique, numbered and others, as a plain set of names would make them."""

from __future__ import annotations

import random
import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from tmx.formats.tmx14.identifiers import Identifiers

NAMES = st.one_of(
    st.builds("{}{}".format, st.sampled_from(["", "u", "a~", "5:", "u0"]), st.integers(0, 30)),
    st.sampled_from(["", "a", "a~2", "u00", "u007", "é٣", "7" * 40]),
)


def plainly(names: list[str]) -> list[str]:
    """The same by a set; of names with a counter, the first that is free."""
    taken: set[str] = set()
    found = []
    for name in names:
        number, free = 1, name
        while free and free in taken:
            number += 1
            free = f"{name}~{number}"
        taken.add(free)
        found.append(free)
    return found


@given(st.lists(NAMES, max_size=40))
def test_no_identifier_is_given_out_twice(names: list[str]) -> None:
    identifiers = Identifiers()
    found = [identifiers.unique(name) for name in names]
    given_out = [name for name in found if name]
    assert len(set(given_out)) == len(given_out)
    assert all(one == name or one.startswith(f"{name}~") for one, name in zip(found, names, strict=True))
    without_counters = [name for name in names if "~" not in name]
    assert [Identifiers().unique(name) for name in names] == names
    again = Identifiers()
    assert [again.unique(name) for name in without_counters] == plainly(without_counters)


def test_numbers_without_order_are_told_apart_too() -> None:
    numbers = list(range(20_000))
    random.Random(1).shuffle(numbers)
    identifiers = Identifiers()
    assert all(identifiers.unique(f"u{number}") == f"u{number}" for number in numbers)
    assert all(identifiers.unique(f"u{number}") == f"u{number}~2" for number in numbers)


def test_numbered_names_take_no_memory() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        identifiers = Identifiers()
        for number in range(count):
            identifiers.unique(f"5:{number}")
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(20_000) == peak(2_000)
