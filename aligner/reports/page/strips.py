"""Where each unit lies on the map: strips of blocks, as wide as their text is long.

A strip has two rails, the source's above and the target's below. Lengths are in thousandths of the longest strip.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from aligner.reports.page.view import Node, Section, Unit, View

FULL = 1000.0
"""Length of the longest strip."""
_MOST_UNITS = 80
"""More in one strip could not be told apart on a laptop's screen."""
_SHORTEST = 60
"""Characters a block counts at least, so that a heading of one word can be seen and clicked."""
_GAP = 1.5


@dataclass(frozen=True, slots=True)
class Box:
    """A block on a rail."""

    start: float
    end: float
    kind: str
    """The block's kind."""


@dataclass(slots=True)
class Placed:
    """A unit with its boxes on this strip; a moved unit may have its target on another."""

    unit: Unit
    source: list[Box] = field(default_factory=list)
    target: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class Strip:
    """One line of the map."""

    section: Section
    part: int
    """From 0, where a section takes several strips."""
    units: tuple[Unit, ...]
    placed: dict[str, Placed] = field(default_factory=dict)
    """By the unit's id, in the order of the page; what only passes through comes last."""
    length: float = 0.0


def strips(view: View) -> list[Strip]:
    """Lay out all units of ``view``."""
    result = [
        Strip(section, part, units)
        for section in view.sections
        for part, units in enumerate(_portions(section.units, view.source_nodes))
    ]
    sources = [_source_rail(strip) for strip in result]
    targets = _target_rails(result)
    above = _Measure(view.source_nodes, 1.0)
    below = _Measure(view.target_nodes, _ratio(view))
    lengths = [above.length(rail) for rail in sources] + [below.length(rail) for rail in targets]
    scale = FULL / max([1.0, *lengths])
    for strip, source, target in zip(result, sources, targets, strict=True):
        strip.placed = {unit.id: Placed(unit) for unit in strip.units}
        for (_, unit), box in zip(source, above.boxes(source, scale), strict=True):
            strip.placed[unit.id].source.append(box)
        for (_, unit), box in zip(target, below.boxes(target, scale), strict=True):
            strip.placed.setdefault(unit.id, Placed(unit)).target.append(box)
        strip.length = scale * max(above.length(source), below.length(target))
    return result


def _ratio(view: View) -> float:
    """What a character of the target counts, so that texts that met are drawn equally long in every language."""
    met = [unit for unit in view.units() if unit.source and unit.target]
    source = sum(view.source_nodes[node].size for unit in met for node in unit.source)
    target = sum(view.target_nodes[node].size for unit in met for node in unit.target)
    return source / target if source and target else 1.0


_Rail = list[tuple[int, Unit]]
"""Indices of blocks in the order of their text, each with the unit it belongs to."""


@dataclass(frozen=True, slots=True)
class _Measure:
    """How long the blocks of one side are drawn."""

    nodes: Sequence[Node]
    ratio: float
    """What a character counts, in characters of the source."""

    def size(self, node: int) -> float:
        return max(self.nodes[node].size * self.ratio, float(_SHORTEST))

    def length(self, rail: _Rail) -> float:
        return sum(self.size(node) for node, _ in rail)

    def boxes(self, rail: _Rail, scale: float) -> list[Box]:
        result = []
        start = 0.0
        for node, _ in rail:
            end = start + self.size(node) * scale
            # the gap is part of the box's share, so that gaps never lengthen a strip
            result.append(Box(start, end - min(_GAP, (end - start) / 3), self.nodes[node].kind))
            start = end
        return result


def _portions(units: Sequence[Unit], nodes: Sequence[Node]) -> list[tuple[Unit, ...]]:
    """Cut a section into parts of about equal size, before a paragraph rather than before an item."""
    count = -(-len(units) // _MOST_UNITS)
    size = -(-len(units) // count) if count else 0
    parts: list[list[Unit]] = [[]]
    for unit in units:
        inside = bool(unit.source) and nodes[unit.source[0]].kind in ("item", "subitem")
        if len(parts[-1]) >= size + (10 if inside else 0):
            parts.append([])
        parts[-1].append(unit)
    return [tuple(part) for part in parts]


def _source_rail(strip: Strip) -> _Rail:
    return sorted(((node, unit) for unit in strip.units for node in unit.source), key=lambda pair: pair[0])


def _target_rails(all_strips: list[Strip]) -> list[_Rail]:
    """For each strip the target's blocks in their own order; a moved block stands where the target has it."""
    home = {node: (n, unit) for n, strip in enumerate(all_strips) for unit in strip.units for node in unit.target}
    rails: list[_Rail] = [[] for _ in all_strips]
    current = 0
    for node in sorted(home):
        strip, unit = home[node]
        if unit.state != "moved":
            current = strip
        rails[current].append((node, unit))
    return rails
