"""The figures of one aligned pair, small enough that those of a whole archive can be looked through."""

from __future__ import annotations

from collections import Counter
from typing import Any

from aligner.model import Bitext, Document
from aligner.pipeline.decided import Decided

FIELDS = frozenset("source target symbol date paragraphs segments beads unmatched confidence notices remarks".split())
"""Names of a pair's figures."""


def figures_of(decided: Decided) -> dict[str, Any]:
    """Counts of one pair, as a JSON value."""
    bitext = decided.bitext
    kinds = Counter(bead.kind for bead in bitext.beads)
    met = [bead.confidence for bead in bitext.beads if bead.source and bead.target]
    return {
        "source": decided.pair[0].name,
        "target": decided.pair[1].name,
        "symbol": bitext.source.symbol,
        "date": bitext.source.metadata.get("date", ""),
        "paragraphs": [_paragraphs(bitext.source), _paragraphs(bitext.target), _aligned(bitext)],
        "segments": [len(bitext.source_segments), len(bitext.target_segments)],
        "beads": dict(sorted(kinds.items())),
        "unmatched": [
            sum(len(bead.source) for bead in bitext.beads if not bead.target),
            sum(len(bead.target) for bead in bitext.beads if not bead.source),
        ],
        "confidence": [sum(met), len(met)],
        "notices": dict(sorted(Counter(notice.kind for notice in bitext.notices).items())),
        "remarks": list(decided.remarks),
    }


def checked(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401  (any JSON value)
    """Figures that were kept, as :func:`figures_of` made them; raises :class:`KeyError` where they are others."""
    if any(each.keys() != FIELDS for each in value):
        raise KeyError("figures of another version")
    found: list[dict[str, Any]] = value
    return found


def is_paragraph(kind: str, ref: str) -> bool:
    """Whether a block counts as a paragraph: numbered, or unnumbered but not below a numbered one."""
    return kind == "paragraph" or (kind == "text" and not any(part.isdigit() for part in ref.split(".")[:-1]))


def _paragraphs(document: Document) -> int:
    """Numbered paragraphs, and unnumbered ones that stand directly under a section."""
    return sum(is_paragraph(block.kind, block.ref) for block in document.walk())


def _aligned(bitext: Bitext) -> int:
    """Source paragraphs whose block met one of the target."""
    blocks = list(bitext.source.walk())
    return sum(
        is_paragraph(blocks[index].kind, blocks[index].ref)
        for bead in bitext.block_beads
        if bead.target
        for index in bead.source
    )
