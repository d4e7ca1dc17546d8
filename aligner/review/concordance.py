"""The concordance: where words and phrases stand in either language, with what they are opposite to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from aligner.checks.analysis.dates import dates
from aligner.model import Bitext, Document, Segment
from aligner.reports.naming import direction, language_name, shown_ref
from aligner.review.desk import Desk
from aligner.review.searching import FoldedTexts, spans, wanted

MOST = 100
"""Lines given at once."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcordanceQuery:
    """What to look for, and where."""

    text: str
    """Words and phrases in quotation marks, all of which must occur in one row; in either language."""
    pair: str = ""
    """``fr-en``; empty for all pairs."""
    document: str = ""
    """Symbol; empty for all documents."""
    order: str = "document"
    """``document``, or ``newest`` or ``oldest`` first."""
    offset: int = 0
    limit: int = 50


class _Line(NamedTuple):
    document: int
    row: int


class Concordance:
    """Searches the rows of all documents as people have decided them."""

    def __init__(self, desk: Desk, folded: FoldedTexts) -> None:
        self.desk = desk
        self.folded = folded
        self.dates = [date_of(bitext.source) or date_of(bitext.target) for bitext in desk.bitexts]

    def search(self, query: ConcordanceQuery) -> dict[str, Any]:
        """The lines that hold everything asked for, documents together, and what can be chosen from."""
        parts = wanted(query.text)
        order = list(range(len(self.desk.bitexts)))
        if query.order in ("newest", "oldest"):
            order.sort(key=lambda number: (self.dates[number], number), reverse=query.order == "newest")
        lines = [line for number in order if self._asked(number, query) for line in self._lines(number, parts)]
        page = lines[query.offset : query.offset + min(query.limit, MOST)]
        pairs = dict.fromkeys(_pair(bitext) for bitext in self.desk.bitexts)
        return {
            "total": len(lines),
            "documents": len({line.document for line in lines}),
            "offset": query.offset,
            "pairs": [{"id": "-".join(pair), "name": " – ".join(map(language_name, pair))} for pair in pairs],
            "symbols": sorted({bitext.source.symbol for bitext in self.desk.bitexts}),
            "lines": [self._shown(line, parts) for line in page],
        }

    def _asked(self, number: int, query: ConcordanceQuery) -> bool:
        bitext = self.desk.bitexts[number]
        return query.pair in ("", "-".join(_pair(bitext))) and query.document in ("", bitext.source.symbol)

    def _lines(self, number: int, parts: Sequence[str]) -> list[_Line]:
        """Rows that hold every part; each language by itself, or one part here and another there."""
        if not parts:
            return []
        laid = self.desk.overlay(number)
        folded = self.folded.of(laid.bitext)
        found = []
        for place, row in enumerate(laid.rows):
            text = "\n".join(
                (*(folded.source[at] for at in row.bead.source), *(folded.target[at] for at in row.bead.target))
            )
            if all(part in text for part in parts):
                found.append(_Line(number, place))
        return found

    def _shown(self, line: _Line, parts: Sequence[str]) -> dict[str, Any]:
        laid = self.desk.overlay(line.document)
        bitext, row = laid.bitext, laid.rows[line.row]
        return {
            "document": line.document,
            "row": line.row,
            "symbol": bitext.source.symbol,
            "date": self.dates[line.document],
            "sides": [
                _side(bitext.source, [bitext.source_segments[at] for at in row.bead.source], parts),
                _side(bitext.target, [bitext.target_segments[at] for at in row.bead.target], parts),
            ],
        }


def date_of(document: Document) -> str:
    """The document's date as its front page gives it, else the year in its symbol; empty where neither is there.

    >>> date_of(Document(symbol="CTOC/COP/WG.4/2019/5", language="fr"))
    '2019'
    >>> date_of(Document(symbol="A/1", language="fr", metadata={"date": "3 juin 2019"}))
    '2019-06-03'
    """
    said = document.metadata.get("date", "")
    for date in dates(said, document.language):
        if date.year:
            return f"{date.year}-{date.month:02}" + (f"-{date.days[0]:02}" if date.days else "")
    found = _YEAR.search(said) or _YEAR.search(document.symbol)
    return found[0] if found else ""


def _pair(bitext: Bitext) -> tuple[str, str]:
    return bitext.source.language, bitext.target.language


def _side(document: Document, segments: Sequence[Segment], parts: Sequence[str]) -> dict[str, Any]:
    text = " ".join(segment.text for segment in segments)
    return {
        "tag": document.language,
        "dir": direction(document.language),
        "ref": shown_ref(segments[0].ref, document.language) if segments else "",
        "text": text,
        "spans": spans(text, parts),
    }
