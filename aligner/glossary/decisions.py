"""What a person decided about candidates: kept in a plain file, obeyed by the next run.

A decision is about one source term (``id`` or the term itself): *accepted*, *rejected*, *renamed* (to another form
of the term), *merged* (into the concept of another term), or only *annotated*, each with a note and a definition and,
if wanted, the target term to prefer and the status of single terms (``en: human trafficking = deprecated``).
Written as TOML (``[[decision]]`` tables), or as a table whose columns have the same names: a CSV, or the review
workbook with its column ``decision`` filled in.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal, NamedTuple, cast, get_args

from aligner.errors import UnreadableDocument, reason
from tmx.lang import normalise
from tmx.terms import TermStatus

Verdict = Literal["accepted", "rejected", "renamed", "merged", "annotated"]
VERDICTS: tuple[str, ...] = get_args(Verdict)
_SHORT = {
    "a": "accepted", "accept": "accepted", "yes": "accepted", "y": "accepted", "ok": "accepted", "x": "accepted",
    "oui": "accepted", "r": "rejected", "reject": "rejected", "no": "rejected", "n": "rejected", "non": "rejected",
    "rename": "renamed", "merge": "merged", "annotate": "annotated",
}  # fmt: skip
FIELDS = ("id", "term", "decision", "into", "target", "statuses", "definition", "note")
"""Columns of a table of decisions."""
TERM_STATUSES = tuple(status for status in get_args(TermStatus) if status)


_STATUS = re.compile(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\s*:\s*(.*?\S)\s*=\s*([a-z]+)\s*")


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


def read(path: str) -> tuple[Decision, ...]:
    """Read decisions from ``.toml``, ``.csv`` or ``.xlsx``. Rows without a decision are passed over.

    Raises :class:`UnreadableDocument` naming the row for an unknown verdict or a rename without its new form.
    """
    ending = PurePath(path).suffix.lower()
    data = Path(path).read_bytes()
    if ending == ".toml":
        rows = _from_toml(data, path)
    elif ending == ".csv":
        rows = _from_csv(data, path)
    elif ending == ".xlsx":
        from aligner.glossary.workbook import read as read_workbook

        rows = read_workbook(Path(path))
    else:
        raise UnreadableDocument("decisions are read from .toml, .csv or .xlsx", source=path)
    return tuple(_decisions(rows, path))


def _from_toml(data: bytes, path: str) -> list[Mapping[str, str]]:
    try:
        tables = tomllib.loads(data.decode("utf-8-sig")).get("decision", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableDocument(f"not TOML: {reason(error)}", source=path) from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise UnreadableDocument("no [[decision]] tables", source=path)
    return [{str(key): _lines(value) for key, value in table.items()} for table in tables]


def _lines(value: object) -> str:
    return "\n".join(str(each) for each in value) if isinstance(value, list) else str(value)


def _from_csv(data: bytes, path: str) -> list[Mapping[str, str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"not UTF-8: byte {error.start}", source=path) from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if not {"term", "decision"} <= set(rows.fieldnames or ()):
        raise UnreadableDocument("a table of decisions has at least the columns term and decision", source=path)
    return [{key: value or "" for key, value in row.items() if isinstance(key, str)} for row in rows]


def _decisions(rows: Iterable[Mapping[str, str]], path: str) -> Iterable[Decision]:
    for number, row in enumerate(rows, 1):
        said = row.get("decision", "").strip().casefold()
        term = row.get("term", "").strip().removeprefix("'")
        if not said:
            continue
        verdict = _SHORT.get(said, said)
        place = f"decision {number}"
        if verdict not in VERDICTS:
            raise UnreadableDocument(
                f"unknown decision {said!r}", source=path, place=place, advice=f"one of {', '.join(VERDICTS)}"
            )
        if not term:
            raise UnreadableDocument("a decision without its term", source=path, place=place)
        into = row.get("into", "").strip()
        if verdict in ("renamed", "merged") and not into:
            raise UnreadableDocument(
                f"“{term}” is {verdict}, but into what?", source=path, place=place, advice="fill in the column into"
            )
        yield Decision(
            term=term,
            verdict=verdict,  # type: ignore[arg-type]  # one of VERDICTS
            into=into,
            target=row.get("target", "").strip(),
            statuses=tuple(_statuses(row.get("statuses", ""), path, place)),
            definition=row.get("definition", "").strip(),
            note=row.get("note", "").strip(),
            id=row.get("id", "").strip(),
        )


def _statuses(text: str, path: str, place: str) -> Iterable[Judged]:
    for line in filter(None, (line.strip() for line in text.splitlines())):
        found = _STATUS.fullmatch(line)
        if found is None or found[3] not in TERM_STATUSES:
            names = ", ".join(TERM_STATUSES)
            raise UnreadableDocument(
                f"not the status of a term: {line!r}",
                source=path,
                place=place,
                advice=f"one a line, like 'en: human trafficking = deprecated'; statuses: {names}",
            )
        yield Judged(normalise(found[1]), found[2], cast("TermStatus", found[3]))
