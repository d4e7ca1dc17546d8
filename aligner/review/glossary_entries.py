"""What the glossary page shows of an entry, in short and in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from aligner.glossary.deciding import decision_of
from aligner.glossary.decisions import Decision
from aligner.glossary.model import Glossary, GlossaryContext, GlossaryEntry, GlossaryTerm, Usage
from aligner.languages.numbering import roman
from aligner.reports.naming import direction, language_name, shown_ref
from aligner.review.searching import folded, wanted

REFS = 60
"""Places shown of one term; the count says how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One line of the list: an entry as it stands now, and what was decided about it."""

    id: str
    key: str
    """Source term that a decision about it names."""
    term: str
    """Source term that is shown."""
    entry: GlossaryEntry | None
    """None for what was decided about a term that the glossary does not hold."""
    decision: Decision | None
    source: str
    """Language of the source terms."""

    @property
    def verdict(self) -> str:
        """What was decided, empty while it is open; a mere note leaves it open."""
        return self.decision.verdict if self.decision and self.decision.verdict != "annotated" else ""

    @property
    def count(self) -> int:
        """Occurrences of its source terms."""
        return sum(term.count for term in self.entry.terms.get(self.source, ())) if self.entry else 0


def heads(built: Glossary, shown: Glossary, decisions: Iterable[Decision]) -> list[Head]:
    """A head for every entry that was built, as it stands in ``shown``, and one for every decision about none."""
    source = built.source_language
    by_term = {one.term.casefold(): one for one in decisions}
    now = {entry.id: entry for entry in shown.entries}
    found = []
    used = set()
    for entry in built.entries:
        decision = decision_of(entry, by_term, source)
        if decision:
            used.add(decision)
        current = now.get(entry.id, entry)
        key = decision.term if decision else entry.terms[source][0].text
        found.append(_head(entry.id, key, current, decision, source))
    for decision in by_term.values():
        if decision not in used:
            identifier = f"said-{decision.term.casefold()}"
            found.append(_head(identifier, decision.term, None, decision, source))
    return found


def _head(identifier: str, key: str, entry: GlossaryEntry | None, decision: Decision | None, source: str) -> Head:
    term = entry.terms[source][0].text if entry and entry.terms.get(source) else key
    return Head(id=identifier, key=key, term=term, entry=entry, decision=decision, source=source)


def matches(head: Head, status: str, text: str) -> bool:
    """Whether a head is among those asked for."""
    terms = [term for found in head.entry.terms.values() for term in found] if head.entry else []
    if status == "open" and head.verdict:
        return False
    if status in ("accepted", "rejected", "renamed", "merged") and head.verdict != status:
        return False
    if status == "listed" and not (head.entry and head.entry.listed):
        return False
    if status in ("preferred", "admitted", "deprecated", "forbidden") and status not in {
        str(one.status) for one in terms
    }:
        return False
    texts = [folded(one.text) for one in terms] or [folded(head.term)]
    if head.entry:
        texts += [folded(one.text) for one in head.entry.variants]
    return all(any(part in one for one in texts) for part in wanted(text))


def summary(head: Head) -> dict[str, Any]:
    """One line of the list."""
    entry = head.entry
    return {
        "id": head.id,
        "term": head.term,
        "dir": direction(head.source),
        "verdict": head.verdict,
        "into": head.decision.into if head.decision else "",
        "count": head.count,
        "score": entry.score if entry else 0.0,
        "listed": bool(entry and entry.listed),
        "kind": entry.kind if entry else "term",
        "targets": [
            {"tag": tag, "dir": direction(tag), "text": found[0].text}
            for tag, found in (entry.terms.items() if entry else ())
            if tag != head.source and found
        ],
    }


def detail(head: Head, glossary: Glossary) -> dict[str, Any]:
    """Everything about an entry."""
    entry, decision = head.entry, head.decision
    languages = [glossary.source_language, *glossary.target_languages]
    return {
        **summary(head),
        "definition": entry.definition if entry else (decision.definition if decision else ""),
        "subject": entry.subject if entry else "",
        "remark": entry.note if entry else "",
        "note": decision.note if decision else "",
        "languages": [
            {
                "tag": tag,
                "name": language_name(tag),
                "dir": direction(tag),
                "terms": [_term(term, tag) for term in (entry.terms.get(tag, ()) if entry else ())],
            }
            for tag in languages
        ],
        "variants": [
            {"text": one.text, "count": one.count, "refs": _refs(one.refs, head.source), "reason": one.reason}
            for one in (entry.variants if entry else ())
        ],
        "chart": _chart(entry, head.source) if entry else {"parts": [], "lines": []},
        "contexts": [_context(one, head.source) for one in (entry.contexts if entry else ())],
    }


def _term(term: GlossaryTerm, language: str) -> dict[str, Any]:
    return {
        "text": term.text,
        "status": term.status,
        "count": term.count,
        "nested": term.nested,
        "share": term.share,
        "confidence": term.confidence,
        "forms": [[form, count] for form, count in term.forms],
        "refs": _refs(term.refs, language),
        "note": term.note,
    }


def _refs(refs: Sequence[str], language: str) -> list[dict[str, str]]:
    return [{"ref": ref, "shown": shown_ref(ref, language)} for ref in refs[:REFS]]


def _chart(entry: GlossaryEntry, source: str) -> dict[str, Any]:
    """Occurrences of each form by part of the documents (a meeting is a section), in the texts' order."""
    forms = [(term.text, term.usage) for term in entry.terms.get(source, ())]
    forms += [(variant.text, variant.usage) for variant in entry.variants]
    parts = _in_order(usage for _, usage in forms)
    lines = []
    for text, usage in forms:
        counts = {(one.document, one.section): one.occurrences for one in usage}
        if counts:
            lines.append({"text": text, "counts": [counts.get(part, 0) for part in parts]})
    return {"parts": [{"document": document, "section": section} for document, section in parts], "lines": lines}


def _in_order(usages: Iterable[tuple[Usage, ...]]) -> list[tuple[str, str]]:
    """All parts: by date where there are dates, else by document, then as roman numerals count."""
    dates: dict[tuple[str, str], str] = {}
    for usage in usages:
        for one in usage:
            dates.setdefault((one.document, one.section), one.date)
    return sorted(dates, key=lambda part: (dates[part], part[0], _number(part[1]), part[1]))


_ROMAN = {roman(number).upper(): number for number in range(1, 400)}


def _number(section: str) -> int:
    return _ROMAN.get(section, int(section) if section.isdecimal() else 0)


def _context(context: GlossaryContext, source: str) -> dict[str, Any]:
    return {
        "document": context.document,
        "ref": context.ref,
        "shown": shown_ref(context.ref, source),
        "source": {"text": context.source, "tag": source, "dir": direction(source), "spans": context.source_spans},
        "target": {
            "text": context.target,
            "tag": context.language,
            "dir": direction(context.language),
            "spans": context.target_spans,
        },
    }
