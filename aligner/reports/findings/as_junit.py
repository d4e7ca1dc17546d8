"""Findings as JUnit XML: one suite a document, one test case a check, failing where it found something."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from aligner.model import Finding
from aligner.reports.findings.report import FindingsReport

DESCRIPTION = "JUnit XML, for CI servers"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def attribute(text: str) -> str:
    """``text`` as a quoted XML attribute, without characters that XML 1.0 does not allow (section 2.2)."""
    return quoteattr(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text), {"\n": "&#10;"})


def render(report: FindingsReport) -> str:
    """The run as JUnit XML."""
    documents = sorted({symbol for symbol, _ in report.documents} | {finding.document for finding in report.findings})
    checks = [rule.id for rule in report.rules] or sorted({finding.check for finding in report.findings})
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    for document in documents:
        found: dict[str, list[Finding]] = {}
        for finding in report.findings:
            if finding.document == document:
                found.setdefault(finding.check, []).append(finding)
        lines.append(f'  <testsuite name={attribute(document)} tests="{len(checks)}" failures="{len(found)}">')
        for check in checks:
            lines += _case(document, check, found.get(check, []), report)
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _case(document: str, check: str, findings: list[Finding], report: FindingsReport) -> list[str]:
    opening = f"    <testcase classname={attribute(document)} name={attribute(check)}"
    if not findings:
        return [opening + "/>"]
    texts = []
    for finding in findings:
        place = report.place(finding)
        texts.append(f"{place.path}:{place.line}:{place.column}: {finding.ref}: {finding.message}")
    body = escape(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", "\n".join(texts)))
    message = attribute(f"{len(findings)} found; first: {findings[0].message}")
    return [
        opening + ">",
        f"      <failure type={attribute(findings[0].severity)} message={message}>{body}</failure>",
        "    </testcase>",
    ]
