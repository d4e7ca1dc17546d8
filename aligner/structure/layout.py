"""What a reader hands over: the file's lines or paragraphs in reading order, with whatever its format knows of them.

A reader of plain text knows only where lines stand; Word, HTML and PDF readers know more and say so in the hints.
The structure is found from these values alone, whatever the format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from aligner.model import BlockKind


class Line(NamedTuple):
    """One line of a text file or PDF page, or one paragraph of a format that has paragraphs."""

    text: str
    """As it stands, without surrounding white space and without line end."""
    start: int
    """Offset of its first character in :attr:`Layout.text`, in code points."""
    line: int
    """Line of the file from 1; paragraph for DOCX and HTML, page for PDF."""
    column: int = 1
    """Column of its first character, from 1."""
    blanks: int = 0
    """Blank lines before it."""
    indent: int = 0
    """How far in it begins, in signs."""
    page_start: bool = False
    """Whether the format says that a new page starts here."""
    whole: bool = False
    """Whether it is a whole paragraph, never to be joined with a neighbour."""
    kind: BlockKind | None = None
    """What the format says it is."""
    depth: int = 0
    """Heading or list level from 1, as the format says; 0 where it says nothing."""
    marker: str = ""
    """Marker that the format computes and the text does not hold (Word's automatic numbering)."""
    marks: tuple[tuple[int, str], ...] = ()
    """Footnote marks the format knows, not in the text: (offset in ``text``, label of the footnote)."""
    label: str = ""
    """Label of a footnote, where ``kind`` is footnote and the text does not hold it."""
    furniture: str = ""
    """Kind of furniture, where the format knows it to be some."""
    room: float = 0.0
    """How much of a full line the line before would fill with this line's first word, as measured on the page;
    0 where the format does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A whole file as its reader understood it."""

    text: str
    """All of its text, decoded; every line's ``start`` points into it."""
    lines: tuple[Line, ...]
    """Lines that are not blank, in reading order."""
    stem: str = ""
    """File name without ending: the symbol, where the document names none."""
    source: str = ""
    """The file as the user named it."""
    symbol: str = ""
    """Document symbol, where the format holds it."""
    title: str = ""
    """Title, where the format holds it."""
    language: str = ""
    """BCP 47 tag the format declares."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Further facts of the format."""
