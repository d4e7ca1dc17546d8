"""Alignment of two documents at the level of blocks: headings, paragraphs, items, footnotes.

Evidence is weighed, nothing is a key: markers and addresses, tokens that both texts hold, words that go together in
this pair, lengths and kinds. A first search with cautious weights shows how far each kind of evidence can be believed
in this pair (markers that were lost or renumbered, words that look alike or do not), a second one uses that.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.blocks.claims import without_unclaimed
from aligner.alignment.blocks.evidence import Evidence, Trust, weigh
from aligner.alignment.blocks.lexical import Gains, Words, words_of
from aligner.alignment.blocks.markers import agreement, shifts
from aligner.alignment.blocks.moves import find_moves, off_path
from aligner.alignment.blocks.related import related
from aligner.alignment.blocks.search import Step, search
from aligner.alignment.blocks.sides import KINDS, Side, side_of, take
from aligner.alignment.blocks.split import pieces
from aligner.alignment.options import EngineOptions
from aligner.model import Bead, Document

SURE = 0.9
"""Confidence from which a bead may teach."""
TELLING = 3.0
"""Nats of the text alone from which a pair may tell how numbers were shifted."""
PRIOR = 20.0
"""Observations that the starting value of a weight is worth."""
HEADING, FOOTNOTE = KINDS.index("heading"), KINDS.index("footnote")
CALIBRATION = (1.35, 0.85)
"""Offset and slope from the logit of a share to that of a probability: fitted on the development set, damaged."""
LESSONS = 1
"""Searches that teach before the last one."""
CAUTIOUS = Trust(marker=0.3)
"""Weights of the first search."""
ANCHOR = 2.0
"""Nats by which the blocks that hold two footnotes' marks speak for them."""
Places = tuple[NDArray[np.intp], NDArray[np.intp]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockAlignment:
    """How the blocks of two documents correspond."""

    beads: tuple[Bead, ...]
    """Indices into ``Document.walk()``; every block in exactly one; in order of the source, additions in place."""
    related: bool
    """Whether the texts correspond at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two documents, and where their blocks stand among those of all documents aligned together."""

    source: Side
    target: Side
    rows: tuple[int, int]
    """Half-open range of the source's blocks in :class:`~aligner.alignment.blocks.lexical.Words`."""
    columns: tuple[int, int]

    def parts(self, *, footnotes: bool) -> Places:
        """Indices of the footnotes, or of all other blocks."""
        return (
            np.flatnonzero((self.source.kind == FOOTNOTE) == footnotes),
            np.flatnonzero((self.target.kind == FOOTNOTE) == footnotes),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """One part of a pair of documents, ready to be searched."""

    source: Side
    target: Side
    places: Places
    """Where its blocks stand in their documents."""
    evidence: Evidence

    @property
    def joinable(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Headings and footnotes never share a bead with a neighbour."""
        return (
            (self.source.kind != HEADING) & (self.source.kind != FOOTNOTE),
            (self.target.kind != HEADING) & (self.target.kind != FOOTNOTE),
        )


def align_blocks(documents: Sequence[tuple[Document, Document]], options: EngineOptions) -> list[BlockAlignment]:
    """Align pairs of documents in the same two languages, learning from all of them together."""
    if not documents:
        return []
    pairs, words = _prepare(documents, options)
    parts = [_pieces(pair, options) for pair in pairs]
    trusts = {part.rows + part.columns: CAUTIOUS for pieces_of_pair in parts for part in pieces_of_pair}
    for _ in range(LESSONS):
        lessons = []
        for part in (part for pieces_of_pair in parts for part in pieces_of_pair):
            where = part.rows + part.columns
            table = _table(part, words.gains(part.rows, part.columns), trusts[where], footnotes=False)
            steps = search(table.evidence, table.joinable)
            trusts[where] = _learn_trust(steps, table)
            lessons.append(_lessons(part, steps, table))
        words = words.taught(np.concatenate(lessons))
    return [
        _joined(
            pair,
            [
                (part, _settle(part, words.gains(part.rows, part.columns), trusts[part.rows + part.columns]))
                for part in pieces_of_pair
            ],
        )
        for pair, pieces_of_pair in zip(pairs, parts, strict=True)
    ]


def _prepare(documents: Sequence[tuple[Document, Document]], options: EngineOptions) -> tuple[list[_Pair], Words]:
    pairs: list[_Pair] = []
    texts: tuple[list[str], list[str]] = [], []
    for documents_pair in documents:
        source, target = (side_of(document) for document in documents_pair)
        begin = len(texts[0]), len(texts[1])
        texts[0].extend(block.text for block in source.blocks)
        texts[1].extend(block.text for block in target.blocks)
        pairs.append(
            _Pair(source=source, target=target, rows=(begin[0], len(texts[0])), columns=(begin[1], len(texts[1])))
        )
    return pairs, words_of(*texts, options)


def _pieces(pair: _Pair, options: EngineOptions) -> list[_Pair]:
    """The pair itself, or what it was cut into."""
    found = pieces(pair.source, pair.target, options)
    if len(found) == 1:
        return [pair]
    return [
        _Pair(
            source=take(pair.source, np.arange(*rows)),
            target=take(pair.target, np.arange(*columns)),
            rows=(pair.rows[0] + rows[0], pair.rows[0] + rows[1]),
            columns=(pair.columns[0] + columns[0], pair.columns[0] + columns[1]),
        )
        for rows, columns in found
    ]


def _joined(pair: _Pair, settled: Sequence[tuple[_Pair, BlockAlignment]]) -> BlockAlignment:
    """Put the pieces of a pair together again."""
    if len(settled) == 1:
        return settled[0][1]
    beads = []
    for part, found in settled:
        i, j = part.rows[0] - pair.rows[0], part.columns[0] - pair.columns[0]
        beads += [
            replace(bead, source=tuple(k + i for k in bead.source), target=tuple(k + j for k in bead.target))
            for bead in found.beads
        ]
    return BlockAlignment(beads=ordered(beads), related=any(found.related for _, found in settled))


def _table(pair: _Pair, gains: Gains, trust: Trust, *, footnotes: bool) -> _Table:
    places = pair.parts(footnotes=footnotes)
    source, target = take(pair.source, places[0]), take(pair.target, places[1])
    part = Gains(
        gain=gains.gain[np.ix_(*places)],
        source_base=gains.source_base[places[0]],
        target_base=gains.target_base[places[1]],
    )
    return _Table(source=source, target=target, places=places, evidence=weigh(source, target, part, trust))


def _lessons(pair: _Pair, steps: Sequence[Step], table: _Table) -> NDArray[np.int64]:
    """int64[B, 4]: the sure beads, as ranges among the blocks of all documents."""
    rows = [
        (
            pair.rows[0] + table.places[0][step.source[0]],
            pair.rows[0] + table.places[0][step.source[1] - 1] + 1,
            pair.columns[0] + table.places[1][step.target[0]],
            pair.columns[0] + table.places[1][step.target[1] - 1] + 1,
        )
        for step in steps
        if step.confidence >= SURE and step.source[0] < step.source[1] and step.target[0] < step.target[1]
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 4)


def _settle(pair: _Pair, gains: Gains, trust: Trust) -> BlockAlignment:
    """Second pass with learned weights, then moves, then footnotes."""
    table = _table(pair, gains, trust, footnotes=False)
    evidence = table.evidence
    found = without_unclaimed(search(evidence, table.joinable), evidence, table.source, table.target)
    steps = find_moves(evidence, found, (table.source.parent, table.target.parent))
    beads = [_placed(step, table.places) for step in steps]
    foot = _footnotes(pair, gains, trust, beads)
    if not related(evidence, steps, (table.source, table.target)):
        beads = [single for bead in beads + foot for single in _parted(bead)]
        return BlockAlignment(beads=ordered(beads), related=False)
    return BlockAlignment(beads=ordered(_with_moves(beads, pair.source) + foot), related=True)


def _learn_trust(steps: Sequence[Step], table: _Table) -> Trust:
    """How often markers agreed where blocks surely met, and the ratio of the lengths."""
    source, target = table.source, table.target
    pairs = [
        (step.source[0], step.target[0])
        for step in steps
        if step.confidence >= SURE and step.source[1] - step.source[0] == 1 == step.target[1] - step.target[0]
    ]
    logs = [
        float(np.log(target.length[j] / source.length[i]))
        for i, j in pairs
        if min(source.length[i], target.length[j]) > 20
    ]
    ratio = float(np.median(logs)) * len(logs) / (len(logs) + 3.0) if logs else 0.0
    text = table.evidence.text
    shift = shifts(source, target, [(i, j) for i, j in pairs if text[i, j] >= TELLING])
    both, same = agreement(source, target, shift)
    labels = [bool(same[i, j]) for i, j in pairs if both[i, j]]
    agreed = (sum(labels) + 0.9 * PRIOR) / (len(labels) + PRIOR)
    return Trust(marker=float(np.clip((agreed - 0.3) / 0.6, 0.0, 1.3)), ratio=ratio, shift=shift)


def _placed(step: Step, body: Places) -> Bead:
    return Bead(
        tuple(int(body[0][place]) for place in range(*step.source)),
        tuple(int(body[1][place]) for place in range(*step.target)),
        _calibrated(step.confidence),
    )


def _calibrated(share: float) -> float:
    """The share of a step among its rivals as a probability: the logistic map of Platt (1999)."""
    clipped = min(max(share, 1e-6), 1.0 - 1e-6)
    return 1.0 / (1.0 + math.exp(-CALIBRATION[0] - CALIBRATION[1] * math.log(clipped / (1.0 - clipped))))


def _footnotes(pair: _Pair, gains: Gains, trust: Trust, beads: Sequence[Bead]) -> list[Bead]:
    """Footnotes meet footnotes; that their marks stand in blocks that met is strong evidence."""
    table = _table(pair, gains, replace(trust, marker=1.0, shift=None), footnotes=True)
    met = {i: bead.target for bead in beads for i in bead.source}
    anchors = _anchors(pair.source), _anchors(pair.target)
    tag = table.evidence.tag.copy()
    for row, block in enumerate(table.source.blocks):
        for column, other in enumerate(table.target.blocks):
            here, there = anchors[0].get(block.ref), anchors[1].get(other.ref)
            if here is not None and there is not None:
                tag[row, column] += ANCHOR if there in met.get(here, ()) else -ANCHOR
    steps = search(replace(table.evidence, tag=tag), table.joinable)
    return [_placed(step, table.places) for step in steps]


def _anchors(side: Side) -> dict[str, int]:
    """For each footnote's ref, the first block that holds its mark."""
    found: dict[str, int] = {}
    for place, block in enumerate(side.blocks):
        for note in block.notes:
            found.setdefault(note, place)
    return found


def _parted(bead: Bead) -> list[Bead]:
    return [Bead((i,), ()) for i in bead.source] + [Bead((), (j,)) for j in bead.target]


def _with_moves(beads: list[Bead], source: Side) -> list[Bead]:
    """Mark what lies off the heaviest rising chain of beads."""
    full = [place for place, bead in enumerate(beads) if bead.source and bead.target]
    weights = [
        (beads[place].source[0], beads[place].target[0], 1.0 + float(source.length[list(beads[place].source)].sum()))
        for place in full
    ]
    marked = list(beads)
    for place, moved in zip(full, off_path(weights), strict=True):
        if moved:
            marked[place] = replace(beads[place], moved=True)
    return marked


def ordered(beads: Sequence[Bead]) -> tuple[Bead, ...]:
    """By source; an addition stands after the bead that holds the block before it in the target."""
    before: dict[int, int] = {}
    for bead in beads:
        if not bead.moved:
            before |= dict.fromkeys(bead.target, bead.source[-1] if bead.source else -2)
    last = -1
    for j in sorted(before):
        last = before[j] = last if before[j] == -2 else before[j]

    def key(bead: Bead) -> tuple[int, int, int]:
        if bead.source:
            return bead.source[0], 0, bead.target[0] if bead.target else -1
        return before[bead.target[0]], 1, bead.target[0]

    return tuple(sorted(beads, key=key))
