"""Findings as SARIF 2.1.0 (OASIS), for code-scanning services: rules with help, places in the file as it is on disk."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from aligner import __version__
from aligner.model import Finding
from aligner.reports.findings.report import FindingsReport, Rule

DESCRIPTION = "SARIF 2.1.0, for code-scanning services"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(report: FindingsReport) -> str:
    """The run as one SARIF log."""
    numbers = {rule.id: number for number, rule in enumerate(report.rules)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "dragoman",
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in report.rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, report, numbers) for finding in report.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.help, "markdown": rule.help},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, report: FindingsReport, numbers: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {"ruleId": finding.check}
    if finding.check in numbers:
        result["ruleIndex"] = numbers[finding.check]
    result |= {
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.ref}: {finding.message}" if finding.ref else finding.message},
        "locations": [_location(finding, report)],
        "partialFingerprints": {"dragoman/v1": finding.fingerprint},
    }
    if finding.suggestion is not None:
        result["properties"] = {"suggestion": finding.suggestion}
    return result


def _location(finding: Finding, report: FindingsReport) -> dict[str, Any]:
    place = report.place(finding)
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.path)}}
    if place.line:
        region = {"startLine": place.line}
        if place.column:
            region["startColumn"] = place.column
        if place.end_column:
            region["endColumn"] = place.end_column
        physical["region"] = region
    name = finding.unit or " ".join(part for part in (finding.document, finding.ref) if part)
    return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": name}]}


def _uri(path: str) -> str:
    """The path as a URI reference (RFC 3986): relative as it was given, absolute with its scheme."""
    name = quote(path.replace("\\", "/"))
    return f"file://{name}" if name.startswith("/") else name
