"""The file of decisions: readable, compared line by line, never written over a newer one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligner.errors import AlignerError
from aligner.review.decisions import DecisionFile, StaleDecisions, plain, read
from tests.aligner.review.samples import decision


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert DecisionFile(tmp_path / "decisions.jsonl").read() == ((), "")
    assert read(tmp_path / "decisions.jsonl") == ()


def test_what_is_written_is_read(tmp_path: Path) -> None:
    file = DecisionFile(tmp_path / "decisions.jsonl")
    made = {decision((0,), (0,), "accepted"), decision((2, 3), (2,)), decision((), (5,), "rejected")}
    version = file.write(made, "")
    assert set(read(file.path)) == made
    assert file.read()[1] == version
    assert sorted(path.name for path in tmp_path.iterdir()) == ["decisions.jsonl"]


def test_one_more_decision_is_one_more_line(tmp_path: Path) -> None:
    file = DecisionFile(tmp_path / "decisions.jsonl")
    version = file.write([decision((0,), (0,), "accepted"), decision((3,), (3,))], "")
    before = file.path.read_text(encoding="utf-8").splitlines()
    file.write([decision((1,), (1,)), *file.read()[0]], version)
    after = file.path.read_text(encoding="utf-8").splitlines()
    assert len(after) == 3
    assert [line for line in after if line in before] == before
    assert json.loads(before[0])["source"][0]["text"] == "Le comité siège."


def test_a_write_on_an_older_state_is_refused(tmp_path: Path) -> None:
    one, other = DecisionFile(tmp_path / "decisions.jsonl"), DecisionFile(tmp_path / "decisions.jsonl")
    version = one.write([decision((0,), (0,))], "")
    other.write([decision((0,), (0,)), decision((1,), (1,))], version)
    with pytest.raises(StaleDecisions) as caught:
        one.write([decision((2,), (2,))], version)
    assert str(caught.value) == f"{one.path}: changed since it was read (reload and try again)"
    assert len(one.read()[0]) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ("[]", "its fields should be document, source, source_language, target, target_language, verdict"),
    ],
)
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "decisions.jsonl"
    DecisionFile(path).write([decision((0,), (0,))], "")
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(AlignerError) as caught:
        read(path)
    assert str(caught.value) == f"{path}, line 2: not a decision: {message} (mend the line or remove it)"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("verdict", "perhaps", "unknown verdict 'perhaps', not one of accepted, corrected, rejected, cut"),
        ("source", [{"text": "a"}], "a segment has the fields text, ref, before, after"),
        ("document", 3, "3 is not a text"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, key: str, value: object, message: str) -> None:
    path = tmp_path / "decisions.jsonl"
    DecisionFile(path).write([decision((0,), (0,))], "")
    row = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**row, key: value}) + "\n", encoding="utf-8")
    with pytest.raises(AlignerError) as caught:
        read(path)
    assert str(caught.value) == f"{path}, line 1: not a decision: {message} (mend the line or remove it)"


def test_a_decision_without_segments_is_none(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text(
        '{"document": "A", "source_language": "fr", "target_language": "en", "source": [], "target": [], '
        '"verdict": "accepted"}\n',
        encoding="utf-8",
    )
    with pytest.raises(AlignerError, match="it names no segment"):
        read(path)


def test_spacing_does_not_tell_texts_apart() -> None:
    assert plain(" a\u00a0 :\tb ") == "a : b"
