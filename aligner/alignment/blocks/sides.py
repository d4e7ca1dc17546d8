"""One side of a pair as arrays: what the block aligner knows of every block before it looks at the other side."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.model import Block, BlockKind, Document

KINDS: tuple[BlockKind, ...] = ("heading", "paragraph", "item", "subitem", "text", "footnote", "cell")
"""The order behind :attr:`Side.kind`."""

DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
"""A sign of these scripts stands for about four letters."""
ARABIC_LETTER = re.compile(r"[\u0600-\u06ff]")
_NEITHER = re.compile(r"[^\u0600-\u06ff\u3040-\U0003ffff]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The blocks of one document in order, with one array entry a block."""

    blocks: tuple[Block, ...]
    """As :meth:`aligner.model.Document.walk` yields them."""
    parent: NDArray[np.int32]
    """Index of the block above, −1 at the top."""
    kind: NDArray[np.int8]
    """Index into :data:`KINDS`."""
    label: tuple[str, ...]
    """Last component of the ref, empty for a block without a number."""
    length: NDArray[np.float64]
    """Weight of the text: letters, those of denser scripts counted more; 0 for a block without text."""


def side_of(document: Document) -> Side:
    """Read a document's tree into arrays."""
    blocks: list[Block] = []
    parents: list[int] = []

    def visit(block: Block, parent: int) -> None:
        place = len(blocks)
        blocks.append(block)
        parents.append(parent)
        for child in block.children:
            visit(child, place)

    for top in document.blocks:
        visit(top, -1)
    return Side(
        blocks=tuple(blocks),
        parent=np.array(parents, dtype=np.int32),
        kind=np.array([KINDS.index(block.kind) for block in blocks], dtype=np.int8),
        label=tuple(_label(block.ref) for block in blocks),
        length=np.array([_weight(block.text) for block in blocks], dtype=np.float64),
    )


def _weight(text: str) -> float:
    """Characters, in letters of a European language."""
    dense = arabic = 0
    if not text.isascii() and not _NEITHER.fullmatch(text):
        dense, arabic = len(DENSE.findall(text)), len(ARABIC_LETTER.findall(text))
    spaces = text.count(" ") + text.count("\u00a0")
    return len(text) - spaces + 3.0 * dense + 0.33 * arabic


def _label(ref: str) -> str:
    last = ref.rsplit(".", 1)[-1]
    return "" if last.startswith("~") else last


def take(side: Side, places: NDArray[np.intp]) -> Side:
    """The blocks at ``places`` only, in that order; parents that are left out become −1."""
    new = {int(old): place for place, old in enumerate(places)}
    return Side(
        blocks=tuple(side.blocks[place] for place in places),
        parent=np.array([new.get(int(side.parent[place]), -1) for place in places], dtype=np.int32),
        kind=side.kind[places],
        label=tuple(side.label[place] for place in places),
        length=side.length[places],
    )
