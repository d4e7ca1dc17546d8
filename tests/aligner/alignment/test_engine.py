"""The engine's laws, and what it does with bad input."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment import ladder
from aligner.alignment.engine import DOUBT, EngineOptions, align_many, align_segments, unrelated
from aligner.alignment.evaluation import NOTHING, compare
from aligner.errors import UsageError
from aligner.model import Bead

Matrix = npt.NDArray[np.float32]

OPTIONS = EngineOptions(source_language="fr", target_language="en")
WORDS = st.sampled_from(
    "état pays 12 345 traite Palerme, article 5. droit ; state country trafficking law عام 三".split()
)
SEGMENT = st.lists(WORDS, max_size=8).map(" ".join)
TEXT = st.lists(SEGMENT, max_size=12)
SAID = [f"{word}." for word in "decides notes recalls urges invites requests welcomes regrets reaffirms".split()]


def check(beads: list[Bead], sources: int, targets: int) -> None:
    """Every segment is in one bead, beads ascend, no bead is empty or larger than six."""
    assert [i for bead in beads for i in bead.source] == list(range(sources))
    assert [j for bead in beads for j in bead.target] == list(range(targets))
    assert all(1 <= len(bead.source) + len(bead.target) <= 6 for bead in beads)
    assert all(0.0 <= bead.confidence <= 1.0 for bead in beads)


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT)
def test_every_segment_is_in_exactly_one_bead(source: list[str], target: list[str]) -> None:
    check(align_segments(source, target, OPTIONS), len(source), len(target))


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT, st.sampled_from([("fr", "en"), ("", ""), ("fr", "fr"), ("zh", "ru")]))
def test_both_directions_give_the_same_beads(source: list[str], target: list[str], tags: tuple[str, str]) -> None:
    there = align_segments(source, target, EngineOptions(source_language=tags[0], target_language=tags[1]))
    back = align_segments(target, source, EngineOptions(source_language=tags[1], target_language=tags[0]))
    assert there == [Bead(bead.target, bead.source, bead.confidence) for bead in back]


@settings(max_examples=40, deadline=None)
@given(TEXT, TEXT, st.data())
def test_no_bead_crosses_a_boundary(source: list[str], target: list[str], data: st.DataObject) -> None:
    places = data.draw(st.lists(st.tuples(st.integers(0, len(source)), st.integers(0, len(target))), max_size=3))
    rows, columns = sorted(i for i, _ in places), sorted(j for _, j in places)
    boundaries = tuple(zip(rows, columns, strict=True))
    beads = align_segments(source, target, EngineOptions(boundaries=boundaries))
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    i = j = 0
    nodes = {(0, 0)}
    for bead in beads:
        i, j = i + len(bead.source), j + len(bead.target)
        nodes.add((i, j))
    if not unrelated(beads):
        assert set(boundaries) <= nodes


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), max_size=4))
def test_many_pairs_at_once_keep_to_themselves(pairs: list[tuple[list[str], list[str]]]) -> None:
    for (source, target), beads in zip(pairs, align_many(pairs, OPTIONS), strict=True):
        check(beads, len(source), len(target))


def test_an_empty_side_leaves_everything_alone() -> None:
    assert align_segments([], [], OPTIONS) == []
    assert [(b.source, b.target) for b in align_segments(["a", "b"], [], OPTIONS)] == [((0,), ()), ((1,), ())]
    assert [(b.source, b.target) for b in align_segments([], ["a"], OPTIONS)] == [((), (0,))]


def test_identical_texts_are_aligned_one_to_one() -> None:
    texts = [f"Paragraph {k} speaks of matter {k * 7} and word{k}." for k in range(40)]
    beads = align_segments(texts, texts, EngineOptions(source_language="en", target_language="en"))
    assert [(b.source, b.target) for b in beads] == [((k,), (k,)) for k in range(40)]
    assert min(bead.confidence for bead in beads) > 0.9


def test_a_text_fifty_times_longer_keeps_its_counterpart() -> None:
    long = [f"Subject {k} is treated in chapter {1000 + k} by author{k}." for k in range(500)]
    short = long[200:210]
    beads = align_segments(short, long, EngineOptions(source_language="en", target_language="en"))
    check(beads, 10, 500)
    found = [(b.source, b.target) for b in beads if b.source]
    assert found[1:] == [((k,), (200 + k,)) for k in range(1, 10)]


def words(seed: int, count: int) -> list[str]:
    """Segments of words no other seed has."""
    draw = np.random.default_rng(seed)
    letters = "bcdfghjklmnpqrstvwxz"[seed % 2 :: 2]
    return [
        " ".join("".join(draw.choice(list(letters), 7)) for _ in range(int(draw.integers(3, 25)))) + "."
        for _ in range(count)
    ]


def test_unrelated_texts_are_left_alone_with_little_confidence() -> None:
    beads = align_segments(words(1, 80), words(2, 60), EngineOptions(source_language="de", target_language="is"))
    assert unrelated(beads)
    assert len(beads) == 140
    assert {bead.confidence for bead in beads} == {DOUBT}


def test_segments_of_fifty_thousand_characters_are_aligned() -> None:
    source = [(" ".join(words(k, 60)) * 20)[:50_000] for k in range(4)]
    assert min(map(len, source)) > 40_000
    beads = align_segments(source, source, EngineOptions())
    assert [(b.source, b.target) for b in beads] == [((k,), (k,)) for k in range(4)]


def test_a_segment_of_thousands_of_words_meets_its_counterpart() -> None:
    """Its words are half of the text: by their share alone, none of them would say anything."""
    short = [f"{k} mule {k + 7}" for k in range(30)]
    ours, theirs = (
        [" ".join(f"{word}{start + k} {start + k}" for k in range(3000)) for start in (1000, 50_000)]
        for word in ("bafo", "kilu")
    )
    source, target = [ours[0], *short, ours[1]], [theirs[0], *short, theirs[1]]
    beads = align_segments(source, target, EngineOptions(source_language="xx", target_language="yy"))
    assert [(bead.source, bead.target) for bead in beads] == [((k,), (k,)) for k in range(32)]


@pytest.mark.parametrize("boundaries", [((2, 1), (1, 2)), ((5, 1),), ((-1, 0),)])
def test_boundaries_out_of_place_are_refused(boundaries: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(UsageError) as caught:
        align_segments(["a", "b", "c"], ["a", "b", "c"], EngineOptions(boundaries=boundaries))
    assert str(caught.value).endswith("does not ascend, or lies outside the texts")


def vectors(rows: int, seed: int = 0) -> Matrix:
    return np.random.default_rng(seed).normal(size=(rows, 16)).astype(np.float32)


def with_nan() -> Matrix:
    table = vectors(3)
    table[1, 2] = np.nan
    return table


@pytest.mark.parametrize(
    ("left", "right", "message"),
    [
        (vectors(2), vectors(3), "2 source vectors for 3 segments (one row a segment is needed)"),
        (
            vectors(3),
            vectors(3)[:, :4],
            "source vectors of 16 dimensions, target vectors of 4 (both must come from one model)",
        ),
        (vectors(3), with_nan(), "the target vectors hold NaN or infinity (compute them again)"),
        (vectors(3), vectors(3)[0], "the target vectors are not a table of numbers (one row a segment is needed)"),
    ],
)
def test_vectors_that_do_not_fit_are_refused(left: Matrix, right: Matrix, message: str) -> None:
    options = EngineOptions(source_language="a", target_language="b", scorer="embedding", embeddings=(left, right))
    with pytest.raises(UsageError) as caught:
        align_segments(["a", "b", "c"], ["a", "b", "c"], options)
    assert str(caught.value) == message


def test_vectors_find_what_words_do_not_say() -> None:
    base = vectors(40, seed=3)
    noise = np.random.default_rng(4).normal(size=base.shape).astype(np.float32)
    # target segment 10 is missing, source segments 20 and 21 are one in the target
    merged = np.vstack([base[:10], base[11:20], base[20:21] + base[21:22], base[22:]])
    target = merged + np.float32(0.2) * np.delete(noise, [10, 20], axis=0)
    sides = words(1, 40), words(2, 38)
    options = EngineOptions(scorer="embedding", embeddings=(base, target), source_language="x", target_language="y")
    found = [(bead.source, bead.target) for bead in align_segments(*sides, options)]
    assert ((10,), ()) in found
    assert ((20, 21), (19,)) in found
    assert len(found) == 39


@pytest.mark.parametrize(
    ("name", "least"),
    [("dhb-noised-fr-en", 0.97), ("dhb-noised-fr-zh", 0.93), ("dhb-noised-fr-ar", 0.95), ("textberg-dev", 0.84)],
)
def test_gold_alignments_are_found(shared: Path, name: str, least: float) -> None:
    total = NOTHING
    folders = sorted(path for path in (shared / "gold" / name).iterdir() if path.is_dir())[:2]
    for folder in folders:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        sides = [(folder / side).read_text(encoding="utf-8").split("\n")[:-1] for side in ("src.txt", "tgt.txt")]
        options = EngineOptions(source_language=meta["src_lang"], target_language=meta["tgt_lang"])
        total += compare(align_segments(sides[0], sides[1], options), ladder.read(folder / "gold.txt"))
    assert total.scores()[0].f1 >= least


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (["The Committee decides."] * 30, ["Le Comité décide."] * 30),
        (["The Committee decides."] * 30, ["The Committee decides."] * 30),
        (SAID * 12, SAID * 12),
    ],
)
@pytest.mark.parametrize("times", [1, 2])
def test_texts_that_repeat_themselves_are_no_strangers(source: list[str], target: list[str], times: int) -> None:
    """No bead tells more than any other: that is no sign that the texts do not correspond."""
    options = EngineOptions(source_language="en", target_language="fr")
    for beads in align_many([(source, target)] * times, options):
        assert [bead.source for bead in beads] == [(i,) for i in range(len(source))]
        assert [bead.target for bead in beads] == [(i,) for i in range(len(source))]
