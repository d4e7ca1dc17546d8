"""What a person decided holds after the documents or the machine changed, and nothing is lost by it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from aligner.bitext import account
from aligner.model import Bead, Bitext
from aligner.review.decisions import Decision, Verdict
from aligner.review.overlay import Overlay, apply, overlay
from tests.aligner.review.samples import ENGLISH, FRENCH, bitext, decision, with_beads


def pairs(result: Overlay) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(row.bead.source, row.bead.target) for row in result.rows]


def decided(result: Overlay) -> list[tuple[tuple[int, ...], tuple[int, ...], str]]:
    return [(row.bead.source, row.bead.target, row.decision.verdict) for row in result.rows if row.decision]


def reasons(result: Overlay) -> list[str]:
    return [conflict.reason for conflict in result.conflicts]


def test_without_decisions_nothing_changes() -> None:
    pair = bitext()
    assert apply(pair, ()) == (pair, ())
    assert apply(pair, ())[0] is pair


def test_decisions_about_another_pair_are_passed_over() -> None:
    other = Decision(**{**_fields(decision((0,), (1,))), "target_language": "es"})  # type: ignore[arg-type]
    assert decided(overlay(bitext(), [other])) == []


def _fields(one: Decision) -> dict[str, object]:
    return {name: getattr(one, name) for name in Decision.__slots__}


def test_an_accepted_bead_is_sure() -> None:
    changed, conflicts = apply(bitext(), [decision((3,), (3,), "accepted")])
    assert changed.beads[3] == Bead((3,), (3,), 1.0)
    assert conflicts == ()


def test_a_corrected_bead_takes_its_segments_from_the_machines() -> None:
    changed, _ = apply(bitext(), [decision((0, 1), (0,))])
    assert [(b.source, b.target) for b in changed.beads[:3]] == [((0, 1), (0,)), ((), (1,)), ((2,), (2,))]


def test_what_is_left_of_a_machines_bead_is_doubtful() -> None:
    pair = with_beads(bitext(FRENCH[:2], ENGLISH[:2]), Bead((0, 1), (0, 1), 0.99))
    changed, _ = apply(pair, [decision((0,), (0,), about=pair)])
    assert changed.beads == (Bead((0,), (0,), 1.0), Bead((1,), (1,), 0.5))


def test_a_rejected_bead_makes_no_unit() -> None:
    changed, _ = apply(bitext(), [decision((1,), (1,), "rejected")])
    assert [(b.source, b.target) for b in changed.beads[1:3]] == [((), (1,)), ((1,), ())]


def test_a_link_across_others_is_marked_as_moved() -> None:
    changed, _ = apply(bitext(), [decision((1,), (5,)), decision((5,), (1,))])
    assert [(b.source, b.target, b.moved) for b in changed.beads if b.source in ((1,), (5,))] == [
        ((1,), (5,), False),
        ((5,), (1,), True),
    ]


def test_a_decision_survives_renumbering_and_a_change_elsewhere() -> None:
    made = [decision((3,), (3,), "accepted"), decision((4,), (4,), "rejected")]
    french = ("Un mot de plus.", "Le Comité siège.", *FRENCH[1:])
    english = ("A new word.", *ENGLISH)
    now = bitext(french, english, [Bead((i,), (i,), 0.5) for i in range(7)], first_ref=40)
    result = overlay(now, made)
    assert decided(result) == [((4,), (4,), "accepted"), ((5,), (5,), "rejected")]
    assert reasons(result) == []


def test_of_two_equal_texts_the_one_with_the_same_neighbours_is_meant() -> None:
    for place in (2, 4):
        assert decided(overlay(bitext(), [decision((place,), (place,))])) == [((place,), (place,), "corrected")]


def test_the_person_wins_over_a_rerun_and_the_conflict_is_told() -> None:
    rerun = with_beads(bitext(), Bead((0, 1), (0, 1), 0.99), *bitext().beads[2:])
    result = overlay(rerun, [decision((0,), (0,), "accepted")])
    assert pairs(result)[:2] == [((0,), (0,)), ((1,), (1,))]
    assert reasons(result) == ["The machine now pairs these segments otherwise; the decision stands."]


def test_a_decision_whose_text_is_gone_is_told_and_changes_nothing() -> None:
    now = bitext(("Autre chose.", *FRENCH[1:]))
    result = overlay(now, [decision((0,), (0,), "accepted")])
    assert decided(result) == []
    assert reasons(result) == ["This text is no longer in the document: I.1 “Le comité siège.”"]


def test_two_decisions_about_one_segment_are_told() -> None:
    result = overlay(bitext(), [decision((0,), (0,)), decision((0,), (1,))])
    assert decided(result) == [((0,), (0,), "corrected")]
    assert reasons(result) == ["Another decision speaks of this text, too: I.1 “Le comité siège.”"]


places = st.lists(st.integers(0, 5), max_size=3, unique=True).map(sorted)
verdicts: st.SearchStrategy[Verdict] = st.sampled_from(["accepted", "corrected", "rejected"])
cuts = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=4)


def _cut(at: list[tuple[int, int]]) -> Bitext:
    """The sample, its beads cut at other places."""
    source = sorted([0, 6, *(i for i, _ in at)])
    target = sorted([0, 6, *(j for _, j in at)])
    ranges = zip(pairwise(source), pairwise(target), strict=True)
    beads = [Bead(tuple(range(*one)), tuple(range(*other)), 0.7) for one, other in ranges]
    return with_beads(bitext(), *(bead for bead in beads if bead.source or bead.target))


@given(cuts, st.lists(st.tuples(places, places, verdicts).filter(lambda d: bool(d[0] or d[1])), max_size=6))
def test_every_segment_stays_in_exactly_one_bead(
    at: list[tuple[int, int]], made: list[tuple[list[int], list[int], Verdict]]
) -> None:
    pair = _cut(at)
    account(pair)
    changed, _ = apply(pair, [decision(*each) for each in made])
    account(changed)
    account(with_beads(pair, *(row.bead for row in overlay(pair, [decision(*each) for each in made]).rows)))
