"""Lexicons from aligned sentences: what ``dragoman learn`` does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aligner.alignment import learning
from aligner.alignment.lexicon import Lexicon, packed
from aligner.alignment.tokens import stem_rule, tokenise

LEAST = 0.05
"""Pairs less probable than this in both directions are dropped: measured to lose nothing."""
LONGEST = (80, 160)
"""Sentences of more distinct tokens than this on the source or target side teach little and are left out."""


def learn_lexicon(sentences: Sequence[tuple[str, str]], source_language: str, target_language: str) -> Lexicon:
    """Return the lexicon of ``sentences`` (source, target), which translate each other.

    IBM model 1 in both directions, five rounds; words seen together in two sentences at least; pairs of a
    probability of 0.05 or more in one direction.
    """
    rules = (stem_rule(source_language), stem_rule(target_language))
    left, right, vocabulary = tokenise([a for a, _ in sentences], [b for _, b in sentences], rules)
    short = (np.diff(left.pointer) <= LONGEST[0]) & (np.diff(right.pointer) <= LONGEST[1])
    rows = np.flatnonzero(short)
    beads = np.column_stack([rows, rows + 1, rows, rows + 1]).astype(np.int64)
    training = learning.Training(commonest=1 << 40, most=1 << 40)
    found, count_s, count_t = learning.learn(left, right, beads, training)
    forward = found.forward / (count_s[found.source] + training.doubt)
    backward = found.backward / (count_t[found.target] + training.doubt)
    keep = (forward >= LEAST) | (backward >= LEAST)
    # a token and itself need no lexicon
    keep &= found.source != found.target
    return packed(
        (source_language, target_language),
        (vocabulary.hashes[found.source[keep]], vocabulary.hashes[found.target[keep]]),
        (forward[keep], backward[keep]),
    )
