"""The passes over one task: search with what is known, learn from the beads found, search again until they are steady.

The score and the order of passes follow measurements on development sets: length, shared tokens, how segments end
and begin, and a background lexicon first; then a lexicon learned from the beads, with the search repeated.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from aligner.alignment import (
    absence,
    breaks,
    embedding,
    fixed,
    lattice,
    learning,
    lengths,
    lexicon,
    order,
    pairs,
    search,
)
from aligner.alignment.counts import Learned
from aligner.alignment.options import Weights
from aligner.alignment.scores import MATCHES, SHAPES, TYPES, bead_scores
from aligner.alignment.tokens import Longs, Side

Floats = npt.NDArray[np.float64]

WINDOW = 30.0
"""Tokens of a usual window, for which weak pairs are left out; short segments make it smaller in the first pass."""
WIDTH = 8.0
"""Half-width of the first band, in segments."""
WIDENINGS = 4
"""How often the band is doubled at most when the path keeps to its edge."""
SLACK = 28.0
"""Nats by which a bead's best path may be worse than the best of all if the bead is to be looked at again."""
LARGEST = 3_000_000
"""Cells a band may hold, or forty for each segment where that is more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One alignment, with all that stays the same from pass to pass."""

    left: Side
    right: Side
    fixed: fixed.Fixed
    where: lattice.Blocks
    shared: pairs.Pairs
    """Identity and cognates, weight 1 for identity."""
    background: lexicon.Projection | None
    first_length: lengths.LengthModel
    vectors: embedding.Vectors | None
    weights: Weights
    numbers: npt.NDArray[np.bool_]
    """bool[V]: which tokens are numbers."""
    learn: bool
    """Whether a lexicon is learned from the beads."""
    lesson: Learned | None = None
    """What many texts taught together, in place of the first pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a pass needs to know from the pass before."""

    table: pairs.Pairs
    """Weighted pairs of tokens."""
    floors: Floats
    """float64[V]: ε of each token (:func:`aligner.alignment.absence.floors`)."""
    prune: float
    """Pairs of a smaller gain (before division by the window's size) are left out."""
    length: lengths.LengthModel
    priors: Floats
    """float64[types]: probability of each bead type."""
    breaks: tuple[Floats, Floats]
    """What classes meeting at a break say: of segment ends, of segment beginnings."""
    similarity: embedding.Similarity | None
    """What vectors say, where there are vectors."""
    chain: Floats | None
    """Anchors of the pass before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A path and what its beads are worth."""

    path: Longs
    """int64[B, 3]: (i, j, type) of the node where each bead ends."""
    posterior: Floats
    """float64[B]: probability of each bead under the model."""
    worth: Floats
    """float64[B]: log-likelihood ratio of each bead without its prior; 0 for one-sided ones."""
    characters: Floats
    """float64[B]: code points of both sides of each bead."""
    early: Result | None = None
    """What was found when a lexicon had been learned once at most: the more often texts teach themselves, the more they
    seem to correspond, whether they do or not. None where this is it."""


def run(task: Task) -> Result:
    """Align; the first pass trusts what is known beforehand, the next what it has taught."""
    weights = task.weights
    table = pairs.scaled(task.shared, weights.shared)
    if task.background is not None:
        table = pairs.joined(table, pairs.scaled(task.background.pairs, weights.lexicon))
    nothing = np.zeros((0, 4), np.int64)
    floor = weights.floor_first if task.background is None else weights.floor_background
    state = State(
        table=table,
        floors=absence.floors(task.numbers, floor, absence.USUAL),
        prune=weights.prune_first * min(WINDOW, pairs.window(task.left, task.right)),
        length=task.first_length,
        priors=starting_priors(),
        breaks=_breaks(task, nothing),
        similarity=embedding.guess(task.vectors) if task.vectors else None,
        chain=None,
    )
    if task.lesson is not None:
        state = _taught(task, state, task.lesson.path, task.lesson.learned)
        return _search(task, state)[0]
    result, chain = _search(task, state)
    early = None
    for turn in range(weights.passes if task.learn else 0):
        learned = learning.learn(task.left, task.right, matched(result.path), learning.Training())
        state = replace(_taught(task, state, result.path, learned), chain=chain)
        before = result.path
        early = result if turn == 1 else early
        result, chain = _search(task, state)
        if _changed(before, result.path) <= weights.steady:
            break
    return replace(result, early=early)


def _changed(before: Longs, after: Longs) -> float:
    """The share, 0..1, of the beads of a path that another one has otherwise."""
    either = len(np.unique(np.concatenate([before, after]), axis=0))
    return 1.0 - (len(before) + len(after) - either) / max(1, len(before), len(after))


def starting_priors() -> Floats:
    """Probability of each bead type before anything is known."""
    by_sum = {2: 0.85, 3: 0.04, 4: 0.008, 5: 0.003, 6: 0.001}
    values = [by_sum[n + m] * (0.5 if min(n, m) > 1 else 1.0) if n and m else 0.005 for n, m in TYPES]
    return np.array(values) / sum(values)


def _taught(task: Task, state: State, path: Longs, learned: tuple[pairs.Pairs, Longs, Longs]) -> State:
    """The state after learning from the beads of a pass."""
    weights = task.weights
    beads = matched(path)
    own = learning.smoothed(learned[0], learned[1:], task.background, weights)
    counts = np.bincount(path[:, 2], minlength=len(TYPES)) + weights.prior_beads * starting_priors()
    return State(
        table=pairs.joined(pairs.scaled(task.shared, weights.shared), pairs.scaled(own, weights.lexicon)),
        floors=absence.floors(
            task.numbers, weights.floor_learned, absence.missing_numbers(task.left, task.right, beads, task.numbers)
        ),
        prune=weights.prune * WINDOW,
        length=lengths.estimate(task.left, task.right, beads, state.length),
        priors=np.asarray(counts / counts.sum()),
        breaks=_breaks(task, beads),
        similarity=embedding.estimate(task.vectors, beads) if task.vectors else None,
        chain=None,
    )


def matched(path: Longs) -> Longs:
    """int64[B, 4]: (source from, to, target from, to) of the beads that match something."""
    path = path[path[:, 2] < MATCHES]
    shape = SHAPES[path[:, 2]]
    return np.column_stack([path[:, 0] - shape[:, 0], path[:, 0], path[:, 1] - shape[:, 1], path[:, 1]])


def _breaks(task: Task, beads: Longs) -> tuple[Floats, Floats]:
    nodes = beads[:, [1, 3]]
    belief = task.weights.breaks, task.weights.break_belief
    return breaks.table(*task.fixed.tails, nodes, *belief), breaks.table(*task.fixed.heads, nodes, *belief)


def _search(task: Task, state: State) -> tuple[Result, Floats]:
    """One pass: band, scores, best path; the band widens until the path keeps off its edges; then a second look."""
    where = task.where
    rule = (state.floors, state.prune)
    table = state.table
    to_target = pairs.direction(table.target, table.source, table.forward, pairs.shares(task.right), rule)
    to_source = pairs.direction(table.source, table.target, table.backward, pairs.shares(task.left), rule)
    chain = state.chain
    if chain is None:
        chain = lattice.anchors(task.left, task.right, to_target.arrays(), where)
    widths = np.full(len(where.corners) - 1, WIDTH)
    cells = max(LARGEST, 40 * (len(task.left) + len(task.right)))
    # never narrower than the first band, whatever the memory it takes
    widest = max(2 * WIDTH, cells / (2.0 * len(task.left) + 2.0))
    for turn in range(WIDENINGS + 1):
        area = lattice.band(where, chain, widths, len(task.right), widest)
        scores = _scores(task, state, area, (to_target, to_source))
        shape = (area.low, area.high, area.offset)
        found = search.best_path(shape, scores)
        path = found.path
        inside = len(path) > 0 and not search.near_edge(path, shape, (where.lowest, where.highest), 2)
        if inside or area.cells == 1 or turn == WIDENINGS:
            break
        widths = 2 * widths
        if lattice.band(where, chain, widths, len(task.right), widest).cells == area.cells:
            break
    return _weighed(task, state, search.candidates(shape, scores, found, SLACK), scores, (to_target, to_source)), chain


def _weighed(
    task: Task,
    state: State,
    found: search.Candidates,
    scores: npt.NDArray[np.float32],
    tables: tuple[pairs.Table, pairs.Table],
) -> Result:
    """The best path among candidates once the order of their words counts, too."""
    weights = task.weights
    values = scores[found.end, found.kind].astype(np.float64)
    if weights.order > 0.0:
        curve = order.curves(weights.order, weights.disorder)
        values += order.difference(found, (task.left, task.right), tables, curve)
    best = search.weigh(found, values, weights.sharpness)
    chosen = best.chosen
    kind = found.kind[chosen]
    worth = np.where(kind < MATCHES, values[chosen] - np.log(state.priors)[kind], 0.0)
    path = np.column_stack([found.row[chosen], found.column[chosen], kind])
    node, shape, (chars_s, chars_t) = path[:, :2], SHAPES[kind], task.fixed.chars
    characters = chars_s[node[:, 0]] - chars_s[node[:, 0] - shape[:, 0]]
    characters += chars_t[node[:, 1]] - chars_t[node[:, 1] - shape[:, 1]]
    return Result(path=path, posterior=best.posterior, worth=worth, characters=characters)


def _scores(
    task: Task, state: State, area: lattice.Lattice, tables: tuple[pairs.Table, pairs.Table]
) -> npt.NDArray[np.float32]:
    """float32[cells, types]: the score of every bead in the band."""
    to_target, to_source = tables
    left, right, where, weights = task.left, task.right, task.where, task.weights
    prior = np.log(state.priors)
    usual_s, usual_t = state.length.table(left, right)
    out = bead_scores(
        area,
        where,
        ((left, task.fixed.windows[0], to_source), (right, task.fixed.windows[1], to_target)),
        (
            _cost(left, to_source, task.numbers, state.floors),
            _cost(right, to_target, task.numbers, state.floors),
            *task.fixed.chars,
            prior[MATCHES] - weights.lonely * task.fixed.size_s,
            prior[MATCHES + 1] - weights.lonely * task.fixed.size_t,
        ),
        (*task.fixed.tails, state.breaks[0], *task.fixed.heads, state.breaks[1]),
        (prior, (weights.length, state.length.ratio, state.length.variance, usual_s, usual_t)),
    )
    if task.vectors is not None and state.similarity is not None:
        embedding.add(task.vectors, state.similarity, (area.low, area.high, area.offset), out)
    return out


def _cost(side: Side, table: pairs.Table, numbers: npt.NDArray[np.bool_], floors: Floats) -> Floats:
    """float64[N+1]: log ε of the tokens before each segment that have counterparts somewhere, and of all numbers."""
    costs = np.where((np.diff(table.start) > 0) | numbers, np.log(floors), 0.0)
    return lengths.cumulated(costs[side.ids])[side.pointer]
