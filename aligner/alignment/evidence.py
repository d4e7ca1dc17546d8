"""What speaks for and against a bead, in words a reviser can check: figures, names, words, length, punctuation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from aligner.alignment import breaks, learning, lengths, pairs
from aligner.alignment.background import project_background
from aligner.alignment.options import EngineOptions
from aligner.alignment.passes import smoothed
from aligner.alignment.tokens import NUMBER, SIGN, WORD, Longs, Side, Vocabulary, stem_rule, tokenise
from aligner.model import Bead

Kind = Literal["number", "cognate", "lexicon", "length", "punctuation"]
KINDS: tuple[Kind, ...] = ("number", "cognate", "lexicon", "length", "punctuation")
SHOWN = 8
"""Pairs of words, or words without counterpart, named in one piece of evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One kind of evidence about one bead."""

    kind: Kind
    weight: float
    """In nats: above 0 speaks for the bead, below 0 against it."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Words (source, target) that stand for each other, the strongest first."""
    lone: tuple[str, ...] = ()
    """What has no counterpart in the bead though it has one elsewhere in the texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Both texts as tokens, with all that links them."""

    left: Side
    right: Side
    vocabulary: Vocabulary
    links: dict[tuple[int, int], float]
    """Weight of each pair of (source, target) tokens."""
    known: frozenset[int]
    """Tokens that have a link."""


class Explainer:
    """Says of any bead of two texts what speaks for and against it; what it needs is learned once."""

    def __init__(
        self, source: Sequence[str], target: Sequence[str], beads: Sequence[Bead], options: EngineOptions
    ) -> None:
        """``source`` and ``target``: all segments of the texts; ``beads``: their alignment, to learn words from."""
        rules = (stem_rule(options.source_language), stem_rule(options.target_language))
        left, right, vocabulary = tokenise(source, target, rules)
        self._texts = linked((left, right, vocabulary), beads, options)
        guess = lengths.first_guess(left, right, (options.source_language, options.target_language))
        self._model = lengths.estimate(left, right, _spans(beads), guess)

    def about(self, bead: Bead) -> tuple[Evidence, ...]:
        """The evidence about a bead, in the order of :data:`KINDS`; nothing for a one-sided one."""
        if not bead.source or not bead.target:
            return ()
        return (*_words(self._texts, bead), _length(self._texts, bead, self._model), _ends(self._texts, bead))

    def expected(self, bead: Bead) -> float:
        """Characters that the target of a bead should have, from the length of its source and the texts' ratio."""
        return float(self._texts.left.lengths[list(bead.source)].sum()) * self._model.ratio


def explain(
    source: Sequence[str], target: Sequence[str], beads: Sequence[Bead], options: EngineOptions
) -> list[tuple[Evidence, ...]]:
    """Return the evidence about each bead (:meth:`Explainer.about`)."""
    explainer = Explainer(source, target, beads, options)
    return [explainer.about(bead) for bead in beads]


def _spans(beads: Sequence[Bead]) -> Longs:
    """int64[B, 4]: source from, to, target from, to of the beads with both sides."""
    whole = [bead for bead in beads if bead.source and bead.target]
    rows = [(b.source[0], b.source[-1] + 1, b.target[0], b.target[-1] + 1) for b in whole]
    return np.array(rows, np.int64).reshape(-1, 4)


def linked(cut: tuple[Side, Side, Vocabulary], beads: Sequence[Bead], options: EngineOptions) -> Texts:
    """Both texts, as the tokeniser cut them, with the words that stand for each other, learned from ``beads`` too."""
    left, right, vocabulary = cut
    spans = _spans(beads)
    weights = options.weights
    background = project_background(left, right, vocabulary, options)
    learned, count_s, count_t = learning.learn(left, right, spans, learning.Training())
    own = smoothed(learned, (count_s, count_t), background, weights)
    shared = pairs.scaled(pairs.shared_tokens(left, right, vocabulary), weights.shared)
    table = pairs.joined(shared, pairs.scaled(own, weights.lexicon))
    usual = pairs.shares(left), pairs.shares(right)
    gain = 0.5 * (table.forward / usual[1][table.target] + table.backward / usual[0][table.source])
    # what would not even double a token's likelihood in a segment of usual size is no evidence to show
    least = (len(left.ids) + len(right.ids)) / max(1, len(left) + len(right))
    links: dict[tuple[int, int], float] = {}
    for s, t, value in zip(table.source.tolist(), table.target.tolist(), gain.tolist(), strict=True):
        if value > least:
            links[s, t] = links.get((s, t), 0.0) + value
    known = frozenset(token for link in links for token in link)
    return Texts(left=left, right=right, vocabulary=vocabulary, links=links, known=known)


def tokens(side: Side, segments: tuple[int, ...]) -> list[int]:
    """The different tokens of these segments, in their order."""
    found: list[int] = []
    for segment in segments:
        found += side.ids[side.pointer[segment] : side.pointer[segment + 1]].tolist()
    return list(dict.fromkeys(found))


def _words(texts: Texts, bead: Bead) -> list[Evidence]:
    """Figures, words alike, and words known to stand for each other."""
    here, there = tokens(texts.left, bead.source), tokens(texts.right, bead.target)
    found = sorted(
        ((texts.links[s, t], s, t) for s in here for t in there if (s, t) in texts.links),
        key=lambda link: (-link[0], link[1], link[2]),
    )
    pairs_of: dict[Kind, list[tuple[str, str]]] = {kind: [] for kind in KINDS}
    sums: dict[Kind, float] = dict.fromkeys(KINDS, 0.0)
    taken: set[int] = set()
    size = 0.5 * (len(here) + len(there)) + 1.0
    for value, s, t in found:
        # one counterpart each is enough to show; both sides may be the same token
        if (s in taken and s != t) or (t in taken and s != t):
            continue
        taken |= {s, t}
        kind = _kind(texts, s, t)
        sums[kind] += float(np.log1p(value / size))
        pairs_of[kind].append((texts.vocabulary.text(s), texts.vocabulary.text(t)))
    lone: dict[Kind, list[str]] = {kind: [] for kind in KINDS}
    for token in dict.fromkeys(here + there):
        if token in texts.known and token not in taken:
            kind = _kind(texts, token, token)
            kind = "lexicon" if kind == "cognate" else kind
            sums[kind] -= 0.5
            lone[kind].append(texts.vocabulary.text(token))
    return [
        Evidence(kind=kind, weight=sums[kind], pairs=tuple(pairs_of[kind][:SHOWN]), lone=tuple(lone[kind][:SHOWN]))
        for kind in ("number", "cognate", "lexicon")
    ]


def _kind(texts: Texts, source: int, target: int) -> Kind:
    kind = int(texts.vocabulary.kinds[source])
    if kind == NUMBER:
        return "number"
    if source == target or kind == SIGN:
        return "cognate"
    if kind == WORD and texts.vocabulary.text(source)[:3].lower() == texts.vocabulary.text(target)[:3].lower():
        return "cognate"
    return "lexicon"


def _length(texts: Texts, bead: Bead, model: lengths.LengthModel) -> Evidence:
    """How far the lengths are from what the texts' ratio lets expect; 0 at one standard deviation."""
    a = float(texts.left.lengths[list(bead.source)].sum()) * model.ratio
    b = float(texts.right.lengths[list(bead.target)].sum())
    deviation = (a - b) ** 2 / (model.variance * (0.5 * (a + b) + 1.0))
    return Evidence(kind="length", weight=0.5 - 0.5 * min(deviation, 20.0))


def _ends(texts: Texts, bead: Bead) -> Evidence:
    """Whether both sides end alike and go on alike."""
    marks = [
        (int(classes(texts.left)[bead.source[-1] + 1]), int(classes(texts.right)[bead.target[-1] + 1]))
        for classes in (breaks.tails, breaks.heads)
    ]
    weight = sum(0.5 if a == b else -0.5 for a, b in marks)
    return Evidence(kind="punctuation", weight=weight)
