"""What a project decided about checks: which run, how grave they are, and findings that were let stand."""

from __future__ import annotations

import dataclasses
import difflib
import fnmatch
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, cast

from aligner.checks.core.check import Check
from aligner.checks.core.registry import all_checks, chosen
from aligner.configuration import CheckSettings, Suppression
from aligner.errors import AlignerError
from aligner.model import Finding, Severity

RANK: dict[str, int] = {"info": 0, "warning": 1, "error": 2}
"""Severities from light to grave."""


class Judged(NamedTuple):
    """Findings after the settings were applied."""

    kept: list[Finding]
    suppressed: list[Finding]
    unused: list[Suppression]
    """Suppressions that matched nothing: what they were for is gone."""


def checks_to_run(settings: CheckSettings, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[Check]:
    """Return the checks that settings and options choose; ``select`` and ``ignore`` of the command line go first.

    Raises :class:`~aligner.errors.UsageError` for an unknown id on the command line, :class:`AlignerError` for one in
    the settings.
    """
    known = all_checks()
    named = [*settings.severity, *(each.check for each in settings.suppress)]
    named += [
        name for table in (settings.per_document, settings.per_path) for names in table.values() for name in names
    ]
    for name in (*settings.select, *settings.ignore, *named):
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean '{near[0]}'? " if near else ""
            raise AlignerError(
                f"the settings name a check that does not exist: '{name}'", advice=f"{hint}'dragoman checks' lists them"
            )
    return chosen(select or settings.select, (*settings.ignore, *ignore))


def judge(
    findings: Iterable[Finding], settings: CheckSettings, where: Callable[[Finding], str] = lambda _: ""
) -> Judged:
    """Give findings the severities of ``settings`` and part off the suppressed ones.

    ``where`` says which file a finding lies in, relative to the file of settings.
    """
    kept: list[Finding] = []
    suppressed: list[Finding] = []
    used: set[Suppression] = set()
    for finding in findings:
        severity = settings.severity.get(finding.check)
        each = dataclasses.replace(finding, severity=cast("Severity", severity)) if severity else finding
        matching = [one for one in settings.suppress if _matches(one, each)]
        used.update(matching)
        ignored = each.check in settings.per_document.get(each.document, ()) or any(
            each.check in names and fnmatch.fnmatchcase(where(each), pattern)
            for pattern, names in settings.per_path.items()
        )
        (suppressed if matching or ignored else kept).append(each)
    return Judged(kept, suppressed, [one for one in settings.suppress if one not in used])


def _matches(suppression: Suppression, finding: Finding) -> bool:
    return (
        suppression.check == finding.check
        and suppression.document in ("", finding.document)
        and suppression.ref in ("", finding.ref)
        and suppression.text in f"{finding.source}\n{finding.target}"
    )
