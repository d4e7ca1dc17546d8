"""What a build hands to those who look at it: as the machine made it, before anyone's decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aligner.alignment.evidence_kinds import Explanation
from aligner.glossary.model import Glossary
from aligner.model import Bitext, Finding


def unexplained(document: int, part: int) -> Explanation | None:
    """What is known of an alignment that came without its evidence."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResults:
    """What was built."""

    corpora: Path
    bitexts: tuple[Bitext, ...]
    """In the order of the build: pair by pair, document by document."""
    doubts: tuple[tuple[float, ...], ...] = ()
    """For each bitext, how likely each bead is wrong, 0 to 1; empty where only the confidence is known."""
    explained: Callable[[int, int], Explanation | None] = unexplained
    """Reads what speaks for and against the beads of a document, :data:`~aligner.alignment.evidence_kinds.PART` of
    them at a time: takes the number of the document and that of the part."""
    glossary: Callable[[], Glossary | None] = lambda: None
    """Reads the glossary, which takes time and memory that other pages do without; None where nothing was aligned."""
    findings: tuple[Finding, ...] = ()
    """Suppressed ones, too; with the severities of the checks, not of the settings."""
