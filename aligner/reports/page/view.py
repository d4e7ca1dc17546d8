"""What the page shows of a bitext: sections of units, units of rows.

A *unit* is a pair of blocks that met (or a block that met none); a *row* is one bead of segments inside it. Every
bead of the bitext is in exactly one row, every bead of blocks in exactly one unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from aligner.model import Bead, Bitext, Document, Segment
from aligner.reports.naming import language_name

State = Literal["sure", "likely", "doubtful", "moved", "only-source", "only-target"]
"""How far to trust a row or unit: by confidence, or why confidence is not the question."""
STATES: tuple[State, ...] = ("sure", "likely", "doubtful", "moved", "only-source", "only-target")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Where confidence changes its name."""

    sure: float = 0.9
    """At and above it a bead is ``sure``."""
    likely: float = 0.7
    """At and above it ``likely``, below it ``doubtful``."""

    def grade(self, confidence: float) -> State:
        """Return the name of a confidence (0 to 1)."""
        if confidence >= self.sure:
            return "sure"
        return "likely" if confidence >= self.likely else "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A block on one side of the map."""

    ref: str
    kind: str
    """A block's kind; ``segment`` where the text has no blocks."""
    size: int
    """Characters of its own text."""
    top: int
    """Which top-level part of its document it is in, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One bead with its text."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    confidence: float
    state: State
    kind: str


@dataclass(slots=True, kw_only=True)
class Unit:
    """Blocks that met, with the rows of their text."""

    source: tuple[int, ...]
    """Indices of nodes, ascending."""
    target: tuple[int, ...]
    confidence: float
    """The lowest of the pair of blocks and of the rows in it, 0 to 1."""
    state: State
    id: str = ""
    """Its fragment identifier on the page."""
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A top-level part of the documents: what stands under one heading, the front matter, or the notes."""

    id: str
    label: str
    """``IV``, ``Notes``, or ``Text`` for what stands under no heading."""
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A bitext arranged for reading."""

    id: str
    """Prefix of every identifier of this pair on the page."""
    bitext: Bitext
    source_nodes: tuple[Node, ...]
    target_nodes: tuple[Node, ...]
    sections: tuple[Section, ...]

    @property
    def names(self) -> tuple[str, str]:
        """Names of the source's and the target's language."""
        return language_name(self.bitext.source.language), language_name(self.bitext.target.language)

    def units(self) -> Iterable[Unit]:
        """Yield every unit in the order of the page."""
        for section in self.sections:
            yield from section.units

    def unit_ids(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return, for each side, which identifier a block's ref is found at."""
        sources: dict[str, str] = {}
        targets: dict[str, str] = {}
        for unit in self.units():
            for node in unit.source:
                sources.setdefault(self.source_nodes[node].ref, unit.id)
            for node in unit.target:
                targets.setdefault(self.target_nodes[node].ref, unit.id)
        return sources, targets


def view(bitext: Bitext, identifier: str, thresholds: Thresholds) -> View:
    """Arrange ``bitext`` for the page; ``identifier`` begins the id of everything in it."""
    source_nodes = _nodes(bitext.source, bitext.source_segments)
    target_nodes = _nodes(bitext.target, bitext.target_segments)
    units = _units(bitext, source_nodes, target_nodes, thresholds)
    _name(units, identifier, source_nodes, target_nodes)
    return View(
        id=identifier,
        bitext=bitext,
        source_nodes=source_nodes,
        target_nodes=target_nodes,
        sections=_sections(units, identifier, source_nodes, target_nodes),
    )


def _nodes(document: Document, segments: Sequence[Segment]) -> tuple[Node, ...]:
    """The blocks of a document; its segments where it has none (lines taken as segments)."""
    if not document.blocks:
        return tuple(Node(ref=s.ref, kind="segment", size=len(s.text), top=0) for s in segments)
    nodes = []
    top, before = -1, ""
    for block in document.blocks:
        # unheaded top-level blocks that follow one another are one part, and so are the notes
        kind = block.kind if block.kind in ("heading", "footnote") else "text"
        if kind == "heading" or kind != before:
            top += 1
        before = kind
        nodes += [Node(ref=b.ref, kind=b.kind, size=len(b.text), top=top) for b in block.walk()]
    return tuple(nodes)


def _places(document: Document, segments: Sequence[Segment], nodes: Sequence[Node]) -> list[int]:
    """For each segment the node it stands in; the one before it where its ref names none."""
    if not document.blocks:
        return list(range(len(segments)))
    by_ref: dict[str, int] = {}
    for index, node in enumerate(nodes):
        by_ref.setdefault(node.ref, index)
    places: list[int] = []
    for segment in segments:
        places.append(by_ref.get(segment.ref, places[-1] if places else 0))
    return places


def _units(
    bitext: Bitext, source_nodes: Sequence[Node], target_nodes: Sequence[Node], thresholds: Thresholds
) -> list[Unit]:
    source_places = _places(bitext.source, bitext.source_segments, source_nodes)
    target_places = _places(bitext.target, bitext.target_segments, target_nodes)
    block_beads = bitext.block_beads or _block_beads(bitext.beads, source_places, target_places)
    of_source = {node: n for n, bead in enumerate(block_beads) for node in bead.source}
    of_target = {node: n for n, bead in enumerate(block_beads) for node in bead.target}
    members: list[list[Bead]] = [[] for _ in block_beads]
    current = 0
    for bead in bitext.beads:
        if bead.source:
            current = of_source.get(source_places[bead.source[0]], current)
        elif bead.target:
            current = of_target.get(target_places[bead.target[0]], current)
        members[current].append(bead)
    return [_unit(bitext, *pair, thresholds) for pair in zip(block_beads, members, strict=True)]


def _block_beads(beads: Iterable[Bead], source_places: list[int], target_places: list[int]) -> list[Bead]:
    """Beads of blocks made from beads of segments: neighbours that share a block belong together."""
    groups: list[tuple[set[int], set[int], list[Bead]]] = []
    for bead in beads:
        sources = {source_places[index] for index in bead.source}
        targets = {target_places[index] for index in bead.target}
        if groups and (sources & groups[-1][0] or targets & groups[-1][1]):
            groups[-1][0].update(sources)
            groups[-1][1].update(targets)
            groups[-1][2].append(bead)
        else:
            groups.append((sources, targets, [bead]))
    return [
        Bead(
            tuple(sorted(sources)),
            tuple(sorted(targets)),
            min(bead.confidence for bead in group),
            all(bead.moved for bead in group),
        )
        for sources, targets, group in groups
    ]


def _unit(bitext: Bitext, block_bead: Bead, beads: list[Bead], thresholds: Thresholds) -> Unit:
    rows = [
        Row(
            source=tuple(bitext.source_segments[index] for index in bead.source),
            target=tuple(bitext.target_segments[index] for index in bead.target),
            confidence=bead.confidence,
            state=_state(bead, block_bead.moved, thresholds),
            kind=bead.kind,
        )
        for bead in beads
    ]
    confidence = min([block_bead.confidence, *(row.confidence for row in rows)])
    state = _state(block_bead, False, thresholds)
    if state in ("sure", "likely"):
        state = thresholds.grade(confidence)
        if any(row.state in ("only-source", "only-target") for row in rows):
            state = "doubtful"
    return Unit(source=block_bead.source, target=block_bead.target, confidence=confidence, state=state, rows=rows)


def _state(bead: Bead, moved: bool, thresholds: Thresholds) -> State:
    if not bead.target:
        return "only-source"
    if not bead.source:
        return "only-target"
    return "moved" if bead.moved or moved else thresholds.grade(bead.confidence)


def _name(units: list[Unit], prefix: str, source_nodes: Sequence[Node], target_nodes: Sequence[Node]) -> None:
    """Give each unit an identifier made of its ref, so that a link to it outlives a new run."""
    taken: Counter[str] = Counter()
    for unit in units:
        ref = source_nodes[unit.source[0]].ref if unit.source else ""
        if not ref and unit.target:
            ref = "+" + target_nodes[unit.target[0]].ref
        name = f"{prefix}/{re.sub(r'[^0-9A-Za-z.~+-]', '_', ref)}"
        taken[name] += 1
        unit.id = name if taken[name] == 1 else f"{name}/{taken[name]}"


def _sections(
    units: list[Unit], prefix: str, source_nodes: Sequence[Node], target_nodes: Sequence[Node]
) -> tuple[Section, ...]:
    votes: dict[int, Counter[int]] = {}
    for unit in units:
        if unit.source and unit.target:
            top = target_nodes[unit.target[0]].top
            votes.setdefault(top, Counter())[source_nodes[unit.source[0]].top] += 1
    groups: dict[tuple[str, int], list[Unit]] = {}
    for unit in units:
        if unit.source:
            key = ("source", source_nodes[unit.source[0]].top)
        else:
            top = target_nodes[unit.target[0]].top if unit.target else 0
            # an addition goes where the part of the target it stands in went
            found = min(votes[top].items(), key=lambda item: (-item[1], item[0]))[0] if top in votes else None
            key = ("target", top) if found is None else ("source", found)
        groups.setdefault(key, []).append(unit)
    labels = {("source", node.top): _label(node) for node in reversed(source_nodes)} | {
        ("target", node.top): _label(node) for node in reversed(target_nodes)
    }
    return tuple(
        Section(id=f"{prefix}-section-{n}", label=labels.get(key, ""), units=tuple(members))
        for n, (key, members) in enumerate(groups.items(), start=1)
    )


def _label(first: Node) -> str:
    if first.kind == "heading":
        return first.ref
    return "Notes" if first.kind == "footnote" else "Text"
