"""A glossary as a file: the shape of its JSON, and every format by its ending."""

from __future__ import annotations

import json
from pathlib import Path, PurePath
from typing import Any

import tmx
from aligner.glossary.model import Glossary, GlossaryContext, GlossaryEntry, GlossaryTerm, Usage
from tmx.files import write_text

OWN = (".json", ".html", ".xlsx")
"""Endings written here; every other one is a format of the tmx package."""


def check(path: str) -> None:
    """Raise :class:`tmx.errors.UnsupportedFormat` where no glossary can be written under that name."""
    from tmx.formats import for_writing_terms

    if PurePath(path).suffix.lower() not in OWN:
        for_writing_terms(path, others=OWN)


def write(path: str, glossary: Glossary, options: tmx.WriteOptions) -> list[str]:
    """Write ``glossary`` to ``path`` in the format its ending says, whole or not at all; return what was noticed."""
    ending = PurePath(path).suffix.lower()
    if ending == ".json":
        write_text(path, json.dumps(to_json(glossary), ensure_ascii=False, indent=1) + "\n")
    elif ending == ".html":
        from aligner.glossary.page import page

        write_text(path, page(glossary))
    elif ending == ".xlsx":
        from aligner.glossary.workbook import write as write_workbook

        write_workbook(Path(path), glossary)
    else:
        return [f"{path}: {line}" for line in tmx.write_terms(path, glossary.to_entries(), options=options).lines()]
    return []


def to_json(glossary: Glossary) -> dict[str, Any]:
    """The glossary as ``dragoman glossary -o x.json`` writes it."""
    return {"entries": [_entry(one, glossary.source_language) for one in glossary.entries]}


def _entry(entry: GlossaryEntry, source: str) -> dict[str, Any]:
    terms = {
        language: [_source(term) if language == source else _target(term) for term in found]
        for language, found in entry.terms.items()
    }
    return {
        "id": entry.id,
        "score": entry.score,
        "listed": entry.listed,
        "terms": terms,
        "contexts": [_context(one, source) for one in entry.contexts],
        "variants": [
            {
                "text": one.text,
                "count": one.count,
                "refs": list(one.refs),
                "usage": _usage(one.usage),
                "reason": one.reason,
            }
            for one in entry.variants
        ],
        "kind": entry.kind,
        "named": entry.named,
        "subject": entry.subject,
        "definition": entry.definition,
        "note": entry.note,
        "decision": entry.decision,
        "contradiction": entry.contradiction,
    }


def _usage(usage: tuple[Usage, ...]) -> list[dict[str, Any]]:
    return [
        {"document": use.document, "section": use.section, "date": use.date, "count": use.occurrences} for use in usage
    ]


def _source(term: GlossaryTerm) -> dict[str, Any]:
    return {
        "text": term.text,
        "status": term.status,
        "count": term.count,
        "refs": list(term.refs),
        "nested": term.nested,
        "forms": dict(term.forms),
        "usage": _usage(term.usage),
        "note": term.note,
    }


def _target(term: GlossaryTerm) -> dict[str, Any]:
    return {
        "text": term.text,
        "status": term.status,
        "count": term.count,
        "refs": list(term.refs),
        "share": term.share,
        "confidence": term.confidence,
        "forms": dict(term.forms),
        "note": term.note,
    }


def _context(context: GlossaryContext, source: str) -> dict[str, Any]:
    return {
        "ref": context.ref,
        "document": context.document,
        source: context.source,
        context.language: context.target,
        "spans": {
            source: [list(span) for span in context.source_spans],
            context.language: [list(span) for span in context.target_spans],
        },
    }
