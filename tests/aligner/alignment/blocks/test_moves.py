from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment import AlignOptions, align
from aligner.alignment.blocks import split
from aligner.alignment.blocks.moves import off_path
from tests.aligner.alignment.bilingual import found_pairs, tree, version

Bead = tuple[int, int, float]


def _rising(beads: list[Bead]) -> bool:
    targets = [target for _, target, _ in sorted(beads)]
    return targets == sorted(targets)


@given(st.permutations(range(7)), st.lists(st.integers(1, 20), min_size=7, max_size=7))
def test_what_stays_is_the_heaviest_rising_chain(targets: list[int], weights: list[int]) -> None:
    beads = [
        (source, target, float(weight)) for source, (target, weight) in enumerate(zip(targets, weights, strict=True))
    ]
    staying = [bead for bead, moved in zip(beads, off_path(beads), strict=True) if not moved]
    assert _rising(staying)
    best = max(
        sum(weight for _, _, weight in chosen)
        for size in range(1, 8)
        for chosen in combinations(beads, size)
        if _rising(list(chosen))
    )
    assert sum(weight for _, _, weight in staying) == best


def test_nothing_moves_where_nothing_is() -> None:
    assert off_path([]) == []


def test_long_documents_are_cut_and_joined_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tree("en", seed=4)
    source, target = version(whole, "fr").document, version(whole[:2] + whole[3:], "en").document
    options = AlignOptions(level="paragraph")
    uncut = align(source, target, options)
    monkeypatch.setattr(split, "CELLS", 100)
    monkeypatch.setattr(split, "PIECE", 30)
    monkeypatch.setattr(split, "LONGEST", 60)
    cut = align(source, target, options)
    assert found_pairs(cut.block_beads) == found_pairs(uncut.block_beads)
    assert len(cut.beads) == len(uncut.beads)
