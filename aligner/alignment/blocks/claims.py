"""Whether a numbered paragraph in a wide bead was run into its neighbour, or simply has no counterpart.

Where phrases repeat, a paragraph explains words of its neighbour's counterpart, and the search takes the two for run
together. A numbered paragraph that was run together leaves its number in the text or makes the text longer; where
neither shows and the pair reads well without it, it stands alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from aligner.alignment.blocks.evidence import LENGTH_NOISE, LENGTH_SD, Evidence
from aligner.alignment.blocks.search import Step
from aligner.alignment.blocks.sides import KINDS, Side

LONGER = 3.0
"""Nats by which the lengths must agree better with a paragraph than without it to claim it."""
READS_WELL = 0.0
"""Nats of the text from which a pair stands without what followed it."""
LONE = 0.5
"""Confidence of what is parted."""
_DIGITS = re.compile(r"\d+")


def without_unclaimed(steps: Sequence[Step], evidence: Evidence, source: Side, target: Side) -> list[Step]:
    """Return ``steps`` with every numbered paragraph at the end of a wide bead parted that nothing there claims."""
    turned = _turned(evidence)
    found: list[Step] = []
    for step in steps:
        if step.source[1] - step.source[0] > 1 and step.target[0] < step.target[1]:
            kept = _claimed(step.source, step.target[0], evidence, (source, target))
            found.append(replace(step, source=(step.source[0], kept)))
            found += [Step((i, i + 1), (step.target[1],) * 2, LONE) for i in range(kept, step.source[1])]
        elif step.target[1] - step.target[0] > 1 and step.source[0] < step.source[1]:
            kept = _claimed(step.target, step.source[0], turned, (target, source))
            found.append(replace(step, target=(step.target[0], kept)))
            found += [Step((step.source[1],) * 2, (j, j + 1), LONE) for j in range(kept, step.target[1])]
        else:
            found.append(step)
    return found


def _claimed(many: tuple[int, int], one: int, evidence: Evidence, sides: tuple[Side, Side]) -> int:
    """End of the blocks of ``many`` that block ``one`` of the other side holds."""
    first, end = many
    side, other = sides
    numbers = {int(digits) for digits in _DIGITS.findall(other.blocks[one].text)}
    while end - first > 1 and _numbered(side, end - 1, first) and int(side.label[end - 1]) not in numbers:
        gain = _agreement(evidence, (first, end), one) - _agreement(evidence, (first, end - 1), one)
        if gain > LONGER or float(evidence.text[first, one]) < READS_WELL:
            break
        end -= 1
    return end


def _numbered(side: Side, place: int, lead: int) -> bool:
    """Whether a block is a paragraph with a number of its own that does not stand below ``lead``."""
    paragraph = side.kind[place] == KINDS.index("paragraph") and side.kind[lead] == KINDS.index("paragraph")
    return bool(paragraph and side.parent[place] != lead and side.label[place].isdecimal())


def _agreement(evidence: Evidence, many: tuple[int, int], one: int) -> float:
    """Logarithm of the normal density of the log ratio of lengths, without its constant."""
    joint, single = float(evidence.source_length[slice(*many)].sum()), float(evidence.target_length[one])
    variance = LENGTH_SD**2 + LENGTH_NOISE / max(joint, single)
    return -0.5 * (math.log(joint / single) ** 2 / variance + math.log(variance))


def _turned(evidence: Evidence) -> Evidence:
    """The same with the sides exchanged."""
    return Evidence(
        gain=evidence.gain.T,
        source_base=evidence.target_base,
        target_base=evidence.source_base,
        tag=evidence.tag.T,
        length=evidence.length.T,
        source_length=evidence.target_length,
        target_length=evidence.source_length,
    )
