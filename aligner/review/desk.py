"""The alignment on a person's desk: rows to look at, actions on them, each on disk before it is answered."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from aligner.errors import UsageError
from aligner.model import Bitext, Segment
from aligner.reports.page.naming import direction
from aligner.review.changes import Drawn, change
from aligner.review.decisions import Decision, DecisionFile, StaleDecisions, anchors
from aligner.review.overlay import Overlay, Row, overlay

DOUBTFUL = 0.9
"""Confidence below which an open row is to be looked at."""
MOST_ROWS = 200
"""Rows given at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which rows of a document to give."""

    document: int
    order: Literal["document", "doubt"] = "document"
    show: str = "all"
    """``all``, ``open``, ``doubtful`` (open, and below :data:`DOUBTFUL`) or ``decided``."""
    text: str = ""
    """Must occur in one of the texts; case and accents do not count."""
    offset: int = 0
    limit: int = 100


class Desk:
    """The aligned documents of a build and the decisions about them; safe to use from several threads."""

    def __init__(self, bitexts: Sequence[Bitext], file: DecisionFile) -> None:
        self.bitexts = tuple(bitexts)
        self.file = file
        self._lock = threading.RLock()
        self._known: dict[int, tuple[str, Overlay]] = {}
        self._undo: list[tuple[frozenset[Decision], frozenset[Decision]]] = []
        self._redo: list[tuple[frozenset[Decision], frozenset[Decision]]] = []

    def documents(self) -> dict[str, Any]:
        """All documents with their counts, what conflicts, and the version all that is from."""
        with self._lock:
            decisions, version = self.file.read()
            documents = [self._summary(number, decisions, version) for number in range(len(self.bitexts))]
            return {
                "version": version,
                "documents": documents,
                "undo": len(self._undo),
                "redo": len(self._redo),
                "file": str(self.file.path),
            }

    def rows(self, query: Query) -> dict[str, Any]:
        """The rows that ``query`` asks for, with their number in the document, and how many there are in all."""
        with self._lock:
            decisions, version = self.file.read()
            rows = self._overlay(query.document, decisions, version).rows
            bitext = self.bitexts[query.document]
            chosen = [place for place, row in enumerate(rows) if _shown(row, query.show)]
            if wanted := _folded(query.text).strip():
                chosen = [place for place in chosen if wanted in _folded(_texts(bitext, rows[place]))]
            if query.order == "doubt":
                chosen.sort(key=lambda place: (rows[place].decision is not None, rows[place].bead.confidence, place))
            page = chosen[query.offset : query.offset + min(query.limit, MOST_ROWS)]
            return {
                "version": version,
                "total": len(chosen),
                "offset": query.offset,
                "rows": [_row(bitext, rows, place) for place in page],
                **self._summary(query.document, decisions, version),
            }

    def act(
        self, document: int, version: str, action: str, places: Sequence[int], cut: tuple[int, int] | None = None
    ) -> None:
        """Do ``action`` to the rows at ``places`` of ``document`` and write the decision down.

        Raises :class:`StaleDecisions` where ``version`` is not the file's any more, and
        :class:`~aligner.errors.UsageError` for what can't be done.
        """
        with self._lock:
            decisions, now = self.file.read()
            if now != version:
                raise StaleDecisions("someone decided something since this page was loaded", advice="look again")
            rows = self._overlay(document, decisions, now).rows
            done = change(rows, action, places, cut)
            old = frozenset(decision for place in done.rows if (decision := rows[place].decision))
            new = frozenset(self._decision(document, drawn) for drawn in done.drawn if drawn.verdict)
            if old == new:
                return
            self._exchange(old, new, version)
            self._undo.append((old, new))
            self._redo.clear()

    def undo(self, version: str) -> None:
        """Take the last action back. Raises as :meth:`act` does."""
        self._step(self._undo, self._redo, version, "there is nothing to undo")

    def redo(self, version: str) -> None:
        """Do again what was taken back last. Raises as :meth:`act` does."""
        self._step(self._redo, self._undo, version, "there is nothing to redo")

    def _step(
        self,
        taken: list[tuple[frozenset[Decision], frozenset[Decision]]],
        given: list[tuple[frozenset[Decision], frozenset[Decision]]],
        version: str,
        otherwise: str,
    ) -> None:
        with self._lock:
            if not taken:
                raise UsageError(otherwise)
            old, new = taken[-1]
            forward = taken is self._redo
            self._exchange(old if forward else new, new if forward else old, version)
            given.append(taken.pop())

    def _exchange(self, old: Iterable[Decision], new: Iterable[Decision], version: str) -> None:
        self.file.write((set(self.file.read()[0]) - set(old)) | set(new), version)

    def _decision(self, document: int, drawn: Drawn) -> Decision:
        bitext = self.bitexts[document]
        assert drawn.verdict is not None
        return Decision(
            document=bitext.source.symbol,
            source_language=bitext.source.language,
            target_language=bitext.target.language,
            verdict=drawn.verdict,
            source=anchors(bitext.source_segments, drawn.source),
            target=anchors(bitext.target_segments, drawn.target),
        )

    def _overlay(self, document: int, decisions: Sequence[Decision], version: str) -> Overlay:
        if not 0 <= document < len(self.bitexts):
            raise UsageError("there is no such document")
        known = self._known.get(document)
        if known is None or known[0] != version:
            known = version, overlay(self.bitexts[document], decisions)
            self._known[document] = known
        return known[1]

    def _summary(self, number: int, decisions: Sequence[Decision], version: str) -> dict[str, Any]:
        bitext, result = self.bitexts[number], self._overlay(number, decisions, version)
        return {
            "document": number,
            "symbol": bitext.source.symbol,
            "title": bitext.source.title,
            "languages": [
                {"tag": each.language, "dir": direction(each.language)} for each in (bitext.source, bitext.target)
            ],
            "count": len(result.rows),
            "open": sum(row.decision is None for row in result.rows),
            "doubtful": sum(_shown(row, "doubtful") for row in result.rows),
            "conflicts": [conflict.reason for conflict in result.conflicts],
        }


def _shown(row: Row, show: str) -> bool:
    if show == "open":
        return row.decision is None
    if show == "doubtful":
        return row.decision is None and row.bead.confidence < DOUBTFUL
    return row.decision is not None if show == "decided" else True


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _texts(bitext: Bitext, row: Row) -> str:
    source = (bitext.source_segments[place].text for place in row.bead.source)
    target = (bitext.target_segments[place].text for place in row.bead.target)
    return "\n".join((*source, *target))


def _row(bitext: Bitext, rows: Sequence[Row], place: int) -> dict[str, Any]:
    row = rows[place]
    around = [rows[near].bead if 0 <= near < len(rows) else None for near in (place - 1, place + 1)]
    return {
        "row": place,
        "source": _side(bitext.source_segments, row.bead.source),
        "target": _side(bitext.target_segments, row.bead.target),
        "confidence": round(row.bead.confidence, 3),
        "moved": row.bead.moved,
        "verdict": row.decision.verdict if row.decision else "",
        "around": [
            [_joined(bitext.source_segments, bead.source), _joined(bitext.target_segments, bead.target)] if bead else []
            for bead in around
        ],
    }


def _side(segments: Sequence[Segment], places: Iterable[int]) -> list[dict[str, str]]:
    return [{"ref": segments[place].ref, "text": segments[place].text} for place in places]


def _joined(segments: Sequence[Segment], places: Iterable[int]) -> str:
    return " ".join(segments[place].text for place in places)
