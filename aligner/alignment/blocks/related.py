"""Whether two documents are versions of each other at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from aligner.alignment.blocks.evidence import Evidence
from aligner.alignment.blocks.search import Step, search
from aligner.alignment.blocks.sides import Side

FEWEST = 8
"""Blocks with a text on the shorter side, and different texts on the side with more of them, below which nothing can
be said: versions of one document repeat themselves alike."""
LITERAL = 0.5
"""Share of the different texts of either side that the other has, too, from which they are versions of each other."""
USUAL = 0.9
"""Nats of text for each of these blocks: more is enough (true pairs reach 1.5, chance stays under 0.8)."""
DIFFERENCE = 3.0
"""By how much the order found must beat the reversed order, in nats over the root of the number of blocks."""


def related(evidence: Evidence, steps: Sequence[Step], sides: tuple[Side, Side]) -> bool:
    """Whether the texts of the pairs found say more than chance would.

    Markers do not count: two drafts on different subjects are numbered alike. Little evidence alone is no proof (a
    table of names, a language without a lexicon), so the best alignment with the target turned round must be nearly
    as good before two documents are called unrelated. Nor does a text that repeats itself tell what belongs where.
    """
    said = [{block.text for block in side.blocks if block.text.strip()} for side in sides]
    blocks = min(int(np.count_nonzero(side.length)) for side in sides)
    fewest, most = sorted(map(len, said))
    if min(blocks, most) < FEWEST or len(said[0] & said[1]) >= LITERAL * fewest:
        return True
    if _text(evidence, steps) >= USUAL * blocks:
        return True
    plain = replace(evidence, tag=np.zeros_like(evidence.tag))
    alone = np.zeros(evidence.gain.shape[0], dtype=np.bool_), np.zeros(evidence.gain.shape[1], dtype=np.bool_)
    forth, back = (_text(each, search(each, alone)) for each in (plain, _turned(plain)))
    return forth - back >= DIFFERENCE * float(np.sqrt(blocks))


def _text(evidence: Evidence, steps: Sequence[Step]) -> float:
    """What the texts of all beads say together; of a wide one, its best pair."""
    text = evidence.text
    return sum(
        float(text[slice(*step.source), slice(*step.target)].max())
        for step in steps
        if step.source[0] < step.source[1] and step.target[0] < step.target[1]
    )


def _turned(evidence: Evidence) -> Evidence:
    """The same with the target's blocks in reverse order."""
    return replace(
        evidence,
        gain=evidence.gain[:, ::-1],
        target_base=evidence.target_base[::-1],
        tag=evidence.tag[:, ::-1],
        length=evidence.length[:, ::-1],
        target_length=evidence.target_length[::-1],
    )
