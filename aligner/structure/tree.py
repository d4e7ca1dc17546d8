"""Blocks with their addresses, put under one another as the outline says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from aligner.languages.numbering import letter, roman
from aligner.model import Block, BlockKind, Span
from aligner.structure.layout import Line
from aligner.structure.markers import Reading
from aligner.structure.outline import ANNEX, ITEM, PARAGRAPH, POINT, SECTION, SUBITEM, SUBSECTION
from aligner.structure.passage import Finished, Passage

_KINDS: dict[int, BlockKind] = {
    ANNEX: "heading",
    SECTION: "heading",
    SUBSECTION: "heading",
    PARAGRAPH: "paragraph",
    ITEM: "item",
    SUBITEM: "subitem",
    POINT: "subitem",
}


class Break(NamedTuple):
    """A break of page or line that extraction put where the document has none."""

    kind: str
    before: str
    after: str
    line: Line


@dataclass(slots=True)
class Piece:
    """One block on its way: what it is made of and where it stands."""

    passage: Passage
    reading: Reading | None = None
    kind: BlockKind = "text"
    level: int = PARAGRAPH
    ref: str = ""
    finished: Finished | None = None
    breaks: list[Break] = field(default_factory=list)
    """Page breaks inside it or before it."""
    children: list[Piece] = field(default_factory=list)

    def block(self) -> Block:
        """The frozen value, with everything below it."""
        done = self.finished
        assert done is not None
        return Block(
            kind=self.kind,
            ref=self.ref,
            marker=self.reading.marker if self.reading else "",
            text=done.text,
            span=Span(*self.passage.span()),
            notes=tuple(ref for ref, _ in done.notes),
            note_offsets=tuple(offset for _, offset in done.notes),
            children=tuple(child.block() for child in self.children),
            origin=done.origins,
        )


def grow(pieces: list[Piece]) -> list[Piece]:
    """Give every piece its place and ref; return those of the top level."""
    top: list[Piece] = []
    path: list[Piece] = []
    unmarked: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for number, piece in enumerate(pieces):
        if piece.reading is None:
            level = _level_of_text(pieces, number, path)
        else:
            level = piece.level = piece.reading.level
            piece.kind = _KINDS[level]
        while path and path[-1].level >= level:
            path.pop()
        parent = path[-1] if path else None
        piece.level = level
        base = parent.ref if parent else ""
        if piece.reading is None:
            unmarked[base] += 1
            own = f"~{unmarked[base]}"
        else:
            own = _own_part(piece.reading)
        piece.ref = _unique(f"{base}.{own}" if base else own, used)
        (parent.children if parent else top).append(piece)
        path.append(piece)
    return top


def _unique(ref: str, used: Counter[str]) -> str:
    used[ref] += 1
    return ref if used[ref] == 1 else f"{ref}~{used[ref]}"


def _own_part(reading: Reading) -> str:
    level, value = reading.level, reading.value
    if level == ANNEX:
        return f"annex{value or ''}"
    if level == SECTION:
        return roman(value).upper()
    if level == PARAGRAPH:
        return str(value)
    if level == SUBITEM:
        return roman(value)
    return letter(value).upper() if level == SUBSECTION else letter(value)


def _level_of_text(pieces: list[Piece], number: int, path: list[Piece]) -> int:
    """Level of a block without marker: inside the list that goes on behind it, or beside the paragraph."""
    piece = pieces[number]
    if piece.kind == "heading":
        return PARAGRAPH
    following = next((other.reading for other in pieces[number + 1 :] if other.reading), None)
    if following is None or not path:
        return PARAGRAPH
    before = next((other for other in reversed(pieces[:number]) if other.reading), None)
    if before is None or before.reading is None:
        return PARAGRAPH
    level = before.reading.level
    if following.level == level and level > PARAGRAPH and following.value > before.reading.value:
        return level
    return PARAGRAPH
