"""Findings as JSON, in the shape that other programs read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from aligner.model import Finding
from aligner.reports.findings.report import FindingsReport

DESCRIPTION = "a list for programs"


def rows(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """One value per finding, keys in a fixed order."""
    return [
        {
            "check": finding.check,
            "severity": finding.severity,
            "document": finding.document,
            "language": finding.language,
            "ref": finding.ref,
            "unit": finding.unit,
            "message": finding.message,
            "source": finding.source,
            "target": finding.target,
            "span": list(finding.span) if finding.span else None,
            "suggestion": finding.suggestion,
            "related": [{"document": document, "ref": ref} for document, ref in finding.related],
            "fingerprint": finding.fingerprint,
        }
        for finding in findings
    ]


def render(report: FindingsReport) -> str:
    """The findings that count as a JSON list."""
    return json.dumps(rows(report.findings), ensure_ascii=False, indent=2) + "\n"
