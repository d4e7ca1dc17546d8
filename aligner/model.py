"""The values that pass through the toolkit: documents, blocks, segments, beads, bitexts, findings.

All are frozen. Offsets are half-open ``[start, end)`` in code points of the text they speak of; a text is never
changed after an offset has been taken from it. Language tags are BCP 47, normalised once on entry by
:func:`tmx.lang.normalise`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "paragraph", "item", "subitem", "text", "footnote", "cell"]
Level = Literal["paragraph", "sentence"]
Severity = Literal["info", "warning", "error"]


class Span(NamedTuple):
    """A stretch of text, half-open, in code points."""

    start: int
    end: int


NOWHERE = Span(0, 0)
"""The span of what was not read from a file."""


class Origin(NamedTuple):
    """From ``offset`` of a block's text on, the text was read at this place of the file, character by character."""

    offset: int
    """In code points of the block's text."""
    line: int
    """Line of the file, from 1; the paragraph's number for DOCX and HTML, the page for PDF."""
    column: int
    """Column in that line, from 1, in code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One heading, numbered paragraph, item, footnote or other unit of a document, with what stands under it."""

    kind: BlockKind
    """What it is."""
    ref: str
    """Its address, the same in every language: ``IV.46.j.v``, ``n5``, ``III.~1``."""
    marker: str = ""
    """The marker as it stands in the document: ``46.``, ``j)``, ``(أ)``, ``㈡``; empty where there is none."""
    text: str = ""
    """Its own text: without marker, children and footnote marks; one line; repaired."""
    span: Span = NOWHERE
    """From the marker's first to the text's last character in the decoded file (page breaks included)."""
    notes: tuple[str, ...] = ()
    """Refs of the footnotes whose marks stand in the text, in order."""
    note_offsets: tuple[int, ...] = ()
    """For each of ``notes``, the offset in ``text`` at which its mark stood."""
    children: tuple[Block, ...] = ()
    """Blocks below it, in document order."""
    origin: tuple[Origin, ...] = ()
    """Where the text was read, ascending by offset; empty where a format has no places."""

    def walk(self) -> Iterator[Block]:
        """Yield this block, then everything below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the (line, column) of the file at which the character at ``offset`` was read; (0, 0) if unknown."""
        found = (0, 0)
        for run in self.origin:
            if run.offset > offset:
                break
            found = (run.line, run.column + offset - run.offset)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One thing mended while reading: nothing is changed that is not listed as one."""

    kind: str
    """``split-word``, ``apostrophe-space``, ``doubled-space``, ``footnote-mark``, ``page-break``, …"""
    ref: str
    """The block it was made in; empty for the front matter."""
    before: str
    """The text as found, with enough around it to be recognised."""
    after: str
    """The same stretch as mended."""
    line: int
    """Line of the file, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Text of the file that is no part of the document's body."""

    kind: str
    """``running-head``, ``page-number``, ``link``, ``rule``, ``front-page``, …"""
    text: str
    """As it stands in the file, without surrounding space."""
    line: int
    """Line of the file, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document read: a tree of blocks, and all that was set aside or mended on the way."""

    symbol: str
    """Document symbol (``CTOC/COP/WG.4/2019/5``), or the file's stem where none is found."""
    language: str
    """BCP 47 tag."""
    title: str = ""
    """Title from the front page, empty where there is none."""
    blocks: tuple[Block, ...] = ()
    """Top-level blocks in document order; footnotes come last, as top-level blocks."""
    repairs: tuple[Repair, ...] = ()
    """What was mended, in document order."""
    furniture: tuple[Furniture, ...] = ()
    """What was set aside, in document order."""
    source: str = ""
    """The file as the user named it."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """``job-number``, ``distribution``, ``date``, ``original-language``, … as far as found."""

    def walk(self) -> Iterator[Block]:
        """Yield every block in document order, footnotes last."""
        for block in self.blocks:
            yield from block.walk()


class Segment(NamedTuple):
    """A sentence, or a whole block at paragraph level."""

    text: str
    """Without surrounding space, one line."""
    ref: str
    """The block it stands in."""
    span: Span
    """In that block's text."""


@dataclass(frozen=True, slots=True)
class Bead:
    """n source segments that correspond to m target segments."""

    source: tuple[int, ...]
    """Indices of source segments, ascending; empty for an addition."""
    target: tuple[int, ...]
    """Indices of target segments, ascending; empty for a deletion."""
    confidence: float = 1.0
    """Probability that the bead is right, 0 to 1."""
    moved: bool = False
    """Whether it lies off the monotone path."""

    @property
    def kind(self) -> str:
        """Its type: ``1-1``, ``1-2``, ``0-1``, …"""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the alignment found out about the pair that a person should know."""

    kind: Literal["missing", "added", "moved", "renumbered", "merged", "split", "unmarked", "unrelated"]
    """``missing``: only in the source; ``added``: only in the target; ``merged``: a list run together in the target;
    ``split``: the reverse; ``unmarked``: a marker lost on one side; ``unrelated``: the texts do not correspond."""
    source_refs: tuple[str, ...] = ()
    """Blocks of the source it is about."""
    target_refs: tuple[str, ...] = ()
    """Blocks of the target it is about."""
    message: str = ""
    """One sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bitext:
    """Two versions of a document and how they correspond."""

    source: Document
    target: Document
    level: Level
    """Whether segments are sentences or whole blocks."""
    source_segments: tuple[Segment, ...]
    target_segments: tuple[Segment, ...]
    beads: tuple[Bead, ...]
    """Every segment of either side in exactly one bead; in document order of the source, additions in their place."""
    block_beads: tuple[Bead, ...] = ()
    """The same one level up: indices into the blocks of ``source.walk()`` and ``target.walk()``."""
    notices: tuple[Notice, ...] = ()
    """What the alignment noticed, in document order."""
    signature: str = ""
    """Method, settings and version, as one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a check reports."""

    check: str
    """The check's id: ``number-mismatch``."""
    severity: Severity
    document: str
    """Symbol of the document."""
    language: str
    """Language of the side it is about."""
    ref: str
    """Block it is in."""
    message: str
    """What was seen and what was expected, in the document's own words."""
    span: Span | None = None
    """Where in the block's text (of ``language``), if it is one place."""
    unit: str | None = None
    """Identifier of the translation unit, for a finding in a memory."""
    source: str = ""
    """Source text, or the document's own text for a monolingual check."""
    target: str = ""
    """Target text; empty for a monolingual check."""
    suggestion: str | None = None
    """What ``span`` should read, where one reading is certain."""
    related: tuple[tuple[str, str], ...] = ()
    """Other places: (document, ref)."""
    fingerprint: str = ""
    """Content-based identity: check, symbol, normalised text around it; survives renumbering."""
