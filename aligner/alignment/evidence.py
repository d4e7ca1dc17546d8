"""What speaks for and against a bead, in words a reviser can check: figures, names, words, length, punctuation."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import regex

from aligner.alignment import breaks, learning, lengths, pairs
from aligner.alignment.background import project_background
from aligner.alignment.evidence_kinds import KINDS, WITHOUT, Evidence, Explanation, Kind, Lengths
from aligner.alignment.options import EngineOptions
from aligner.alignment.tokens import NUMBER, SIGN, WORD, Longs, Side, Vocabulary, stem_rule, tokenise
from aligner.model import Bead
from tmx.store.words import fold

SHOWN = 8
"""Pairs of words, or words without counterpart, named in one piece of evidence."""
_WORD = regex.compile(r"[\p{L}\p{M}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Both texts as tokens, with all that links them."""

    segments: tuple[Sequence[str], Sequence[str]]
    """The texts of either side."""
    left: Side
    right: Side
    vocabulary: Vocabulary
    links: dict[tuple[int, int], float]
    """Weight of each pair of (source, target) tokens."""
    known: frozenset[int]
    """Tokens that have a link."""
    partners: dict[int, dict[int, float]]
    """The links by source token."""
    letters: tuple[int, int]
    """Letters of a word by which it is known, on either side."""
    lengths: Lengths
    tails: tuple[Longs, Longs]
    """Classes of how the segment before each node ends, on either side (see :mod:`~aligner.alignment.breaks`)."""
    heads: tuple[Longs, Longs]
    """Classes of how the segment after each node begins."""
    capitals: bool
    """Whether both sides have capital letters."""


def read(source: Sequence[str], target: Sequence[str], beads: Sequence[Bead], options: EngineOptions) -> Texts:
    """Both texts with the words that stand for each other, learned from ``beads``, their alignment, too."""
    rules = (stem_rule(options.source_language), stem_rule(options.target_language))
    left, right, vocabulary = tokenise(source, target, rules)
    spans = _spans(beads)
    links = _links((left, right, vocabulary), spans, options)
    partners: dict[int, dict[int, float]] = {}
    for (s, t), value in links.items():
        partners.setdefault(s, {})[t] = value
    heads = breaks.heads(left), breaks.heads(right)
    guess = lengths.first_guess(left, right, (options.source_language, options.target_language))
    model = lengths.estimate(left, right, spans, guess)
    return Texts(
        segments=(source, target),
        left=left,
        right=right,
        vocabulary=vocabulary,
        links=links,
        known=frozenset(token for link in links for token in link),
        partners=partners,
        letters=(rules[0][0], rules[1][0]),
        lengths=Lengths(ratio=model.ratio, variance=model.variance),
        tails=(breaks.tails(left), breaks.tails(right)),
        heads=heads,
        capitals=all(bool((side == breaks.CAPITAL).any()) for side in heads),
    )


def explain(texts: Texts, beads: Sequence[Bead]) -> Explanation:
    """What speaks for and against each of ``beads``, which need not be those that the words were learned from."""
    return Explanation(lengths=texts.lengths, beads=tuple(_about(texts, bead) for bead in beads))


def _about(texts: Texts, bead: Bead) -> tuple[Evidence, ...]:
    if not bead.source or not bead.target:
        return ()
    sizes = (int(side.lengths[list(at)].sum()) for side, at in ((texts.left, bead.source), (texts.right, bead.target)))
    length = Evidence(kind="length", weight=texts.lengths.weight(*sizes))
    return (*_words(texts, bead), length, _ends(texts, bead))


def _spans(beads: Sequence[Bead]) -> Longs:
    """int64[B, 4]: source from, to, target from, to of the beads with both sides."""
    whole = [bead for bead in beads if bead.source and bead.target]
    rows = [(b.source[0], b.source[-1] + 1, b.target[0], b.target[-1] + 1) for b in whole]
    return np.array(rows, np.int64).reshape(-1, 4)


def _links(cut: tuple[Side, Side, Vocabulary], spans: Longs, options: EngineOptions) -> dict[tuple[int, int], float]:
    left, right, vocabulary = cut
    weights = options.weights
    background = project_background(left, right, vocabulary, options)
    learned, count_s, count_t = learning.learn(left, right, spans, learning.Training())
    own = learning.smoothed(learned, (count_s, count_t), background, weights)
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
    return links


def tokens(side: Side, segments: tuple[int, ...]) -> list[int]:
    """The different tokens of these segments, in their order."""
    found: list[int] = []
    for segment in segments:
        found += side.ids[side.pointer[segment] : side.pointer[segment + 1]].tolist()
    return list(dict.fromkeys(found))


def _words(texts: Texts, bead: Bead) -> list[Evidence]:
    """Figures, words alike, and words known to stand for each other."""
    here, there = tokens(texts.left, bead.source), tokens(texts.right, bead.target)
    opposite = set(there)
    found = sorted(
        ((value, s, t) for s in here for t, value in texts.partners.get(s, {}).items() if t in opposite),
        key=lambda link: (-link[0], link[1], link[2]),
    )
    written = _Written(texts, 0, bead.source), _Written(texts, 1, bead.target)
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
        pairs_of[kind].append((written[0].word(s), written[1].word(t)))
    mine = set(here)
    lone: dict[Kind, list[str]] = {kind: [] for kind in KINDS}
    for token in dict.fromkeys(here + there):
        if token in texts.known and token not in taken:
            kind = _kind(texts, token, token)
            kind = "lexicon" if kind == "cognate" else kind
            sums[kind] -= WITHOUT
            lone[kind].append(written[token not in mine].word(token))
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


_folded = functools.lru_cache(1 << 14)(fold)


class _Written:
    """The words of one side of a bead as they are written there: a token is known by the first of its forms."""

    def __init__(self, texts: Texts, side: int, places: Sequence[int]) -> None:
        self.texts = texts
        self.letters = texts.letters[side]
        self.words = [(_folded(word), word) for at in places for word in _WORD.findall(texts.segments[side][at])]

    def word(self, token: int) -> str:
        """The word of a token, or its first form where it is none of the words here."""
        first = self.texts.vocabulary.text(token)
        if self.texts.vocabulary.kinds[token] != WORD:
            return first
        whole = _folded(first)
        stem = whole[: self.letters]
        alike = (word for plain, word in self.words if plain == whole or (stem != whole and plain.startswith(stem)))
        # what Arabic writes in front of a word does not belong to its token
        behind = (word for plain, word in self.words if len(stem) > 3 and stem in plain)
        return next(alike, None) or next(behind, first)


def _ends(texts: Texts, bead: Bead) -> Evidence:
    """Whether both sides end alike and go on alike."""
    weight = 0.0
    for number, (left, right) in enumerate((texts.tails, texts.heads)):
        one, other = int(left[bead.source[-1] + 1]), int(right[bead.target[-1] + 1])
        # a script without capitals begins all its sentences with small letters
        letters = number and not texts.capitals and {one, other} <= breaks.LETTERS
        weight += 0.5 if one == other or letters else -0.5
    return Evidence(kind="punctuation", weight=weight)
