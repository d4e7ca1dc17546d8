"""From two documents to a bitext: blocks first, sentences inside them, what was noticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from aligner import __version__
from aligner.alignment.blocks import BlockAlignment, align_blocks, ordered
from aligner.alignment.blocks_notices import notices
from aligner.alignment.blocks_sentences import Rows, lay_out, segments_of, take_back, whole_blocks
from aligner.alignment.engine import EngineOptions, align_many
from aligner.model import Bead, Bitext, Document, Level, Segment
from aligner.segmentation import Rules, segment


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignOptions:
    """How to align documents."""

    level: Level = "sentence"
    """What a segment is: a sentence, or a whole block."""
    rules: Rules | None = None
    """Rules of segmentation; ours where None."""
    engine: EngineOptions = field(default_factory=EngineOptions)
    """How sentences are aligned."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two documents in the order in which they are aligned, which is the same whichever was named first."""

    source: Document
    target: Document
    swapped: bool


def align(source: Document, target: Document, options: AlignOptions | None = None) -> Bitext:
    """Align two documents; see :func:`align_all`."""
    return align_all([(source, target)], options)[0]


def align_all(pairs: Sequence[tuple[Document, Document]], options: AlignOptions | None = None) -> list[Bitext]:
    """Align pairs of documents, learning from all of them together.

    Every segment of either side is in exactly one bead; ``align_all([(a, b)])`` and ``align_all([(b, a)])`` give the
    same beads with the sides exchanged.
    """
    chosen = options or AlignOptions()
    laid = [_canonical(source, target) for source, target in pairs]
    blocks = align_blocks([(pair.source, pair.target) for pair in laid])
    cut = [_cut(pair, chosen) for pair in laid]
    beads = _beads(laid, blocks, cut, chosen)
    return [
        _bitext(pair, found, sides, inner, chosen)
        for pair, found, sides, inner in zip(laid, blocks, cut, beads, strict=True)
    ]


def _canonical(source: Document, target: Document) -> _Pair:
    """Put a pair into an order that depends on the documents alone."""

    def key(document: Document) -> tuple[str, list[tuple[str, str]]]:
        return document.language, [(block.ref, block.text) for block in document.walk()]

    swapped = key(target) < key(source)
    return _Pair(target, source, True) if swapped else _Pair(source, target, False)


Cut = tuple[tuple[Segment, ...], tuple[Segment, ...]]


def _cut(pair: _Pair, options: AlignOptions) -> Cut:
    return (
        segment(pair.source, options.level, options.rules),
        segment(pair.target, options.level, options.rules),
    )


def _beads(
    pairs: Sequence[_Pair], blocks: Sequence[BlockAlignment], cut: Sequence[Cut], options: AlignOptions
) -> list[list[Bead]]:
    """The beads of segments for each pair."""
    owned = [
        (
            segments_of(sides[0], [block.ref for block in pair.source.walk()]),
            segments_of(sides[1], [block.ref for block in pair.target.walk()]),
        )
        for pair, sides in zip(pairs, cut, strict=True)
    ]
    if options.level == "paragraph":
        return [whole_blocks(found.beads, *sides) for found, sides in zip(blocks, owned, strict=True)]
    rows = [lay_out(found.beads, *sides) for found, sides in zip(blocks, owned, strict=True)]
    inner = _run(pairs, rows, cut, options)
    return [take_back(row, found) for row, found in zip(rows, inner, strict=True)]


def _run(pairs: Sequence[_Pair], rows: Sequence[Rows], cut: Sequence[Cut], options: AlignOptions) -> list[list[Bead]]:
    """One run of the engine for the pairs of each two languages."""
    found: list[list[Bead]] = [[] for _ in pairs]
    for languages in dict.fromkeys((pair.source.language, pair.target.language) for pair in pairs):
        places = [
            place
            for place, pair in enumerate(pairs)
            if (pair.source.language, pair.target.language) == languages and rows[place].source
        ]
        texts = [
            (
                [cut[place][0][i].text for i in rows[place].source],
                [cut[place][1][j].text for j in rows[place].target],
            )
            for place in places
        ]
        engine = replace(options.engine, source_language=languages[0], target_language=languages[1])
        boundaries = [rows[place].boundaries for place in places]
        for place, beads in zip(places, align_many(texts, engine, boundaries), strict=True):
            found[place] = list(beads)
    return found


def _bitext(pair: _Pair, found: BlockAlignment, sides: Cut, beads: Sequence[Bead], options: AlignOptions) -> Bitext:
    """Put everything together, in the order in which the user named the documents."""
    source, target = (pair.target, pair.source) if pair.swapped else (pair.source, pair.target)
    if pair.swapped:
        beads, blocks = [_mirrored(bead) for bead in beads], [_mirrored(bead) for bead in found.beads]
        sides = sides[1], sides[0]
    else:
        blocks = list(found.beads)
    in_order = ordered(blocks)
    return Bitext(
        source=source,
        target=target,
        level=options.level,
        source_segments=sides[0],
        target_segments=sides[1],
        beads=ordered(beads),
        block_beads=in_order,
        notices=notices(source, target, in_order, related=found.related),
        signature=_signature(source, target, options),
    )


def _mirrored(bead: Bead) -> Bead:
    return replace(bead, source=bead.target, target=bead.source)


def _signature(source: Document, target: Document, options: AlignOptions) -> str:
    """Method, settings and version as one line."""
    parts = {
        "dragoman": __version__,
        "pair": f"{source.language}-{target.language}",
        "level": options.level,
        "blocks": "evidence-dp",
    }
    return "|".join(f"{key}:{value}" for key, value in parts.items())
