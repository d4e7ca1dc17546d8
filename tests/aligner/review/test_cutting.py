"""A segment cut in two, and its pieces joined again: kept by content, obeyed by the build, undone."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import AlignerError, UsageError
from aligner.model import Bead, Segment, Span
from aligner.review.changes import ACTIONS
from aligner.review.decisions import Decision, DecisionFile, read
from aligner.review.desk import Desk, Query
from aligner.review.overlay import apply, overlay
from aligner.review.prepared import pieces_of
from tests.aligner.review.samples import bitext, decision

FRENCH = ("Le comité siège ; il lit.", "Les États devraient :", "Planter.", "Pêcher.")
ENGLISH = ("The committee sits.", "It reads.", "States should:", "Plant.", "Fish.")
BEADS = (Bead((0,), (0, 1), 0.8), Bead((1,), (2,), 0.9), Bead((2,), (3,), 0.9), Bead((3,), (4,), 0.9))
PAIR = bitext(FRENCH, ENGLISH, BEADS)
HERE = FRENCH[0].index("il lit")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk([PAIR], DecisionFile(tmp_path / "decisions.jsonl"))


def version(desk: Desk) -> str:
    return str(desk.documents()["version"])


def texts(desk: Desk) -> list[tuple[list[str], list[str], str]]:
    rows = desk.rows(Query(document=0))["rows"]
    return [
        ([one["text"] for one in row["source"]], [one["text"] for one in row["target"]], row["verdict"]) for row in rows
    ]


def cut(desk: Desk, row: int = 0, at: int = HERE, side: str = "source", number: int = 0) -> None:
    desk.cut(0, version(desk), row, (side, number, at))


def test_a_segment_is_cut_and_its_pieces_are_segments(desk: Desk) -> None:
    cut(desk)
    assert texts(desk)[0] == (["Le comité siège ;", "il lit."], list(ENGLISH[:2]), "")
    assert [one["piece"] for one in desk.rows(Query(document=0))["rows"][0]["source"]] == [True, True]
    desk.act(0, version(desk), "split", [0], (1, 1))
    assert texts(desk)[:2] == [
        (["Le comité siège ;"], ["The committee sits."], "corrected"),
        (["il lit."], ["It reads."], "corrected"),
    ]
    assert texts(Desk([PAIR], DecisionFile(desk.file.path))) == texts(desk)


def test_a_cut_is_one_line_of_the_file_and_is_found_again_after_a_change_elsewhere(desk: Desk) -> None:
    cut(desk)
    (said,) = read(desk.file.path)
    assert (said.verdict, said.pieces, said.target) == ("cut", ("Le comité siège ;", "il lit."), ())
    changed = bitext(("Nouveau.", *FRENCH), ENGLISH, [Bead((), (0,)), Bead((0, 1), (1,))], first_ref=7)
    laid = overlay(changed, [said])
    assert [one.text for one in laid.bitext.source_segments[:3]] == ["Nouveau.", "Le comité siège ;", "il lit."]
    assert laid.rows[1].bead.source == (0, 1, 2)
    gone = overlay(bitext(("Autre chose.",), ENGLISH, [Bead((0,), (0,))]), [said])
    assert [conflict.reason for conflict in gone.conflicts] == [
        "This text is no longer in the document: I.1 “Le comité siège ; il lit.”"
    ]


def test_the_build_obeys_a_cut(desk: Desk) -> None:
    cut(desk)
    desk.act(0, version(desk), "split", [0], (1, 1))
    made, conflicts = apply(PAIR, read(desk.file.path))
    assert conflicts == ()
    assert [one.text for one in made.source_segments] == ["Le comité siège ;", "il lit.", *FRENCH[1:]]
    assert [one.span for one in made.source_segments[:2]] == [Span(0, 17), Span(18, 25)]
    assert [(bead.source, bead.target) for bead in made.beads] == [((n,), (n,)) for n in range(5)]


def test_undo_and_redo_of_a_cut(desk: Desk) -> None:
    before = texts(desk)
    cut(desk)
    after = texts(desk)
    desk.undo(version(desk))
    assert (texts(desk), read(desk.file.path)) == (before, ())
    desk.redo(version(desk))
    assert texts(desk) == after


def test_what_was_said_of_a_row_stays_said_of_its_pieces_and_of_the_whole_again(desk: Desk) -> None:
    desk.act(0, version(desk), "accept", [0])
    cut(desk)
    cut(desk, side="target", number=1, at=3)
    cut(desk, at=3, number=0)
    assert texts(desk)[0] == (
        ["Le", "comité siège ;", "il lit."],
        ["The committee sits.", "It", "reads."],
        "accepted",
    )
    assert desk.documents()["documents"][0]["conflicts"] == []
    desk.cut(0, version(desk), 0, None)
    assert texts(desk)[0] == ([FRENCH[0]], list(ENGLISH[:2]), "accepted")
    assert [one.verdict for one in read(desk.file.path)] == ["accepted"]


def test_pieces_in_two_rows_are_joined_after_a_merge(desk: Desk) -> None:
    cut(desk)
    desk.act(0, version(desk), "split", [0], (1, 1))
    with pytest.raises(UsageError) as caught:
        desk.cut(0, version(desk), 0, None)
    assert str(caught.value) == "the other piece is in another row (merge the two rows first)"
    desk.act(0, version(desk), "merge", [0])
    desk.cut(0, version(desk), 0, None)
    assert texts(desk)[0] == ([FRENCH[0]], list(ENGLISH[:2]), "corrected")


@pytest.mark.parametrize(
    ("row", "where", "message"),
    [
        (9, ("source", 0, 3), "there is no such row (reload the page)"),
        (0, ("middle", 0, 3), "there is no such row (reload the page)"),
        (0, ("source", 1, 3), "there is no such segment (reload the page)"),
        (0, ("source", 0, 0), "the segment ends here (cut within its text)"),
        (0, ("source", 0, -1), "the segment ends here (cut within its text)"),
        (0, ("source", 0, len(FRENCH[0])), "the segment ends here (cut within its text)"),
        (0, None, "no segment of this row was cut"),
        (9, None, "there is no such row (reload the page)"),
    ],
)
def test_what_cannot_be_cut_is_said(desk: Desk, row: int, where: tuple[str, int, int] | None, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        desk.cut(0, version(desk), row, where)
    assert str(caught.value) == message
    assert not desk.file.path.exists()


@pytest.mark.parametrize(
    ("pieces", "message"),
    [
        ([], "a cut has pieces, and nothing else has"),
        (["Le comité", "siège."], "its pieces are not the segment's text"),
        (["Le comité siège ; il lit."], "its pieces are not the segment's text"),
        (["Le comité siège ; il lit.", " "], "a piece is empty"),
    ],
)
def test_a_line_that_is_no_cut_is_named(desk: Desk, pieces: list[str], message: str) -> None:
    cut(desk)
    (said,) = read(desk.file.path)
    line = DecisionFile(desk.file.path)
    made = Decision(
        document=said.document,
        source_language=said.source_language,
        target_language=said.target_language,
        verdict="cut",
        source=said.source,
        target=(),
        pieces=tuple(pieces),
    )
    line.write([made], line.read()[1])
    with pytest.raises(AlignerError) as caught:
        read(desk.file.path)
    assert str(caught.value) == f"{desk.file.path}, line 1: not a decision: {message} (mend the line or remove it)"


@given(st.text(min_size=2, max_size=30), st.integers(1, 29))
def test_pieces_hold_all_but_the_space_between_them(text: str, at: int) -> None:
    whole = " ".join(text.split())
    halves = [" ".join(unicodedata.normalize("NFC", half).split()) for half in (whole[:at], whole[at:])]
    if not all(halves) or "".join(unicodedata.normalize("NFC", whole).split()) != "".join("".join(halves).split()):
        return
    found = list(pieces_of(Segment(whole, "1", Span(4, 4 + len(whole))), halves))
    assert "".join("".join(one.text for one in found).split()) == "".join(whole.split())
    assert [whole[one.span.start - 4 : one.span.end - 4] for one in found] == [one.text for one in found]


steps = st.lists(
    st.tuples(st.sampled_from([*ACTIONS, "cut", "join", "undo"]), st.integers(0, 5), st.integers(1, 20)), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_after_any_actions_the_page_shows_what_its_file_says(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, int, int]]
) -> None:
    path = tmp_path_factory.mktemp("desk") / "decisions.jsonl"
    desk = Desk([PAIR], DecisionFile(path))
    for action, row, at in done:
        try:
            if action == "cut":
                desk.cut(0, version(desk), row, (("source", "target")[at % 2], 0, at))
            elif action == "join":
                desk.cut(0, version(desk), row, None)
            elif action == "undo":
                desk.undo(version(desk))
            else:
                desk.act(0, version(desk), action, [row, (row + 1) % 4] if action == "link" else [row])
        except UsageError:
            continue
        fresh = Desk([PAIR], DecisionFile(path))
        assert desk.overlay(0).rows == fresh.overlay(0).rows
        assert desk.documents()["documents"] == fresh.documents()["documents"]
        laid = desk.overlay(0)
        held = sorted(place for each in laid.rows for place in each.bead.source)
        assert held == list(range(len(laid.bitext.source_segments)))


def test_a_cut_that_two_files_make_differently_is_a_conflict() -> None:
    made = [
        Decision(
            document="A/1",
            source_language="fr",
            target_language="en",
            verdict="cut",
            source=decision((0,), (), about=PAIR).source,
            target=(),
            pieces=pieces,
        )
        for pieces in (("Le comité siège ;", "il lit."), ("Le comité", "siège ; il lit."))
    ]
    laid = overlay(PAIR, made)
    assert len(laid.bitext.source_segments) == 5
    assert [conflict.reason for conflict in laid.conflicts] == [
        "Another decision speaks of this text, too: I.1 “Le comité siège ; il lit.”"
    ]
