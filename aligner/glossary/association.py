"""Which words of the two languages stand for each other, learned from the memory itself.

IBM model 1 in both directions (Brown et al. 1993, section 4), the two probabilities joined by their geometric mean:
a link holds where each side thinks of the other.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from aligner.alignment.learning import Training, learn
from aligner.alignment.tokens import Side as AlignerSide
from aligner.glossary.grammar import grammar
from aligner.glossary.unspaced import word_lengths
from aligner.glossary.words import BREAK, COMMA, CONTENT, Flags, Ints, Longs, Side

Floats = npt.NDArray[np.float64]


FLOOR = 0.01
"""Links weaker than this are no evidence."""
LONGEST = 200
"""Texts of more words than this teach little and are left out."""


SMALL = 8_000
"""Texts up to which words seen together once are linked too: what nothing else explains is then left for them."""
DOUBT = 0.5
"""Texts added to every count, so that little evidence counts for less."""
TEXTS = 200
"""Texts that are enough to tell what words an expression comes with."""
MOST_PAIRS = 15_000_000
"""Word pairs looked at in all; texts beyond that are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """What of a side is linked: its words; in scripts without spaces each word is several places of the side."""

    ids: Ints
    """int32[K]: the linked word that each place of the side belongs to."""
    count: int
    """Distinct words."""
    begins: Flags
    """bool[K]: whether a word begins at the place."""
    opens: Flags
    """bool[K]: whether a term may begin at the place."""
    closes: Flags
    """bool[K]: whether a term may end with the place."""
    texts: Longs
    """int64[count]: texts that hold each word."""


def units_of(side: Side) -> Units:
    """The linked words of a side."""
    if not side.unspaced or len(side.ids) == 0:
        edges = side.edges[side.ids]
        return Units(
            ids=side.ids,
            count=len(side.kinds),
            begins=np.ones(len(side.ids), np.bool_),
            opens=edges,
            closes=edges,
            texts=_texts(side, side.ids, len(side.kinds)),
        )
    runs = [(side.surface(first, last), last - first) for first, last in _runs(side)]
    lengths = iter(word_lengths([text for text, places in runs if len(text) == places], side.language))
    numbers: dict[str, int] = {}
    ids: list[int] = []
    sizes: list[int] = []
    rules = grammar(side.language)
    for text, places in runs:
        at = 0
        for length in next(lengths) if len(text) == places else (places,):
            ids.append(numbers.setdefault(text[at : at + length], len(numbers)))
            sizes.append(length)
            at += length
    opens, closes = (np.array([may(word) for word in numbers], np.bool_)[ids] for may in (rules.opens, rules.closes))
    first = np.cumsum([0, *sizes[:-1]])
    last = first + sizes - 1
    # marks and numbers, which are words of one place, are no edges whatever the grammar says
    single = np.array(sizes) == 1
    content = ~single | np.isin(side.kinds[side.ids[first]], (CONTENT,))
    none = np.zeros(len(side.ids), np.bool_)
    begins, opening, closing = none.copy(), none.copy(), none.copy()
    begins[first], opening[first], closing[last] = True, opens & content, closes & content
    places_of = np.repeat(np.array(ids, np.int32), sizes)
    return Units(
        ids=places_of,
        count=len(numbers),
        begins=begins,
        opens=opening,
        closes=closing,
        texts=_texts(side, places_of, len(numbers)),
    )


def _texts(side: Side, ids: Ints, count: int) -> Longs:
    """int64[count]: texts that hold each of the words ``ids``."""
    pairs = np.unique(side.units.astype(np.int64) * count + ids) if count else np.empty(0, np.int64)
    return np.bincount(pairs % max(count, 1), minlength=count).astype(np.int64)


def _runs(side: Side) -> Iterator[tuple[int, int]]:
    """Stretches of characters that stand side by side in one text, first place and place after the last."""
    single = side.ends - side.starts == 1
    apart = (side.units[1:] != side.units[:-1]) | (side.starts[1:] != side.ends[:-1]) | ~single[1:] | ~single[:-1]
    cuts = [0, *(np.flatnonzero(apart) + 1).tolist(), len(side.ids)]
    yield from pairwise(cuts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Linked units of the source with those of the target that stand for them."""

    source: Units
    target: Units
    start: Longs
    """int64[S+1]: the links of source unit v are ``start[v]`` to ``start[v+1]``."""
    other: Longs
    """int64[P]: target units, ascending for each source unit."""
    strength: Floats
    """float64[P], 0..1."""
    rows: dict[int, dict[int, float]] = field(default_factory=dict, compare=False)
    """What :meth:`row` has answered so far."""

    def row(self, unit: int) -> dict[int, float]:
        """Target units of one source unit, with their strength."""
        known = self.rows.get(unit)
        if known is None:
            known = self.rows[unit] = self._row(unit)
        return known

    def _row(self, unit: int) -> dict[int, float]:
        begin, end = int(self.start[unit]), int(self.start[unit + 1])
        return dict(zip(self.other[begin:end].tolist(), self.strength[begin:end].tolist(), strict=True))

    def turned(self) -> Links:
        """The same links, seen from the other language."""
        order = np.argsort(self.other, kind="stable")
        rows = np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))
        start = np.zeros(self.target.count + 1, np.int64)
        np.cumsum(np.bincount(self.other, minlength=self.target.count), out=start[1:])
        return Links(
            source=self.target, target=self.source, start=start, other=rows[order], strength=self.strength[order]
        )


def learn_links(source: Side, target: Side) -> Links:
    """Learn from texts that correspond one to one."""
    here, there = units_of(source), units_of(target)
    types = max(here.count, there.count, 1)
    short = (np.diff(source.pointer) <= LONGEST) & (np.diff(target.pointer) <= LONGEST)
    rows = np.flatnonzero(short)
    beads = np.column_stack([rows, rows + 1, rows, rows + 1]).astype(np.int64)
    # learning leaves out words found in more than half of the beads, and the subject of a memory is one of them:
    # as many empty beads again keep them in
    beads = np.vstack([beads, np.zeros_like(beads)])
    training = Training(
        commonest=max(400, len(rows)), most=MOST_PAIRS, seen=1 if len(rows) <= SMALL else 2, doubt=DOUBT
    )
    sides = _linked(source, here, types), _linked(target, there, types)
    found, count_s, count_t = learn(*sides, beads, training)
    forward = found.forward / (count_s[found.source] + training.doubt)
    backward = found.backward / (count_t[found.target] + training.doubt)
    strength = np.sqrt(np.clip(forward, 0, 1) * np.clip(backward, 0, 1))
    keep = strength >= FLOOR
    left, right, strength = found.source[keep], found.target[keep], strength[keep]
    order = np.lexsort((right, left))
    start = np.zeros(here.count + 1, np.int64)
    np.cumsum(np.bincount(left, minlength=here.count), out=start[1:])
    return Links(source=here, target=there, start=start, other=right[order], strength=strength[order])


def _linked(side: Side, units: Units, types: int) -> AlignerSide:
    """The side without its marks, as the learning kernels take it."""
    kinds = side.kinds[side.ids] if len(side.ids) else np.empty(0, np.int8)
    keep = (kinds != BREAK) & (kinds != COMMA) & units.begins
    pointer = np.concatenate([[0], np.cumsum(keep)])[side.pointer].astype(np.int64)
    none = np.zeros(0)
    return AlignerSide(
        pointer=pointer,
        ids=units.ids[keep],
        lengths=none,
        sizes=pointer,
        heads=none.astype(np.uint8),
        tails=none.astype(np.uint8),
        post_start=np.zeros(types + 1, np.int64),
        posts=np.zeros(0, np.int32),
    )


def company(links: Links, target: Side, units: Sequence[int]) -> dict[int, float]:
    """How strongly an expression that ``units`` hold draws each target word as a whole, 0..1.

    The geometric mean of the two shares of texts: what no word inside an expression stands for, the expression may,
    « état de droit » for 法治. Words met in one of the texts only are left out; of many texts :data:`TEXTS` are read.
    """
    ids, pointer = links.target.ids, target.pointer
    read = units[:: max(1, len(units) // TEXTS)]
    counts = Counter(word for unit in read for word in set(ids[pointer[unit] : pointer[unit + 1]].tolist()))
    texts, share = links.target.texts, len(units) / max(len(read), 1)
    return {
        word: joint * share / math.sqrt((len(units) + DOUBT) * (int(texts[word]) + DOUBT))
        for word, joint in counts.items()
        if joint > 1
    }


def strongest(links: Links, units: Sequence[int]) -> dict[int, float]:
    """How strongly each target unit is drawn by any of the source units."""
    best: dict[int, float] = {}
    for unit in units:
        for other, strength in links.row(unit).items():
            if strength > best.get(other, 0.0):
                best[other] = strength
    return best
