"""Where to look first: rows that hold words of their neighbours, and breaks that do not go together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment import doubt, evidence
from aligner.alignment.options import EngineOptions
from aligner.model import Bead

OPTIONS = EngineOptions(source_language="fr", target_language="en", background=False)
NOUNS = [(f"mot{n}e", f"word{n}y") for n in range(12)]


def texts() -> tuple[list[str], list[str]]:
    """Sentences of which each noun stands in several, so that the pairs can be learned."""
    source, target = [], []
    for n in range(48):
        chosen = [NOUNS[(n * k + k) % 12] for k in (1, 5, 7)]
        source.append("Voici " + " puis ".join(one for one, _ in chosen) + ".")
        target.append("Here " + " then ".join(other for _, other in chosen) + ".")
    return source, target


def doubts(source: list[str], target: list[str], beads: list[Bead]) -> list[float]:
    return doubt.doubts(evidence.read(source, target, beads, OPTIONS), beads)


def straight(count: int) -> list[Bead]:
    return [Bead((n,), (n,), 0.99) for n in range(count)]


def test_rows_that_share_a_cut_at_another_place_come_first() -> None:
    source, target = texts()
    words = target[20].rstrip(".").split(" then ")
    target[20] = words[0] + ","
    target[21] = "then " + " then ".join(words[1:]) + ". " + target[21]
    found = doubts(source, target, straight(48))
    assert set(sorted(range(48), key=lambda place: -found[place])[:2]) == {20, 21}


def test_a_row_of_low_confidence_comes_before_sure_ones() -> None:
    source, target = texts()
    beads = straight(48)
    beads[7] = Bead((7,), (7,), 0.4)
    found = doubts(source, target, beads)
    assert max(range(48), key=lambda place: found[place]) == 7


def test_one_sided_rows_alone_keep_their_confidence() -> None:
    assert doubts(["a"], [], [Bead((0,), (), 0.75)]) == [0.25]
    assert doubts([], [], []) == []


words = st.lists(st.sampled_from("un deux trois 4 . , ; Un".split()), max_size=4).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(words, words, st.floats(0, 1)), min_size=1, max_size=12))
def test_doubts_are_probabilities_and_the_same_in_every_run(rows: list[tuple[str, str, float]]) -> None:
    source, target = [row[0] for row in rows], [row[1] for row in rows]
    beads = [Bead((n,), (n,), row[2]) for n, row in enumerate(rows)]
    found = doubts(source, target, beads)
    assert all(0.0 <= one <= 1.0 for one in found)
    assert doubts(source, target, beads) == found
