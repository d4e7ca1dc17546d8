"""The glossary on a terminologist's desk: entries with their evidence, and what is decided about them."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aligner.errors import UsageError
from aligner.glossary.deciding import decided
from aligner.glossary.decisions import TERM_STATUSES, Decision, Judged
from aligner.glossary.model import Glossary, GlossaryEntry
from aligner.review import glossary_decisions
from aligner.review.decisions import StaleDecisions
from aligner.review.desk import STALE
from aligner.review.glossary_entries import detail, heads, matches, summary
from aligner.review.journal import Journal

MOST = 200
"""Entries given at once."""
LONGEST = 4_000
"""Characters of a note, a definition or a term."""
ACTIONS = ("accept", "reject", "reopen", "merge", "rename", "status", "note", "definition")


@dataclass(frozen=True, slots=True, kw_only=True)
class TermQuery:
    """Which entries to give."""

    status: str = "all"
    """``all``, ``open``, a verdict, ``listed``, ``conflict``, or a term's status."""
    text: str = ""
    order: str = "score"
    """``score`` (as the glossary has them), ``term`` or ``count``."""
    offset: int = 0
    limit: int = 100


class GlossaryDesk:
    """The glossary of a build and the decisions about it; safe to use from several threads."""

    def __init__(self, read: Callable[[], Glossary | None], path: Path, build: str = "") -> None:
        self._read_glossary = read
        self.path = path
        self.build = build
        self._lock = threading.RLock()
        self._journal: Journal[Decision] = Journal()
        self._known: tuple[str, tuple[Decision, ...], Glossary] | None = None

    @functools.cached_property
    def glossary(self) -> Glossary:
        """The glossary as it was built, read when it is first asked for."""
        return self._read_glossary() or Glossary(source_language="", target_languages=(), entries=())

    def entries(self, query: TermQuery) -> dict[str, Any]:
        """The entries that ``query`` asks for, in short, with counts over all."""
        with self._lock:
            version, decisions, shown = self._read()
            said = self._said(decisions)
            rows = heads(self.glossary, shown, decisions)
            found = [head for head in rows if matches(head, query.status, query.text)]
            if query.order == "term":
                found.sort(key=lambda head: (head.term.casefold(), head.term))
            elif query.order == "count":
                found.sort(key=lambda head: (-head.count, head.term.casefold()))
            page = found[query.offset : query.offset + min(query.limit, MOST)]
            return {
                "version": version,
                "total": len(found),
                "offset": query.offset,
                "count": len(rows),
                "open": sum(not head.verdict for head in rows),
                "source": self.glossary.source_language,
                "targets": list(self.glossary.target_languages),
                "entries": [summary(head) for head in page],
                "conflicts": self._conflicts(said),
                "undo": len(self._journal.done),
                "redo": len(self._journal.undone),
                "file": str(self.path),
            }

    def entry(self, identifier: str) -> dict[str, Any]:
        """All that is known of one entry. Raises :class:`~aligner.errors.UsageError` where there is none."""
        with self._lock:
            version, decisions, shown = self._read()
            head = next((head for head in heads(self.glossary, shown, decisions) if head.id == identifier), None)
            if head is None:
                raise UsageError("there is no such entry", advice="reload the page")
            return {"version": version, **detail(head, self.glossary)}

    def act(self, version: str, action: str, identifier: str, values: Mapping[str, str]) -> None:
        """Decide about one entry and write it down.

        ``merge`` and ``rename`` take ``into``; ``status`` takes ``language``, ``text`` and ``status`` (empty takes it
        back); ``note`` and ``definition`` take ``text``. Raises :class:`StaleDecisions` where ``version`` is not the
        present one any more, and :class:`~aligner.errors.UsageError` for what can't be done.
        """
        with self._lock:
            now, decisions, shown = self._read()
            if now != version:
                raise StaleDecisions(STALE, advice="look again")
            head = next((head for head in heads(self.glossary, shown, decisions) if head.id == identifier), None)
            if head is None:
                raise UsageError("there is no such entry", advice="reload the page")
            old = head.decision
            new = self._changed(head.key, head.id, old, action, values)
            if new == old:
                return
            gone, come = frozenset(filter(None, [old])), frozenset(filter(None, [new]))
            self._write(gone, come)
            self._journal.note(gone, come)

    def turn(self, version: str, *, back: bool) -> None:
        """Take the last action back, or do it again. Raises as :meth:`act` does."""
        with self._lock:
            old, new = self._journal.last(back=back)
            if self._read()[0] != version:
                raise StaleDecisions(STALE, advice="look again")
            self._write(old, new)
            self._journal.turn(back=back)

    def take_over(self, made: Sequence[Decision]) -> int:
        """Put decisions made in a workbook in the place of those about the same terms; return how many are new."""
        with self._lock:
            decisions = self._read()[1]
            terms = {one.term.casefold() for one in made}
            old = frozenset(one for one in decisions if one.term.casefold() in terms)
            new = frozenset(made)
            if old != new:
                self._write(old - new, new - old)
                self._journal.note(old - new, new - old)
            return len(new - old)

    def decided(self, *, accepted_only: bool) -> Glossary:
        """The glossary as it stands: without what was rejected, or only with what somebody accepted or listed."""
        with self._lock:
            glossary = self._read()[2]
        if not accepted_only:
            return glossary
        kept = tuple(one for one in glossary.entries if one.listed or one.decision in ("accepted", "renamed"))
        return replace(glossary, entries=kept)

    def _read(self) -> tuple[str, tuple[Decision, ...], Glossary]:
        at = glossary_decisions.version(self.path)
        version = f"{self.build[:8]}.{at}"
        if self._known is None or self._known[0] != version:
            decisions = glossary_decisions.read(self.path)
            self._known = version, decisions, decided(self.glossary, decisions)
        return self._known

    def _write(self, old: frozenset[Decision], new: frozenset[Decision]) -> None:
        decisions = self._read()[1]
        kept = [one for one in decisions if one not in old]
        glossary_decisions.write(self.path, [*kept, *new], glossary_decisions.version(self.path))

    def _said(self, decisions: Sequence[Decision]) -> dict[str, Decision]:
        return {one.term.casefold(): one for one in decisions}

    def _conflicts(self, said: Mapping[str, Decision]) -> list[str]:
        """Decisions that do not go with what was found now; they stand all the same."""
        source = self.glossary.source_language
        there = {term.text.casefold(): one for one in self.glossary.entries for term in one.terms.get(source, ())}
        found = []
        for term, decision in said.items():
            entry = there.get(term)
            if decision.verdict == "merged" and decision.into.casefold() not in there:
                found.append(f"“{decision.term}” is merged into “{decision.into}”, which is not in the glossary.")
            elif decision.verdict in ("accepted", "renamed") and (entry is None or not _counted(entry, source)):
                found.append(f"“{decision.term}” is {decision.verdict}, but is not found in the texts any more.")
        return found

    def _changed(
        self, term: str, identifier: str, old: Decision | None, action: str, values: Mapping[str, str]
    ) -> Decision | None:
        if action not in ACTIONS:
            raise UsageError(f"unknown action '{action}'")
        if action == "reopen":
            return None
        now = old or Decision(term=term, verdict="annotated", id=identifier)
        if action == "accept":
            return replace(now, verdict="accepted", into="")
        if action == "reject":
            return replace(now, verdict="rejected", into="")
        if action in ("merge", "rename"):
            return self._moved(now, action, _text(values, "into"))
        if action == "status":
            changed = replace(now, statuses=_statuses(now, values), target="")
        elif action == "note":
            changed = replace(now, note=_text(values, "text"))
        else:
            changed = replace(now, definition=_text(values, "text"))
        bare = changed.verdict == "annotated" and not (changed.statuses or changed.note or changed.definition)
        return None if bare else changed

    def _moved(self, now: Decision, action: str, into: str) -> Decision:
        if not into or into.casefold() == now.term.casefold():
            raise UsageError("say what it becomes" if action == "rename" else "say which concept it belongs to")
        if action == "rename":
            return replace(now, verdict="renamed", into=into)
        source = self.glossary.source_language
        for entry in self._read()[2].entries:
            names = [term.text for term in entry.terms.get(source, ())]
            if into.casefold() in (name.casefold() for name in names):
                if now.term.casefold() in (name.casefold() for name in names):
                    raise UsageError("both are the same concept already")
                return replace(now, verdict="merged", into=names[0])
        raise UsageError(f"no entry has the term “{into}”")


def _counted(entry: GlossaryEntry, source: str) -> bool:
    return any(term.count for term in entry.terms.get(source, ()))


def _text(values: Mapping[str, str], name: str) -> str:
    value = values[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is not a text")
    return " ".join(value.split())[:LONGEST]


def _statuses(decision: Decision, values: Mapping[str, str]) -> tuple[Judged, ...]:
    """The statuses with one more, or one less; a language has one preferred term."""
    language, text, status = (_text(values, name) for name in ("language", "text", "status"))
    if status and status not in TERM_STATUSES:
        raise UsageError(f"unknown status '{status}'")
    if not text:
        raise UsageError("a status is of a term: say which")
    kept = [
        one
        for one in decision.statuses
        if (one.language, one.text.casefold()) != (language, text.casefold())
        and not (status == one.status == "preferred" and one.language == language)
    ]
    if status:
        kept.append(Judged(language, text, status))  # type: ignore[arg-type]  # one of TERM_STATUSES
    return tuple(sorted(kept))
