"""What the checks found, check by check, each with its place and the text it is about."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.model import Finding
from aligner.reports.naming import direction, language_name, shown_ref
from aligner.reports.page.links import Links
from aligner.reports.page.markup import Html, element, join, text
from aligner.reports.page.wording import count_of

_SEVERITIES = ("error", "warning", "info")


def findings_content(findings: Sequence[Finding], links: Links) -> Html:
    """Return the findings, gravest checks first; places that are on the page are links."""
    if not findings:
        return element("p", "The checks found nothing.", class_="quiet")
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.check, []).append(finding)
    ordered = sorted(groups.items(), key=lambda item: (min(map(_gravity, item[1])), item[0]))
    totals = [
        element("li", element("span", severity, class_=f"severity {severity}"), f" {number:,}")
        for severity in _SEVERITIES
        if (number := sum(finding.severity == severity for finding in findings))
    ]
    return join(
        [
            element("ul", *totals, class_="legend"),
            *(_group(check, members, links) for check, members in ordered),
        ]
    )


def _gravity(finding: Finding) -> int:
    return _SEVERITIES.index(finding.severity)


def _group(check: str, members: Sequence[Finding], links: Links) -> Html:
    items = [element("li", *_finding(finding, links)) for finding in members]
    count = element("span", count_of(len(members), "finding"), class_="badge")
    return element(
        "section",
        element("h3", check, " ", count),
        element("ol", *items),
        id=f"check-{check}",
        class_="check",
    )


def _finding(finding: Finding, links: Links) -> list[Html]:
    place = [part for part in (finding.document, finding.language and language_name(finding.language)) if part]
    where = links.to(
        finding.document, finding.language, finding.ref, shown_ref(finding.ref, finding.language) or finding.unit or ""
    )
    shown = [
        element(
            "p",
            element("span", finding.severity, class_=f"severity {finding.severity}"),
            " ",
            join([*place, where], ", "),
        ),
        element("p", finding.message, class_="what"),
    ]
    # where there are two texts, the span is in the target
    if finding.target:
        shown.append(element("p", finding.source, class_="excerpt", dir="auto"))
    excerpt = finding.target or finding.source
    if excerpt:
        content = _marked(excerpt, finding)
        shown.append(
            element("p", content, class_="excerpt", lang=finding.language or None, dir=direction(finding.language))
        )
    if finding.suggestion is not None:
        shown.append(element("p", "Suggested: ", element("b", element("bdi", finding.suggestion)), class_="quiet"))
    if finding.related:
        others = [links.to(document, finding.language, ref, f"{document} {ref}") for document, ref in finding.related]
        shown.append(element("p", "See also ", join(others, ", "), class_="quiet"))
    return shown


def _marked(excerpt: str, finding: Finding) -> Html:
    if finding.span is None or not 0 <= finding.span.start < finding.span.end <= len(excerpt):
        return text(excerpt)
    start, end = finding.span
    return join([excerpt[:start], element("mark", excerpt[start:end]), excerpt[end:]])
