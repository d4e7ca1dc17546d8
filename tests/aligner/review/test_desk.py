"""Every action on rows: what becomes of them, on disk at once, taken back and done again."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.errors import AlignerError, UsageError
from aligner.model import Bead
from aligner.review.decisions import DecisionFile, StaleDecisions, read
from aligner.review.desk import Desk, Query
from tests.aligner.review.samples import bitext, decision, with_beads

Shown = list[tuple[int, int, str]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    pair = with_beads(bitext(), Bead((0, 1), (0, 1), 0.8), Bead((2,), (2,), 0.95), *bitext().beads[3:])
    return Desk([pair], DecisionFile(tmp_path / "decisions.jsonl"))


def act(desk: Desk, action: str, *rows: int, cut: tuple[int, int] | None = None) -> None:
    desk.act(0, desk.documents()["version"], action, rows, cut)


def shown(desk: Desk, query: Query | None = None) -> Shown:
    rows = desk.rows(query or Query(document=0))["rows"]
    return [(len(row["source"]), len(row["target"]), row["verdict"]) for row in rows]


START: Shown = [(2, 2, ""), (1, 1, ""), (1, 1, ""), (1, 1, ""), (1, 1, "")]
REST = START[2:]


@pytest.mark.parametrize(
    ("action", "rows", "cut", "result"),
    [
        ("accept", (0,), None, [(2, 2, "accepted"), *START[1:]]),
        ("reject", (1,), None, [START[0], (1, 1, "rejected"), *REST]),
        ("merge", (0,), None, [(3, 3, "corrected"), *REST]),
        ("split", (0,), None, [(1, 1, "corrected"), (1, 1, "corrected"), *START[1:]]),
        ("split", (0,), (2, 1), [(2, 1, "corrected"), (0, 1, "corrected"), *START[1:]]),
        ("target-down", (0,), None, [(2, 1, "corrected"), (1, 2, "corrected"), *REST]),
        ("target-up", (0,), None, [(2, 3, "corrected"), (1, 0, "corrected"), *REST]),
        ("source-down", (0,), None, [(1, 2, "corrected"), (2, 1, "corrected"), *REST]),
        ("source-up", (0,), None, [(3, 2, "corrected"), (0, 1, "corrected"), *REST]),
        ("unlink", (1,), None, [START[0], (0, 1, "corrected"), (1, 0, "corrected"), *REST]),
        ("link", (1, 3), None, [START[0], (2, 2, "corrected"), START[2], START[4]]),
    ],
)
def test_an_action_is_on_disk_and_can_be_taken_back_and_done_again(
    desk: Desk, action: str, rows: tuple[int, ...], cut: tuple[int, int] | None, result: Shown
) -> None:
    act(desk, action, *rows, cut=cut)
    assert shown(desk) == result
    fresh = Desk(desk.bitexts, DecisionFile(desk.file.path))
    assert shown(fresh) == result
    desk.undo(desk.documents()["version"])
    assert shown(desk) == START
    assert read(desk.file.path) == ()
    desk.redo(desk.documents()["version"])
    assert shown(desk) == result


def test_a_row_is_reopened_and_drawn_again(desk: Desk) -> None:
    act(desk, "split", 0)
    act(desk, "accept", 0)
    assert shown(desk)[0] == (1, 1, "corrected")
    act(desk, "merge", 0)
    assert shown(desk)[0] == (2, 2, "corrected")
    assert len(read(desk.file.path)) == 1
    act(desk, "reopen", 0)
    assert shown(desk) == START
    act(desk, "reopen", 0)
    assert desk.documents()["redo"] == 0


@pytest.mark.parametrize(
    ("action", "rows", "cut", "message"),
    [
        ("split", (1,), (0, 2), "the cut lies outside the row"),
        ("split", (1,), None, "there is nothing to split (unlink takes the two sides apart)"),
        ("split", (0,), (0, 0), "there is nothing to split (unlink takes the two sides apart)"),
        ("merge", (4,), None, "this is the last row"),
        ("accept", (9,), None, "there is no such row (reload the page)"),
        ("accept", (-1,), None, "there is no such row (reload the page)"),
        ("link", (1, 1), None, "there is no such row (reload the page)"),
        ("burn", (1,), None, "unknown action 'burn'"),
    ],
)
def test_what_cannot_be_done_is_said(
    desk: Desk, action: str, rows: tuple[int, ...], cut: tuple[int, int] | None, message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        act(desk, action, *rows, cut=cut)
    assert str(caught.value) == message
    assert not desk.file.path.exists()


def test_nothing_moves_across_from_an_empty_side(desk: Desk) -> None:
    act(desk, "unlink", 1)
    with pytest.raises(UsageError, match="there is nothing to move across"):
        act(desk, "source-down", 1)
    with pytest.raises(UsageError, match="there is nothing to unlink"):
        act(desk, "unlink", 1)


def test_a_stale_action_is_refused_and_nothing_lost(desk: Desk) -> None:
    old = desk.documents()["version"]
    act(desk, "accept", 0)
    with pytest.raises(StaleDecisions) as caught:
        desk.act(0, old, "reject", [1])
    assert str(caught.value) == "someone decided something since this page was loaded (look again)"
    with pytest.raises(StaleDecisions):
        desk.undo(old)
    assert shown(desk) == [(2, 2, "accepted"), *START[1:]]


def test_an_edit_of_the_file_outside_is_seen(desk: Desk) -> None:
    DecisionFile(desk.file.path).write([decision((3,), (3,), "rejected")], "")
    assert shown(desk)[2] == (1, 1, "rejected")


def test_an_action_on_one_row_says_which_row_it_changed(desk: Desk) -> None:
    def version() -> str:
        return str(desk.documents()["version"])

    assert desk.act(0, version(), "reject", [3]) == 3
    assert desk.undo(version()) == (0, 3)
    assert desk.redo(version()) == (0, 3)
    assert desk.act(0, version(), "merge", [0]) is None
    assert desk.undo(version()) is None


def test_nothing_to_undo_is_said(desk: Desk) -> None:
    with pytest.raises(UsageError, match="there is nothing to undo"):
        desk.undo("")
    with pytest.raises(UsageError, match="there is nothing to redo"):
        desk.redo("")


def test_rows_are_filtered_sorted_and_paged(desk: Desk) -> None:
    def numbers(query: Query) -> list[int]:
        return [row["row"] for row in desk.rows(query)["rows"]]

    assert numbers(Query(document=0, order="doubt")) == [4, 3, 2, 0, 1]
    assert numbers(Query(document=0, text="SIEGE")) == [0]
    assert numbers(Query(document=0, text="fish")) == [4]
    assert numbers(Query(document=0, offset=3, limit=1)) == [3]
    act(desk, "accept", 4)
    assert numbers(Query(document=0, order="doubt")) == [3, 2, 0, 1, 4]
    assert numbers(Query(document=0, show="decided")) == [4]
    assert numbers(Query(document=0, show="doubtful")) == [0, 2, 3]
    assert desk.rows(Query(document=0, show="open"))["total"] == 4
    (summary,) = desk.documents()["documents"]
    assert (summary["count"], summary["open"], summary["doubtful"]) == (5, 4, 3)


def test_a_document_that_is_not_there_is_said(desk: Desk) -> None:
    with pytest.raises(AlignerError, match="there is no such document"):
        desk.rows(Query(document=7))
