from __future__ import annotations

from aligner.alignment.blocks.sentences import lay_out, take_back
from aligner.model import Bead


def each_one(count: int) -> dict[int, tuple[int, ...]]:
    return {place: (place,) for place in range(count)}


def test_a_long_list_run_together_into_one_segment_stays_one_bead() -> None:
    whole = Bead(tuple(range(7)), (0,), 0.9)
    rows = lay_out([whole], each_one(7), each_one(1))
    assert (rows.source, rows.target) == ((), ())
    assert take_back(rows, []) == [whole]
    mirrored = lay_out([Bead((0,), tuple(range(7)), 0.9)], each_one(1), each_one(7))
    assert take_back(mirrored, []) == [Bead((0,), tuple(range(7)), 0.9)]


def test_what_the_engine_can_put_into_one_bead_is_left_to_it() -> None:
    rows = lay_out([Bead((0, 1, 2), (0,), 0.9)], each_one(3), each_one(1))
    assert (rows.source, rows.target, rows.alone) == ((0, 1, 2), (0,), ())


def test_one_long_paragraph_against_one_sentence_is_left_to_the_engine() -> None:
    rows = lay_out([Bead((0,), (0,), 0.9)], {0: tuple(range(8))}, {0: (0,)})
    assert len(rows.source) == 8
