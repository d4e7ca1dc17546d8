"""Blocks with their addresses, put under one another as the outline says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from aligner.languages.numbering import letter, roman
from aligner.model import Block, BlockKind, Span
from aligner.structure.flow import heading_like
from aligner.structure.layout import Line
from aligner.structure.markers import Reading
from aligner.structure.named import ARTICLE
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
    for piece, text_level in zip(pieces, _levels_of_texts(pieces), strict=True):
        if piece.reading is None:
            level = PARAGRAPH if piece.kind == "heading" or not path else text_level
        else:
            level = piece.level = piece.reading.level
            piece.kind = _KINDS[level]
            if piece.reading.path:
                piece.kind = "heading" if heading_like(piece.passage.text) else "paragraph"
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
            if piece.reading.path and not (
                parent and parent.reading and parent.reading.path == piece.reading.path[:-1]
            ):
                # no block has the number this one stands below
                own = ".".join(map(str, piece.reading.path))
        piece.ref = _unique(f"{base}.{own}" if base else own, used)
        (parent.children if parent else top).append(piece)
        path.append(piece)
    return top


def _unique(ref: str, used: Counter[str]) -> str:
    used[ref] += 1
    return ref if used[ref] == 1 else f"{ref}~{used[ref]}"


def _own_part(reading: Reading) -> str:
    level, value = reading.level, reading.value
    if reading.path:
        return str(value)
    if reading.style == ARTICLE:
        return f"art{value}"
    if level == ANNEX:
        return f"annex{value or ''}"
    if level == SECTION:
        return roman(value).upper()
    if level == PARAGRAPH:
        return str(value)
    if level == SUBITEM:
        return roman(value)
    return letter(value).upper() if level == SUBSECTION else letter(value)


def _levels_of_texts(pieces: list[Piece]) -> list[int]:
    """The level at which each piece stands if it has no marker, in order of ``pieces``."""
    levels: list[int] = []
    following: list[Reading] = []
    behind = 0
    befores = _befores(pieces)
    for piece, opened in zip(reversed(pieces), reversed(befores), strict=True):
        if piece.reading is not None:
            # only the nearest marker of each level counts, and none of lists that are over where another goes on
            while following and following[-1].level >= piece.reading.level:
                following.pop()
            following.append(piece.reading)
            behind = 0
        else:
            behind += 1
        levels.append(_level_of_text(opened, following, behind))
    return levels[::-1]


def _befores(pieces: list[Piece]) -> list[tuple[Reading, ...]]:
    """For each piece the markers of the lists it may stand in, the nearest one last."""
    found: list[tuple[Reading, ...]] = []
    opened: tuple[Reading, ...] = ()
    for piece in pieces:
        found.append(opened)
        reading = piece.reading
        if reading is not None:
            opened = (*(outer for outer in opened if outer.level < reading.level), reading)
    return found


def _level_of_text(opened: tuple[Reading, ...], following: list[Reading], place: int) -> int:
    """Level of a block without marker: inside the list that goes on behind it, or beside the paragraph.

    ``following`` are the markers behind it, each less deep than those between, the next one last;
    ``place`` counts the blocks without marker from this one to the next marker.
    """
    if not opened or not following:
        return PARAGRAPH
    before, nearest = opened[-1], following[-1]
    level = before.level
    if nearest.level > max(level, PARAGRAPH) and nearest.value > place:
        # a list that begins with its second item: this is the first, without its marker
        return nearest.level
    if level > PARAGRAPH:
        if nearest.level == level and nearest.value > before.value:
            return level
        after = next((reading for reading in reversed(following) if reading.level <= level), None)
        outer = next((reading for reading in opened if PARAGRAPH < reading.level == nearest.level < level), None)
        if outer and nearest.value > outer.value + 1:
            # a deeper list is over, and in the outer one an item is missing
            return nearest.level
        if nearest.level > level and after and after.level == level and after.value > before.value + 1:
            # the lead-in of a deeper list is itself an item that is missing
            return level
    return PARAGRAPH
