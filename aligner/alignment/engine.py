"""Sentence alignment: two lists of segments in, beads with probabilities out.

Swapping the sides gives the same beads: inside, a pair is always aligned in one canonical order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from aligner.alignment import confidence, embedding, lattice, lengths, pairs, passes
from aligner.alignment.background import project_background
from aligner.alignment.counts import Counts, Learned, Lesson, counted, projected
from aligner.alignment.fixed import fix
from aligner.alignment.options import EngineOptions, Weights
from aligner.alignment.scores import TYPES
from aligner.alignment.tokens import NUMBER, Side, Vocabulary, stem_rule, tokenise
from aligner.errors import UsageError
from aligner.model import Bead

__all__ = ["EngineOptions", "Weights", "align_many", "align_segments", "count_words", "unrelated"]

Texts = Sequence[tuple[Sequence[str], Sequence[str]]]

LARGEST_RUN = 150_000
"""Segments of both sides that are aligned in one go; more pairs are dealt out over several."""
DOUBT = 0.3
"""Confidence of the one-sided beads of a pair whose texts do not correspond."""
ENOUGH = 8
"""Segments on the shorter side from which a lexicon is learned under ``auto``."""


def align_segments(source: Sequence[str], target: Sequence[str], options: EngineOptions) -> list[Bead]:
    """Align two lists of segments; every segment is in exactly one bead, beads ascend on both sides.

    Texts that do not correspond give one-sided beads only, of a low confidence (:func:`unrelated`). Raises
    :class:`UsageError` for boundaries that do not ascend and for vectors of the wrong shape or with NaN.
    """
    return align_many([(source, target)], options)[0]


def align_many(texts: Texts, options: EngineOptions) -> list[list[Bead]]:
    """Align pairs of the same two languages, learning from all of them together.

    ``options.boundaries`` and ``options.embeddings`` are those of a single pair. Raises as :func:`align_segments`.
    """
    if len(texts) > 1 and (options.boundaries or options.embeddings or options.lesson):
        raise UsageError("boundaries, vectors and lessons are given for one pair of texts at a time")
    if _swapped(texts, options):
        turned = align_many([(b, a) for a, b in texts], _mirrored(options))
        return [[Bead(bead.target, bead.source, bead.confidence) for bead in beads] for beads in turned]
    out: list[list[Bead]] = []
    for group in _groups(texts):
        out += _align(group, options)
    return out


def unrelated(beads: Sequence[Bead]) -> bool:
    """Whether the engine found that the texts do not correspond: both have segments, and no bead matches any."""
    return (
        any(bead.source for bead in beads)
        and any(bead.target for bead in beads)
        and not any(bead.source and bead.target for bead in beads)
    )


def _swapped(texts: Texts, options: EngineOptions) -> bool:
    """Whether the pair comes in the other than the canonical order."""
    here, there = options.source_language, options.target_language
    if here != there:
        return there < here
    for source, target in texts:
        if list(source) != list(target):
            return list(target) < list(source)
    return False


def _mirrored(options: EngineOptions) -> EngineOptions:
    vectors = options.embeddings
    return replace(
        options,
        source_language=options.target_language,
        target_language=options.source_language,
        boundaries=tuple((j, i) for i, j in options.boundaries),
        embeddings=(vectors[1], vectors[0]) if vectors else None,
        lesson=options.lesson.turned() if options.lesson else None,
    )


def _groups(texts: Texts) -> list[Texts]:
    """Pairs dealt out in order, so that one run stays within memory."""
    groups: list[list[tuple[Sequence[str], Sequence[str]]]] = [[]]
    size = 0
    for pair in texts:
        count = len(pair[0]) + len(pair[1])
        if groups[-1] and size + count > LARGEST_RUN:
            groups.append([])
            size = 0
        groups[-1].append(pair)
        size += count
    return [group for group in groups if group]


def _align(texts: Texts, options: EngineOptions) -> list[list[Bead]]:
    """Align pairs laid end to end, with a hard boundary between each two."""
    source = [segment for pair in texts for segment in pair[0]]
    target = [segment for pair in texts for segment in pair[1]]
    rules = (stem_rule(options.source_language), stem_rule(options.target_language))
    left, right, vocabulary = tokenise(source, target, rules)
    learn = options.learn if isinstance(options.learn, bool) else min(len(left), len(right)) >= ENOUGH
    result = passes.run(
        passes.Task(
            left=left,
            right=right,
            fixed=fix(left, right),
            where=lattice.blocks((len(left), len(right)), _corners(texts, options)),
            shared=pairs.shared_tokens(left, right, vocabulary),
            background=project_background(left, right, vocabulary, options),
            first_length=lengths.first_guess(left, right, (options.source_language, options.target_language)),
            vectors=_vectors(source, target, options),
            weights=options.weights,
            numbers=vocabulary.kinds == NUMBER,
            learn=learn,
            lesson=_lesson(left, right, vocabulary, options.lesson),
        )
    )
    return _split(result, texts)


def count_words(source: Sequence[str], target: Sequence[str], beads: Sequence[Bead], options: EngineOptions) -> Counts:
    """Count what the two-sided ``beads`` of two lists of segments show, for :class:`~aligner.alignment.counts.Lesson`.

    ``options`` are those the beads were found with.
    """
    rules = (stem_rule(options.source_language), stem_rule(options.target_language))
    left, right, vocabulary = tokenise(source, target, rules)
    rows = [(b.source[0], b.source[-1] + 1, b.target[0], b.target[-1] + 1) for b in beads if b.source and b.target]
    return counted(left, right, vocabulary, np.array(rows, np.int64).reshape(-1, 4))


def _lesson(left: Side, right: Side, vocabulary: Vocabulary, given: Lesson | None) -> Learned | None:
    """What was taught, in this run's numbers of tokens; None where it is too little to learn from."""
    if given is None or given.counts.beads < ENOUGH:
        return None
    shapes = np.array(given.shapes, np.int64).reshape(-1, 2)
    if tuple(shapes.sum(axis=0)) != (len(left), len(right)):
        raise UsageError("the beads of the first pass are not those of these texts")
    kinds = {(int(n), int(m)): k for k, (n, m) in enumerate(TYPES)}
    path = np.column_stack([shapes.cumsum(axis=0), [kinds[shape] for shape in given.shapes]]).astype(np.int64)
    return Learned(path=path, learned=projected(given.counts, left, right, vocabulary))


def _vectors(source: Sequence[str], target: Sequence[str], options: EngineOptions) -> embedding.Vectors | None:
    if options.scorer != "embedding":
        return None
    sizes, given = (len(source), len(target)), options.embeddings
    if given is None:
        if options.encoder is None:
            raise UsageError(
                "the embedding scorer needs vectors", advice="add --embeddings SRC.npy TGT.npy, or --model NAME"
            )
        both = options.encoder([*source, *target])
        given = both[: sizes[0]], both[sizes[0] :]
    return embedding.prepare(given, sizes)


def _corners(texts: Texts, options: EngineOptions) -> list[tuple[int, int]]:
    if len(texts) == 1:
        i = j = 0
        for boundary in options.boundaries:
            if boundary[0] < i or boundary[1] < j or boundary[0] > len(texts[0][0]) or boundary[1] > len(texts[0][1]):
                raise UsageError(f"boundary {boundary} does not ascend, or lies outside the texts")
            i, j = boundary
        return list(options.boundaries)
    ends = np.cumsum([(len(source), len(target)) for source, target in texts], axis=0)
    return [(int(i), int(j)) for i, j in ends[:-1]]


def _split(result: passes.Result, texts: Texts) -> list[list[Bead]]:
    """Beads of each pair, indices counted from its own first segment."""
    path = result.path.tolist()
    sure = confidence.calibrated(result).tolist()
    early = result.early or result
    ends = early.path[:, :2].sum(axis=1)
    out: list[list[Bead]] = []
    at = i0 = j0 = 0
    for source, target in texts:
        beads = []
        i, j = i0, j0
        while i < i0 + len(source) or j < j0 + len(target):
            i, j, k = path[at]
            n, m = TYPES[k]
            beads.append(Bead(_run(i - n - i0, n), _run(j - m - j0, m), sure[at]))
            at += 1
        here = slice(*np.searchsorted(ends, (i0 + j0, i0 + j0 + len(source) + len(target)), side="right"))
        i0, j0 = i0 + len(source), j0 + len(target)
        if confidence.strangers(early.path[here], early.worth[here], early.posterior[here], (source, target)):
            beads = _alone(len(source), len(target))
        out.append(beads)
    return out


def _run(start: int, count: int) -> tuple[int, ...]:
    return (start,) if count == 1 else tuple(range(start, start + count))


def _alone(sources: int, targets: int) -> list[Bead]:
    return [Bead((i,), (), DOUBT) for i in range(sources)] + [Bead((), (j,), DOUBT) for j in range(targets)]
