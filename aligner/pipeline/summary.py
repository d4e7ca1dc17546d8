"""The figures of a build: ``summary.json``, and the few lines a person reads in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any


class PairTotals:
    """The figures of a language pair, added up document by document."""

    def __init__(self, source: str, target: str) -> None:
        self.languages = source, target
        self.documents = 0
        self._paragraphs = [0, 0, 0]
        self._segments = [0, 0]
        self._unmatched = [0, 0]
        self._beads: Counter[str] = Counter()
        self._confidence = [0.0, 0.0]

    def add(self, figures: Mapping[str, Any]) -> None:
        """Add the figures of one pair of documents, as :func:`aligner.pipeline.figures.figures_of` gives them."""
        self.documents += 1
        self._beads.update(figures["beads"])
        for own, name in (
            (self._paragraphs, "paragraphs"),
            (self._segments, "segments"),
            (self._unmatched, "unmatched"),
            (self._confidence, "confidence"),
        ):
            own[:] = [one + other for one, other in zip(own, figures[name], strict=True)]

    def summary(self) -> dict[str, Any]:
        """The counts in the shape of ``summary.json``."""
        total, met = self._confidence
        kinds = self._beads
        return {
            "source": self.languages[0],
            "target": self.languages[1],
            "documents": self.documents,
            "paragraphs": dict(zip(("source", "target", "aligned"), self._paragraphs, strict=True)),
            "segments": dict(zip(("source", "target"), self._segments, strict=True)),
            "beads": {kind: kinds[kind] for kind in sorted(kinds, key=lambda kind: (-kinds[kind], kind))},
            "unmatched": dict(zip(("source", "target"), self._unmatched, strict=True)),
            "mean_confidence": round(total / met, 4) if met else 0.0,
        }


def findings_summary(severities: Iterable[str]) -> dict[str, int]:
    """How many findings there are of each severity."""
    counts = Counter(severities)
    return {severity: counts[severity] for severity in ("error", "warning", "info")}


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
    glossary, findings = summary["glossary"], summary["findings"]
    of = f", from {glossary['sample']} of all pairs" if glossary.get("sample") else ""
    lines.append(f"glossary       {glossary['entries']} entries{of}")
    if findings.get("checked") is False:
        lines.append("findings       not looked for in so many documents; 'dragoman check' looks for them in some")
    else:
        lines.append("findings       " + ", ".join(f"{findings[kind]} {kind}" for kind in ("error", "warning", "info")))
    return "\n".join(lines)
