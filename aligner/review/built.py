"""What a build hands to those who look at it: as the machine made it, before anyone's decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aligner.glossary.model import Glossary
from aligner.model import Bitext, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResults:
    """What was built."""

    corpora: Path
    bitexts: tuple[Bitext, ...]
    """In the order of the build: pair by pair, document by document."""
    doubts: tuple[tuple[float, ...], ...] = ()
    """For each bitext, how likely each bead is wrong, 0 to 1; empty where only the confidence is known."""
    glossary: Callable[[], Glossary | None] = lambda: None
    """Reads the glossary, which takes time and memory that other pages do without; None where nothing was aligned."""
    findings: tuple[Finding, ...] = ()
    """Suppressed ones, too; with the severities of the checks, not of the settings."""
