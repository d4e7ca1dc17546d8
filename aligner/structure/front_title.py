"""The title of a document: found on its front page by what stands above and below it.

A front page names the organ, the session, its place and the item of the agenda, then the title, then who wrote it. A
format that knows headings helps; a text without any sign of a front page has a title only where one line stands alone
before its first numbered block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligner.languages.language import Language
from aligner.structure.flow import heading_like
from aligner.structure.tree import Piece

_LONGEST = 300
"""Titles are no longer, in code points."""
_NO_TITLE = (".", "。", ",", "،", "，", ";")
_MOST = 16
"""Blocks of a front page, at most."""


def title_of(pieces: Sequence[Piece], language: Language, *, anchored: bool) -> str:
    """Return the title among the first of ``pieces``, finished; empty where none is found.

    ``anchored`` says whether the document has a front page.
    """
    front = language.front
    opening, numbered = _opening(pieces)
    texts = [_text(piece) for piece in opening]
    settings = [place for place, text in enumerate(texts) if re.fullmatch(front.setting, text)]
    after = range(settings[-1] + 1 if settings else 0, len(texts))
    below = next((place for place in after if re.fullmatch(front.summary, texts[place])), len(texts))
    places = [place for place in after if place < below and heading_like(texts[place])]
    if not places or not (anchored or settings or numbered or opening[places[0]].kind == "heading"):
        return ""
    bylines = [place for place in places if re.fullmatch(front.byline, texts[place])]
    before = [place for place in places if not bylines or place < bylines[0]]
    return texts[_likeliest(before, opening) if before else bylines[0]]


def _opening(pieces: Sequence[Piece]) -> tuple[list[Piece], bool]:
    """The blocks before the text begins, without marker, short, and no sentences; and whether a marker follows them.

    Letterheads are often set as tables, whose cells say nothing of the title.
    """
    found: list[Piece] = []
    for piece in pieces:
        if piece.kind == "cell":
            continue
        text = _text(piece)
        if piece.reading is not None or len(found) == _MOST:
            return found, piece.reading is not None
        if len(text) > _LONGEST or text.endswith(_NO_TITLE):
            break
        found.append(piece)
    return found, False


def _likeliest(places: Sequence[int], opening: Sequence[Piece]) -> int:
    """Of what may be the title, the most prominent, and of several the last."""
    depths = {place: opening[place].passage.lines[0].depth or 9 for place in places if opening[place].kind == "heading"}
    top = [place for place in depths if depths[place] == min(depths.values())]
    return (top or places)[-1]


def _text(piece: Piece) -> str:
    return piece.finished.text if piece.finished else piece.passage.text
