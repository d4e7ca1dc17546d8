"""Findings as one page of the report's look, for sending by mail."""

from __future__ import annotations

from aligner.reports.findings.report import FindingsReport
from aligner.reports.page import PageOptions
from aligner.reports.page import render as page

DESCRIPTION = "one self-contained page"


def render(report: FindingsReport) -> str:
    """The page; it needs no network."""
    return page([], PageOptions(title="Findings"), findings=report.findings)
