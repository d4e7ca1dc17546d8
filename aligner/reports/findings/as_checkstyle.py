"""Findings as checkstyle XML, which many CI services show beside the changed lines."""

from __future__ import annotations

from aligner.model import Finding
from aligner.reports.findings.as_junit import attribute
from aligner.reports.findings.report import FindingsReport, Place

DESCRIPTION = "checkstyle XML, for CI services"


def render(report: FindingsReport) -> str:
    """The run as checkstyle XML, one ``file`` element for each file with findings."""
    files: dict[str, list[tuple[Place, Finding]]] = {}
    for finding in report.findings:
        place = report.place(finding)
        files.setdefault(place.path, []).append((place, finding))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="8.0">']
    for path, found in files.items():
        lines.append(f"  <file name={attribute(path)}>")
        for place, finding in found:
            message = f"{finding.ref}: {finding.message}" if finding.ref else finding.message
            lines.append(
                f'    <error line="{max(place.line, 1)}" column="{max(place.column, 1)}" severity="{finding.severity}"'
                f" message={attribute(message)} source={attribute('dragoman.' + finding.check)}/>"
            )
        lines.append("  </file>")
    return "\n".join([*lines, "</checkstyle>", ""])
