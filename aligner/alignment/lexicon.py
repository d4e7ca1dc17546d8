"""A lexicon of word stems with translation probabilities: what it holds; files in :mod:`lexicon_files`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.alignment.kernels import kernel
from aligner.alignment.pairs import Pairs
from aligner.alignment.tokens import Ints, Longs, Side, Vocabulary, find_slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """S source tokens, T target tokens and P pairs of them, as the tokeniser cuts them."""

    source_language: str
    """BCP 47 tag."""
    target_language: str
    """BCP 47 tag."""
    source: npt.NDArray[np.uint64]
    """uint64[S]: hashes of source tokens."""
    target: npt.NDArray[np.uint64]
    """uint64[T]: hashes of target tokens."""
    start: Longs
    """int64[S+1]: the pairs of source token k are ``start[k]`` to ``start[k+1]``."""
    other: Ints
    """int32[P]: the target token of each pair."""
    forward: npt.NDArray[np.float32]
    """float32[P], 0..1: p(target token | source token)."""
    backward: npt.NDArray[np.float32]
    """float32[P], 0..1: p(source token | target token)."""

    def __len__(self) -> int:
        return len(self.other)


def project(lexicon: Lexicon, source: Side, target: Side, vocabulary: Vocabulary) -> tuple[Pairs, Any, Any]:
    """Return the lexicon's pairs found in the texts, and bool[V] for source and target tokens it knows."""
    here = np.diff(source.post_start) > 0
    there = np.diff(target.post_start) > 0
    rows, columns, places, knows_s, knows_t = _project(
        (lexicon.source, lexicon.target, lexicon.start, lexicon.other),
        (vocabulary.hashes, vocabulary.slots),
        here,
        there,
    )
    pairs = Pairs(
        source=rows,
        target=columns,
        forward=lexicon.forward[places].astype(np.float64),
        backward=lexicon.backward[places].astype(np.float64),
    )
    return pairs, knows_s, knows_t


@kernel
def _project(lexicon: Any, vocabulary: Any, here: Any, there: Any) -> Any:  # noqa: ANN401
    sources, targets, start, other = lexicon
    hashes, slots = vocabulary
    known_s, known_t = np.zeros(len(hashes), np.bool_), np.zeros(len(hashes), np.bool_)
    columns = np.empty(len(targets), np.int64)
    for k in range(len(targets)):
        token = slots[find_slot(hashes, slots, targets[k])] - 1
        columns[k] = token if token >= 0 and there[token] else -1
        if columns[k] >= 0:
            known_t[token] = True
    out_s, out_t = np.empty(len(other), np.int64), np.empty(len(other), np.int64)
    place = np.empty(len(other), np.int64)
    count = 0
    for k in range(len(sources)):
        token = slots[find_slot(hashes, slots, sources[k])] - 1
        if token < 0 or not here[token]:
            continue
        known_s[token] = True
        for p in range(start[k], start[k + 1]):
            if columns[other[p]] >= 0:
                out_s[count], out_t[count], place[count] = token, columns[other[p]], p
                count += 1
    return out_s[:count].copy(), out_t[:count].copy(), place[:count].copy(), known_s, known_t
