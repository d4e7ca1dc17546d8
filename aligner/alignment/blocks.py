"""Alignment of two documents at the level of blocks: headings, paragraphs, items, footnotes.

Evidence is weighed, nothing is a key: markers and addresses, tokens that both texts hold, words that go together in
this pair, lengths and kinds. A first search with cautious weights shows how far each kind of evidence can be believed
in this pair (markers that were lost or renumbered, words that look alike or do not), a second one uses that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.blocks_evidence import Evidence, Lexicon, Trust, learn, weigh
from aligner.alignment.blocks_search import Step, search
from aligner.alignment.blocks_sides import KINDS, Side, side_of, take
from aligner.alignment.moves import find_moves, off_path
from aligner.model import Bead, Document

SURE = 0.9
"""Confidence from which a bead may teach."""
PRIOR = 20.0
"""Observations that the starting value of a weight is worth."""
HEADING, FOOTNOTE = KINDS.index("heading"), KINDS.index("footnote")
Bags = tuple[Counter[str], Counter[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockAlignment:
    """How the blocks of two documents correspond."""

    beads: tuple[Bead, ...]
    """Indices into ``Document.walk()``; every block in exactly one; in order of the source, additions in place."""
    related: bool
    """Whether the texts correspond at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """The state of one pair between the passes."""

    source: Side
    target: Side
    body: tuple[NDArray[np.intp], NDArray[np.intp]]
    trust: Trust
    steps: list[Step]

    @property
    def sides(self) -> tuple[Side, Side]:
        return take(self.source, self.body[0]), take(self.target, self.body[1])


def align_blocks(pairs: Sequence[tuple[Document, Document]]) -> list[BlockAlignment]:
    """Align each pair; pairs of the same two languages learn from all of them together."""
    drafts = [_draft(side_of(source), side_of(target)) for source, target in pairs]
    taught: dict[tuple[str, str], list[Bags]] = {}
    for (source, target), draft in zip(pairs, drafts, strict=True):
        taught.setdefault((source.language, target.language), []).extend(_lessons(draft))
    lexicons = {languages: learn(lessons) for languages, lessons in taught.items()}
    return [
        _settle(draft, lexicons[(source.language, target.language)])
        for (source, target), draft in zip(pairs, drafts, strict=True)
    ]


def _draft(source: Side, target: Side) -> _Draft:
    """First pass: cautious weights."""
    body = np.flatnonzero(source.kind != FOOTNOTE), np.flatnonzero(target.kind != FOOTNOTE)
    draft = _Draft(source=source, target=target, body=body, trust=Trust(), steps=[])
    sides = draft.sides
    steps = search(weigh(*sides, draft.trust), _joinable(*sides))
    return replace(draft, steps=steps)


def _joinable(source: Side, target: Side) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Headings never share a bead with a neighbour."""
    return source.kind != HEADING, target.kind != HEADING


def _lessons(draft: _Draft) -> list[Bags]:
    source, target = draft.sides
    return [
        (
            sum((source.tokens[place] for place in range(*step.source)), Counter()),
            sum((target.tokens[place] for place in range(*step.target)), Counter()),
        )
        for step in draft.steps
        if step.confidence >= SURE and step.source[0] < step.source[1] and step.target[0] < step.target[1]
    ]


def _settle(draft: _Draft, lexicon: Lexicon | None) -> BlockAlignment:
    """Second pass with learned weights, then moves, then footnotes."""
    source, target = draft.sides
    trust = _learn_trust(draft)
    evidence = weigh(source, target, trust, lexicon)
    joinable = _joinable(source, target)
    steps = find_moves(evidence, search(evidence, joinable), joinable)
    beads = [_placed(step, draft.body) for step in steps]
    related = _related(evidence, steps)
    notes = np.flatnonzero(draft.source.kind == FOOTNOTE), np.flatnonzero(draft.target.kind == FOOTNOTE)
    foot = _notes(draft, notes, trust, beads)
    if not related:
        beads = [single for bead in beads + foot for single in _parted(bead)]
        return BlockAlignment(beads=ordered(beads), related=False)
    return BlockAlignment(beads=ordered(_with_moves(beads, draft.source) + foot), related=True)


def _learn_trust(draft: _Draft) -> Trust:
    """How often numbers and words of a block came back in its counterpart, markers agreed, and the length ratio."""
    source, target = draft.sides
    pairs = [
        (step.source[0], step.target[0])
        for step in draft.steps
        if step.confidence >= SURE and step.source[1] - step.source[0] == 1 == step.target[1] - step.target[0]
    ]
    start = draft.trust
    logs = [
        float(np.log(target.length[j] / source.length[i]))
        for i, j in pairs
        if min(source.length[i], target.length[j]) > 20
    ]
    ratio = float(np.median(logs)) * len(logs) / (len(logs) + 3.0) if logs else 0.0
    labels = [source.label[i] == target.label[j] for i, j in pairs if source.label[i] and target.label[j]]
    agreed = (sum(labels) + 0.9 * PRIOR) / (len(labels) + PRIOR)
    return Trust(
        number=_share(source, target, pairs, "#", start.number),
        word=_share(source, target, pairs, "", start.word),
        marker=float(np.clip((agreed - 0.3) / 0.6, 0.0, 1.3)),
        ratio=ratio,
    )


def _share(source: Side, target: Side, pairs: list[tuple[int, int]], first: str, start: float) -> float:
    """Share of tokens of one class, known to both documents, that are on both sides of a pair."""
    known = _vocabulary(source) & _vocabulary(target)
    hits, seen = 0.0, 0.0
    for i, j in pairs:
        left = {token for token in source.tokens[i] if token in known and (token[0] == "#") == bool(first)}
        right = {token for token in target.tokens[j] if token in known and (token[0] == "#") == bool(first)}
        hits += 2 * len(left & right)
        seen += len(left) + len(right)
    return float(np.clip((hits + start * PRIOR) / (seen + PRIOR), 0.02, 0.9))


def _vocabulary(side: Side) -> set[str]:
    return set().union(*side.tokens) if side.tokens else set()


def _placed(step: Step, body: tuple[NDArray[np.intp], NDArray[np.intp]]) -> Bead:
    return Bead(
        tuple(int(body[0][place]) for place in range(*step.source)),
        tuple(int(body[1][place]) for place in range(*step.target)),
        step.confidence,
    )


def _notes(
    draft: _Draft, notes: tuple[NDArray[np.intp], NDArray[np.intp]], trust: Trust, beads: list[Bead]
) -> list[Bead]:
    """Footnotes meet footnotes; that their marks stand in blocks that met is strong evidence."""
    source, target = take(draft.source, notes[0]), take(draft.target, notes[1])
    evidence = weigh(source, target, replace(trust, marker=1.0))
    met = {i: bead.target for bead in beads for i in bead.source}
    anchors = _anchors(draft.source), _anchors(draft.target)
    tag = evidence.tag.copy()
    for row, block in enumerate(source.blocks):
        for column, other in enumerate(target.blocks):
            here, there = anchors[0].get(block.ref), anchors[1].get(other.ref)
            if here is not None and there is not None:
                tag[row, column] += 3.0 if there in met.get(here, ()) else -2.0
    nothing = np.zeros(len(source.blocks), dtype=np.bool_), np.zeros(len(target.blocks), dtype=np.bool_)
    return [_placed(step, notes) for step in search(replace(evidence, tag=tag), nothing)]


def _anchors(side: Side) -> dict[str, int]:
    """For each footnote's ref, the first block that holds its mark."""
    found: dict[str, int] = {}
    for place, block in enumerate(side.blocks):
        for note in block.notes:
            found.setdefault(note, place)
    return found


def _related(evidence: Evidence, steps: Sequence[Step]) -> bool:
    """Whether the texts of the pairs found say more than those of other pairs of the same blocks do."""
    return True


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
