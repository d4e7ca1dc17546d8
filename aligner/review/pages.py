"""The pages and their addresses: what a request says, turned into a question to one of the desks."""

from __future__ import annotations

from typing import Any, cast

from aligner.review import exports
from aligner.review.concordance import ConcordanceQuery
from aligner.review.desk import Desk, Query
from aligner.review.findings_desk import FindingQuery
from aligner.review.glossary_desk import TermQuery
from aligner.review.site import Addresses, Download, Values
from aligner.review.workspace import Workspace

PAGES = {
    "/": "alignment.html",
    "/glossary": "glossary.html",
    "/findings": "findings.html",
    "/concordance": "concordance.html",
}
UPLOAD = "/api/decisions/upload"
LARGE = {UPLOAD: 32 * 1024 * 1024}
"""Addresses that take a workbook, with its largest size in bytes."""
LONGEST = 500
"""Characters of a query."""


def addresses(workspace: Workspace) -> Addresses:
    """Every address the server answers."""
    pages = _Pages(workspace)
    return Addresses(
        pages=PAGES,
        reads={
            "/api/documents": lambda values: workspace.desks().alignment.documents(),
            "/api/rows": pages.rows,
            "/api/map": lambda values: workspace.desks().alignment.map(int(values["document"])),
            "/api/where": pages.where,
            "/api/reasons": pages.reasons,
            "/api/terms": pages.terms,
            "/api/term": lambda values: workspace.desks().glossary.entry(str(values["id"])),
            "/api/findings": pages.findings,
            "/api/concordance": pages.concordance,
            "/glossary-export": pages.glossary_export,
            "/alignment-export": lambda values: exports.alignment(workspace.desks().alignment),
        },
        writes={
            "/api/act": pages.act,
            "/api/cut": pages.cut,
            "/api/undo": lambda values: pages.turn(values, back=True),
            "/api/redo": lambda values: pages.turn(values, back=False),
            "/api/term/act": pages.term_act,
            "/api/term/undo": lambda values: pages.term_turn(values, back=True),
            "/api/term/redo": lambda values: pages.term_turn(values, back=False),
            "/api/finding/act": pages.finding_act,
        },
        uploads={UPLOAD: lambda body: exports.take_over(workspace.desks(), body)},
    )


class _Pages:
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def rows(self, values: Values) -> dict[str, Any]:
        return self.workspace.desks().alignment.rows(
            Query(
                document=int(values["document"]),
                order="doubt" if values.get("order") == "doubt" else "document",
                show=str(values.get("show", "all")),
                around=int(values.get("around", -1)),
                **_common(values),
            )
        )

    def where(self, values: Values) -> dict[str, int]:
        return self.workspace.desks().alignment.where(
            str(values["symbol"]), str(values.get("language", "")), str(values["ref"])
        )

    def reasons(self, values: Values) -> dict[str, Any]:
        desks, document, row = self.workspace.desks(), int(values["document"]), int(values["row"])
        laid = desks.alignment.overlay(document)
        if not 0 <= row < len(laid.rows):
            raise ValueError("no such row")
        return {"row": row, "reasons": desks.reasons.of(document, laid.bitext, laid.rows, row)}

    def act(self, values: Values) -> dict[str, Any]:
        desk = self.workspace.desks().alignment
        places = [_number(each) for each in values["rows"]]
        document = _number(values["document"])
        row = desk.act(document, str(values["version"]), str(values["action"]), places, _cut(values))
        return _shown(desk, None if row is None else (document, row))

    def cut(self, values: Values) -> dict[str, Any]:
        desk, where = self.workspace.desks().alignment, None
        if "side" in values:
            where = str(values["side"]), _number(values["segment"]), _number(values["at"])
        desk.cut(_number(values["document"]), str(values["version"]), _number(values["row"]), where)
        return desk.documents()

    def turn(self, values: Values, *, back: bool) -> dict[str, Any]:
        desk = self.workspace.desks().alignment
        return _shown(desk, (desk.undo if back else desk.redo)(str(values["version"])))

    def terms(self, values: Values) -> dict[str, Any]:
        return self.workspace.desks().glossary.entries(
            TermQuery(status=str(values.get("status", "all")), order=str(values.get("order", "")), **_common(values))
        )

    def term_act(self, values: Values) -> dict[str, Any]:
        desk = self.workspace.desks().glossary
        said = {str(key): value for key, value in values.items() if isinstance(value, str)}
        desk.act(str(values["version"]), str(values["action"]), str(values["id"]), said)
        return desk.entries(TermQuery(limit=0))

    def term_turn(self, values: Values, *, back: bool) -> dict[str, Any]:
        desk = self.workspace.desks().glossary
        desk.turn(str(values["version"]), back=back)
        return desk.entries(TermQuery(limit=0))

    def findings(self, values: Values) -> dict[str, Any]:
        query = FindingQuery(
            check=str(values.get("check", "")),
            document=str(values.get("document", "")),
            severity=str(values.get("severity", "")),
            state=str(values.get("state", "open")),
            **_common(values),
        )
        return self.workspace.desks().findings.page(query)

    def finding_act(self, values: Values) -> dict[str, Any]:
        desk = self.workspace.desks().findings
        reason = values.get("reason", "")
        if not isinstance(reason, str):
            raise TypeError("a reason is a text")
        desk.act(str(values["version"]), str(values["action"]), str(values["fingerprint"]), reason)
        return desk.page(FindingQuery(limit=0))

    def concordance(self, values: Values) -> dict[str, Any]:
        query = ConcordanceQuery(
            pair=str(values.get("pair", "")),
            document=str(values.get("document", "")),
            order=str(values.get("order", "document")),
            **_common(values),
        )
        return self.workspace.desks().concordance.search(query)

    def glossary_export(self, values: Values) -> Download:
        glossary = self.workspace.desks().glossary.decided(accepted_only=values.get("what") == "accepted")
        return exports.glossary(glossary, str(values["as"]))


def _shown(desk: Desk, changed: tuple[int, int] | None) -> dict[str, Any]:
    """All documents after an action, with the row it changed where it changed only one."""
    row = {"document": changed[0], **desk.row(*changed)} if changed else None
    return {**desk.documents(), "changed": row}


def _common(values: Values) -> dict[str, Any]:
    """What every list is asked with: a text, and which part of what was found."""
    return {
        "text": str(values.get("text", ""))[:LONGEST],
        "offset": max(int(values.get("offset", 0)), 0),
        "limit": max(int(values.get("limit", 100)), 1),
    }


def _cut(values: Values) -> tuple[int, int] | None:
    cut = values.get("cut")
    if cut is None:
        return None
    source, target = cast("list[object]", cut)
    return _number(source), _number(target)


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is not a number")
    return value
