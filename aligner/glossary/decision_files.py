"""Decisions read from the files people write them in.

TOML (``[[decision]]`` tables), or a table whose columns have the same names: a CSV, or the review workbook with its
column ``decision`` filled in.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePath
from typing import cast

from aligner.errors import UnreadableDocument, reason
from aligner.glossary.decisions import FIELDS, TERM_STATUSES, VERDICTS, Decision, Judged
from tmx.formats.xlsx.read import rows as workbook_rows
from tmx.lang import normalise
from tmx.terms import TermStatus

_SHORT = {
    "a": "accepted", "accept": "accepted", "yes": "accepted", "y": "accepted", "ok": "accepted", "x": "accepted",
    "oui": "accepted", "r": "rejected", "reject": "rejected", "no": "rejected", "n": "rejected", "non": "rejected",
    "rename": "renamed", "merge": "merged", "annotate": "annotated",
}  # fmt: skip
_STATUS = re.compile(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\s*:\s*(.*?\S)\s*=\s*([a-z]+)\s*")
_MOST_ROWS = 1_000_000


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
        rows = _from_workbook(path)
    else:
        raise UnreadableDocument("decisions are read from .toml, .csv or .xlsx", source=path)
    found = tuple(_decisions(rows, path))
    _check_agreement(found, path)
    return found


def _check_agreement(found: Iterable[Decision], path: str) -> None:
    """Raise where one term was decided in two ways."""
    first: dict[str, Decision] = {}
    for one in found:
        known = first.setdefault(one.term.casefold(), one)
        if (known.verdict, known.into.casefold()) != (one.verdict, one.into.casefold()):
            raise UnreadableDocument(
                f"“{one.term}” is {known.verdict} in one place and {one.verdict} in another",
                source=path,
                advice="leave one of the two",
            )


def _from_toml(data: bytes, path: str) -> list[Mapping[str, str]]:
    try:
        tables = tomllib.loads(data.decode("utf-8-sig")).get("decision", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableDocument(f"not TOML: {reason(error)}", source=path) from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise UnreadableDocument("no [[decision]] tables", source=path)
    for number, table in enumerate(tables, 1):
        for key in table:
            if key not in FIELDS:
                near = difflib.get_close_matches(key, FIELDS, n=1)
                advice = f"did you mean {near[0]}?" if near else f"one of {', '.join(FIELDS)}"
                raise UnreadableDocument(f"unknown key {key!r}", source=path, place=f"decision {number}", advice=advice)
    return [{str(key): _lines(value) for key, value in table.items()} for table in tables]


def _from_workbook(path: str) -> list[Mapping[str, str]]:
    """The rows of a review workbook's first sheet, as far as they bear on decisions."""
    with Path(path).open("rb") as stream:
        rows = (cells for _, cells in islice(workbook_rows(stream, path), _MOST_ROWS))
        names = next(rows, [])
        if not {"term", "decision"} <= set(names):
            raise UnreadableDocument("the first sheet lacks the columns term and decision", source=path)
        return [{name: value for name, value in zip(names, row, strict=False) if name in FIELDS} for row in rows]


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


def _decisions(rows: Iterable[Mapping[str, str]], path: str) -> Iterator[Decision]:
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


def _statuses(text: str, path: str, place: str) -> Iterator[Judged]:
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
