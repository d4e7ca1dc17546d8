"""Aligning an archive batch by batch, with a lexicon learned from many batches together.

:func:`align_first` aligns the pairs of one batch and counts what they show; the counts of many batches are added up
(:func:`aligner.alignment.counts.added`); :func:`align_again` aligns the batch once more with what all of them taught.
Each step needs one batch in memory, and its result is small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aligner.alignment.bitexts import AlignOptions, Cut, Pair, assembled, canonical, cut_of, joined, laid_out
from aligner.alignment.blocks.pairing import BlockAlignment, align_blocks
from aligner.alignment.blocks.sentences import Rows
from aligner.alignment.counts import Counts, Lesson
from aligner.alignment.engine import align_segments, count_words
from aligner.errors import UsageError
from aligner.model import Bitext, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """What the first pass found for a batch of pairs."""

    blocks: tuple[BlockAlignment, ...]
    """For each pair, its sides in canonical order."""
    segments: tuple[Cut, ...]
    """For each pair, the segments of both sides in the order the documents were given: cutting takes time."""
    shapes: tuple[tuple[int, int], ...]
    """(source segments, target segments) of each bead, over all pairs laid end to end."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """Pairs in the same two languages, in canonical order, with what is quickly made again."""

    pairs: list[Pair]
    cut: list[Cut]
    options: AlignOptions

    def rows(self, blocks: Sequence[BlockAlignment]) -> list[Rows]:
        """The sentences of each pair's blocks that met."""
        return laid_out(self.pairs, blocks, self.cut)


def align_first(
    pairs: Sequence[tuple[Document, Document]], options: AlignOptions | None = None
) -> tuple[First, Counts]:
    """Align the pairs of a batch, all in the same two languages, and count what they show.

    Raises :class:`~aligner.errors.UsageError` where the languages differ or there is no pair.
    """
    batch = _batch(pairs, options or AlignOptions(), ())
    engine = batch.options.engine
    blocks = align_blocks([(pair.source, pair.target) for pair in batch.pairs], engine)
    source, target, boundaries = joined(batch.rows(blocks), batch.cut)
    plain = replace(engine, boundaries=boundaries, learn=False)
    beads = align_segments(source, target, plain)
    shapes = tuple((len(bead.source), len(bead.target)) for bead in beads)
    segments = tuple(_turned(pair, cut) for pair, cut in zip(batch.pairs, batch.cut, strict=True))
    return First(blocks=tuple(blocks), segments=segments, shapes=shapes), count_words(source, target, beads, engine)


def align_again(
    pairs: Sequence[tuple[Document, Document]], first: First, counts: Counts, options: AlignOptions | None = None
) -> list[Bitext]:
    """Align the same pairs again, with what they and others taught: ``counts`` of all batches added up."""
    batch = _batch(pairs, options or AlignOptions(), first.segments)
    lesson = Lesson(shapes=first.shapes, counts=counts)
    engine = replace(batch.options.engine, learn=False, lesson=lesson)
    return assembled(batch.pairs, first.blocks, batch.cut, replace(batch.options, engine=engine))


def _batch(pairs: Sequence[tuple[Document, Document]], options: AlignOptions, segments: Sequence[Cut]) -> _Batch:
    laid = [canonical(source, target) for source, target in pairs]
    languages = {pair.languages for pair in laid}
    if len(languages) != 1:
        raise UsageError("the pairs of a batch are in the same two languages")
    here, there = languages.pop()
    engine = replace(options.engine, source_language=here, target_language=there)
    chosen = replace(options, level="sentence", engine=engine)
    if segments:
        return _Batch(laid, [_turned(pair, cut) for pair, cut in zip(laid, segments, strict=True)], chosen)
    return _Batch(laid, [cut_of(pair, chosen) for pair in laid], chosen)


def _turned(pair: Pair, cut: Cut) -> Cut:
    """The segments of a pair in the other order of the two: as aligned, as given."""
    return (cut[1], cut[0]) if pair.swapped else cut
