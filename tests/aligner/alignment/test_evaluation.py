"""Counting against gold, by hand-made examples."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from aligner.alignment import ladder
from aligner.alignment.evaluation import SIGNATURE, compare
from aligner.cli.evaluate import command

GOLD = "[0]:[0]\n[1, 2]:[1]\n[3]:[]\n[4]:[2]\n"


@pytest.mark.parametrize(
    ("guess", "strict", "lax"),
    [
        (GOLD, (1.0, 1.0), (1.0, 1.0)),
        # one-sided beads count one segment each, for precision only
        ("[0]:[0]\n[1, 2]:[1]\n[3]:[]\n[4]:[]\n[]:[2]\n", (3 / 5, 2 / 3), (3 / 5, 2 / 3)),
        ("[0]:[0]\n[1]:[1]\n[2]:[]\n[3, 4]:[2]\n", (1 / 4, 1 / 3), (3 / 4, 1.0)),
        ("[0, 1, 2]:[0, 1]\n[3]:[]\n[4]:[2]\n", (2 / 3, 1 / 3), (1.0, 1.0)),
        ("", (1.0, 0.0), (1.0, 0.0)),
    ],
)
def test_hits_are_counted(guess: str, strict: tuple[float, float], lax: tuple[float, float]) -> None:
    scores = compare(ladder.parse(guess), ladder.parse(GOLD)).scores()
    assert [(score.precision, score.recall) for score in scores] == [pytest.approx(strict), pytest.approx(lax)]


def test_the_command_prints_both_scores_and_the_signature(tmp_path: Path) -> None:
    (tmp_path / "gold.ladder").write_text(GOLD, encoding="utf-8")
    (tmp_path / "x.ladder").write_text("[0]:[0]:0.9\n[1]:[1]:0.8\n[2]:[]\n[3]:[]\n[4]:[2]\n", encoding="utf-8")
    arguments = [str(tmp_path / "x.ladder"), str(tmp_path / "gold.ladder")]
    result = CliRunner().invoke(command, [*arguments, "--format", "json"], standalone_mode=False)
    assert result.exception is None
    assert SIGNATURE in result.output
    assert '"f1": 0.631579' in result.output
    below = CliRunner().invoke(command, [*arguments, "--min-f1", "0.9"], standalone_mode=False)
    assert below.return_value == 1


def test_translations_are_scored_by_paragraph(tmp_path: Path) -> None:
    pytest.importorskip("sacrebleu")
    (tmp_path / "ref").write_text("The cat sat on the mat today.\nAll is well here.\n", encoding="utf-8")
    (tmp_path / "hyp").write_text("The cat sat on the mat today.\nNothing of it.\n", encoding="utf-8")
    arguments = ["--translation", str(tmp_path / "hyp"), str(tmp_path / "ref"), "--lang", "en", "--format", "json"]
    result = CliRunner().invoke(command, arguments, standalone_mode=False)
    assert result.exception is None
    assert '"bleu": 100.0' in result.output
    assert '"BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:' in result.output
