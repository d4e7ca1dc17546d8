"""Renderings made whole: a fixed expression takes in the words that stand beside it wherever it renders the term.

The links of single words give « mutual », the texts give "mutual legal assistance" each time; « 联合国毒品和犯罪 »
is followed by 问题办公室. A word that other words of the source draw is left where it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from aligner.glossary.gathering import Key, Pairing, edges_of, loose_key
from aligner.glossary.grammar import grammar
from aligner.glossary.words import BREAK, COMMA

FIXED = 0.85
"""Share of the places where an expression goes on with the same word, from which on that word belongs to it."""
FOREIGN = -0.6
"""Mean weight of a word below which another word of the source explains it."""

OVER = -0.1
"""The same for a word behind a preposition or an "and": « espacio ultraterrestre con fines pacíficos »."""


class _Grown(NamedTuple):
    """An expression with one word of content more."""

    span: tuple[int, int]
    added: Key
    """The words added, loosely."""
    stretch: tuple[int, int]
    """Where they stand."""
    weight: float
    """Of the word of content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """Makes the candidates of one term whole."""

    pairing: Pairing
    weights: Mapping[int, Sequence[float]]
    """For each text looked at, how much each of its words is the term's (:func:`gathering.weights_of`)."""
    most: int
    """Words of content, at most."""
    edges: dict[int, tuple[list[bool], list[bool]]] = field(default_factory=dict)
    """For each text met, where a candidate may begin and end."""

    def of(self, forms: Sequence[Key], spans: Sequence[tuple[int, int]]) -> tuple[Key, ...]:
        """The expression whose ``forms``, commonest first, stand at ``spans``, as it stands whole."""
        target = self.pairing.target
        while len(spans) > 1 and (wider := self._wider(spans)):
            spans = wider
        counts = Counter(tuple(target.ids[begin:end].tolist()) for begin, end in spans)
        if len(counts) == len(forms) and forms[0] in counts:
            return tuple(forms)
        keys = sorted(counts, key=lambda key: (-counts[key], key))
        # of the forms of one expression only: those whose words are the same beyond their inflection
        return tuple(key for key in keys if loose_key(target, key) == loose_key(target, keys[0]))

    def _wider(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The same places with the word behind, or before, that belongs to nearly all of them; empty without one."""
        for step in (1, -1):
            grown = [self._next(begin, end, step) for begin, end in spans]
            words = Counter(found.added for found in grown if found)
            word, count = max(words.items(), key=lambda pair: (pair[1], pair[0]), default=((), 0))
            chosen = [found for found in grown if found and found.added == word]
            if count < max(FIXED * len(spans), 2) or self._content(chosen[0].span) > self.most:
                continue
            if sum(found.weight for found in chosen) / count >= self._least(chosen[0]):
                return [found.span for found in chosen]
        return []

    def _least(self, grown: _Grown) -> float:
        """Mean weight that what is added must have."""
        if self._says_little(grown.added):
            return 0.0
        # words that are not of content lie between
        words = int(self.pairing.links.target.begins[slice(*grown.stretch)].sum())
        return FOREIGN if words == 1 else OVER

    def _says_little(self, added: Key) -> bool:
        vocabulary = self.pairing.target.vocabulary
        return any(vocabulary.forms[word] in grammar(vocabulary.language).generic for word in added)

    def _content(self, span: tuple[int, int]) -> float:
        target = self.pairing.target
        count = int(target.edges[target.ids[span[0] : span[1]]].sum())
        return count / 2 if target.unspaced else count

    def _next(self, begin: int, end: int, step: int) -> _Grown | None:
        """The span with the next word of content."""
        target = self.pairing.target
        unit = int(target.units[begin])
        first, stop = int(target.pointer[unit]), int(target.pointer[unit + 1])
        if unit not in self.edges:
            opens, closes = edges_of(self.pairing, first, stop)
            self.edges[unit] = opens.tolist(), closes.tolist()
        reached = self.edges[unit][1 if step > 0 else 0]
        at = end if step > 0 else begin - 1
        while first <= at < stop and target.kinds[target.ids[at]] not in (BREAK, COMMA):
            if reached[at - first]:
                new = (end, at + 1) if step > 0 else (at, begin)
                return _Grown(
                    span=(min(begin, new[0]), max(end, new[1])),
                    added=loose_key(target, tuple(target.ids[new[0] : new[1]].tolist())),
                    stretch=new,
                    weight=self.weights[unit][at - first],
                )
            at += step
        return None
