"""Decisions about terms beside the corpora, in the form that ``glossary --decisions`` reads: TOML, sorted by term."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from aligner.glossary import decision_files
from aligner.glossary.decisions import FIELDS, Decision
from aligner.review.decisions import StaleDecisions
from tmx.files import locked, write_text

FILE = "glossary-decisions.toml"
"""Its name in the corpora folder."""


def read(path: Path) -> tuple[Decision, ...]:
    """The decisions in ``path``, none where there is no such file.

    Raises :class:`~aligner.errors.UnreadableDocument` as :func:`aligner.glossary.decision_files.read` does.
    """
    return decision_files.read(str(path)) if path.is_file() else ()


def version(path: Path) -> str:
    """What identifies the file's present content; empty where there is no file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""


def write(path: Path, decisions: Iterable[Decision], based_on: str) -> str:
    """Write all decisions and return the new version.

    Raises :class:`StaleDecisions`, and writes nothing, where the file is not at version ``based_on`` any more.
    """
    tables = [_table(decision) for decision in sorted(decisions, key=lambda each: (each.term, each.verdict))]
    with locked(path):
        if version(path) != based_on:
            raise StaleDecisions("changed since it was read", source=str(path), advice="reload and try again")
        write_text(path, "\n".join(tables))
        return version(path)


def _table(decision: Decision) -> str:
    values = {name: getattr(decision, name) for name in FIELDS if name not in ("decision", "statuses")}
    values["decision"] = decision.verdict
    lines = []
    for name in FIELDS:
        if name == "statuses" and decision.statuses:
            rows = "".join(f"    {_quoted(str(one))},\n" for one in decision.statuses)
            lines.append(f"statuses = [\n{rows}]")
        elif values.get(name):
            lines.append(f"{name} = {_quoted(values[name])}")
    return "[[decision]]\n" + "".join(line + "\n" for line in lines)


def _quoted(text: str) -> str:
    """A basic string: TOML's escapes are JSON's, but for the delete character, which JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
