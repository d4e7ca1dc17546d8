"""A paragraph, item or note of the source has no counterpart.

What: the blocks of two aligned documents that met nothing on the other side. Numbers are evidence, no key: a draft
that is numbered anew, a paragraph split in two and a list run together are no gaps.
Why: a recommendation that exists in one language only binds nobody.
Example: IV.12 exists in French only.
Instead: translate it, or take it out of the source; an annex issued apart is ignored by its document's settings. Where
the manifest says that a translation is partial, a whole missing section is for information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.analysis.block_fates import missing
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import PairView
from aligner.model import Severity


def find(view: PairView) -> Iterator[Hit]:
    """Yield each block of the source without counterpart; what stands under it, and its notes, go without saying."""
    fates = view.shared(missing)
    unmet = {fate.block.ref for fate in fates}
    partial = view.bitext is not None and view.bitext.target.metadata.get("status", "").startswith("partial")
    covered: set[str] = set()
    for fate in fates:
        if fate.block.ref in covered:
            continue
        below = [block for block in fate.block.walk() if block is not fate.block and block.text]
        whole = all(block.ref in unmet for block in below)
        if whole:
            covered.update(block.ref for block in below)
            covered.update(note for block in fate.block.walk() for note in block.notes)
        name = "section" if fate.block.kind == "heading" else fate.block.kind
        extent = f" with the {len(below)} blocks under it" if whole and below else ""
        where = f", expected after {fate.neighbour}" if fate.neighbour else ""
        message = f"{name} {fate.block.ref}{extent} is missing in the {view.target.language} text{where}"
        related = ((view.target.symbol, fate.neighbour),) if fate.neighbour else ()
        severity: Severity | None = "info" if partial and whole and fate.block.kind == "heading" else None
        yield Hit(
            message, fate.passage, None, fate.passage.text, related=related, severity=severity, key=fate.passage.text
        )


check = Check(
    id="missing-paragraph",
    severity="error",
    scope="pair",
    summary="a paragraph, item or note has no counterpart",
    find=find,
    work="sentences",
)
