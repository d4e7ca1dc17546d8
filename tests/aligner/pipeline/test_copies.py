from __future__ import annotations

import functools
import os

import pytest

from aligner.pipeline.copies import together


def row(place: int) -> list[object]:
    return [place, "é\n" * place]


@pytest.mark.parametrize("jobs", [1, 2, 3, 8])
def test_values_come_in_order_whatever_the_number_of_processes(jobs: int) -> None:
    assert together([functools.partial(row, place) for place in range(7)], jobs) == [row(place) for place in range(7)]


def test_more_than_a_pipe_holds_comes_through() -> None:
    long = "x" * 1_000_000
    assert together([lambda: 1, lambda: long], 2) == [1, long]


@pytest.mark.parametrize("failing", [0, 1])
def test_an_error_is_raised_as_if_there_had_been_one_process(failing: int) -> None:
    def fail() -> None:
        raise ValueError("no such thing")

    functions = [fail if place == failing else lambda: None for place in range(2)]
    with pytest.raises(ValueError, match="no such thing"):
        together(functions, 2)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes can't be copied on this system")
def test_a_copy_that_dies_is_made_good_here() -> None:
    here = os.getpid()

    def die_elsewhere() -> int:
        if os.getpid() != here:
            os._exit(9)
        return 5

    assert together([lambda: 4, die_elsewhere], 2) == [4, 5]
