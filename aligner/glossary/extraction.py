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

from aligner.glossary.alternation import alternating
from aligner.glossary.gathering import is_acronym
from aligner.glossary.matching import sequence_places
from aligner.glossary.model import Kind
from aligner.glossary.patterns import Patterns, patterns
from aligner.glossary.words import CONTENT, JOINING, LINKING, Longs, Side
from aligner.languages import known, words
from tmx.lang import primary

SETTLED = 5
"""Occurrences from which on a candidate that always goes on in the same way is none."""
RARE_HEAD = 3
"""Occurrences of the first word of a name seen once, at most, all with a capital."""
FULL_NAME = 4
"""Words of content from which on a name seen once may begin with a word that others begin with."""
LONG_NAME = 16
"""Words of a name seen once, at most."""
MOST_WORDS = 16
"""Words of a candidate, prepositions included: full titles of funds and instruments have so many."""
FIXED = 0.6
"""Share of the places of what stands before a coordination that the candidate must have."""
COMMON = 0.2
"""Contrast with general language that is no sign of a term yet."""
ALONE = 0.6
"""Factor for a candidate of one word."""
CUT = 0.4
"""Factor for a candidate that has the same word of content right beside it in all its places."""
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
    alternating: bool = False
    """Whether it is too rare to be a term unless it has a variant."""


def candidates(side: Side, least: int) -> list[Candidate]:
    """Return the candidates that stand ``least`` times or more, the likeliest terms first."""
    if len(side.ids) == 0:
        return []
    found = _all(side, max(least, 1))
    values = _c_values({key: len(places) for key, places in found.items()}, side)
    rare = {key: at for key, at in alternating(side, patterns(side), max(least, 1)).items() if key not in found}
    found |= rare
    values |= {key: _length(side, key) * 2 for key in rare}
    weighed = []
    for key, places in found.items():
        value = values[key]
        if value > 0:
            weighed.append((_termhood(side, key, value, places), key, places))
    weighed.sort(key=lambda each: (-each[0], each[1]))
    highest = weighed[0][0] if weighed else 1.0
    return [
        Candidate(
            key=key,
            places=places,
            score=round(value / highest, 4),
            kind=_kind(side, key, places),
            alternating=key in rare,
        )
        for value, key, places in weighed
    ]


def _repeated(side: Side, rules: Patterns, least: int) -> dict[tuple[int, ...], Longs]:
    """All stretches of the candidates' pattern that stand ``least`` times, grown word by word."""
    kinds = side.kinds[side.ids]
    inner = ((kinds == CONTENT) | (kinds == LINKING) | (kinds == JOINING)) & ~rules.never[side.ids]
    starts = np.flatnonzero(rules.first[side.ids] & inner)
    groups = side.ids[starts].astype(np.int64)
    found: dict[tuple[int, ...], Longs] = {}
    for size in range(1, MOST_WORDS + 1):
        starts, groups = _frequent(starts, groups, least)
        if len(starts) == 0:
            break
        whole = rules.last[side.ids[starts + size - 1]]
        if size == 1:
            whole &= rules.alone[side.ids[starts]]
        _collect(side, starts[whole], groups[whole], size, found)
        following = starts + size
        fits = following < len(side.ids)
        starts, groups, following = starts[fits], groups[fits], following[fits]
        fits = (side.units[following] == side.units[starts]) & inner[following]
        starts, groups, following = starts[fits], groups[fits], following[fits]
        _, groups = np.unique(groups * len(side.kinds) + side.ids[following], return_inverse=True)
    return found


def _all(side: Side, least: int) -> dict[tuple[int, ...], Longs]:
    """Every candidate with its places."""
    rules = patterns(side)
    found = _repeated(side, rules, least)
    for key, places in _single_names(side, rules).items():
        found.setdefault(key, places)
    found = {
        key: places
        for key, places in found.items()
        if _fixed(side, key, places) and (not rules.generic[key[0]] or _kind(side, key, places) == "name")
    }
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_CANDIDATES])


def _fixed(side: Side, key: tuple[int, ...], places: Longs) -> bool:
    """Whether a coordination inside belongs to the term: what stands before it seldom goes on otherwise.

    « services de détection et de répression » does, « Convention et du Protocole » does not.
    """
    joints = np.flatnonzero(side.joins[list(key)])
    if len(joints) == 0:
        return True
    behind = key[joints[0] + 1]
    parallel = side.kinds[behind] == LINKING and behind in key[: joints[0]]
    before = len(sequence_places(side, key[: joints[0]]))
    return len(joints) == 1 and before * FIXED <= len(places) and (bool(parallel) or _kind(side, key, places) == "name")


def _single_names(side: Side, rules: Patterns) -> dict[tuple[int, ...], Longs]:
    """Names seen once: from a capital inside a text on, as far as words and prepositions go."""
    found: dict[tuple[int, ...], list[int]] = {}
    kinds = side.kinds[side.ids]
    openings = set(side.pointer[:-1].tolist())
    after = 0
    for begin in np.flatnonzero(rules.capital & side.edges[side.ids]).tolist():
        if begin < after or begin in openings:
            continue
        at = begin + 1
        while at < len(side.ids) and at not in openings and kinds[at] in (CONTENT, LINKING) and at - begin < LONG_NAME:
            at += 1
        end = at
        while not rules.last[side.ids[end - 1]] and end > begin + 1:
            end -= 1
        key = tuple(side.ids[begin:end].tolist())
        head = side.places(int(side.ids[begin]))
        content = int(side.edges[list(key)].sum())
        if (_rare(rules, head) and content >= 3) or (content >= FULL_NAME and _new_body(side, key)):
            found.setdefault(key, []).append(begin)
            after = at
        # else a name may begin inside: « Secrétariat de continuer à coordonner le Groupe … »
    return {key: np.array(places, np.int64) for key, places in found.items()}


def _rare(rules: Patterns, head: Longs) -> bool:
    return len(head) <= RARE_HEAD and bool(rules.capital[head].all())


def _new_body(side: Side, key: tuple[int, ...]) -> bool:
    """Whether a French name begins as others do and goes on as hardly any: « Groupe interinstitutions de … »."""
    if primary(side.language) != "fr" or side.kinds[key[1]] != CONTENT or side.kinds[key[2]] != LINKING:
        return False
    form = side.vocabulary.forms[key[1]]
    verb = f"{form}r" in words.lexicon(side.language) or form.endswith("ent")
    return not verb and len(sequence_places(side, key[:2])) <= RARE_HEAD


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


def _c_values(counts: dict[tuple[int, ...], int], side: Side) -> dict[tuple[int, ...], float]:
    """C-value of each candidate; length is counted in words of content."""
    inside: dict[tuple[int, ...], list[int]] = {}
    cut: dict[tuple[int, ...], int] = {}
    for key in sorted(counts, key=lambda each: (-len(each), each)):
        count = counts[key]
        for begin in range(len(key)):
            for end in range(begin + 1, len(key) + 1):
                part = key[begin:end]
                if end - begin < len(key) and part in counts:
                    inside.setdefault(part, []).append(count)
                    if _beside(side, key, begin, end):
                        cut[part] = max(cut.get(part, 0), count)
    values = {}
    for key, count in counts.items():
        longer = inside.get(key, [])
        free = min(count - sum(longer) / max(len(longer), 1), count - cut.get(key, 0))
        if count >= SETTLED and max(longer, default=0) >= 0.9 * count:
            # seen often, and never but inside one longer expression
            free = min(free, count - max(longer))
        values[key] = _length(side, key) * free
    return values


def _length(side: Side, key: Sequence[int]) -> float:
    """What the C-value makes of a candidate's words of content."""
    return math.log2(sum(1 for word in key if side.kinds[word] == CONTENT) + 1)


def _beside(side: Side, key: tuple[int, ...], begin: int, end: int) -> bool:
    """Whether the longer candidate puts a word of content right beside the part: « traite des êtres | humains »."""
    return bool((begin and side.edges[key[begin - 1]]) or (end < len(key) and side.edges[key[end]]))


def _termhood(side: Side, key: tuple[int, ...], value: float, places: Longs) -> float:
    """What the C-value says, on a logarithmic scale, for words that are special to these texts."""
    special = _contrast(side, key)
    if _kind(side, key, places) != "term":
        special = max(special, 1.0)
    alone = ALONE if int(side.edges[list(key)].sum()) == 1 else 1.0
    return math.log1p(value) * max(special - COMMON, 0.05) * alone * _whole(side, key, places)


def _whole(side: Side, key: Sequence[int], places: Longs) -> float:
    """Factor for a stretch that is always cut from the same longer one: « (certificat) requis par la victime »."""
    if len(places) < 2:
        return 1.0
    factor = 1.0
    for at in (places - 1, places + len(key)):
        there = (at >= 0) & (at < len(side.ids))
        there[there] &= side.units[at[there]] == side.units[places[there]]
        if there.all() and (side.ids[at] == side.ids[at[0]]).all():
            kind = side.kinds[side.ids[at[0]]]
            factor *= CUT if kind == CONTENT else 1.0
    return factor


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
    inner = places[places != side.pointer[side.units[places]]]
    if len(inner) == 0:
        return "term"
    upper = patterns(side).capital[inner].mean()
    if len(key) == 1 and upper == 1 and all(is_acronym(side.surface(int(at), int(at) + 1)) for at in inner):
        return "acronym"
    return "name" if upper > 0.8 else "term"
