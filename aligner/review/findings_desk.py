"""Findings on a reviser's desk: what the checks found, grouped, and what is let stand with a reason."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner import configuration
from aligner.checks.core import baseline as baselines
from aligner.checks.core.settings import RANK, judge
from aligner.configuration import CheckSettings, Suppression
from aligner.errors import UsageError
from aligner.model import Bitext, Document, Finding
from aligner.reports.findings.report import FindingsReport
from aligner.reports.naming import direction, language_name, shown_ref
from aligner.review.decisions import StaleDecisions
from aligner.review.desk import STALE
from aligner.review.searching import folded, wanted
from aligner.review.settings_file import SettingsFile, version_of
from tmx.files import locked

MOST = 200
"""Findings given at once."""
LONGEST_REASON = 500
"""Characters."""
AROUND = 25
"""Characters on either side of a span from which a suppression knows its finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingQuery:
    """Which findings to give."""

    check: str = ""
    """Empty for all."""
    document: str = ""
    severity: str = ""
    state: str = "open"
    """``open``, ``suppressed``, ``baseline`` or ``all``."""
    text: str = ""
    offset: int = 0
    limit: int = 100


class FindingsDesk:
    """The findings of a build, and what of them is let stand; safe to use from several threads."""

    def __init__(self, findings: Sequence[Finding], bitexts: Sequence[Bitext], corpora: Path, build: str = "") -> None:
        self.findings = tuple(findings)
        self.settings = SettingsFile(corpora)
        self.corpora = corpora
        self.build = build
        documents: dict[tuple[str, str], Document] = {}
        for bitext in bitexts:
            for each in (bitext.source, bitext.target):
                documents[each.symbol, each.language] = each
        self._report = FindingsReport(findings=(), documents=documents)
        self._lock = threading.RLock()
        self._known: tuple[str, list[Finding], dict[str, str], list[str]] | None = None

    def page(self, query: FindingQuery) -> dict[str, Any]:
        """The findings that ``query`` asks for, and how many there are of each check, document and state."""
        with self._lock:
            version, findings, states, remarks = self._read()
            # the counts of checks are those of the other choices, so that one sees what choosing a check would give
            among = [one for one in findings if _chosen(one, query, states)]
            found = [one for one in among if query.check in ("", one.check)]
            found.sort(key=lambda one: -RANK[one.severity])
            page = found[query.offset : query.offset + min(query.limit, MOST)]
            return {
                "version": version,
                "total": len(found),
                "offset": query.offset,
                "checks": sorted(Counter(one.check for one in among).items(), key=lambda each: (-each[1], each[0])),
                "documents": sorted({one.document for one in findings}),
                "states": dict(Counter(states.get(one.fingerprint, "open") for one in findings)),
                "findings": [self._shown(one, states) for one in page],
                "remarks": remarks,
                "file": str(self.settings.path),
            }

    def act(self, version: str, action: str, fingerprint: str, reason: str = "") -> None:
        """Suppress a finding with a reason, put it into the baseline, or take either back (``allow``, ``forget``).

        Raises :class:`StaleDecisions` where ``version`` is not the present one any more, and
        :class:`~aligner.errors.UsageError` for what can't be done.
        """
        with self._lock, locked(self.settings.path):
            now, findings, states, _ = self._read()
            if now != version:
                raise StaleDecisions(STALE, advice="look again")
            finding = next((one for one in findings if one.fingerprint == fingerprint), None)
            if finding is None:
                raise UsageError("there is no such finding", advice="reload the page")
            state = states.get(fingerprint, "open")
            if action == "suppress" and state == "open":
                self._suppress(finding, " ".join(reason.split())[:LONGEST_REASON])
            elif action == "allow" and state == "suppressed":
                self._allow(finding)
            elif action == "baseline" and state == "open":
                path = self.settings.baseline()
                baselines.add(path, finding)
            elif action == "forget" and state == "baseline":
                baselines.remove(self.settings.baseline(), finding)
            else:
                raise UsageError(f"'{action}' can't be done to a finding that is {state}")

    def _suppress(self, finding: Finding, reason: str) -> None:
        if not reason:
            raise UsageError("a suppression needs a reason", advice="say why it may stand")
        self.settings.suppress(self._suppression(finding, reason))

    def _suppression(self, finding: Finding, reason: str) -> Suppression:
        """By check, document and a stretch of text, so that it survives renumbering; by ref only to tell it apart."""
        text = finding.source if not finding.target or self._at_source(finding) else finding.target
        stretch = text
        if finding.span is not None and finding.span.end > finding.span.start:
            stretch = text[max(0, finding.span.start - AROUND) : finding.span.end + AROUND]
        alike = [
            one
            for one in self.findings
            if (one.check, one.document) == (finding.check, finding.document)
            and stretch in f"{one.source}\n{one.target}"
            and one.fingerprint != finding.fingerprint
        ]
        ref = finding.ref if alike else ""
        return Suppression(check=finding.check, document=finding.document, ref=ref, text=stretch, reason=reason)

    def _at_source(self, finding: Finding) -> bool:
        documents = self._report.documents
        block = documents.get((finding.document, finding.language))
        found = next((one.text for one in block.walk() if one.ref == finding.ref), "") if block else ""
        return bool(found) and found == finding.source

    def _allow(self, finding: Finding) -> None:
        settings = configuration.find(self.corpora).check
        for one in settings.suppress:
            if judge([finding], CheckSettings(suppress=(one,))).suppressed:
                self.settings.allow(one)
                return
        raise UsageError("it is suppressed for its whole document", advice=f"see {self.settings.path}")

    def _read(self) -> tuple[str, list[Finding], dict[str, str], list[str]]:
        settings = configuration.find(self.corpora)
        at = self._baseline(settings)
        baseline = version_of(at) if at else ""
        version = f"{self.build[:8]}.{self.settings.version()}.{baseline}"
        if self._known is None or self._known[0] != version:
            judged = judge(self.findings, settings.check)
            entries = baselines.read(at) if at and at.is_file() else {}
            split = baselines.split(judged.kept, entries)
            states = {one.fingerprint: "suppressed" for one in judged.suppressed}
            states |= {one.fingerprint: "baseline" for one in split.known}
            remarks = [
                f"The suppression of {one.check} ({one.reason}) matches nothing any more." for one in judged.unused
            ]
            remarks += [f"In the baseline, but no longer found: {name}." for name in split.stale]
            by_place = {one.fingerprint: one for one in (*judged.kept, *judged.suppressed)}
            findings = [by_place[one.fingerprint] for one in self.findings]
            self._known = version, findings, states, remarks
        return self._known

    def _baseline(self, settings: configuration.Configuration) -> Path | None:
        if settings.path is None or not settings.check.baseline:
            return None
        return settings.path.parent / settings.check.baseline

    def _shown(self, finding: Finding, states: Mapping[str, str]) -> dict[str, Any]:
        place = self._report.place(finding)
        where = f"{place.path}:{place.line}:{place.column}" if place.line else place.path
        span = list(finding.span) if finding.span and finding.span.end > finding.span.start else None
        at_source = not finding.target or self._at_source(finding)
        texts = [("source", finding.source, at_source), ("target", finding.target, not at_source)]
        return {
            "fingerprint": finding.fingerprint,
            "check": finding.check,
            "severity": finding.severity,
            "document": finding.document,
            "language": finding.language,
            "language_name": language_name(finding.language) if finding.language else "",
            "ref": finding.ref,
            "shown": shown_ref(finding.ref, finding.language),
            "where": where,
            "message": finding.message,
            "suggestion": finding.suggestion,
            "state": states.get(finding.fingerprint, "open"),
            "texts": [
                {
                    "text": text,
                    "tag": finding.language if here else "",
                    "dir": direction(finding.language) if here else "auto",
                    "spans": [span] if span and here else [],
                }
                for _, text, here in texts
                if text
            ],
        }


def _chosen(finding: Finding, query: FindingQuery, states: Mapping[str, str]) -> bool:
    if query.state not in ("all", states.get(finding.fingerprint, "open")):
        return False
    if query.severity not in ("", finding.severity) or query.document not in ("", finding.document):
        return False
    if not query.text.strip():
        return True
    texts = [folded(text) for text in (finding.message, finding.source, finding.target, finding.ref)]
    return all(any(part in text for text in texts) for part in wanted(query.text))
