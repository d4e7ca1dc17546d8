from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment import ladder
from aligner.errors import UnreadableDocument
from aligner.model import Bead

SIDES = st.lists(st.integers(0, 999), max_size=4, unique=True).map(lambda places: tuple(sorted(places)))


@given(st.lists(st.builds(Bead, SIDES, SIDES, st.integers(0, 10_000).map(lambda parts: parts / 10_000))))
def test_what_is_written_is_read_back(beads: list[Bead]) -> None:
    assert ladder.parse(ladder.dump(beads)) == beads


def test_the_confidence_may_be_left_out() -> None:
    assert ladder.parse("[0, 1]:[0]\n\n[2]:[]:0.5\n") == [Bead((0, 1), (0,)), Bead((2,), (), 0.5)]


@pytest.mark.parametrize("line", ["0:0", "[0]:[a]", "[0]:[0]:1.5", "[0]:[0]:", "[0,1:[0]", "[0]:[1]:0.5:0.5"])
def test_what_is_no_bead_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(UnreadableDocument) as error:
        ladder.parse(f"[0]:[0]\n{line}\n", source="x.ladder")
    assert str(error.value) == (f"x.ladder, line 2: not a bead: {line} (write [0, 1]:[0] or [0, 1]:[0]:0.97)")


def test_files_are_read_and_written(tmp_path: Path) -> None:
    path = tmp_path / "x.ladder"
    ladder.write([Bead((0,), (0,), 0.25)], path)
    assert path.read_bytes() == b"[0]:[0]:0.25\n"
    assert ladder.read(path) == [Bead((0,), (0,), 0.25)]


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="there is no such file"):
        ladder.read(tmp_path / "none.ladder")
    (tmp_path / "b.ladder").write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableDocument, match="not text in UTF-8"):
        ladder.read(tmp_path / "b.ladder")
