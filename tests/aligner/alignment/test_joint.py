"""Learning as a map and a reduce of counts."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from aligner.alignment import align_all
from aligner.alignment.counts import Counts, added
from aligner.alignment.counts_arrays import from_arrays, to_arrays
from aligner.alignment.joint import align_again, align_first
from aligner.documents import read
from aligner.errors import UsageError
from aligner.model import Document

ROOT = Path(__file__).resolve().parents[3]


def sections(language: str) -> list[Document]:
    """The sections of the compendium, each as a document."""
    whole = read(ROOT / "corpora" / language / "CTOC-COP-WG.4-2019-5.txt", language=language)
    headings = [block for block in whole.blocks if block.kind == "heading"]
    return [dataclasses.replace(whole, symbol=block.ref, blocks=(block,)) for block in headings]


PAIRS = list(zip(sections("fr"), sections("en"), strict=True))[:6]


def same(one: Counts, other: Counts) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(to_arrays(one), to_arrays(other), strict=True))


def test_batches_that_learn_together_give_what_one_batch_gives() -> None:
    firsts = [align_first(PAIRS[at : at + 2]) for at in (0, 2, 4)]
    counts = added([each for _, each in firsts])
    again = [
        b
        for at, (first, _) in zip((0, 2, 4), firsts, strict=True)
        for b in align_again(PAIRS[at : at + 2], first, counts)
    ]
    whole = align_all(PAIRS)
    assert [[(bead.source, bead.target) for bead in bitext.beads] for bitext in again] == [
        [(bead.source, bead.target) for bead in bitext.beads] for bitext in whole
    ]
    assert counts.beads == sum(each.beads for _, each in firsts) > 50


def test_what_is_added_up_does_not_depend_on_how_it_was_dealt_out() -> None:
    parts = [align_first([pair])[1] for pair in PAIRS]
    one, other = added(parts), added([added(parts[:3]), added(parts[3:])])
    shared = {*zip(one.source, one.target, strict=True)} & {*zip(other.source, other.target, strict=True)}
    assert len(shared) > 0.9 * len(one.source)
    np.testing.assert_array_equal(one.words_source.hashes, other.words_source.hashes)
    np.testing.assert_allclose(one.words_source.beads, other.words_source.beads)


def test_counts_survive_as_arrays() -> None:
    counts = align_first(PAIRS)[1]
    assert len(counts.source)
    assert same(counts, from_arrays(to_arrays(counts)))
    assert same(added([]), from_arrays(to_arrays(added([]))))


def test_sides_may_be_exchanged() -> None:
    first, counts = align_first(PAIRS)
    turned_first, turned_counts = align_first([(target, source) for source, target in PAIRS])
    assert same(counts, turned_counts)
    assert same(counts.turned().turned(), counts)
    straight = align_again(PAIRS, first, counts)
    turned = align_again([(target, source) for source, target in PAIRS], turned_first, turned_counts)
    for one, other in zip(straight, turned, strict=True):
        assert [(b.source, b.target, b.confidence) for b in one.beads if b.source and b.target] == [
            (b.target, b.source, b.confidence) for b in other.beads if b.source and b.target
        ]


def test_a_first_pass_of_other_texts_is_refused() -> None:
    first, counts = align_first(PAIRS)
    with pytest.raises(UsageError, match="not those of these texts"):
        align_again(PAIRS, dataclasses.replace(first, shapes=first.shapes[:-1]), counts)


def test_a_batch_is_in_two_languages() -> None:
    with pytest.raises(UsageError, match="same two languages"):
        align_first([PAIRS[0], (PAIRS[0][0], dataclasses.replace(PAIRS[0][1], language="es"))])
