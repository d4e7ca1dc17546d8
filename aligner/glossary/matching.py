"""Where a term stands in running text: inflected, elided, contracted, broken over lines, coordinated, nested.

A term is the sequence of its words' keys (:mod:`aligner.glossary.words`). It occurs where that sequence stands
unbroken, and where a coordination stands inside it: « abus d'autorité ou d'une situation de vulnérabilité » holds
*abus d'une situation de vulnérabilité*, "technical and legal assistance" holds *technical assistance*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from aligner.glossary.arabic import is_relative, plain, plurals
from aligner.glossary.coordination import coordinated
from aligner.glossary.grammar import grammar
from aligner.glossary.stems import fold
from aligner.glossary.unspaced import LONGEST as LONGEST_WORD
from aligner.glossary.unspaced import cuts_word, word_lengths
from aligner.glossary.words import LINKING, Longs, Side, term_keys
from tmx.lang import primary

MOST_WORDS = 40
"""A term of more words is not looked for."""


class Occurrence(NamedTuple):
    """One place where a term stands."""

    unit: int
    """Number of the text."""
    begin: int
    """First word, as a place in :attr:`Side.ids`."""
    end: int
    """Place after the last word."""
    coordinated: bool = False
    """Whether a coordination stands inside it."""
    nested: bool = False
    """Whether it lies inside an occurrence of a longer term."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A term to look for."""

    text: str
    keys: tuple[int, ...]
    marked: tuple[int, ...]
    """The same with the commas of the term; empty where it has none."""
    capitals: bool
    """An acronym: it must stand in capitals, so that WHO is not *who*."""


_NON = re.compile(r"\bnon[-‐‑]$", re.IGNORECASE)
_AGENT = ("euse", "trice", "enne", "ière")
"""Endings of French nouns for women whose form for men is the same noun."""
_ACRONYM = re.compile(r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я0-9.]{1,7}")


def pattern(term: str, side: Side) -> Pattern:
    """Prepare a term of the language of ``side`` for :func:`occurrences`."""
    keys = tuple(term_keys(term, side.vocabulary))
    if primary(side.language) == "ar":
        keys = tuple(_met(side, key) for key in keys)
    marked = tuple(term_keys(term, side.vocabulary, marks=True))
    return Pattern(term, keys, marked if marked != keys else (), bool(_ACRONYM.fullmatch(term.strip())))


def _met(side: Side, key: int) -> int:
    """An Arabic word of a term, as its broken plural where the texts have that alone."""
    if key < len(side.kinds) and len(side.places(key)):
        return key
    for plural in plurals(plain(side.vocabulary.forms[key])):
        found = side.vocabulary.seen_key(plural)
        if found >= 0:
            return found
    return key


def occurrences(side: Side, wanted: Pattern) -> list[Occurrence]:
    """All places of a term in the order of the texts; they do not overlap one another."""
    found = key_occurrences(side, wanted.keys)
    if wanted.marked:
        found = _apart(found + key_occurrences(side, wanted.marked))
    repeated = _repeated_preposition(side, wanted.keys)
    if repeated:
        found = _apart(found + repeated)
    if wanted.capitals:
        found = [one for one in found if side.surface(one.begin, one.end).isupper()]
    if len(wanted.keys) == 1:
        same = _SAME_NOUN.get(primary(side.language))
        noun = fold(wanted.text.strip())
        found = [one for one in found if same is None or same(fold(side.surface(one.begin, one.end)), noun)]
        found = [one for one in found if not _is_verb(side, one.begin)]
    if side.unspaced:
        return [one for one in found if _cuts_no_word(side, one)]
    return [one for one in found if not _negated(side, one.begin)]


def _is_verb(side: Side, at: int) -> bool:
    """Whether an auxiliary before the word says that it is a verb: "can report"."""
    return (
        at > side.pointer[side.units[at]]
        and side.vocabulary.forms[side.ids[at - 1]] in grammar(side.language).auxiliary
    )


def _negated(side: Side, at: int) -> bool:
    """Whether *non* is written onto the word with a hyphen: *non-sanction* is no *sanction*."""
    text, start = side.texts[int(side.units[at])], int(side.starts[at])
    return bool(_NON.search(text, max(start - 5, 0), start))


def _repeated_preposition(side: Side, keys: Sequence[int]) -> list[Occurrence]:
    """Places where a coordination inside the term has a preposition more, or one less.

    « (services d')assistance et de protection » holds *assistance et protection*, with the preposition before the term
    said again; « abus d'autorité ou une situation … » holds *abus d'autorité ou d'une situation …*.
    """
    joints = (
        [at for at, key in enumerate(keys[:-1]) if side.joins[key]] if max(keys, default=0) < len(side.joins) else []
    )
    found: list[Occurrence] = []
    for joint in joints:
        behind = keys[joint + 1]
        if side.kinds[behind] == LINKING:
            found += key_occurrences(side, (*keys[: joint + 1], *keys[joint + 2 :]))
            continue
        for linking in np.flatnonzero(side.kinds == LINKING).tolist():
            longer = (*keys[: joint + 1], linking, *keys[joint + 1 :])
            for at in sequence_places(side, longer).tolist():
                if at > side.pointer[side.units[at]] and side.ids[at - 1] == linking:
                    found.append(Occurrence(int(side.units[at]), at, at + len(longer)))
    return found


def _cuts_no_word(side: Side, one: Occurrence) -> bool:
    """Whether an occurrence is no half of other words: 提供资金 holds no 供资, 请求的国家 no 请求国."""
    text, begin, end = side.texts[one.unit], int(side.starts[one.begin]), int(side.ends[one.end - 1])
    if cuts_word(text, begin, end, side.language):
        return False
    behind = text.rfind("的", begin, end) + 1
    if not behind:
        return True
    (lengths,) = word_lengths([text[behind : end + LONGEST_WORD]], side.language)
    return end - behind in accumulate(lengths)


def _same_french(one: str, other: str) -> bool:
    """Whether two French nouns are one: *rapporteur* and *rapporteuse* are, *saisie* and the participle *saisi* not."""
    here, there = _number_undone(one), _number_undone(other)
    return here == there or (here[-1] != "e" and there[-1] != "e") or here.endswith(_AGENT) or there.endswith(_AGENT)


def _number_undone(word: str) -> str:
    """A French noun without its plural ending."""
    if word.endswith("aux") and not word.endswith("eaux") and len(word) > 4:
        return word[:-3] + "al"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _same_arabic(one: str, other: str) -> bool:
    return is_relative(one) == is_relative(other)


_SAME_NOUN = {"fr": _same_french, "ar": _same_arabic}
"""By language, what a term of one word is held against beyond its key, which joins nouns with their adjectives."""


def key_occurrences(side: Side, keys: Sequence[int]) -> list[Occurrence]:
    """All places of a sequence of words, coordinations inside it included."""
    if not keys or len(keys) > MOST_WORDS or max(keys) >= len(side.kinds):
        return []
    found = [Occurrence(int(side.units[at]), int(at), int(at) + len(keys)) for at in sequence_places(side, keys)]
    if len(keys) > 1 and not side.unspaced:
        # « l'exploitation et l'exploitation sexuelle » holds the term once, at its end
        covered = {place for one in found for place in range(one.begin, one.end)}
        found += [
            Occurrence(int(side.units[begin]), begin, end, coordinated=True)
            for begin, end in coordinated(side, keys)
            if covered.isdisjoint(range(begin, end))
        ]
    return _apart(found)


def sequence_places(side: Side, keys: Sequence[int]) -> Longs:
    """Places at which the words ``keys`` stand one after another within a text."""
    counts = [int(side.post_start[key + 1] - side.post_start[key]) for key in keys]
    rarest = int(np.argmin(counts))
    at = side.places(keys[rarest]) - rarest
    at = at[(at >= 0) & (at + len(keys) <= len(side.ids))]
    for offset, key in enumerate(keys):
        if offset != rarest:
            at = at[side.ids[at + offset] == key]
    together: Longs = at[side.units[at] == side.units[at + len(keys) - 1]]
    return together


def _apart(found: list[Occurrence]) -> list[Occurrence]:
    """Leave out what overlaps an earlier or shorter occurrence of the same term."""
    kept: list[Occurrence] = []
    for one in sorted(found, key=lambda each: (each.begin, each.end)):
        if not kept or one.begin >= kept[-1].end:
            kept.append(one)
    return kept


def mark_nested(groups: Sequence[list[Occurrence]]) -> list[list[Occurrence]]:
    """Mark occurrences that lie inside a longer one of another term; the groups are those of one side."""
    longest: dict[int, list[Occurrence]] = {}
    for group in groups:
        for one in group:
            longest.setdefault(one.unit, []).append(one)
    marked = []
    for group in groups:
        marked.append([one._replace(nested=_inside(one, longest[one.unit])) for one in group])
    return marked


def _inside(one: Occurrence, others: Sequence[Occurrence]) -> bool:
    size = one.end - one.begin
    return any(other.begin <= one.begin and one.end <= other.end and other.end - other.begin > size for other in others)
