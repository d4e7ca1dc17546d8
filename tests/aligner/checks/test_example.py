"""The example that docs/ci-tutorial.md walks through: its defects are found, all of them and nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aligner.cli import dragoman
from aligner.pipeline.checking import CheckRequest, check

EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "examples"
DEFECTS = {
    ("accent-on-capital", "fr", "II.8"),
    ("broken-cross-reference", "fr", "III.21"),
    ("date-mismatch", "en", "I.1"),
    ("missing-paragraph", "fr", "II.14"),
    ("number-mismatch", "en", "I.2"),
    ("omitted-sentence", "en", "II.7"),
    ("paragraph-gap", "en", "II.15"),
    ("quote-style", "fr", "IV.29"),
    ("reference-mismatch", "en", "III.17"),
    ("reference-mismatch", "en", "III.21"),
    ("repeated-word", "fr", "III.20"),
    ("symbol-mismatch", "en", "I.4"),
    ("term-variant", "fr", "II.10"),
    ("unbalanced-brackets", "fr", "III.24"),
    ("untranslated", "en", "III.19.b"),
    ("url-mismatch", "en", "I.5"),
}
AS_INFORMATION = ("tense-outlier", "fr", "IV.30")


def found(folder: str, *severities: str) -> list[tuple[str, str, str]]:
    result = check(CheckRequest(paths=(EXAMPLES / folder,)))
    assert not result.failed
    return [(each.check, each.language, each.ref) for each in result.findings if each.severity in severities]


@pytest.mark.parametrize("folder", ["ninth-meeting", "ninth-meeting-word"])
def test_the_planted_defects_and_nothing_else_are_found(folder: str) -> None:
    findings = found(folder, "warning", "error")
    assert set(findings) == DEFECTS
    assert len(findings) == len(DEFECTS)
    assert AS_INFORMATION in found(folder, "info")


def test_the_corrected_example_passes() -> None:
    assert found("ninth-meeting-corrected", "warning", "error") == []


def test_the_tutorial_shows_what_is_found() -> None:
    tutorial = (EXAMPLES.parent / "ci-tutorial.md").read_text(encoding="utf-8")
    for name, _, ref in sorted(DEFECTS | {AS_INFORMATION}):
        assert f"| `{name}` | {ref} |" in tutorial


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(dragoman, ["check", *map(str, arguments)], standalone_mode=False)


def test_the_tutorial_from_the_run_that_fails_to_the_run_that_passes(tmp_path: Path) -> None:
    """Every step of docs/ci-tutorial.md, in its order."""
    folder, baseline = tmp_path / "ninth-meeting", tmp_path / "baseline.json"
    shutil.copytree(EXAMPLES / "ninth-meeting", folder)
    french = folder / "fr" / "EXAMPLE-WG-2019-9.txt"

    first = run(folder)
    assert first.return_value == 1
    assert first.stdout.rstrip().endswith("8 error, 8 warning")
    annotation = (
        "fr/EXAMPLE-WG-2019-9.txt,line=25,title=accent-on-capital,col=8,endColumn=13::II.8: “Etats” for “États”"
    )
    assert annotation in run(folder, "--format", "github").stdout

    before = french.read_text(encoding="utf-8")
    assert "+8. Les États parties devraient former les enseignants" in run(folder, "--fix").stdout
    assert french.read_text(encoding="utf-8") == before
    run(folder, "--fix", "--write")
    assert "« intermédiaire »".replace(" ", "\N{NO-BREAK SPACE}") in french.read_text(encoding="utf-8")
    assert "dossier de de chaque" in french.read_text(encoding="utf-8")

    (folder / "dragoman.toml").write_text(
        '[[check.suppress]]\ncheck = "term-variant"\ndocument = "EXAMPLE/WG/2019/9"\nref = "II.10"\n'
        'reason = "the title of the local plans, as adopted"\n',
        encoding="utf-8",
    )
    assert "term-variant" not in run(folder).stdout

    run(folder, "--baseline", baseline, "--update-baseline")
    silent = run(folder, "--baseline", baseline)
    assert (silent.return_value, silent.stdout) == (0, "")
    renumbered = french.read_text(encoding="utf-8").replace("\n24. ", "\n25. ", 1).replace("\n25. ", "\n24. ", 1)
    french.write_text(renumbered.replace("devraient former les enseignants", "devraient former former les enseignants"))
    new = run(folder, "--baseline", baseline, "--format", "json")
    assert [each["check"] for each in json.loads(new.stdout)] == ["repeated-word"]

    passed = run(EXAMPLES / "ninth-meeting-corrected")
    assert (passed.return_value, passed.stdout) == (0, "")
