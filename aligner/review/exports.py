"""Files for the person: the glossary as it stands, and decisions as workbooks that come back filled in."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner import __version__
from aligner.errors import UnreadableDocument, UsageError
from aligner.glossary.model import Glossary
from aligner.review import alignment_workbook, workbook_cuts
from aligner.review.decisions import Decision
from aligner.review.overlay import about
from aligner.review.site import Download
from tmx.files import write_bytes

if TYPE_CHECKING:
    from aligner.review.desk import Desk
    from aligner.review.workspace import Desks

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"tbx": "application/x-tbx+xml", "csv": "text/csv; charset=utf-8", "xlsx": WORKBOOK}


def glossary(glossary: Glossary, ending: str) -> Download:
    """The glossary as a file. Raises :class:`~aligner.errors.UsageError` for an ending that is not offered."""
    from aligner.glossary.outputs import write
    from tmx import WriteOptions

    if ending not in KINDS:
        raise UsageError(f"the glossary is not written as '{ending}'", advice="one of " + ", ".join(KINDS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"glossary.{ending}"
        options = WriteOptions(source_language=glossary.source_language, tool_version=__version__)
        write(str(path), glossary, options)
        return Download(name=path.name, kind=KINDS[ending], body=path.read_bytes())


def alignment(desk: Desk) -> Download:
    """The alignment of all documents, to be decided in a spreadsheet."""
    laid = [desk.overlay(number) for number in range(len(desk.bitexts))]
    rows = [(each.bitext, each.rows) for each in laid]
    return Download(name="alignment.xlsx", kind=WORKBOOK, body=alignment_workbook.write(rows))


def take_over(desks: Desks, body: bytes) -> dict[str, Any]:
    """Take over the decisions of a workbook, of the alignment or of the glossary; say how many there are.

    Raises :class:`~aligner.errors.UnreadableDocument` naming the row of what can't be understood; nothing is taken
    over then.
    """
    from aligner.glossary.decision_files import read

    if "alignment" in alignment_workbook.sheets(body):
        answers = alignment_workbook.read(body)
        workbook_cuts.check(desks.alignment, answers.cuts)
        old = [one for one in desks.alignment.file.read()[0] if one.verdict != "cut" and _touched(one, answers)]
        desks.alignment.exchange(desks.alignment.documents()["version"], old, answers.decisions)
        workbook_cuts.make(desks.alignment, answers.cuts)
        return {"about": "alignment", "decisions": len(answers.decisions) + len(answers.cuts)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        write_bytes(path, body)
        try:
            decisions = read(str(path))
        except UnreadableDocument as error:
            # the person knows the file by another name
            error.source = alignment_workbook.NAME
            raise
    return {"about": "glossary", "decisions": desks.glossary.take_over(decisions)}


def _touched(decision: Decision, answers: alignment_workbook.Answers) -> bool:
    symbol, source, target = about(decision)
    return any(
        (symbol, f"{source}-{target}", side, anchor) in answers.touched
        for side in ("source", "target")
        for anchor in getattr(decision, side)
    )
