"""Blocks of two aligned documents that met nothing, or met elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from aligner.checks.analysis.proportion import deviation, letters_of, usual
from aligner.checks.core.run import normalised
from aligner.checks.core.views import PairView, Passage
from aligner.model import Block, Document

_ANCHOR = re.compile(r"\d+|[A-Z][a-zà-ÿ]{2,}|[A-Z]{2,}")
_SURE = 0.9
"""Confidence of blocks that are not asked whether they were exchanged."""
_NEAR = 3
"""Doubtful blocks ahead that one may have been exchanged with."""
_TWO = 2
_LIKELY = 2.0
"""Standard deviations of length up to which two blocks may be each other's translation."""
_ROOM = 1.0
"""Standard deviations by which a block must be longer with its neighbour than alone."""
_PROOF = 3
"""Figures and names that speak for an exchange."""


class Fate(NamedTuple):
    """A block and where its counterpart should stand."""

    block: Block
    passage: Passage
    neighbour: str
    """Ref of the block of the other document behind which it is missed; empty at the beginning."""


def _passage(block: Block, document: Document) -> Passage:
    return Passage(block.text, block.ref, block.kind, None, block.marker, document.symbol, document.language)


def missing(view: PairView) -> list[Fate]:
    """Blocks with text of the source that met nothing, in document order."""
    elsewhere = {id(source) for source, _ in view.shared(_displaced) + view.shared(_crossed)}
    return [fate for fate in _unmet(view, 0) if id(fate.block) not in elsewhere]


def added(view: PairView) -> list[Fate]:
    """Blocks with text of the target that met nothing, in the order of the alignment."""
    elsewhere = {id(target) for _, target in view.shared(_displaced) + view.shared(_crossed)}
    return [fate for fate in _unmet(view, 1) if id(fate.block) not in elsewhere]


def _displaced(view: PairView) -> list[tuple[Block, Block]]:
    """Blocks of either side that met nothing, and share so many figures and names that one is the other's text."""
    free = list(_unmet(view, 1))
    found = []
    for fate in _unmet(view, 0):
        # two texts under one number, both without counterpart where they stand, are each other's
        named = next((other for other in free if fate.block.marker and other.block.ref == fate.block.ref), None)
        best = named or max(free, key=lambda other: _shared(fate.block, other.block), default=None)
        if best is not None and (best is named or _shared(fate.block, best.block) >= _PROOF):
            found.append((fate.block, best.block))
            free.remove(best)
    return found


def _crossed(view: PairView) -> list[tuple[Block, Block]]:
    """Two blocks that met one, beside one of the other side that met none: exchanged, where the lengths allow it."""
    bitext = view.bitext
    if bitext is None:
        return []
    left, right = list(bitext.source.walk()), list(bitext.target.walk())
    found: list[tuple[Block, Block]] = []
    for beads in pairwise(bitext.block_beads):
        several, alone = sorted(beads, key=lambda bead: -len(bead.source) - len(bead.target))
        sources, targets = sorted((*several.source, *alone.source)), sorted((*several.target, *alone.target))
        if len(several.source) * len(several.target) == _TWO and len(sources) == len(targets) == _TWO:
            crossed = [(left[sources[0]], right[targets[1]]), (left[sources[1]], right[targets[0]])]
            if all(abs(_far(source, target, view)) < _LIKELY for source, target in crossed):
                found += crossed
    return [*found, *_astride(view, left, right)]


def _astride(view: PairView, left: Sequence[Block], right: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Two blocks that met nothing, before and behind one that met: exchanged with it, where their numbers say so."""
    beads = view.bitext.block_beads if view.bitext else ()
    for first, middle, last in zip(beads, beads[1:], beads[2:], strict=False):
        sources = [left[place] for bead in (first, middle, last) for place in bead.source]
        targets = [right[place] for bead in (first, middle, last) for place in bead.target]
        if not len(sources) == len(targets) == _TWO or bool(first.source) == bool(first.target):
            continue
        # each text stands under the number of the other
        numbered = all(block.marker for block in (*sources, *targets))
        if not numbered or [block.ref for block in sources] != [block.ref for block in targets]:
            continue
        lonely = (sources[0], targets[1]) if first.source else (sources[1], targets[0])
        if len(middle.source) == len(middle.target) == 1 and abs(_far(*lonely, view)) < _LIKELY:
            yield lonely


def _far(source: Block, target: Block, view: PairView) -> float:
    measures = (letters_of(view.source.language), letters_of(view.target.language))
    return deviation(measures[0](source.text), measures[1](target.text), view.shared(usual))


def _unmet(view: PairView, side: int) -> Iterator[Fate]:
    bitext = view.bitext
    if bitext is None or any(notice.kind == "unrelated" for notice in bitext.notices):
        return
    documents = (bitext.source, bitext.target)
    blocks = [list(document.walk()) for document in documents]
    last = ""
    for bead in bitext.block_beads:
        own, other = (bead.source, bead.target) if side == 0 else (bead.target, bead.source)
        if other:
            last = blocks[1 - side][other[-1]].ref
            # a block pasted twice meets its counterpart together with the first
            texts = [normalised(blocks[side][place].text) for place in own]
            twice = tuple(place for number, place in enumerate(own) if texts[number] in texts[:number])
            if len(other) > 1:
                continue
            own = twice or _swallowed(
                [blocks[side][place] for place in own], own, blocks[1 - side][other[0]], view, side
            )
        for place in own:
            block = blocks[side][place]
            # a lead-in without text has met through its items
            if block.text.strip():
                yield Fate(block, _passage(block, documents[side]), last)


def _swallowed(
    own: Sequence[Block], places: tuple[int, ...], other: Block, view: PairView, side: int
) -> tuple[int, ...]:
    """Of two numbered blocks that met one together, the one that has no room in it: not its number, too much text."""
    numbered = [place for block, place in zip(own, places, strict=True) if block.marker and block.ref != other.ref]
    if len(own) != _TWO or len(numbered) != 1 or not all(block.marker for block in own):
        return ()
    measures = (letters_of(view.source.language), letters_of(view.target.language))
    ratio = view.shared(usual)

    def far(texts: Sequence[Block]) -> float:
        mine, theirs = sum(measures[side](block.text) for block in texts), measures[1 - side](other.text)
        return abs(deviation(mine, theirs, ratio) if side == 0 else deviation(theirs, mine, ratio))

    named = [block for block in own if block.ref == other.ref]
    return tuple(numbered) if far(named) + _ROOM < far(own) else ()


class Move(NamedTuple):
    """Two blocks that met out of order."""

    source: Block
    target: Block
    passage: Passage
    """Of the target."""


def moves(view: PairView) -> list[Move]:
    """Blocks that changed places, in the order of the alignment.

    Beside those that the alignment found off its path, blocks that it matched by their place although their figures
    and names say that the two have been exchanged.
    """
    bitext = view.bitext
    if bitext is None:
        return []
    left, right = list(bitext.source.walk()), list(bitext.target.walk())
    met = [bead for bead in bitext.block_beads if bead.source and bead.target]
    found = [(left[bead.source[0]], right[bead.target[0]]) for bead in met if bead.moved]
    doubtful = [bead for bead in met if bead.kind == "1-1" and not bead.moved and bead.confidence < _SURE]
    pairs = [(left[bead.source[0]], right[bead.target[0]]) for bead in doubtful]
    for place, (source, target) in enumerate(pairs):
        for other_source, other_target in pairs[place + 1 : place + 1 + _NEAR]:
            straight = _shared(source, target) + _shared(other_source, other_target)
            if straight <= 1 and _shared(source, other_target) + _shared(other_source, target) >= straight + _PROOF:
                found += [(source, other_target), (other_source, target)]
    found += view.shared(_displaced) + view.shared(_crossed)
    return [Move(source, target, _passage(target, bitext.target)) for source, target in found]


def _shared(source: Block, target: Block) -> int:
    """Figures and names that two blocks have in common."""
    return len(set(_ANCHOR.findall(source.text)) & set(_ANCHOR.findall(target.text)))
