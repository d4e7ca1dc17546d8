"""Findings as workflow commands of GitHub Actions: annotations beside the lines they speak of."""

from __future__ import annotations

from aligner.reports.findings.report import FindingsReport

DESCRIPTION = "annotations of GitHub Actions"
_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: FindingsReport) -> str:
    """One workflow command a finding."""
    lines = []
    for finding in report.findings:
        place = report.place(finding)
        fields = {"file": place.path, "line": str(max(place.line, 1)), "title": finding.check}
        if place.column:
            fields["col"] = str(place.column)
        if place.end_column:
            fields["endColumn"] = str(place.end_column)
        properties = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
        message = f"{finding.ref}: {finding.message}" if finding.ref else finding.message
        lines.append(f"::{_LEVELS[finding.severity]} {properties}::{_data(message)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
