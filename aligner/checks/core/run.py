"""Running checks over views: hits become findings with a fingerprint; a check that fails is itself reported."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
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


class Part(NamedTuple):
    """What one check found in one view."""

    view: int
    """Position of the view: documents, pairs, then the collection."""
    check: str
    findings: list[Finding]
    failure: Failure | None = None


class Outcome(NamedTuple):
    """What a run found, and the checks that failed in it."""

    findings: list[Finding]
    """In order of document, then place, then check."""
    failures: list[Failure]


def run(checks: Sequence[Check], collection: CollectionView) -> Outcome:
    """Run ``checks`` over everything in ``collection``.

    A check that raises is listed under ``failures`` and does not hide what others, or it elsewhere, found.
    """
    return merged(parts(checks, collection))


def parts(checks: Sequence[Check], collection: CollectionView) -> list[Part]:
    """What each of ``checks`` finds in each view of ``collection``, so that several processes can share the work."""
    found: list[Part] = []
    views: list[View] = [*collection.documents, *collection.pairs, collection]
    for those in _by_work(checks).values():
        for number, view in enumerate(views):
            found += [part for check in those if check.scope == _scope(view) if (part := _part(check, view, number))]
        # the analyses of one kind of work are large, and of no use to the next
        for view in views:
            view.forget()
    return found


def _part(check: Check, view: View, number: int) -> Part | None:
    findings: list[Finding] = []
    failure = None
    try:
        findings.extend(_finding(check, hit, view) for hit in check.find(view))
    except Exception as error:  # one check's defect must not hide the others' findings
        failure = Failure(check.id, _name(view), f"{type(error).__name__}: {error}")
    return Part(number, check.id, findings, failure) if findings or failure else None


def _by_work(checks: Sequence[Check]) -> dict[str, list[Check]]:
    kinds: dict[str, list[Check]] = {}
    for check in checks:
        kinds.setdefault(check.work, []).append(check)
    return kinds


def merged(found: Iterable[Part]) -> Outcome:
    """One outcome of all parts, the same whatever processes they come from."""
    ordered = sorted(found, key=lambda part: (part.view, part.check))
    failures = [part.failure for part in ordered if part.failure]
    return Outcome(list(_numbered([finding for part in ordered for finding in part.findings])), failures)


def shares(checks: Sequence[Check], jobs: int) -> list[list[Check]]:
    """``checks`` parted for ``jobs`` processes: those that share an analysis together, each share about as long."""
    kinds = _by_work(checks)
    bins: list[tuple[float, list[Check]]] = [(0.0, []) for _ in range(min(jobs, len(kinds)))]
    for work, those in sorted(kinds.items(), key=lambda kind: (-_WEIGHTS.get(kind[0], 1.0), kind[0])):
        least = min(range(len(bins)), key=lambda place: bins[place][0])
        bins[least] = (bins[least][0] + _WEIGHTS.get(work, 1.0), bins[least][1] + those)
    return [those for _, those in bins if those]


_WEIGHTS = {"": 20.0, "figures": 19.0, "sentences": 11.0, "language": 11.0, "terms": 5.0}
"""How long the checks of each kind of work take, measured on a memory; only the proportion counts."""


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
