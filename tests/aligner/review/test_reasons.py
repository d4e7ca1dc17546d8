"""Why the machine thought so, and the map of where to look."""

from __future__ import annotations

import functools

from aligner.alignment.evidence_kinds import Explanation
from aligner.model import Bead
from aligner.pipeline.looking import look
from aligner.review.alignment_map import STRIPS, strips
from aligner.review.overlay import overlay
from aligner.review.prepared import Prepared, Row
from aligner.review.reasons import Reasons
from tests.aligner.review.samples import bitext, decision, with_beads

REACH = 200
ANIMALS = [("requins", "sharks"), ("baleines", "whales"), ("oiseaux", "birds"), ("loups", "wolves"), ("ours", "bears")]
NUMBERED = [f"Le comité {n} a lu le rapport {n * 7} sur les {ANIMALS[n % 5][0]}." for n in range(3 * REACH)]
ENGLISH = [f"Committee {n} read report {n * 7} on the {ANIMALS[n % 5][1]}." for n in range(3 * REACH)]


PAIR = bitext(NUMBERED, ENGLISH, [Bead((n,), (n,), 0.95) for n in range(3 * REACH)])


@functools.cache
def looked_at() -> list[Explanation]:
    return look(PAIR)[1]


def explained(document: int, part: int) -> Explanation:
    return looked_at()[part]


def large() -> list[Row]:
    return list(overlay(PAIR, []).rows)


def reasons(rows: list[Row], place: int) -> dict[str, tuple[str, str]]:
    found = Reasons(explained).of(0, PAIR, rows, place)
    return {one["name"]: (one["side"], one["text"]) for one in found}


def test_a_right_row_is_explained_by_figures_words_length_and_place() -> None:
    found = reasons(large(), 5)
    assert found["Figures"] == ("for", "5, 35")
    assert found["Paragraph number"] == ("for", "The same on both sides: I, par. 6.")
    assert found["Length"] == ("for", "47 and 41 characters; about 42 were expected.")
    assert found["Rows around it"] == ("for", "Their confidence is at least 95 %.")
    assert "requins – sharks" in found["Words known to translate each other"][1]


def test_a_wrong_row_far_from_the_beginning_has_evidence_against_it() -> None:
    rows = large()
    at = 2 * REACH + 50
    rows[at] = Row(Bead((at,), (at + 1,), 0.4), None)
    found = reasons(rows, at)
    assert found["Figures"][0] == "against"
    assert str(at) in found["Figures"][1]
    assert found["Paragraph number"][0] == "against"


def test_a_row_without_counterpart_says_so() -> None:
    rows = overlay(with_beads(bitext(), Bead((0,), (), 0.8), *bitext().beads[1:]), []).rows
    assert Reasons().of(0, bitext(), rows, 0) == [
        {
            "name": "No counterpart",
            "side": "against",
            "strength": "clear",
            "text": "Nothing on the other side went better with it.",
        }
    ]


def test_a_pair_that_a_person_linked_across_the_document_is_explained_too() -> None:
    rows = large()
    rows[1] = Row(Bead((1,), (3 * REACH - 1,), 1.0, moved=True), decision((1,), (1,)))
    found = reasons(rows, 1)
    assert found["Moved"][0] == "against"


def test_the_map_covers_every_row_once_and_shows_the_gravest() -> None:
    rows = [Row(Bead((n,), (n,), 0.99), None, 0.99) for n in range(2 * STRIPS + 7)]
    rows[100] = Row(Bead((100,), (), 0.9), None, 0.95)
    rows[101] = Row(Bead((101,), (101,), 0.5), None, 0.5)
    rows[500] = Row(rows[500].bead, decision((0,), (0,), "accepted"))
    found = strips(rows)
    assert len(found) == STRIPS
    assert sum(strip["rows"] for strip in found) == len(rows)
    assert [strip["row"] for strip in found] == sorted(strip["row"] for strip in found)
    by_row = {strip["worst"]: strip["grade"] for strip in found}
    assert by_row[101] == "doubtful"
    assert "said" not in {strip["grade"] for strip in found if strip["worst"] != 500}
    assert strips([]) == []
    assert [strip["rows"] for strip in strips(rows[:3])] == [1, 1, 1]


def test_trust_comes_from_the_doubts_of_the_build() -> None:
    assert [round(row.trust, 2) for row in Prepared(bitext(), [0.1] * 6).rows] == [0.9] * 6
    assert Prepared(bitext(), [0.1]).rows[0].trust == bitext().beads[0].confidence
