"""Running text put together from stretches of the file, mended by edits, with every character's place kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from aligner.model import Origin
from aligner.structure.layout import Line

_SPACELESS = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff01-\uff5e\U00020000-\U0003ffff]")
"""Ideographs, kana and full-width signs: no space stands beside them where a line ends."""


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
"""A web address that a line end broke behind one of its signs."""


_COUNTED_ON = re.compile(r"\w[–/‑-]$")
"""``2018–`` or ``A/AC.105/`` before a number."""


class Edit(NamedTuple):
    """A change to a passage's text as first put together."""

    start: int
    end: int
    """Half-open stretch of the passage that is replaced."""
    text: str
    """What stands there afterwards."""
    kind: str
    """Kind of repair; empty for a footnote mark taken out as it should be."""
    note: str = ""
    """Label of the footnote whose mark this is."""


def glue(before: str, after: str) -> str:
    """What stands between two lines that are joined: a space, or nothing beside ideographs or inside an address."""
    if _SPACELESS.match(before[-1]) or _SPACELESS.match(after) or before[-1] in "([{":
        return ""
    if _COUNTED_ON.search(before, max(0, len(before) - 2)) and after[0].isdecimal():
        return ""
    return "" if before[-1] in "/?&=_" and _ADDRESS.search(before, max(0, len(before) - 200)) else " "


@dataclass(slots=True)
class Passage:
    """The text of one block while it is being read."""

    lines: list[Line] = field(default_factory=list)
    """Lines it is made of."""
    text: str = ""
    """Those lines joined by one space each, or by nothing between signs of a script without spaces."""
    starts: list[int] = field(default_factory=list)
    """Offset in ``text`` at which each line begins."""
    marker_end: int = 0
    """Where the block's own text begins: after marker and space."""
    edits: list[Edit] = field(default_factory=list)
    """Changes to be made, in any order, not overlapping."""

    @classmethod
    def of(cls, lines: list[Line], marker_end: int = 0) -> Passage:
        """Join ``lines``; ``marker_end`` is the length of marker and following space in the first."""
        if len(lines) == 1:
            return cls(lines, lines[0].text, [0], marker_end)
        text, starts = lines[0].text, [0]
        pieces = [text]
        at = len(text)
        for line in lines[1:]:
            between = glue(pieces[-1], line.text)
            pieces += [between, line.text]
            at += len(between)
            starts.append(at)
            at += len(line.text)
        return cls(lines, "".join(pieces), starts, marker_end)

    def line_at(self, offset: int) -> Line:
        """The line of the file that the character at ``offset`` stands in."""
        return self.lines[bisect_right(self.starts, offset) - 1]

    def span(self) -> tuple[int, int]:
        """From the first to behind the last character, in the file's text."""
        last = self.lines[-1]
        return self.lines[0].start, last.start + len(last.text)

    def marker_gap(self) -> Edit | None:
        """The doubled space behind the marker, as the repair it would be."""
        head = self.text[: self.marker_end]
        gap = len(head) - len(head.rstrip(" "))
        return Edit(self.marker_end - gap, self.marker_end, " ", "doubled-space") if gap > 1 else None

    def finish(self) -> Finished:
        """Apply the edits and return text, note marks and origins."""
        if not self.edits:
            return self._unchanged()
        pieces: list[str] = []
        notes: list[tuple[str, int]] = []
        runs: list[Origin] = []
        at, length = self.marker_end, 0
        for edit in sorted(self.edits):
            if edit.start < at:
                continue
            length += self._copy(at, edit.start, length, pieces, runs)
            if edit.note:
                notes.append((edit.note, length))
            pieces.append(edit.text)
            if edit.text:
                place = self.line_at(edit.start)
                column = place.column + edit.start - self.starts[bisect_right(self.starts, edit.start) - 1]
                runs.append(Origin(length, place.line, column))
            length += len(edit.text)
            at = edit.end
        length += self._copy(at, len(self.text), length, pieces, runs)
        text = "".join(pieces)
        stripped = text.rstrip()
        return Finished(stripped, tuple(notes), tuple(runs))

    def _unchanged(self) -> Finished:
        begin = self.marker_end
        text = self.text[begin:].rstrip() if begin else self.text.rstrip()
        line = self.lines[0]
        runs = [Origin(0, line.line, line.column + begin)] if len(self.text) > begin else []
        for line, start in zip(self.lines[1:], self.starts[1:], strict=True):
            runs.append(Origin(start - begin, line.line, line.column))
        return Finished(text, (), tuple(runs))

    def _copy(self, start: int, end: int, length: int, pieces: list[str], runs: list[Origin]) -> int:
        """Take over ``text[start:end]``, noting where each line's part of it was read."""
        if end <= start:
            return 0
        pieces.append(self.text[start:end])
        index = bisect_right(self.starts, start) - 1
        while index < len(self.starts) and self.starts[index] < end:
            begin = max(start, self.starts[index])
            line = self.lines[index]
            runs.append(Origin(length + begin - start, line.line, line.column + begin - self.starts[index]))
            index += 1
        return end - start


class Finished(NamedTuple):
    """A passage after its edits."""

    text: str
    notes: tuple[tuple[str, int], ...]
    """Footnote labels with the offset in ``text`` at which their mark stood."""
    origins: tuple[Origin, ...]
