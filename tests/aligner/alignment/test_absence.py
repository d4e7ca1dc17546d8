"""What it costs that a token has no counterpart."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment import absence
from aligner.alignment.engine import EngineOptions, align_segments
from aligner.alignment.tokens import NUMBER, tokenise

figures = st.lists(st.lists(st.integers(1, 6), max_size=4), min_size=1, max_size=6)


@given(figures, st.data())
def test_numbers_without_counterpart_are_counted_bead_by_bead(source: list[list[int]], data: st.DataObject) -> None:
    size = len(source)
    target = data.draw(st.lists(st.lists(st.integers(1, 6), max_size=4), min_size=size, max_size=size))
    sides = [[" w ".join(f"{value}00" for value in row) for row in rows] for rows in (source, target)]
    left, right, vocabulary = tokenise(sides[0], sides[1], ((6, 0), (6, 0)))
    beads = np.array([(i, i + 1, i, i + 1) for i in range(size)], np.int64)
    found = absence.missing_numbers(left, right, beads, vocabulary.kinds == NUMBER)
    alone = sum(len(set(a) ^ set(b)) for a, b in zip(source, target, strict=True))
    total = sum(len(set(a)) + len(set(b)) for a, b in zip(source, target, strict=True))
    assert found == (alone + absence.BELIEF * absence.USUAL) / (total + absence.BELIEF)


def test_a_number_that_only_one_side_holds_stands_alone() -> None:
    """A heading of which the translation has dropped the number: nothing else tells it from a part of its neighbour."""
    options = EngineOptions(source_language="en", target_language="fr")
    found = 0
    for seed in range(10):
        chosen = np.random.default_rng(seed)
        source: list[str] = []
        target: list[str] = []
        for _ in range(40):
            words = ["".join(chosen.choice(list("bdfgklmnprstvaeiou"), 6)) for _ in range(30)]
            number = int(chosen.integers(100, 999))
            source.append(f"{' '.join(words)} {number}.")
            target.append(f"{' '.join(word for word in words if chosen.random() < 0.75)} {number}.")
        target.insert(20, "12.1.2.3.")
        found += ((), (20,)) in {(bead.source, bead.target) for bead in align_segments(source, target, options)}
    assert found >= 8
