"""Running checks over views: hits become findings with a fingerprint; a check that fails is itself reported."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import CollectionView, DocumentView, PairView, View
from aligner.model import Finding

_CONTEXT = 30
"""Characters on either side of a span that go into the fingerprint."""


class Failure(NamedTuple):
    """A check that could not be run on a view."""

    check: str
    document: str
    reason: str


class Outcome(NamedTuple):
    """What a run found, and the checks that failed in it."""

    findings: list[Finding]
    """In order of document, then place, then check."""
    failures: list[Failure]


def run(checks: Sequence[Check], collection: CollectionView) -> Outcome:
    """Run ``checks`` over everything in ``collection``.

    A check that raises is listed under ``failures`` and does not hide what others, or it elsewhere, found.
    """
    findings: list[Finding] = []
    failures: list[Failure] = []
    views: list[View] = [*collection.documents, *collection.pairs, collection]
    for view in views:
        for check in checks:
            if check.scope != _scope(view):
                continue
            try:
                findings.extend(_finding(check, hit, view) for hit in check.find(view))
            except Exception as error:  # one check's defect must not hide the others' findings
                failures.append(Failure(check.id, _name(view), f"{type(error).__name__}: {error}"))
    return Outcome(list(_numbered(findings)), failures)


def fingerprint(check: str, symbol: str, hit: Hit) -> str:
    """Content-based identity of a finding: check, document, normalised text around it; no paragraph number."""
    text = hit.at.text
    around = text if hit.span is None else text[max(0, hit.span.start - _CONTEXT) : hit.span.end + _CONTEXT]
    parts = (check, symbol, normalised(hit.key or around), normalised(hit.source) if not hit.key else "")
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def normalised(text: str) -> str:
    """Text without what an editor may change elsewhere: case, accents' encoding, kinds of space and apostrophe."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return re.sub(r"\s+", " ", plain).strip()


def _numbered(findings: list[Finding]) -> Iterator[Finding]:
    """Yield the findings with a number added to fingerprints that occur again, so that each is unique."""
    import dataclasses

    seen: dict[str, int] = {}
    for finding in findings:
        count = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        if count > 1:
            yield dataclasses.replace(finding, fingerprint=f"{finding.fingerprint}-{count}")
        else:
            yield finding


def _finding(check: Check, hit: Hit, view: View) -> Finding:
    symbol = hit.at.document or _name(view)
    at_source = not isinstance(view, PairView) or (hit.at.language == view.source.language != view.target.language)
    return Finding(
        check=check.id,
        severity=hit.severity or check.severity,
        document=symbol,
        language=hit.at.language or _language(view),
        ref=hit.at.ref,
        message=hit.message,
        span=hit.span,
        unit=hit.at.unit,
        source=hit.at.text if at_source else hit.source,
        target="" if at_source else hit.at.text,
        suggestion=hit.suggestion,
        related=hit.related,
        fingerprint=fingerprint(check.id, symbol, hit),
    )


def _language(view: View) -> str:
    if isinstance(view, DocumentView):
        return view.language
    return view.target.language if isinstance(view, PairView) else ""


def _scope(view: View) -> str:
    if isinstance(view, DocumentView):
        return "document"
    return "pair" if isinstance(view, PairView) else "collection"


def _name(view: View) -> str:
    if isinstance(view, DocumentView):
        return view.symbol
    return view.target.symbol if isinstance(view, PairView) else ""
