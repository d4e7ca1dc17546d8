"""The figures of one aligned pair, for programs and for the terminal."""

from __future__ import annotations

from collections import Counter
from typing import Any

from aligner.model import Bitext, Document


def summary_of(bitext: Bitext, seconds: float) -> dict[str, Any]:
    """The figures of one pair, in the shape of ``--format json``."""
    from aligner.bitext import account

    count = account(bitext)
    kinds = Counter(bead.kind for bead in bitext.beads)
    met = [bead.confidence for bead in bitext.beads if bead.source and bead.target]

    def side(document: Document, segments: int) -> dict[str, Any]:
        blocks = sum(1 for _ in document.walk())
        return {"file": document.source, "language": document.language, "blocks": blocks, "segments": segments}

    return {
        "source": side(bitext.source, count.source),
        "target": side(bitext.target, count.target),
        "beads": {kind: kinds[kind] for kind in sorted(kinds, key=lambda kind: (-kinds[kind], kind))},
        "unmatched": {"source": count.unmatched_source, "target": count.unmatched_target},
        "moved": sum(bead.moved for bead in bitext.beads),
        "mean_confidence": round(sum(met) / len(met), 4) if met else 0.0,
        "repairs": count.repairs,
        "furniture": count.furniture,
        "seconds": round(seconds, 3),
        "signature": bitext.signature,
    }


def as_text(summary: dict[str, Any]) -> str:
    """The figures in one line."""
    source, target = summary["source"], summary["target"]
    beads = ", ".join(f"{kind}: {count}" for kind, count in summary["beads"].items())
    return (
        f"{source['language']} → {target['language']}  {source['segments']} and {target['segments']} segments; "
        f"beads {beads or 'none'}; mean confidence {summary['mean_confidence']}\n"
    )
