"""Which lines run on from the line before: hard-wrapped text is put together again.

Decided from the file's own habits: how wide its lines are, whether blank lines mean anything in it, how a line
ends and how the next begins. Costs are −ln of odds: positive speaks for a new block, negative for running on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from aligner.structure.layout import Line
from aligner.structure.wrapping import UNKNOWN, Wrapping, learned, nearly_full, needed

_CLOSERS = "\"'”’»)）]】》」』›"
_NEVER_FIRST = frozenset("。，、；：！？）》」』;,.)]»،؛؟")
"""Signs that never begin a block."""
_ENDS = ".:;!?…。：；！？؟؛۔"
_MAXIMAL_WIDTH = 160
"""Lines wider than this were not wrapped by hand or by a page."""
_MINIMAL_WIDTH = 24
"""Lines narrower than this are short blocks, not wrapped ones (Chinese lines hold some 40 characters)."""
_RUNNING_SHARE = 0.12
"""Text is wrapped if at least so many lines are full, end no sentence and are followed by what begins no block."""
_HEADING_FILL = 1.2
"""The most that room to spare in the line of a heading says."""
_SPACED = 0.2
"""At least so many lines that seem to run on have as many blank lines before them as those of one paragraph have."""
_HARD = 0.8
"""Lines are cut at one number of signs if more than this share of those that run on is."""
_LOOKED_AT = 6000
"""Lines that show how a file is laid out: more of them say nothing new."""
_MARKED = re.compile(r"\W?\s?\w{1,4}\s?[.．)）、-]")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file is laid out."""

    width: int
    """Length of a full line in code points; 0 where lines are not wrapped."""
    spacing: int
    """Blank lines that stand between any two lines of one paragraph (1 in double-spaced text)."""
    spread: bool
    """Whether more blank lines than ``spacing`` ever set paragraphs apart."""
    longest: int = 0
    """Length of the longest lines, a few odd ones aside, where few lines are wrapped; 0 where lines are paragraphs."""
    wrapping: Wrapping = UNKNOWN
    """What the place of a line says, where lines are wrapped."""


class Hints(NamedTuple):
    """What markers would say about two lines."""

    text_start: int = 0
    """Where the line's own text begins if what stands before it is a marker."""
    behind_heading: bool = False
    """Whether the line before looks like a numbered heading."""
    behind_page: bool = False
    """Whether a page may have ended before the line, and blank lines with it."""


NO_HINTS = Hints()


def habits(lines: Sequence[Line]) -> Habits:
    """Find out how ``lines`` (body text only) are laid out."""
    pairs = [(a, b) for a, b in pairwise(lines[:_LOOKED_AT]) if not (a.whole or b.whole)]
    if len(pairs) < 2:
        return Habits(0, 0, False)
    apart = any(b.blanks for _, b in pairs)
    lengths = sorted(line.indent + len(line.text) for line, _ in pairs)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    printed = any(b.room for _, b in pairs)
    if not printed and not _MINIMAL_WIDTH <= width <= _MAXIMAL_WIDTH:
        return Habits(0, 0, apart)
    full = [(a, b) for a, b in pairs if a.indent + needed(a.text, b.text) > 0.88 * width and not ends_sentence(a.text)]
    running = [(a, b) for a, b in full if not _begins_block(b.text)]
    if not printed and (not running or len(running) < _RUNNING_SHARE * len(pairs)):
        return Habits(0, 0, apart, width)
    spacing = _spacing([b.blanks for _, b in running], printed=printed)
    alike = [(a, b) for a, b in pairs if a.kind == b.kind]
    close = [(a, b) for a, b in alike if b.blanks == spacing]
    wrapping = learned(alike, _surely_running(close, width), width)
    return Habits(width, spacing, any(b.blanks > spacing for _, b in pairs), wrapping=wrapping)


def _spacing(blanks: Sequence[int], *, printed: bool) -> int:
    """Blank lines between lines of one paragraph, from those before lines that seem to run on.

    Some of these are short paragraphs, so that no blank lines count more than some; on pages, gaps are measured and few
    are wrong.
    """
    counts = Counter(blanks)
    if printed:
        return counts.most_common(1)[0][0] if counts else 0
    return min(number for number, count in counts.items() if count >= _SPACED * len(blanks))


def _surely_running(pairs: Sequence[tuple[Line, Line]], width: int) -> list[tuple[Line, Line]]:
    """Neighbours of which the second runs on, wherever it stands; in scripts of one case, full lines show it."""
    unended = [(a, b) for a, b in pairs if not ends_sentence(a.text) and not _MARKED.match(b.text)]
    small = [(a, b) for a, b in unended if b.text[0].islower()]
    if len(small) > 0.2 * len(unended):
        return small
    full = [(a, b) for a, b in unended if nearly_full(a, b, width)]
    longest = max(a.indent + len(a.text) for a, _ in pairs) if pairs else 0
    # no sign more would have gone into these: where nearly all are so, others are no wrapped lines
    hard = [(a, b) for a, b in full if a.indent + needed(a.text, b.text) > longest]
    return hard if len(hard) > _HARD * len(full) else full


def _begins_block(text: str) -> bool:
    """Whether a line begins as blocks do: with a capital or a marker."""
    return text[0].isupper() or bool(_MARKED.match(text))


def break_score(before: Line, line: Line, layout: Habits, hints: Hints = NO_HINTS) -> float:
    """Return how much speaks for a new block at ``line``: above 0 it begins one, below it runs on."""
    if before.whole or line.whole:
        return 9.0
    if line.text[0] in _NEVER_FIRST:
        return -9.0
    if (before.kind == "heading") != (line.kind == "heading") or before.depth != line.depth:
        # set in other type
        return 5.0
    ended = ends_sentence(before.text)
    first = line.text[hints.text_start : hints.text_start + 1]
    small = first.islower() and not hints.text_start
    if not layout.width:
        if line.blanks and not small:
            return 9.0
        if (
            layout.spread
            and not line.blanks
            and not ended
            and needed(before.text, line.text) > 0.9 * (layout.longest or 1000)
        ):
            # blocks stand apart in this file, and the line before was full
            return -1.0
        return -1.0 if small and not ended and not _opens_list(before.text) else 6.0
    # a heading ends without a sign, so that its having none says nothing
    score = 1.2 if ended else 0.0 if hints.behind_heading else -1.6
    score += -2.5 if small else 0.3 if first.isupper() else -1.0 if first.isdigit() else 0.0
    fill = layout.wrapping.fill(before, line, layout.width)
    # headings are broken where it looks well
    score += min(fill, _HEADING_FILL) if hints.behind_heading else fill
    if line.kind != "heading":
        shifted = layout.wrapping.shifted(before, line)
        # a heading begins where lines that run on do
        score += max(0.0, shifted) if line.blanks > layout.spacing else shifted
    if line.blanks > layout.spacing:
        score += 2.5 if layout.spacing or hints.behind_page else 4.5
    elif ((layout.spread and not layout.spacing) and not line.page_start) or (
        line.blanks < layout.spacing and not ended
    ):
        score += layout.wrapping.unspaced
    return score


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends with a sign that ends a sentence or clause, quotation marks and brackets aside."""
    last = text[-1]
    if last.isalpha() or last in _ENDS:
        return last in _ENDS
    bare = text.rstrip(_CLOSERS + "¹²³⁴⁵⁶⁷⁸⁹⁰ ") or text
    return bare[-1] in _ENDS


def _opens_list(text: str) -> bool:
    return text[-1] in ",،，、"


def last_sign(text: str) -> str:
    """The sign ``text`` ends with, quotation marks, brackets and footnote marks aside; empty for no text."""
    bare = text.rstrip(_CLOSERS + "¹²³⁴⁵⁶⁷⁸⁹⁰ ") or text
    return {"：": ":", "；": ";", "؛": ";", "。": "."}.get(bare[-1:], bare[-1:])


def heading_like(text: str) -> bool:
    """Whether ``text`` may be a heading: short, and no sentence."""
    return len(text) <= 200 and last_sign(text) not in ".;:,，،"
