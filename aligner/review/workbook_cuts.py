"""Segments cut in a spreadsheet: two strokes typed into a text of the alignment's workbook, where it is to be cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from aligner.errors import UnreadableDocument, UsageError
from aligner.review.decisions import Anchor, plain
from aligner.review.desk import Desk
from aligner.review.overlay import pair_of
from aligner.review.prepared import pieces_of

MARK = "||"
_NUMBERED = re.compile(r"^\[(\d{1,9})\] ", re.MULTILINE)


class Cut(NamedTuple):
    """A segment that somebody cut in the workbook."""

    document: str
    """Symbol."""
    languages: str
    """``fr-en``."""
    side: str
    """``source`` or ``target``."""
    whole: Anchor
    pieces: tuple[str, ...]


def cuts_in(
    row: Mapping[str, str],
    numbers: Mapping[str, Sequence[int]],
    known: Mapping[tuple[str, str, str, int], Anchor],
    place: tuple[str, str],
) -> Iterator[Cut]:
    """Yield the cuts of a row of the workbook, in which each side had the segments ``numbers``.

    ``known``: segments by symbol, languages, side and number. Raises :class:`~aligner.errors.UnreadableDocument` naming
    the workbook and its row, ``place``, where a text with marks is another text otherwise, too.
    """
    for side, held in numbers.items():
        for number, text in _texts(row[side], held) if MARK in row[side] else ():
            whole = known.get((row["document"], row["languages"], side, number))
            if MARK not in text or whole is None or plain(text) == whole.text:
                continue
            pieces = tuple(plain(piece) for piece in text.split(MARK))
            if not all(pieces) or _bare(pieces) != _bare([whole.text]):
                message = f"{side} segment {number} is cut, but not into what it says"
                advice = f"type nothing but {MARK} into it"
                raise UnreadableDocument(message, source=place[0], place=place[1], advice=advice)
            yield Cut(row["document"], row["languages"], side, whole, pieces)


def _texts(cell: str, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the segments of a cell, each after its number where there are several."""
    if len(numbers) == 1:
        yield numbers[0], cell
        return
    parts = _NUMBERED.split(cell)[1:]
    yield from ((int(number), text) for number, text in zip(parts[::2], parts[1::2], strict=True))


def _bare(texts: Sequence[str]) -> str:
    return "".join("".join(texts).split())


def check(desk: Desk, cuts: Sequence[Cut]) -> None:
    """Raise :class:`~aligner.errors.UsageError` for a cut that can't be made."""
    for cut in cuts:
        _found(desk, cut)


def make(desk: Desk, cuts: Sequence[Cut]) -> None:
    """Make the cuts, the last of a segment first, so that what is left of it keeps its place."""
    for cut in cuts:
        document, row, number = _found(desk, cut)
        laid = desk.overlay(document)
        bead, right = laid.rows[row].bead, cut.side == "target"
        segments = laid.bitext.target_segments if right else laid.bitext.source_segments
        segment = segments[(bead.target if right else bead.source)[number]]
        starts = [piece.span.start - segment.span.start for piece in pieces_of(segment, cut.pieces)]
        for at in reversed(starts[1:]):
            desk.cut(document, desk.documents()["version"], row, (cut.side, number, at))


def _found(desk: Desk, cut: Cut) -> tuple[int, int, int]:
    """The document, the row in it and the number there of the segment that is to be cut."""
    right = cut.side == "target"
    for document, bitext in enumerate(desk.bitexts):
        symbol, *languages = pair_of(bitext)
        if (symbol, "-".join(languages)) != (cut.document, cut.languages):
            continue
        laid = desk.overlay(document)
        places = laid.prepared.sides[right].find((cut.whole,), set())
        if isinstance(places, str):
            raise UsageError(places, advice="export the workbook again")
        for row, each in enumerate(laid.rows):
            held = each.bead.target if right else each.bead.source
            if places[0] in held:
                return document, row, held.index(places[0])
    raise UsageError(f"there is no {cut.document} in {cut.languages} in this build")
