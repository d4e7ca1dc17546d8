"""A check: what it is called, what it looks at, how grave its findings are, and what it reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from aligner.checks.core.views import Passage
from aligner.model import Severity, Span

Scope = Literal["document", "pair", "collection"]


class Hit(NamedTuple):
    """What a check found, before the run adds what is the same for all its findings."""

    message: str
    """What was seen and what was expected, in the document's own words."""
    at: Passage
    """Where it was found; for a pair, the target passage unless the source is at fault."""
    span: Span | None = None
    """In ``at.text``, if it is one place."""
    source: str = ""
    """The source text, for a pair."""
    suggestion: str | None = None
    """What ``span`` should read, where one reading is certain."""
    related: tuple[tuple[str, str], ...] = ()
    """Other places: (document, ref)."""
    severity: Severity | None = None
    """Where this one is graver or lighter than the check's default."""
    key: str = ""
    """What makes this finding itself, for its fingerprint; by default the text at ``span`` and around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check. Its module's docstring is its documentation."""

    id: str
    """The defect's name in kebab case: ``number-mismatch``; the module has the same name with underscores."""
    severity: Severity
    """Default severity; ``info`` is reported only on request."""
    scope: Scope
    """What ``find`` is given: a document view, a pair view or the collection view."""
    summary: str
    """The defect in one line."""
    find: Callable[[Any], Iterable[Hit]]
    """Yield the hits in a view, in document order."""
    enabled: bool = True
    """Whether it runs unless it is deselected."""
    graver: Severity | None = None
    """Severity of its gravest hits, where some are graver than the default."""
    work: str = ""
    """The analysis most of its time goes into, if other checks share it: they run in one process."""
    fixable: bool = False
    """Whether a suggestion of it may be put into the text without a person looking (typography, spaces)."""
