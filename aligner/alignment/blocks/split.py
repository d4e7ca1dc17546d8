"""Cutting very long documents into pieces that are aligned on their own, so that time and memory stay in bounds.

The block search looks at every source block with every target block. Where that is too much, the engine's banded
search over the blocks' texts says where both documents can be cut: behind a pair of blocks it is sure of. Blocks that
moved from one piece into another are then reported as missing and added.
"""

from __future__ import annotations

from dataclasses import replace

from aligner.alignment.blocks.sides import Side
from aligner.alignment.engine import align_segments
from aligner.alignment.options import EngineOptions

CELLS = 9_000_000
"""Pairs of blocks that are looked at in one piece."""
PIECE = 1_200
"""Blocks of either side from which a piece ends at the next sure pair."""
LONGEST = 2_400
"""Blocks of either side at which it ends anywhere."""
SURE = 0.98
"""Probability of a pair behind which a document may be cut."""
Piece = tuple[tuple[int, int], tuple[int, int]]


def pieces(source: Side, target: Side, options: EngineOptions) -> list[Piece]:
    """Half-open ranges of source and target blocks, in order, that together hold all of both sides."""
    sizes = len(source.blocks), len(target.blocks)
    whole = (0, sizes[0]), (0, sizes[1])
    if sizes[0] * sizes[1] <= CELLS:
        return [whole]
    texts = [block.text for block in source.blocks], [block.text for block in target.blocks]
    found: list[Piece] = []
    begin = end = (0, 0)
    plain = replace(options, boundaries=(), embeddings=None, scorer="lexical")
    for bead in align_segments(*texts, plain):
        end = end[0] + len(bead.source), end[1] + len(bead.target)
        longest = max(end[0] - begin[0], end[1] - begin[1])
        sure = bead.kind == "1-1" and bead.confidence >= SURE
        if longest >= LONGEST or (longest >= PIECE and sure):
            found.append(((begin[0], end[0]), (begin[1], end[1])))
            begin = end
    if begin != sizes:
        found.append(((begin[0], sizes[0]), (begin[1], sizes[1])))
    return found
