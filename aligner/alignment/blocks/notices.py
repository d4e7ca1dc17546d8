"""What an alignment of blocks shows that a person should know: missing, added, moved, renumbered, merged, split."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from aligner.model import Bead, Block, Document, Notice

SHOWN = 4
"""Refs spelled out in a message before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class _Met:
    """A bead with its blocks."""

    source: tuple[Block, ...]
    target: tuple[Block, ...]
    moved: bool


def notices(source: Document, target: Document, beads: Sequence[Bead], *, related: bool) -> tuple[Notice, ...]:
    """Return what is worth saying about the beads of two documents' blocks, in the order of the beads.

    Neighbouring blocks with the same fate make one notice.
    """
    if not related:
        message = f"the texts do not correspond: nothing of {_name(source)} was aligned with {_name(target)}"
        return (Notice(kind="unrelated", message=message),)
    left, right = tuple(source.walk()), tuple(target.walk())
    met = [
        _Met(tuple(left[i] for i in bead.source), tuple(right[j] for j in bead.target), bead.moved) for bead in beads
    ]
    found: list[tuple[int, Notice]] = []
    for judge in (_one_sided, _wide, _displaced, _renumbered, _unmarked):
        found.extend(judge(met))
    return tuple(notice for _, notice in sorted(found, key=lambda entry: entry[0]))


def _name(document: Document) -> str:
    return document.source or document.symbol


def _runs(met: Sequence[_Met], key: Callable[[_Met], object]) -> Iterator[tuple[int, object, list[_Met]]]:
    """Neighbouring beads with the same key that is not None: place of the first, key, beads."""
    for value, group in groupby(enumerate(met), key=lambda entry: key(entry[1])):
        if value is not None:
            beads = list(group)
            yield beads[0][0], value, [bead for _, bead in beads]


def _refs(blocks: Sequence[Block]) -> str:
    names = [block.ref for block in blocks]
    if len(names) <= SHOWN:
        return ", ".join(names)
    return f"{names[0]} to {names[-1]} ({len(names)} blocks)"


def _one_sided(met: Sequence[_Met]) -> Iterator[tuple[int, Notice]]:
    def side(bead: _Met) -> object:
        if bead.source and bead.target:
            return None
        block = (bead.source or bead.target)[0]
        part = "notes" if block.kind == "footnote" else block.ref.split(".")[0]
        return ("missing" if bead.source else "added", part)

    for place, _, run in _runs(met, side):
        source = [block for bead in run for block in bead.source]
        target = [block for bead in run for block in bead.target]
        blocks = source or target
        what = _refs(blocks)
        if blocks[0].kind == "heading":
            what = f"section {blocks[0].ref}" + (f" ({len(blocks)} blocks)" if len(blocks) > 1 else "")
        if source:
            yield place, _notice("missing", source, (), f"only in the source: {what}")
        else:
            yield place, _notice("added", (), target, f"only in the target: {what}")


def _wide(met: Sequence[_Met]) -> Iterator[tuple[int, Notice]]:
    for place, bead in enumerate(met):
        if not bead.source or not bead.target:
            continue
        if len(bead.source) > 1:
            message = f"run together in the target: {_refs(bead.source)} in {bead.target[0].ref}"
            yield place, _notice("merged", bead.source, bead.target, message)
        elif len(bead.target) > 1:
            message = f"divided in the target: {bead.source[0].ref} into {_refs(bead.target)}"
            yield place, _notice("split", bead.source, bead.target, message)


def _displaced(met: Sequence[_Met]) -> Iterator[tuple[int, Notice]]:
    for place, _, run in _runs(met, lambda bead: True if bead.moved else None):
        source = [block for bead in run for block in bead.source]
        target = [block for bead in run for block in bead.target]
        message = f"stands elsewhere in the target: {_refs(source)} met {_refs(target)}"
        yield place, _notice("moved", source, target, message)


def _pair(bead: _Met) -> tuple[Block, Block] | None:
    return (bead.source[0], bead.target[0]) if bead.source and bead.target else None


def _renumbered(met: Sequence[_Met]) -> Iterator[tuple[int, Notice]]:
    """Blocks whose own number differs; below them only what differs itself is told."""

    def differs(bead: _Met) -> object:
        pair = _pair(bead)
        if pair is None or bead.moved:
            return None
        labels = [block.ref.rsplit(".", 1)[-1] for block in pair]
        if labels[0] == labels[1] or any(label.startswith("~") for label in labels):
            return None
        return pair[0].ref.rpartition(".")[0]

    numbered = [bead for bead in met if _own_number(bead)]
    places = {id(bead): place for place, bead in enumerate(met)}
    for _, _, run in _runs(numbered, differs):
        source = [bead.source[0] for bead in run]
        target = [bead.target[0] for bead in run]
        message = f"numbered otherwise in the target: {_refs(source)} as {_refs(target)}"
        yield places[id(run[0])], _notice("renumbered", source, target, message)


def _own_number(bead: _Met) -> bool:
    """Whether the bead can say something about numbering: items of a paragraph do not end its run."""
    pair = _pair(bead)
    if pair is None:
        return False
    labels = [block.ref.rsplit(".", 1)[-1] for block in pair]
    return pair[0].kind != "item" or labels[0] != labels[1]


def _unmarked(met: Sequence[_Met]) -> Iterator[tuple[int, Notice]]:
    def lost(bead: _Met) -> object:
        pair = _pair(bead)
        if pair is None or bool(pair[0].marker) == bool(pair[1].marker):
            return None
        return "target" if pair[0].marker else "source"

    for place, where, run in _runs(met, lost):
        source = [bead.source[0] for bead in run]
        target = [bead.target[0] for bead in run]
        marked = source if where == "target" else target
        message = f"no marker in the {where}: {_refs(marked)}"
        yield place, _notice("unmarked", source, target, message)


def _notice(kind: str, source: Sequence[Block], target: Sequence[Block], message: str) -> Notice:
    return Notice(
        kind=kind,  # type: ignore[arg-type]
        source_refs=tuple(block.ref for block in source),
        target_refs=tuple(block.ref for block in target),
        message=message,
    )
