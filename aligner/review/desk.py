"""The alignment on a person's desk: rows to look at, actions on them, each on disk before it is answered."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from aligner.errors import UsageError
from aligner.model import Bitext
from aligner.reports.naming import direction, language_name
from aligner.review.alignment_map import strips
from aligner.review.changes import change, decision_of
from aligner.review.cutting import cut_at, joined, redrawn
from aligner.review.decisions import Decision, DecisionFile, StaleDecisions
from aligner.review.journal import Journal
from aligner.review.overlay import Overlay, about, judged, overlay, pair_of
from aligner.review.prepared import Prepared
from aligner.review.rows import MOST_ROWS, Query, as_json, chosen, is_shown, only_change, to_look_at
from aligner.review.searching import FoldedTexts

__all__ = ["Desk", "Query"]
STALE = "someone decided something since this page was loaded"


class _Known(NamedTuple):
    """What stands for one document under certain decisions."""

    decisions: tuple[Decision, ...]
    overlay: Overlay
    counts: dict[str, int]


class Desk:
    """The aligned documents of a build and the decisions about them; safe to use from several threads."""

    def __init__(
        self,
        bitexts: Sequence[Bitext],
        file: DecisionFile,
        build: str = "",
        folded: FoldedTexts | None = None,
        doubts: Sequence[Sequence[float]] = (),
    ) -> None:
        self.bitexts = tuple(bitexts)
        self.doubts = doubts if len(doubts) == len(self.bitexts) else [()] * len(self.bitexts)
        self.file = file
        self.build = build
        """What tells this build from the next: rows of another build are other rows."""
        self.folded = folded or FoldedTexts()
        self._lock = threading.RLock()
        self._prepared: dict[int, Prepared] = {}
        self._known: dict[int, _Known] = {}
        self._by_pair: tuple[str | None, dict[tuple[str, str, str], list[Decision]]] = (None, {})
        self._journal: Journal[Decision] = Journal()

    def documents(self) -> dict[str, Any]:
        """All documents with their counts, what conflicts, and the version all that is from."""
        with self._lock:
            version = self._refresh()
            return {
                "version": version,
                "documents": [self._summary(number) for number in range(len(self.bitexts))],
                "undo": len(self._journal.done),
                "redo": len(self._journal.undone),
                "file": str(self.file.path),
            }

    def rows(self, query: Query) -> dict[str, Any]:
        """The rows that ``query`` asks for, with their number in the document, and how many there are in all."""
        with self._lock:
            version = self._refresh()
            laid = self.overlay(query.document)
            rows, bitext = laid.rows, laid.bitext
            places = chosen(rows, query, self.folded.of(bitext) if query.text.strip() else None)
            limit = min(query.limit, MOST_ROWS)
            offset = query.offset
            if query.around >= 0 and query.around in places:
                offset = max(places.index(query.around) - limit // 4, 0)
            return {
                "version": version,
                "total": len(places),
                "offset": offset,
                "rows": [as_json(laid, place) for place in places[offset : offset + limit]],
                **self._summary(query.document),
            }

    def row(self, document: int, place: int) -> dict[str, Any]:
        """One row as it stands now, as in :meth:`rows`."""
        with self._lock:
            return as_json(self.overlay(document), place)

    def map(self, document: int) -> dict[str, Any]:
        """The strips of the map, and the numbers of the rows that are still to be looked at."""
        with self._lock:
            version, rows = self._refresh(), self.overlay(document).rows
            return {"version": version, "rows": len(rows), "strips": strips(rows), "left": to_look_at(rows)}

    def where(self, symbol: str, language: str, ref: str) -> dict[str, int]:
        """The document and row that hold a block; of the pairs that hold it, the first that is in ``language``.

        Raises :class:`~aligner.errors.UsageError` where there is none.
        """
        with self._lock:
            for number, bitext in enumerate(self.bitexts):
                if bitext.source.symbol != symbol or language not in ("", *pair_of(bitext)[1:]):
                    continue
                in_target = language == bitext.target.language
                laid = self.overlay(number)
                segments = laid.bitext.target_segments if in_target else laid.bitext.source_segments
                for place, row in enumerate(laid.rows):
                    held = row.bead.target if in_target else row.bead.source
                    if any(segments[at].ref == ref for at in held):
                        return {"document": number, "row": place}
        raise UsageError(f"no row holds {ref} of {symbol}")

    def act(
        self, document: int, version: str, action: str, places: Sequence[int], cut: tuple[int, int] | None = None
    ) -> int | None:
        """Do ``action`` to the rows at ``places`` of ``document`` and write the decision down.

        Returns the row that changed, where nothing else did. ``cut`` as in
        :func:`~aligner.review.changes.change`. Raises :class:`StaleDecisions` where ``version`` is not
        the present one any more, and :class:`~aligner.errors.UsageError` for what can't be done.
        """
        with self._lock:
            self._expect(version)
            laid = self.overlay(document)
            done = change(laid.rows, action, places, cut)
            old = frozenset(decision for place in done.rows if (decision := laid.rows[place].decision))
            new = frozenset(decision_of(laid.bitext, drawn) for drawn in done.drawn if drawn.verdict)
            self._exchange(old, new)
            alone = len(done.rows) == len(new) == 1 and self._patch(document, laid, done.rows[0], next(iter(new)))
            return done.rows[0] if alone else None

    def cut(self, document: int, version: str, place: int, where: tuple[str, int, int] | None) -> None:
        """Cut a segment of the row at ``place`` in two, or join those that are pieces of one again.

        ``where``: side (``source`` or ``target``), which of the row's segments there, and at which code point of its
        text; None joins. Raises as :meth:`act` does.
        """
        with self._lock:
            self._expect(version)
            laid = self.overlay(document)
            cuts = joined(laid, place) if where is None else cut_at(laid, place, *where)
            self._exchange(*redrawn(laid, cuts, self.prepared(document)))

    def exchange(self, version: str, old: Iterable[Decision], new: Iterable[Decision]) -> None:
        """Put decisions made elsewhere in the place of others; raises :class:`StaleDecisions` as :meth:`act` does."""
        with self._lock:
            self._expect(version)
            self._exchange(frozenset(old), frozenset(new))

    def undo(self, version: str) -> tuple[int, int] | None:
        """Take the last action back.

        Returns the document and the row that changed, where nothing else did. Raises as :meth:`act` does.
        """
        return self._turn(version, back=True)

    def redo(self, version: str) -> tuple[int, int] | None:
        """Do again what was taken back last; as :meth:`undo`."""
        return self._turn(version, back=False)

    def overlay(self, document: int) -> Overlay:
        """The rows of a document under the present decisions."""
        self._refresh()
        return self._document(document).overlay

    def prepared(self, number: int) -> Prepared:
        """What laying decisions over a document needs, made at the first call."""
        if number not in self._prepared:
            self._prepared[number] = Prepared(self.bitexts[number], self.doubts[number])
        return self._prepared[number]

    def _turn(self, version: str, *, back: bool) -> tuple[int, int] | None:
        with self._lock:
            old, new = self._journal.last(back=back)
            self._expect(version)
            pairs = {about(decision) for decision in old | new}
            touched = [number for number, bitext in enumerate(self.bitexts) if pair_of(bitext) in pairs]
            before = [self.overlay(number).rows for number in touched]
            self._write(old, new)
            self._journal.turn(back=back)
            if len(touched) != 1:
                return None
            row = only_change(before[0], self.overlay(touched[0]).rows)
            return None if row is None else (touched[0], row)

    def _expect(self, version: str) -> None:
        if self._refresh() != version:
            raise StaleDecisions(STALE, advice="look again")

    def _exchange(self, old: frozenset[Decision], new: frozenset[Decision]) -> None:
        if old != new:
            self._write(old, new)
            self._journal.note(old, new)

    def _write(self, old: frozenset[Decision], new: frozenset[Decision]) -> None:
        decisions, version = self.file.read()
        self.file.write((set(decisions) - old) | new, version)

    def _refresh(self) -> str:
        """Take up what the file says now; return the version of what is shown."""
        decisions, version = self.file.read()
        if self._by_pair[0] != version:
            by_pair: dict[tuple[str, str, str], list[Decision]] = {}
            for decision in decisions:
                by_pair.setdefault(about(decision), []).append(decision)
            self._by_pair = version, by_pair
        return f"{self.build[:8]}.{version}"

    def _document(self, number: int) -> _Known:
        if not 0 <= number < len(self.bitexts):
            raise UsageError("there is no such document")
        bitext = self.bitexts[number]
        decisions = tuple(self._by_pair[1].get(pair_of(bitext), ()))
        known = self._known.get(number)
        if known is None or known.decisions != decisions:
            laid = overlay(bitext, decisions, self.prepared(number))
            counts = {
                "count": len(laid.rows),
                "open": sum(row.decision is None for row in laid.rows),
                "doubtful": sum(is_shown(row, "doubtful") for row in laid.rows),
            }
            known = self._known[number] = _Known(decisions, laid, counts)
        return known

    def _patch(self, number: int, laid: Overlay, place: int, decision: Decision) -> bool:
        """Spare the work of laying all decisions again after one about a single row; whether that was possible."""
        now = judged(laid, place, decision)
        if now is None:
            return False
        self._refresh()
        before, counts = laid.rows[place], dict(self._known[number].counts)
        for name in ("open", "doubtful"):
            counts[name] -= is_shown(before, name)
        decisions = tuple(self._by_pair[1].get(pair_of(self.bitexts[number]), ()))
        self._known[number] = _Known(decisions, now, counts)
        return True

    def _summary(self, number: int) -> dict[str, Any]:
        known, bitext = self._document(number), self.bitexts[number]
        return {
            "document": number,
            "symbol": bitext.source.symbol,
            "title": bitext.source.title,
            "languages": [
                {"tag": each.language, "dir": direction(each.language), "name": language_name(each.language)}
                for each in (bitext.source, bitext.target)
            ],
            **known.counts,
            "conflicts": [conflict.reason for conflict in known.overlay.conflicts],
        }
