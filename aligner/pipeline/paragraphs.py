"""Whole paragraphs beside sentences: what a CAT tool that does not cut sentences needs to find in a memory.

A paragraph of one sentence is the sentence, so only blocks with more than one on either side are added; with them
every block of the document has an exact match whichever way the tool cuts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from aligner.model import Bead, Bitext, Block, Segment, Span


def longer_paragraphs(bitext: Bitext) -> Bitext:
    """Return the blocks of ``bitext`` that met and hold several sentences, as a bitext at paragraph level.

    Its segments are all blocks with text, so that each unit's context is its neighbouring paragraphs.
    """
    sources, places_of_sources = _segments(list(bitext.source.walk()))
    targets, places_of_targets = _segments(list(bitext.target.walk()))
    cut = Counter(segment.ref for segment in bitext.source_segments)
    cut_target = Counter(segment.ref for segment in bitext.target_segments)
    beads = []
    for bead in bitext.block_beads:
        left = tuple(places_of_sources[block] for block in bead.source if block in places_of_sources)
        right = tuple(places_of_targets[block] for block in bead.target if block in places_of_targets)
        several = len(left) > 1 or len(right) > 1
        several = several or any(cut[sources[place].ref] > 1 for place in left)
        several = several or any(cut_target[targets[place].ref] > 1 for place in right)
        if left and right and several:
            beads.append(Bead(left, right, bead.confidence, bead.moved))
    return replace(bitext, level="paragraph", source_segments=sources, target_segments=targets, beads=tuple(beads))


def _segments(blocks: list[Block]) -> tuple[tuple[Segment, ...], dict[int, int]]:
    """Blocks with text as segments, and for each such block's number the number of its segment."""
    held = [number for number, block in enumerate(blocks) if block.text]
    segments = tuple(Segment(blocks[n].text, blocks[n].ref, Span(0, len(blocks[n].text))) for n in held)
    return segments, {number: place for place, number in enumerate(held)}
