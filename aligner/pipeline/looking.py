"""What a build tells those who review an alignment: where to look first, and why each bead was made."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.alignment import doubt, evidence
from aligner.alignment.evidence_kinds import PART, Explanation
from aligner.alignment.options import EngineOptions
from aligner.model import Bitext


def look(bitext: Bitext) -> tuple[list[float], list[Explanation]]:
    """How likely each bead is wrong, and what speaks for and against them, :data:`PART` beads at a time."""
    options = EngineOptions(source_language=bitext.source.language, target_language=bitext.target.language)
    source, target = ([one.text for one in side] for side in (bitext.source_segments, bitext.target_segments))
    texts = evidence.read(source, target, bitext.beads, options)
    return [round(one, 4) for one in doubt.doubts(texts, bitext.beads)], list(_explained(texts, bitext))


def _explained(texts: evidence.Texts, bitext: Bitext) -> Iterator[Explanation]:
    for begin in range(0, len(bitext.beads), PART):
        yield evidence.explain(texts, bitext.beads[begin : begin + PART])
