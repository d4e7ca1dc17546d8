"""Findings for a person at a terminal: grouped by document, each with the excerpt and a caret under the place."""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from collections.abc import Iterator

from aligner.model import Finding
from aligner.reports.findings.report import FindingsReport

DESCRIPTION = "grouped by document, with the excerpt and a caret"

_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36"}
_AROUND = 36
"""Characters shown on either side of the place."""


def render(report: FindingsReport) -> str:
    """The findings as text; nothing at all where there are none and nothing is to be said."""
    lines: list[str] = []
    for document, group in itertools.groupby(report.findings, key=lambda finding: finding.document):
        lines.append(_paint(document, "1", report.colour))
        for finding in group:
            lines.extend(_entry(finding, report))
        lines.append("")
    if report.findings:
        lines.append(_total(report))
    return "".join(f"{line}\n" for line in lines)


def _entry(finding: Finding, report: FindingsReport) -> Iterator[str]:
    place = report.place(finding)
    where = f"{place.path}:{place.line}:{place.column}" if place.line else place.path
    unit = f" [{finding.unit}]" if finding.unit else ""
    severity = _paint(finding.severity, _COLOURS[finding.severity], report.colour)
    yield f"  {where}{unit}"
    yield f"    {severity} {finding.check} {finding.ref}: {finding.message}".rstrip()
    yield from (f"      {line}" for line in _excerpt(finding))
    if finding.suggestion is not None:
        yield f"      suggestion: {finding.suggestion}"
    if finding.related:
        yield "      see also: " + ", ".join(f"{document} {ref}".strip() for document, ref in finding.related[:5])


def _excerpt(finding: Finding) -> Iterator[str]:
    """Yield the text around the place and carets below it."""
    text = finding.target or finding.source
    if finding.span is None or not text:
        return
    start, end = finding.span
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = ("…" if left else "") + text[left:start]
    yield before + text[start:end] + text[end:right] + ("…" if right < len(text) else "")
    yield " " * _columns(before) + "^" * max(1, _columns(text[start:end]))


def _columns(text: str) -> int:
    """Width of ``text`` in the columns of a terminal."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(bool(unicodedata.combining(char)) for char in text)


def _total(report: FindingsReport) -> str:
    counts = Counter(finding.severity for finding in report.findings)
    parts = [f"{counts[each]} {each}" for each in ("error", "warning", "info") if counts[each]]
    aside = [f"{report.known} in the baseline"] if report.known else []
    aside += [f"{report.suppressed} suppressed"] if report.suppressed else []
    return ", ".join(parts) + (f" ({', '.join(aside)})" if aside else "")


def _paint(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
