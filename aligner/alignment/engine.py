"""Sentence alignment: two lists of segments in, beads with probabilities out.

The score and the order of passes follow the development measurements: length, shared tokens and, where there is
one, a background lexicon first; then a lexicon learned from the beads found, with the search repeated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from aligner.alignment import lattice as lattices
from aligner.alignment import breaks, learning, lengths, lexicon, pairs, search
from aligner.alignment.background import lexicon_for
from aligner.alignment.kernels import note_compiled
from aligner.alignment.options import EngineOptions, Weights
from aligner.alignment.scores import MATCHES, SHAPES, TYPES, bead_scores, window_gains
from aligner.alignment.tokens import Longs, Side, Vocabulary, stem_rule, tokenise
from aligner.model import Bead

Floats = npt.NDArray[np.float64]

__all__ = ["EngineOptions", "Weights", "align_many", "align_segments", "warm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a pass needs to know from the pass before."""

    table: pairs.Pairs
    """Weighted pairs of tokens."""
    floor: float
    """ε of the pass."""
    length: lengths.LengthModel
    priors: Floats
    """float64[types]: probability of each bead type."""
    breaks: tuple[Longs, Longs, Floats, Longs, Longs, Floats]
    """Classes of both sides' nodes and their table: of segment ends, then of segment beginnings."""
    prune: float
    """Pairs that raise a token's likelihood by less than this share are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A path and what its beads are worth."""

    path: Longs
    """int64[B, 3]: (i, j, type) of the node where each bead ends."""
    confidence: Floats
    """float64[B]: posterior of each bead."""


def align_segments(source: Sequence[str], target: Sequence[str], options: EngineOptions) -> list[Bead]:
    """Align two lists of segments; every segment is in exactly one bead, beads ascend on both sides."""
    return align_many([(source, target)], options)[0]


def align_many(texts: Sequence[tuple[Sequence[str], Sequence[str]]], options: EngineOptions) -> list[list[Bead]]:
    """Align pairs of the same two languages, learning from all of them together.

    ``options.boundaries`` apply to a single pair only. Raises :class:`ValueError` for boundaries that do not ascend.
    """
    if _swapped(texts, options):
        turned = align_many([(b, a) for a, b in texts], _mirrored(options))
        return [[Bead(bead.target, bead.source, bead.confidence) for bead in beads] for beads in turned]
    source = [segment for pair in texts for segment in pair[0]]
    target = [segment for pair in texts for segment in pair[1]]
    corners = list(options.boundaries) if len(texts) == 1 else []
    if len(texts) > 1:
        ends = np.cumsum([(len(a), len(b)) for a, b in texts], axis=0)
        corners = [(int(i), int(j)) for i, j in ends[:-1]]
    result = _align(source, target, corners, options)
    return _split(result, texts)


def _swapped(texts: Sequence[tuple[Sequence[str], Sequence[str]]], options: EngineOptions) -> bool:
    """Whether the pair comes in the other than the canonical order: so both orders give the same beads."""
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
    )


def starting_priors() -> Floats:
    """Probability of each bead type before anything is known."""
    by_sum = {2: 0.85, 3: 0.04, 4: 0.008, 5: 0.003, 6: 0.001}
    values = [by_sum[n + m] * (0.5 if min(n, m) > 1 else 1.0) if n and m else 0.005 for n, m in TYPES]
    return np.array(values) / sum(values)


def _align(source: list[str], target: list[str], corners: list[tuple[int, int]], options: EngineOptions) -> Result:
    weights = options.weights
    rules = (stem_rule(options.source_language), stem_rule(options.target_language))
    left, right, vocabulary = tokenise(source, target, rules)
    where = lattices.blocks((len(left), len(right)), corners)
    shared = pairs.shared_tokens(left, right, vocabulary)
    table = pairs.scaled(shared, weights.shared)
    background = _background(left, right, vocabulary, options)
    if background is not None:
        table = pairs.joined(table, pairs.scaled(background.pairs, weights.lexicon))
    languages = (options.source_language, options.target_language)
    state = State(
        table=table,
        floor=weights.floor_first if background is None else weights.floor_background,
        length=lengths.first_guess(left, right, languages),
        priors=starting_priors(),
        breaks=_breaks(left, right, np.zeros((0, 4), np.int64), weights),
        prune=weights.prune_first,
    )
    passes = weights.passes if options.learn else 0
    result, chain = _search(left, right, where, state, weights, None, not passes)
    for turn in range(passes):
        beads = _matched(result.path)
        learned, count_s, count_t = learning.learn(left, right, beads, learning.Training())
        own = _smoothed(learned, (count_s, count_t), background, weights)
        state = State(
            table=pairs.joined(pairs.scaled(shared, weights.shared), pairs.scaled(own, weights.lexicon)),
            floor=weights.floor_learned,
            length=lengths.estimate(left, right, beads, state.length),
            priors=_priors(result.path, weights),
            breaks=_breaks(left, right, beads, weights),
            prune=weights.prune,
        )
        result, chain = _search(left, right, where, state, weights, chain, turn == passes - 1)
    return result


def _background(left: Side, right: Side, vocabulary: Vocabulary, options: EngineOptions) -> lexicon.Projection | None:
    """What the lexicon says of these texts, whichever way round it is."""
    given = lexicon_for(options)
    if given is None:
        return None
    bases = [tag.split("-")[0] for tag in (options.source_language, options.target_language)]
    own = [tag.split("-")[0] for tag in (given.source_language, given.target_language)]
    turned = own[0] and own != bases and (own[0] == bases[1] or own[1] == bases[0])
    if turned:
        return lexicon.project(given, right, left, vocabulary).turned()
    straight = lexicon.project(given, left, right, vocabulary)
    if own[0]:
        return straight
    # a dictionary that names no languages is tried both ways
    other = lexicon.project(given, right, left, vocabulary).turned()
    return straight if len(straight.pairs) >= len(other.pairs) else other


def _smoothed(
    learned: pairs.Pairs, counts: tuple[Longs, Longs], background: lexicon.Projection | None, weights: Weights
) -> pairs.Pairs:
    """Probabilities from expected counts, the background lexicon's added as prior counts."""
    total_s = counts[0] + weights.doubt
    total_t = counts[1] + weights.doubt
    if background is not None:
        total_s = total_s + weights.trust * background.knows_source
        total_t = total_t + weights.trust * background.knows_target
        learned = pairs.joined(learned, pairs.scaled(background.pairs, weights.trust))
    return pairs.Pairs(
        source=learned.source,
        target=learned.target,
        forward=learned.forward / total_s[learned.source],
        backward=learned.backward / total_t[learned.target],
    )


def _matched(path: Longs) -> Longs:
    """int64[B, 4]: (source from, to, target from, to) of the beads that match something."""
    path = path[path[:, 2] < MATCHES]
    shape = SHAPES[path[:, 2]]
    return np.column_stack([path[:, 0] - shape[:, 0], path[:, 0], path[:, 1] - shape[:, 1], path[:, 1]])


def _breaks(
    left: Side, right: Side, beads: Longs, weights: Weights
) -> tuple[Longs, Longs, Floats, Longs, Longs, Floats]:
    nodes = beads[:, [1, 3]]
    out: list[Longs | Floats] = []
    for classes in (breaks.tails, breaks.heads):
        s, t = classes(left), classes(right)
        out += [s, t, breaks.table(s, t, nodes, weights.breaks, weights.break_belief)]
    return tuple(out)  # type: ignore[return-value]


def _priors(path: Longs, weights: Weights) -> Floats:
    counts = np.bincount(path[:, 2], minlength=len(TYPES)) + weights.prior_beads * starting_priors()
    return np.asarray(counts / counts.sum())


def _search(
    left: Side, right: Side, where: lattices.Blocks, state: State, weights: Weights, chain: Floats | None, last: bool
) -> tuple[Result, Floats]:
    """One pass: band, scores, best path, posteriors; the band widens until the path keeps off its edges."""
    usual_s, usual_t = pairs.shares(left), pairs.shares(right)
    rule = (state.floor, state.prune)
    to_target = pairs.direction(state.table.target, state.table.source, state.table.forward, usual_t, rule)
    to_source = pairs.direction(state.table.source, state.table.target, state.table.backward, usual_s, rule)
    if chain is None:
        chain = lattices.anchors(left, right, to_target.arrays(), where)
    widths = np.full(len(where.corners) - 1, 12.0)
    sharpness = weights.sharpness if last else 0.0
    for _ in range(5):
        area = lattices.band(where, chain, widths, len(right))
        scores = _scores(left, right, where, area, (to_target, to_source), state, weights)
        shape = (area.low, area.high, area.offset)
        _, choice, total = search.forward(shape, scores, SHAPES, sharpness)
        path = search.trace(shape, choice, SHAPES)
        if len(path):
            near = search.near_edge(path, shape, (where.lowest, where.highest), 2)
            if not near.any():
                break
        widths *= 2
    if not last:
        return Result(path=path, confidence=np.ones(len(path))), chain
    node = search.posteriors(shape, scores, SHAPES, total, sharpness)
    return Result(path=path, confidence=search.shares(path, shape, scores, SHAPES, (total, node, sharpness))), chain


def _scores(
    left: Side,
    right: Side,
    where: lattices.Blocks,
    area: lattices.Lattice,
    tables: tuple[pairs.Table, pairs.Table],
    state: State,
    weights: Weights,
) -> npt.NDArray[np.float32]:
    to_target, to_source = tables
    explained_t = np.zeros((area.cells, 5), np.float32)
    explained_s = np.zeros((area.cells, 5), np.float32)
    window_gains(
        (right.pointer, right.ids),
        to_target.arrays(),
        (left.post_start, left.posts, left.sizes),
        (area.first, area.last),
        (area.offset, area.low, 0),
        explained_t,
    )
    window_gains(
        (left.pointer, left.ids),
        to_source.arrays(),
        (right.post_start, right.posts, right.sizes),
        (area.low, area.high),
        (area.offset, area.low, 1),
        explained_s,
    )
    lonely = float(np.log(state.floor))
    prior = np.log(state.priors)
    usual_s, usual_t = state.length.table(left, right)
    return bead_scores(  # type: ignore[no-any-return]
        (area.low, area.high, area.offset, where.reach_s, where.reach_t, where.block_s, where.block_t),
        (explained_t, explained_s),
        (
            _known(left, to_source) * lonely,
            _known(right, to_target) * lonely,
            lengths.cumulated(left.lengths),
            lengths.cumulated(right.lengths),
            _alone(left, prior[MATCHES], weights),
            _alone(right, prior[MATCHES + 1], weights),
        ),
        state.breaks,
        (prior, SHAPES),
        (weights.length, state.length.ratio, state.length.variance, usual_s, usual_t),
    )


def _known(side: Side, table: pairs.Table) -> Floats:
    """float64[N+1]: tokens before each segment that some token of the other side explains."""
    flags = np.diff(table.start) > 0
    return lengths.cumulated(flags[side.ids].astype(np.float64))[side.pointer]


def _alone(side: Side, log_prior: float, weights: Weights) -> Floats:
    if not len(side):
        return np.zeros(0)
    middle = max(1.0, float(np.median(side.lengths)))
    return np.asarray(log_prior - weights.lonely * np.log(np.maximum(side.lengths, 1.0) / middle))


def _split(result: Result, texts: Sequence[tuple[Sequence[str], Sequence[str]]]) -> list[list[Bead]]:
    """Beads of each pair, indices counted from its own first segment."""
    out: list[list[Bead]] = []
    path, sure = result.path.tolist(), result.confidence.tolist()
    at = i0 = j0 = 0
    for source, target in texts:
        beads = []
        i, j = i0, j0
        while i < i0 + len(source) or j < j0 + len(target):
            i, j, k = path[at]
            n, m = TYPES[k]
            beads.append(Bead(tuple(range(i - n - i0, i - i0)), tuple(range(j - m - j0, j - j0)), sure[at]))
            at += 1
        i0, j0 = i0 + len(source), j0 + len(target)
        out.append(beads)
    return out


def warm() -> None:
    """Compile every kernel now, by aligning a few words, and remember that it is done."""
    texts = [f"word{k} other{k} 12{k}." for k in range(6)]
    align_segments(texts, [*texts, "one more."], EngineOptions(background=False))
    note_compiled()
