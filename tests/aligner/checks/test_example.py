"""The example that docs/ci-tutorial.md walks through: its defects are found, all of them and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

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
