from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from aligner.checks.core.registry import all_checks
from aligner.checks.core.run import run
from aligner.model import Finding
from tests.aligner.checks.cases import CASES, Case, all_cases, collection

GRAVE = ("info", "warning", "error")
EXPECTED = {"message", "text", "suggestion", "severity", "ref"}


def found(case: Case) -> list[Finding]:
    """What the check reports; of information, only what a case asks for."""
    check = all_checks()[case.check]
    outcome = run([check], collection(case.data))
    assert not outcome.failures
    asked = {each.get("severity", "") for each in case.data.get("findings", [])}
    least = 0 if check.severity == "info" or "info" in asked else 1
    return [finding for finding in outcome.findings if GRAVE.index(finding.severity) >= least]


def matches(finding: Finding, expected: Mapping[str, Any]) -> bool:
    assert expected.keys() <= EXPECTED, expected
    text = finding.target or finding.source
    span = "" if finding.span is None else text[finding.span.start : finding.span.end]
    return (
        expected.get("message", "") in finding.message
        and expected.get("text", span) == span
        and expected.get("suggestion", finding.suggestion) == finding.suggestion
        and expected.get("severity", finding.severity) == finding.severity
        and expected.get("ref", finding.ref) == finding.ref
    )


@pytest.mark.parametrize("case", list(all_cases()), ids=lambda case: f"{case.check}: {case.name}")
def test_a_check_reports_what_its_cases_say(case: Case) -> None:
    findings = found(case)
    expected = case.data.get("findings", [])
    assert bool(expected) == case.fails, "a case that fails has findings, one that passes has none"
    told = [(each.message, each.severity, each.suggestion) for each in findings]
    assert len(findings) == len(expected), told
    for finding, wanted in zip(findings, expected, strict=True):
        assert matches(finding, wanted), told


@pytest.mark.parametrize("name", sorted(all_checks()))
def test_every_check_has_cases_of_both_kinds(name: str) -> None:
    path = CASES / f"{name.replace('-', '_')}.toml"
    assert path.is_file(), f"no {path.name}"
    kinds = {case.fails for case in all_cases() if case.check == name}
    assert kinds == {True, False}


def test_every_case_file_is_of_a_check() -> None:
    assert {case.check for case in all_cases()} <= all_checks().keys()
