"""From two documents to a bitext: blocks first, sentences inside them, what was noticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from aligner import __version__
from aligner.alignment.blocks.notices import notices
from aligner.alignment.blocks.pairing import BlockAlignment, align_blocks, ordered
from aligner.alignment.blocks.sentences import Rows, lay_out, segments_of, take_back, whole_blocks
from aligner.alignment.engine import EngineOptions, align_segments
from aligner.errors import UsageError
from aligner.model import Bead, Bitext, Document, Level, Segment
from aligner.segmentation import SrxRules, segments


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignOptions:
    """How to align documents."""

    level: Level = "sentence"
    """What a segment is: a sentence, or a whole block."""
    rules: SrxRules | None = None
    """Rules of segmentation; ours where None."""
    engine: EngineOptions = field(default_factory=EngineOptions)
    """How sentences are aligned."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents in the order in which they are aligned, which is the same whichever was named first."""

    source: Document
    target: Document
    swapped: bool

    @property
    def languages(self) -> tuple[str, str]:
        """Tags of both sides."""
        return self.source.language, self.target.language


def align(source: Document, target: Document, options: AlignOptions | None = None) -> Bitext:
    """Align two documents; see :func:`align_all`."""
    return align_all([(source, target)], options)[0]


def align_all(pairs: Sequence[tuple[Document, Document]], options: AlignOptions | None = None) -> list[Bitext]:
    """Align pairs of documents; pairs in the same two languages learn from all of them together.

    Every segment of either side is in exactly one bead; ``align_all([(a, b)])`` and ``align_all([(b, a)])`` give the
    same beads with the sides exchanged.
    """
    chosen = options or AlignOptions()
    laid = [canonical(source, target) for source, target in pairs]
    found: dict[int, Bitext] = {}
    for languages in dict.fromkeys(pair.languages for pair in laid):
        places = [place for place, pair in enumerate(laid) if pair.languages == languages]
        engine = replace(chosen.engine, source_language=languages[0], target_language=languages[1])
        together = [laid[place] for place in places]
        if engine.embeddings is not None and together[0].swapped:
            engine = replace(engine, embeddings=(engine.embeddings[1], engine.embeddings[0]))
        found |= zip(places, _align_group(together, replace(chosen, engine=engine)), strict=True)
    return [found[place] for place in range(len(laid))]


def _align_group(pairs: Sequence[Pair], options: AlignOptions) -> list[Bitext]:
    """Align pairs in the same two languages."""
    blocks = align_blocks([(pair.source, pair.target) for pair in pairs], options.engine)
    return assembled(pairs, blocks, [cut_of(pair, options) for pair in pairs], options)


def assembled(
    pairs: Sequence[Pair], blocks: Sequence[BlockAlignment], cut: Sequence[Cut], options: AlignOptions
) -> list[Bitext]:
    """Align the segments of pairs whose blocks are aligned, and put everything together."""
    beads = _beads(pairs, blocks, cut, options)
    return [
        _bitext(pair, met, sides, inner, options)
        for pair, met, sides, inner in zip(pairs, blocks, cut, beads, strict=True)
    ]


def canonical(source: Document, target: Document) -> Pair:
    """Put a pair into an order that depends on the documents alone."""

    def key(document: Document) -> list[tuple[str, str]]:
        return [(block.ref, block.text) for block in document.walk()]

    if source.language != target.language:
        swapped = target.language < source.language
    else:
        swapped = key(target) < key(source)
    return Pair(target, source, True) if swapped else Pair(source, target, False)


Vectors = tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]
Cut = tuple[tuple[Segment, ...], tuple[Segment, ...]]


def cut_of(pair: Pair, options: AlignOptions) -> Cut:
    """The segments of both sides."""
    return (
        segments(pair.source, options.level, options.rules),
        segments(pair.target, options.level, options.rules),
    )


def _beads(
    pairs: Sequence[Pair], blocks: Sequence[BlockAlignment], cut: Sequence[Cut], options: AlignOptions
) -> list[list[Bead]]:
    """The beads of segments for each pair."""
    if options.level == "paragraph":
        owned = _owned(pairs, cut)
        return [whole_blocks(found.beads, *sides) for found, sides in zip(blocks, owned, strict=True)]
    rows = laid_out(pairs, blocks, cut)
    inner = _run(rows, cut, options.engine)
    return [take_back(row, found) for row, found in zip(rows, inner, strict=True)]


def laid_out(pairs: Sequence[Pair], blocks: Sequence[BlockAlignment], cut: Sequence[Cut]) -> list[Rows]:
    """The segments of each pair's blocks that met, side by side."""
    return [lay_out(found.beads, *sides) for found, sides in zip(blocks, _owned(pairs, cut), strict=True)]


def _owned(
    pairs: Sequence[Pair], cut: Sequence[Cut]
) -> list[tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]]:
    """The segments of each block, on both sides of each pair."""
    return [
        (
            segments_of(sides[0], [block.ref for block in pair.source.walk()]),
            segments_of(sides[1], [block.ref for block in pair.target.walk()]),
        )
        for pair, sides in zip(pairs, cut, strict=True)
    ]


def joined(rows: Sequence[Rows], cut: Sequence[Cut]) -> tuple[list[str], list[str], tuple[tuple[int, int], ...]]:
    """Texts of both sides of all pairs laid end to end, and the positions that no bead may cross."""
    source = [sides[0][i].text for row, sides in zip(rows, cut, strict=True) for i in row.source]
    target = [sides[1][j].text for row, sides in zip(rows, cut, strict=True) for j in row.target]
    boundaries: list[tuple[int, int]] = []
    at = (0, 0)
    for row in rows:
        boundaries += [(at[0] + i, at[1] + j) for i, j in row.boundaries]
        at = at[0] + len(row.source), at[1] + len(row.target)
        boundaries.append(at)
    return source, target, tuple(dict.fromkeys(boundaries))


def _run(rows: Sequence[Rows], cut: Sequence[Cut], options: EngineOptions) -> list[list[Bead]]:
    """One run of the engine over all pairs laid end to end; beads over positions in the rows of each pair."""
    source, target, boundaries = joined(rows, cut)
    options = replace(options, embeddings=_rows_of(options, rows, cut), boundaries=boundaries)
    found: list[list[Bead]] = [[] for _ in rows]
    place = i = j = 0
    for bead in align_segments(source, target, options):
        while (bead.source and bead.source[0] >= i + len(rows[place].source)) or (
            bead.target and bead.target[0] >= j + len(rows[place].target)
        ):
            i, j = i + len(rows[place].source), j + len(rows[place].target)
            place += 1
        found[place].append(Bead(tuple(k - i for k in bead.source), tuple(k - j for k in bead.target), bead.confidence))
    return found


def _rows_of(options: EngineOptions, rows: Sequence[Rows], cut: Sequence[Cut]) -> Vectors | None:
    """The vectors of the segments that the engine is to see, in its order."""
    if options.embeddings is None:
        return None
    if len(rows) != 1:
        raise UsageError("vectors serve one pair of documents at a time")
    for vectors, segments_of_side, name in zip(options.embeddings, cut[0], ("source", "target"), strict=True):
        if len(vectors) != len(segments_of_side):
            raise UsageError(
                f"{len(vectors)} vectors for {len(segments_of_side)} {name} segments",
                advice="one row a segment is needed, in the order of the document",
            )
    left, right = options.embeddings
    return left[list(rows[0].source)], right[list(rows[0].target)]


def _bitext(pair: Pair, found: BlockAlignment, sides: Cut, beads: Sequence[Bead], options: AlignOptions) -> Bitext:
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
    engine = options.engine
    lexicon = "given" if engine.lexicon is not None else "background" if engine.background else "none"
    parts = {
        "dragoman": __version__,
        "pair": f"{source.language}-{target.language}",
        "level": options.level,
        "rules": "given" if options.rules is not None else "own",
        "blocks": "evidence",
        "scorer": engine.scorer,
        **({"model": str(engine.encoder)} if engine.encoder is not None else {}),
        "lexicon": lexicon,
    }
    return "|".join(f"{key}:{value}" for key, value in parts.items())
