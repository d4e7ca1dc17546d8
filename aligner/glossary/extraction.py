"""Terms that nobody has listed: candidates by pattern, ranked by termhood.

Candidates are stretches of words between function words and marks, prepositions allowed inside, with evidence that
they are nominal (articles before them). They are ranked by the C-value (Frantzi, Ananiadou and Mima 2000,
section 3.1), which takes from a candidate what longer candidates explain, weighed with how much rarer its words are
in general language.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.glossary.grammar import grammar
from aligner.glossary.model import Kind
from aligner.glossary.words import CONTENT, JOINING, LINKING, Longs, Side
from aligner.languages import known, words
from tmx.lang import primary

MOST_WORDS = 10
"""Words of a candidate, prepositions included."""
MOST_CANDIDATES = 20_000
"""Candidates that are ranked; the rarest are left out beyond it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A stretch of words that may be a term."""

    key: tuple[int, ...]
    places: Longs
    """Where it begins, as places in :attr:`Side.ids`, ascending."""
    score: float
    """0..1 among the candidates of one memory."""
    kind: Kind


def candidates(side: Side, least: int) -> list[Candidate]:
    """Return the candidates that stand ``least`` times or more, the likeliest terms first."""
    if len(side.ids) == 0:
        return []
    found = _repeated(side, max(least, 1))
    values = _c_values({key: len(places) for key, places in found.items()}, side)
    weighed = []
    for key, places in found.items():
        value = values[key]
        if value > 0:
            weighed.append((value * _contrast(side, key), key, places))
    weighed.sort(key=lambda each: (-each[0], each[1]))
    highest = weighed[0][0] if weighed else 1.0
    return [
        Candidate(key=key, places=places, score=round((value / highest) ** 0.5, 4), kind=_kind(side, key, places))
        for value, key, places in weighed
    ]


def _repeated(side: Side, least: int) -> dict[tuple[int, ...], Longs]:
    """All stretches of the candidates' pattern that stand ``least`` times, grown word by word."""
    kinds = side.kinds[side.ids]
    capital = _capitals(side)
    inner = (kinds == CONTENT) | (kinds == LINKING)
    first, last = _edges(side)
    starts = np.flatnonzero(first[side.ids])
    groups = side.ids[starts].astype(np.int64)
    found: dict[tuple[int, ...], Longs] = {}
    for size in range(1, MOST_WORDS + 1):
        starts, groups = _frequent(starts, groups, least)
        if len(starts) == 0:
            break
        whole = last[side.ids[starts + size - 1]]
        _collect(side, starts[whole], groups[whole], size, found)
        following = starts + size
        fits = following < len(side.ids)
        starts, groups, following = starts[fits], groups[fits], following[fits]
        joined = capital[starts] & (kinds[following] == JOINING)
        fits = (side.units[following] == side.units[starts]) & (inner[following] | joined)
        starts, groups, following = starts[fits], groups[fits], following[fits]
        _, groups = np.unique(groups * len(side.kinds) + side.ids[following], return_inverse=True)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_CANDIDATES])


def _frequent(starts: Longs, groups: Longs, least: int) -> tuple[Longs, Longs]:
    counts = np.bincount(groups) if len(groups) else np.zeros(1, np.int64)
    keep = counts[groups] >= least
    return starts[keep], groups[keep]


def _collect(side: Side, starts: Longs, groups: Longs, size: int, found: dict[tuple[int, ...], Longs]) -> None:
    order = np.argsort(groups, kind="stable")
    starts, groups = starts[order], groups[order]
    cuts = np.flatnonzero(np.diff(groups)) + 1
    for places in np.split(starts, cuts):
        if len(places):
            key = tuple(side.ids[places[0] : places[0] + size].tolist())
            found[key] = places.astype(np.int64)


def _edges(side: Side) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """bool[V] twice: words a candidate may begin with, and end with."""
    rules = grammar(side.language)
    forms = side.vocabulary.forms
    generic = np.array([form in rules.generic for form in forms], np.bool_)
    long = np.array([len(form) > 1 or side.unspaced for form in forms], np.bool_)
    last = side.edges & ~generic & long
    return last & _nominal(side), last


def _nominal(side: Side) -> npt.NDArray[np.bool_]:
    """bool[V]: words that stand behind an article now and then; all where the language's grammar has no articles."""
    if not grammar(side.language).merged:
        return np.ones(len(side.kinds), np.bool_)
    behind = np.bincount(side.ids, weights=side.determined, minlength=len(side.kinds))
    return behind >= 0.1 * np.bincount(side.ids, minlength=len(side.kinds))


def _capitals(side: Side) -> npt.NDArray[np.bool_]:
    """bool[K]: words with a capital that is not owed to their place at the beginning of a text."""
    flags = [
        side.texts[unit][start].isupper() for unit, start in zip(side.units.tolist(), side.starts.tolist(), strict=True)
    ]
    capital = np.array(flags, np.bool_)
    capital[side.pointer[:-1][np.diff(side.pointer) > 0]] = False
    return capital


def _c_values(counts: dict[tuple[int, ...], int], side: Side) -> dict[tuple[int, ...], float]:
    """C-value of each candidate; length is counted in words of content."""
    inside: dict[tuple[int, ...], list[int]] = {}
    for key in sorted(counts, key=lambda each: (-len(each), each)):
        count = counts[key]
        for begin in range(len(key)):
            for end in range(begin + 1, len(key) + 1):
                part = key[begin:end]
                if end - begin < len(key) and part in counts:
                    inside.setdefault(part, []).append(count)
    values = {}
    for key, count in counts.items():
        longer = inside.get(key, [])
        free = count - (sum(longer) / len(longer) if longer else 0.0)
        free = min(free, count - max(longer, default=0) * 0.9)
        content = sum(1 for word in key if side.kinds[word] == CONTENT)
        values[key] = math.log2(content + 1) * free
    return values


def _contrast(side: Side, key: Sequence[int]) -> float:
    """How special the words are: mean of log10 of their share here over their share in general language, 0..4."""
    if primary(side.language) not in known():
        return 1.0
    lexicon = words.lexicon(side.language)
    total = len(side.ids)
    ratios = []
    for word in key:
        if side.kinds[word] == CONTENT:
            here = (int(side.post_start[word + 1] - side.post_start[word]) + 1) / total
            ratios.append(math.log10(here / max(lexicon.frequency(side.vocabulary.forms[word]), 1e-7)))
    return min(max(sum(ratios) / len(ratios), 0.05), 3.0)


def _kind(side: Side, key: Sequence[int], places: Longs) -> Kind:
    """A name where its first word has a capital in most places that are not the beginning of a text."""
    inner = [int(at) for at in places if at != side.pointer[side.units[at]]]
    surfaces = [side.surface(at, at + 1) for at in inner]
    if len(key) == 1 and surfaces and all(text.isupper() and len(text) > 1 for text in surfaces):
        return "acronym"
    upper = sum(text[0].isupper() for text in surfaces)
    return "name" if surfaces and upper > 0.8 * len(surfaces) else "term"
