"""Expressions too rare to be candidates, but said in two ways: with an adjective and without it.

« trafic illicite de migrants » in one paragraph and « trafic de migrants » in another are two places of one concept.
"""

from __future__ import annotations

import numpy as np

from aligner.glossary.matching import sequence_places
from aligner.glossary.patterns import Patterns
from aligner.glossary.words import CONTENT, LINKING, Longs, Side

Key = tuple[int, ...]

LONGEST_TEXTS = 500_000
"""Words of texts so long that what is said twice in them is no term."""
LONGEST = 6
"""Words of an expression, prepositions included."""


def alternating(side: Side, rules: Patterns, least: int) -> dict[Key, Longs]:
    """Longer forms of expressions that stand ``least`` times only with both their forms together, with their places."""
    if len(side.ids) > LONGEST_TEXTS:
        return {}
    kinds = side.kinds[side.ids]
    inner = ((kinds == CONTENT) | (kinds == LINKING)) & ~rules.never[side.ids]
    openings = set(side.pointer.tolist())
    found: dict[Key, Longs] = {}
    begins = np.flatnonzero(inner & rules.first[side.ids])
    begins = begins[begins + 3 < len(side.ids)]
    for begin in begins[(kinds[begins + 1] == CONTENT) & (kinds[begins + 2] == LINKING)].tolist():
        end = begin + 3
        while end < min(begin + LONGEST, len(side.ids)) and inner[end] and end not in openings:
            end += 1
        key = tuple(side.ids[begin:end].tolist())
        while len(key) > 3 and not rules.last[key[-1]]:
            key = key[:-1]
        if len(key) < 4 or key in found or not openings.isdisjoint(range(begin + 1, begin + len(key))):
            continue
        places, shorter = sequence_places(side, key), sequence_places(side, (key[0], *key[2:]))
        if len(shorter) > 0 and len(places) < least <= len(places) + len(shorter):
            found[key] = places
    return found
