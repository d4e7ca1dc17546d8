"""The alignment as a workbook: decided in a spreadsheet, read back as the decisions the page would have made.

One row a bead. A person fills in the column ``decision``, changes the numbers of the segments that belong together,
or types two strokes (``||``) into a text to cut it; rows left as they were say nothing. A second sheet says what each
number stands for, so that what comes back is keyed by content like every decision, whatever was built in between.
"""

from __future__ import annotations

import contextlib
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from aligner.errors import UnreadableDocument
from aligner.model import Bitext, Segment
from aligner.reports.naming import direction, shown_ref
from aligner.review.decisions import Anchor, Decision, Verdict, anchors
from aligner.review.prepared import Row
from aligner.review.workbook_cuts import Cut, cuts_in
from tmx.xmltext import clean

COLUMNS = {
    "document": 22, "languages": 10, "decision": 13, "source segments": 10, "target segments": 10, "source place": 16,
    "source": 60, "target": 60, "target place": 16, "confidence": 11, "moved": 8, "was decision": 0, "was source": 0,
    "was target": 0,
}  # fmt: skip
"""Columns of the first sheet with their widths; 0 hides one."""
FILLED_IN = ("decision", "source segments", "target segments")
SEGMENTS = ("document", "languages", "side", "number", "place", "text", "before", "after")
"""Columns of the second sheet."""
NAME = "the workbook"
"""What it is called where it came without a name."""
LARGEST = 400 * 1024 * 1024
"""Bytes of a workbook unpacked."""
_MOST_ROWS = 1_000_000
_CELL = 32_000
_SAID: dict[str, Verdict] = {
    **dict.fromkeys(("accepted", "accept", "a", "ok", "yes", "y", "oui"), "accepted"),
    **dict.fromkeys(("rejected", "reject", "r", "no", "n", "non"), "rejected"),
    "corrected": "corrected",
}
_Key = tuple[str, str, str, int]
"""Symbol, languages, side, number."""


class Answers(NamedTuple):
    """What a workbook says."""

    decisions: tuple[Decision, ...]
    """What was decided in it."""
    touched: frozenset[tuple[str, str, str, Anchor]]
    """Segments (symbol, languages, side, anchor) of every row that was changed: older decisions about them go."""
    cuts: tuple[Cut, ...] = ()


def write(documents: Iterable[tuple[Bitext, Sequence[Row]]]) -> bytes:
    """The workbook of these documents; the same rows give the same bytes."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    from aligner.glossary.workbook import timeless

    book = openpyxl.Workbook(write_only=True)
    sheet, segments = book.create_sheet("alignment"), book.create_sheet("segments")
    sheet.freeze_panes = "D2"
    for number, width in enumerate(COLUMNS.values(), 1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width, column.hidden = width or 8, not width
    segments.sheet_state = "hidden"
    choice = DataValidation(type="list", formula1='"accepted,rejected"', allow_blank=True)
    choice.add("C2:C1000000")
    sheet.data_validations.append(choice)
    bold, fill = Font(bold=True), PatternFill("solid", fgColor="FFF2CC")

    def cell(name: str, value: str | float, tag: str = "") -> Any:  # noqa: ANN401  (the library's cell)
        made = WriteOnlyCell(sheet, clean(value)[:_CELL] if isinstance(value, str) else value)
        if isinstance(value, str):
            made.data_type = "s"
        right = bool(tag) and direction(tag) == "rtl"
        made.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=2 if right else 0)
        if name in FILLED_IN:
            made.fill = fill
        return made

    heads = [cell("", name) for name in COLUMNS]
    for head in heads:
        head.font = bold
    sheet.append(heads)
    segments.append(list(SEGMENTS))
    for bitext, rows in documents:
        tags = {"source": bitext.source.language, "target": bitext.target.language}
        for row in rows:
            values = _row(bitext, row)
            sheet.append([cell(name, values[name], tags.get(name, "")) for name in COLUMNS])
        for line in _segments(bitext):
            segments.append([_text_cell(WriteOnlyCell(segments, value)) for value in line])
    stream = BytesIO()
    book.save(stream)
    return timeless(stream.getvalue())


def _text_cell(cell: Any) -> Any:  # noqa: ANN401  (the library's cell)
    if isinstance(cell.value, str):
        cell.data_type = "s"
    return cell


def _row(bitext: Bitext, row: Row) -> dict[str, str | float]:
    bead = row.bead
    said = row.decision.verdict if row.decision else ""
    numbers = [" ".join(str(place + 1) for place in side) for side in (bead.source, bead.target)]
    source, target = bitext.source_segments, bitext.target_segments
    return {
        "document": bitext.source.symbol,
        "languages": _languages(bitext),
        "decision": said,
        "source segments": numbers[0],
        "target segments": numbers[1],
        "source place": shown_ref(source[bead.source[0]].ref, bitext.source.language) if bead.source else "",
        "source": _texts(source, bead.source),
        "target": _texts(target, bead.target),
        "target place": shown_ref(target[bead.target[0]].ref, bitext.target.language) if bead.target else "",
        "confidence": round(bead.confidence, 3),
        "moved": "yes" if bead.moved else "",
        "was decision": said,
        "was source": numbers[0],
        "was target": numbers[1],
    }


def _languages(bitext: Bitext) -> str:
    return f"{bitext.source.language}-{bitext.target.language}"


def _texts(segments: Sequence[Segment], places: Sequence[int]) -> str:
    """The texts, each after its number where there are several."""
    if len(places) < 2:
        return "".join(segments[place].text for place in places)
    return "\n".join(f"[{place + 1}] {segments[place].text}" for place in places)


def _segments(bitext: Bitext) -> Iterator[tuple[str | int, ...]]:
    for side, segments in (("source", bitext.source_segments), ("target", bitext.target_segments)):
        for number, anchor in enumerate(anchors(segments, range(len(segments))), 1):
            start = (bitext.source.symbol, _languages(bitext), side, number)
            yield (*start, anchor.ref, clean(anchor.text)[:_CELL], anchor.before, anchor.after)


def read(data: bytes, name: str = NAME) -> Answers:
    """Read what a person filled in.

    Raises :class:`UnreadableDocument` naming the row for what is not a decision, a number that is no segment, and a
    segment that two changed rows claim.
    """
    tables = dict(_tables(data, name))
    if not {"alignment", "segments"} <= set(tables):
        raise UnreadableDocument("not a workbook of an alignment", source=name, advice="export it from the page")
    known = _known(tables["segments"], name)
    decisions: list[Decision] = []
    touched: set[tuple[str, str, str, Anchor]] = set()
    claimed: dict[_Key, int] = {}
    cuts: list[Cut] = []
    for number, row in enumerate(tables["alignment"], 2):
        held = {side: _numbers(row[f"was {side}"], name, number) for side in _SIDES}
        cuts += cuts_in(row, held, known, (name, f"row {number}"))
        answer = _answer(row, name, number)
        if answer is None:
            continue
        sides = {}
        for side, (now, was) in answer.numbers.items():
            here = row["document"], row["languages"], side
            found = {each: _anchor(known, (*here, each), name, number) for each in (*now, *was)}
            touched |= {(*here, anchor) for anchor in found.values()}
            sides[side] = tuple(found[each] for each in now)
            for each in now:
                if claimed.setdefault((*here, each), number) != number:
                    message = f"{side} segment {each} is in row {claimed[(*here, each)]}, too"
                    raise UnreadableDocument(message, source=name, place=f"row {number}")
        if answer.verdict and any(sides.values()):
            decisions.append(_decision(row, answer.verdict, sides))
    return Answers(tuple(decisions), frozenset(touched), tuple(cuts))


_SIDES = ("source", "target")


class _Answer(NamedTuple):
    """A row that was changed."""

    verdict: Verdict | None
    """None where a decision was taken back."""
    numbers: dict[str, tuple[tuple[int, ...], tuple[int, ...]]]
    """By side: the segments it has now, and those it had."""


def _answer(row: Mapping[str, str], name: str, number: int) -> _Answer | None:
    """What a row says, None where it was left as it was."""
    said, was = _said(row["decision"], name, number), row["was decision"]
    numbers = {
        side: (_numbers(row[f"{side} segments"], name, number), _numbers(row[f"was {side}"], name, number))
        for side in _SIDES
    }
    same = all(now == before for now, before in numbers.values())
    if same and said == was:
        return None
    if said == "rejected":
        return _Answer("rejected", numbers)
    if same and said != "corrected":
        return _Answer("accepted" if said else None, numbers)
    return _Answer("corrected", numbers)


def _anchor(known: Mapping[_Key, Anchor], key: _Key, name: str, number: int) -> Anchor:
    if key not in known:
        raise UnreadableDocument(f"there is no {key[2]} segment {key[3]}", source=name, place=f"row {number}")
    return known[key]


def _decision(row: Mapping[str, str], verdict: Verdict, sides: Mapping[str, tuple[Anchor, ...]]) -> Decision:
    source, _, target = row["languages"].partition("-")
    return Decision(
        document=row["document"],
        source_language=source,
        target_language=target,
        verdict=verdict,
        source=sides["source"],
        target=sides["target"],
    )


def _said(text: str, name: str, number: int) -> str:
    plain = text.strip().casefold()
    if plain and plain not in _SAID:
        raise UnreadableDocument(
            f"unknown decision '{text.strip()}'", source=name, place=f"row {number}", advice="accepted or rejected"
        )
    return _SAID[plain] if plain else ""


def _numbers(text: str, name: str, number: int) -> tuple[int, ...]:
    parts = re.split(r"[\s,;+]+", text.strip().removesuffix(".0"))
    if not all(part.isdecimal() and len(part) < 9 for part in parts if part):
        raise UnreadableDocument(f"'{text.strip()}' is not a list of segments", source=name, place=f"row {number}")
    return tuple(sorted({int(part) for part in parts if part}))


def _known(rows: Iterable[Mapping[str, str]], name: str) -> dict[_Key, Anchor]:
    known: dict[_Key, Anchor] = {}
    for row in rows:
        for each in _numbers(row["number"], name, 0):
            anchor = Anchor(row["text"], row["place"], row["before"], row["after"])
            known[row["document"], row["languages"], row["side"], each] = anchor
    return known


def sheets(data: bytes) -> list[str]:
    """Names of a workbook's sheets. Raises :class:`UnreadableDocument` where it is none, or unpacks to too much."""
    with _opened(data, NAME) as book:
        return list(book.sheetnames)


def _tables(data: bytes, name: str) -> Iterator[tuple[str, list[dict[str, str]]]]:
    with _opened(data, name) as book:
        for title, columns in (("alignment", tuple(COLUMNS)), ("segments", SEGMENTS)):
            if title not in book.sheetnames:
                continue
            rows = book[title].iter_rows(values_only=True, max_row=_MOST_ROWS)
            heads = [str(value or "") for value in next(rows, ())]
            if missing := set(columns) - set(heads):
                raise UnreadableDocument(f"sheet {title} lacks the column {min(missing)}", source=name)
            yield (
                title,
                [dict(zip(heads, ("" if v is None else str(v) for v in row), strict=False)) for row in rows],
            )


@contextlib.contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    import openpyxl

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST:
                raise UnreadableDocument("unpacks to far too much", source=name)
        yield openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    except UnreadableDocument:
        raise
    except Exception as error:
        # openpyxl lets whatever goes wrong inside it rise as it is
        raise UnreadableDocument(f"not a workbook: {error}", source=name) from error
