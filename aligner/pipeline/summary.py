"""The figures of a build: ``summary.json``, and the few lines a person reads in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from aligner.model import Bitext, Document, Finding

_STRUCTURE = ("paragraph", "item", "subitem", "text")


def pair_summary(source: str, target: str, bitexts: Sequence[Bitext]) -> dict[str, Any]:
    """Counts over all documents of one language pair, in the shape of ``summary.json``."""
    beads = [bead for bitext in bitexts for bead in bitext.beads]
    kinds = Counter(bead.kind for bead in beads)
    met = [bead.confidence for bead in beads if bead.source and bead.target]
    return {
        "source": source,
        "target": target,
        "documents": len(bitexts),
        "paragraphs": {
            "source": sum(_paragraphs(bitext.source) for bitext in bitexts),
            "target": sum(_paragraphs(bitext.target) for bitext in bitexts),
            "aligned": sum(_aligned(bitext) for bitext in bitexts),
        },
        "segments": {
            "source": sum(len(bitext.source_segments) for bitext in bitexts),
            "target": sum(len(bitext.target_segments) for bitext in bitexts),
        },
        "beads": {kind: kinds[kind] for kind in sorted(kinds, key=lambda kind: (-kinds[kind], kind))},
        "unmatched": {
            "source": sum(len(bead.source) for bead in beads if not bead.target),
            "target": sum(len(bead.target) for bead in beads if not bead.source),
        },
        "mean_confidence": round(sum(met) / len(met), 4) if met else 0.0,
    }


def findings_summary(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings there are of each severity."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in ("error", "warning", "info")}


def sections(document: Document) -> int:
    """How many top-level headings a document has."""
    return sum(block.kind == "heading" for block in document.blocks)


def _paragraphs(document: Document) -> int:
    """Numbered paragraphs, and unnumbered ones that stand directly under a section."""
    return sum(is_paragraph(block.kind, block.ref) for block in document.walk())


def is_paragraph(kind: str, ref: str) -> bool:
    """Whether a block counts as a paragraph: numbered, or unnumbered but not below a numbered one."""
    return kind == "paragraph" or (kind == "text" and not any(part.isdigit() for part in ref.split(".")[:-1]))


def _aligned(bitext: Bitext) -> int:
    """Source paragraphs whose block met one of the target."""
    blocks = list(bitext.source.walk())
    return sum(
        is_paragraph(blocks[index].kind, blocks[index].ref)
        for bead in bitext.block_beads
        if bead.target
        for index in bead.source
    )


def as_text(summary: Mapping[str, Any]) -> str:
    """The summary as a few lines for the terminal."""
    lines = []
    for pair in summary["pairs"]:
        paragraphs, segments, unmatched = pair["paragraphs"], pair["segments"], pair["unmatched"]
        lines += [
            f"{pair['source']} → {pair['target']}   {pair['documents']} document(s)",
            f"  paragraphs   {paragraphs['source']} and {paragraphs['target']}, {paragraphs['aligned']} aligned",
            f"  segments     {segments['source']} and {segments['target']}, "
            f"unmatched {unmatched['source']} and {unmatched['target']}",
            "  beads        " + ", ".join(f"{count} × {kind}" for kind, count in pair["beads"].items()),
            f"  confidence   {pair['mean_confidence']:.3f} on average",
        ]
    glossary, findings = summary["glossary"]["entries"], summary["findings"]
    lines.append(f"glossary       {glossary} entries")
    lines.append("findings       " + ", ".join(f"{count} {severity}" for severity, count in findings.items()))
    return "\n".join(lines)
