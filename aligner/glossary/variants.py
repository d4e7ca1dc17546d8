"""Forms that stand for one concept: found by asking how a term's equivalent is said in the source language.

« trafic d'êtres humains » is a variant of « traite des êtres humains » where the memory renders both as "trafficking
in human beings". Names are compared by their words as well, since each of a convention's names may have its own
equivalent: a name whose words are all in a longer one, its first and last word the same, is its short form.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from aligner.glossary.equivalents import Rendering, renderings
from aligner.glossary.gathering import Key, Pairing
from aligner.glossary.grammar import grammar
from aligner.glossary.matching import Occurrence, key_occurrences
from aligner.glossary.patterns import patterns
from aligner.glossary.words import CONTENT, FUNCTION, Side

LEAST_SCORE = 0.25
"""Reverse renderings below it are no variants."""
FRAMES = 0.18
"""Share of frames from which on two terms with one head are taken for variants."""
SETTLED = 3
"""Occurrences below which a term's frames say nothing."""
QUICK = 32
"""Texts that reverse renderings are gathered from."""
LONG_NAME = 5
"""Words of content from which on one changed word does not make another name."""
SHORT_NAME = 3
"""Words of content that a short name has at least: « République de Corée » is not short for another."""
NEGATIONS = frozenset({"non", "no", "не"})
SURE = 0.35
"""Confidence an equivalent must have to be asked how it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A form that stands for a concept."""

    key: Key
    occurrences: tuple[Occurrence, ...]
    reason: str
    """``same equivalent``, ``same frames``, ``same head`` or ``same name``."""


class Variation:
    """Looks for variants among all forms of the source texts, with the terms of the glossary to compare."""

    def __init__(self, pairing: Pairing, terms: Mapping[Key, Sequence[Occurrence]], names: Set[Key]) -> None:
        self._pairing = pairing
        self._turned = pairing.turned()
        self._terms = terms
        self._names = sorted(names)
        self._alike = Frames(pairing.source, terms)
        rules, forms = grammar(pairing.source.language), pairing.source.vocabulary.forms
        self._faint = {number for number, form in enumerate(forms) if form in rules.faint}
        self._pattern = patterns(pairing.source)

    def of(self, term: Key, best: Sequence[Rendering]) -> list[Found]:
        """Return the variants of a term whose renderings are ``best``."""
        found = {one.key: one for one in self._by_equivalent(term, best)}
        for key in self._alike.of(term) if term not in self._names else ():
            # bodies and countries are said in the same frames, and are not one for that
            if key not in self._names and self._rendered_alike(self._terms[key], best):
                found.setdefault(key, Found(key=key, occurrences=tuple(self._terms[key]), reason="same frames"))
        for key in self._weighed(term):
            if self._rendered_alike(self._terms[key], best):
                found.setdefault(key, Found(key=key, occurrences=tuple(self._terms[key]), reason="same head"))
        if term in self._names:
            for key in self._names:
                if same_name(self._pairing.source, term, key):
                    found.setdefault(key, Found(key=key, occurrences=tuple(self._terms[key]), reason="same name"))
        return list(found.values())

    def _weighed(self, term: Key) -> Iterator[Key]:
        """Terms with the same head and no modifiers but such as stand for one another: « concepts clefs, de base »."""
        head = self._plain_head(term)
        if head >= 0:
            yield from (key for key in self._terms if key != term and self._plain_head(key) == head)

    def _plain_head(self, term: Key) -> int:
        """The first word of a term that all other words of content only weigh, else -1."""
        content = [word for word in term if self._pairing.source.kinds[word] == CONTENT]
        return content[0] if len(content) > 1 and self._faint.issuperset(content[1:]) else -1

    def _by_equivalent(self, term: Key, best: Sequence[Rendering]) -> Iterator[Found]:
        """Forms that share a word with the term and that its surest equivalent renders too."""
        if not best or best[0].score < SURE:
            return
        source = self._pairing.source
        said = key_occurrences(self._turned.source, best[0].key)
        spoken = {one.unit for one in self._terms[term]}
        own = {place for one in self._terms[term] for place in range(one.begin, one.end)}
        # what the term itself does not explain is asked for apart: one place says little beside many
        apart = [one for one in said if one.unit not in spoken]
        answers = renderings(self._turned, said, QUICK) + (renderings(self._turned, apart, QUICK) if spoken else [])
        for one in answers:
            joined = source.joins[list(one.key)].any() and not source.joins[list(term)].any()
            if one.score < LEAST_SCORE or one.key == term or joined or not _related(source, term, one.key):
                continue
            everywhere = key_occurrences(source, one.key)
            if any(not own.isdisjoint(range(place.begin, place.end)) for place in everywhere):
                continue
            if self._nominal(one.key, everywhere) and self._says(everywhere, best[0].key):
                hits = tuple(Occurrence(place.unit, place.begin, place.end) for place in one.places)
                yield Found(key=one.key, occurrences=hits, reason="same equivalent")

    def _says(self, places: Sequence[Occurrence], wanted: Key) -> bool:
        """Whether ``wanted`` is the rendering of the places, or nearly so: « pays d'origine » says its own."""
        answers = renderings(self._pairing, places, QUICK)
        target = self._pairing.target
        if len({one.unit for one in places}) == 1 and answers:
            # seen once, its rendering may have been cut short; a word of content more says that it is another term
            return bool(found := _content(target, answers[0].key)) and found <= _content(target, wanted)
        return any(one.key == wanted and one.score >= 0.6 * answers[0].score for one in answers)

    def _nominal(self, key: Key, places: Sequence[Occurrence]) -> bool:
        """Whether it is built as a term is, and no article follows a word of content inside.

        « (offrir aux) victimes une protection » is no term.
        """
        source, rules = self._pairing.source, self._pattern
        if not rules.first[key[0]] or not rules.last[key[-1]] or any(rules.never[word] for word in key):
            return False
        if any(source.kinds[word] == FUNCTION for word in key):
            return False
        return not any(
            source.determined[at] and source.kinds[source.ids[at - 1]] == CONTENT
            for one in places
            for at in range(one.begin + 1, one.end)
        )

    def _rendered_alike(self, places: Sequence[Occurrence], best: Sequence[Rendering]) -> bool:
        """Whether the surest renderings share a word of content."""
        answers = renderings(self._pairing, places, QUICK)
        if not answers or not best:
            return False
        target = self._pairing.target
        return any(target.edges[word] for word in set(answers[0].key) & set(best[0].key))


class Frames:
    """The words around terms: synonyms with one head stand in the same ones.

    « lutte contre la traite | des personnes » and « … | des êtres humains ».
    """

    def __init__(self, side: Side, terms: Mapping[Key, Sequence[Occurrence]]) -> None:
        self._side = side
        self._terms = terms
        self._frames: dict[Key, Counter[Key]] = {
            key: self._around(places)
            for key, places in terms.items()
            if len(places) >= SETTLED and int(side.edges[list(key)].sum()) > 1
        }
        spread = Counter(frame for frames in self._frames.values() for frame in frames)
        self._weight = {frame: math.log(len(self._frames) / count) for frame, count in spread.items()}
        self._heads: dict[int, list[Key]] = {}
        for key in self._frames:
            self._heads.setdefault(key[0], []).append(key)

    def of(self, term: Key) -> list[Key]:
        """Terms with the same first word that stand in the frames of ``term``; neither holds the other."""
        if term not in self._frames:
            return []
        return [
            other
            for other in self._heads[term[0]]
            if other != term
            and not self._nested(term, other)
            and self._shared(term, other) >= FRAMES
            and not self._coordinated(term, other)
        ]

    def _coordinated(self, one: Key, other: Key) -> bool:
        """Whether both stand in one coordination, as two concepts do: « coopération régionale et internationale »."""
        for first, second in ((one, other), (other, one)):
            covered = {place for hit in self._terms[second] for place in range(hit.begin, hit.end)}
            if any(hit.coordinated and not covered.isdisjoint(range(hit.begin, hit.end)) for hit in self._terms[first]):
                return True
        return False

    def _nested(self, one: Key, other: Key) -> bool:
        words = [[word for word in key if self._side.edges[word]] for key in (one, other)]
        return _within(*sorted(words, key=len))

    def _around(self, places: Sequence[Occurrence]) -> Counter[Key]:
        frames: Counter[Key] = Counter()
        ids = self._side.ids
        for one in places:
            first, stop = int(self._side.pointer[one.unit]), int(self._side.pointer[one.unit + 1])
            for size in (2, 3):
                if one.begin - size >= first:
                    frames[(-1, *ids[one.begin - size : one.begin].tolist())] += 1
                if one.end + size <= stop:
                    frames[(-2, *ids[one.end : one.end + size].tolist())] += 1
        return frames

    def _shared(self, one: Key, other: Key) -> float:
        """0..1: weight of the frames both stand in against that of the term that has fewer."""
        here, there = self._frames[one], self._frames[other]
        common = [frame for frame in here if frame in there]
        if len(common) < 2:
            return 0.0
        weights = [sum(count * self._weight[frame] for frame, count in each.items()) for each in (here, there)]
        both = sum(min(here[frame], there[frame]) * self._weight[frame] for frame in common)
        return both / (min(weights) or 1.0)


def _related(side: Side, term: Key, other: Key) -> bool:
    here = [word for word in term if side.edges[word]]
    there = [word for word in other if side.edges[word]]
    if not set(here) & set(there) or abs(len(here) - len(there)) > 2:
        return False
    shorter, longer = sorted((here, there), key=len)
    if _within(shorter, longer):
        # « victimes » and « victimes de la traite » are two concepts, « trafic (illicite) de migrants » is one
        return len(shorter) > 1 and shorter[0] == longer[0] and shorter[-1] == longer[-1]
    if min(len(here), len(there)) < 2:
        return False
    # one head, or the same said of another head: « agences privées de recrutement », « organismes privés … »
    return here[0] == there[0] or set(here[1:]) == set(there[1:]) or len(set(here) & set(there)) > 1


def _content(side: Side, key: Key) -> set[int]:
    return {word for word in key if side.edges[word]}


def _within(shorter: Sequence[int], longer: Sequence[int]) -> bool:
    """Whether the words of one stand in the other in the same order."""
    rest = iter(longer)
    return all(word in rest for word in shorter)


def same_name(side: Side, one: Key, other: Key) -> bool:
    """Whether one name is a short form of the other, or the other with one word changed in a long name.

    A short form has its words in order, first and last the same. « Groupe interinstitutions de coopération contre la
    traite des personnes » and « … de coordination … » differ in one word of five or more, neither first nor last.
    """
    here = [word for word in one if side.edges[word]]
    there = [word for word in other if side.edges[word]]
    if len(here) == len(there) >= LONG_NAME:
        differ = [at for at, (mine, yours) in enumerate(zip(here, there, strict=True)) if mine != yours]
        return len(differ) == 1 and 0 < differ[0] < len(here) - 1
    shorter, longer = sorted((here, there), key=len)
    return (
        SHORT_NAME <= len(shorter) < len(longer) <= len(shorter) + 4
        and shorter[0] == longer[0]
        and shorter[-1] == longer[-1]
        and _within(shorter, longer)
        and not any(side.vocabulary.forms[word] in NEGATIONS for word in set(longer) - set(shorter))
    )
