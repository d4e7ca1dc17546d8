"""Bitexts as small JSON values, beside the documents they speak of: places instead of texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from aligner.model import Bead, Bitext, Document, Notice, Segment, Span
from aligner.pipeline.values import from_json, to_json

if TYPE_CHECKING:
    from aligner.alignment.joint import First

Documents = Sequence[tuple[Document, Document]]


def of_first(first: First, documents: Documents) -> Any:  # noqa: ANN401  (a JSON value)
    """What the first pass found of ``documents``, as a JSON value."""
    return [
        [[to_json(found.beads), found.related] for found in first.blocks],
        [
            [_places(document, side) for document, side in zip(pair, cut, strict=True)]
            for pair, cut in zip(documents, first.segments, strict=True)
        ],
        first.shapes,
    ]


def to_first(value: Any, documents: Documents) -> First:  # noqa: ANN401  (a JSON value)
    """The value of :func:`of_first`, of the same documents."""
    # the aligner is not loaded to look at what it left
    from aligner.alignment.blocks.pairing import BlockAlignment
    from aligner.alignment.joint import First

    blocks, segments, shapes = value
    return First(
        blocks=tuple(
            BlockAlignment(beads=from_json(tuple[Bead, ...], beads), related=related) for beads, related in blocks
        ),
        segments=tuple(
            (_segments(pair[0], cut[0]), _segments(pair[1], cut[1]))
            for pair, cut in zip(documents, segments, strict=True)
        ),
        shapes=tuple((n, m) for n, m in shapes),
    )


def of_bitext(bitext: Bitext) -> Any:  # noqa: ANN401  (a JSON value)
    """A bitext without its documents: segments are places in their blocks."""
    return [
        bitext.level,
        bitext.signature,
        _places(bitext.source, bitext.source_segments),
        _places(bitext.target, bitext.target_segments),
        to_json(bitext.beads),
        to_json(bitext.block_beads),
        to_json(bitext.notices),
    ]


def to_bitext(value: Any, source: Document, target: Document) -> Bitext:  # noqa: ANN401  (a JSON value)
    """The value of :func:`of_bitext`, put together with its documents again."""
    level, signature, left, right, beads, block_beads, notices = value
    return Bitext(
        source=source,
        target=target,
        level=level,
        source_segments=_segments(source, left),
        target_segments=_segments(target, right),
        beads=from_json(tuple[Bead, ...], beads),
        block_beads=from_json(tuple[Bead, ...], block_beads),
        notices=from_json(tuple[Notice, ...], notices),
        signature=signature,
    )


def _places(document: Document, segments: Sequence[Segment]) -> list[int]:
    """Three numbers a segment: its block's place, where it starts in the block's text, where it ends."""
    from aligner.alignment.blocks.sentences import segments_of

    blocks = list(document.walk())
    owned = segments_of(segments, [block.ref for block in blocks])
    places: list[int] = []
    for block, inside in owned.items():
        for segment in inside:
            span = segments[segment].span
            places += block, span.start, span.end
    return places


def _segments(document: Document, places: Sequence[int]) -> tuple[Segment, ...]:
    blocks = list(document.walk())
    found = []
    for at in range(0, len(places), 3):
        block, start, end = blocks[places[at]], places[at + 1], places[at + 2]
        found.append(Segment(block.text[start:end], block.ref, Span(start, end)))
    return tuple(found)
