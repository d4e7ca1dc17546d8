"""What a person decided about candidates: kept in a plain file, obeyed by the next run.

A decision is about one source term (``id`` or the term itself): *accepted*, *rejected*, *renamed* (to another form
of the term), *merged* (into the concept of another term), or only *annotated*, each with a note and a definition and,
if wanted, the target term to prefer and the status of single terms (``en: human trafficking = deprecated``).
:mod:`aligner.glossary.decision_files` reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from tmx.terms import TermStatus

Verdict = Literal["accepted", "rejected", "renamed", "merged", "annotated"]
VERDICTS: tuple[str, ...] = get_args(Verdict)
FIELDS = ("id", "term", "decision", "into", "target", "statuses", "definition", "note")
"""Columns of a table of decisions."""
TERM_STATUSES = tuple(status for status in get_args(TermStatus) if status)


class Judged(NamedTuple):
    """The status a person gave one term of a concept."""

    language: str
    text: str
    status: TermStatus

    def __str__(self) -> str:
        return f"{self.language}: {self.text} = {self.status}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about one term."""

    term: str
    """The source term as it was proposed."""
    verdict: Verdict
    into: str = ""
    """Renamed: the form to show; merged: a term of the concept it belongs to."""
    target: str = ""
    """Target term to prefer, empty where nothing was decided about it."""
    statuses: tuple[Judged, ...] = ()
    """Of single terms, in the languages' order; a term that the memory does not hold is added by it."""
    definition: str = ""
    note: str = ""
    id: str = ""
    """Identifier of the entry it was about."""
