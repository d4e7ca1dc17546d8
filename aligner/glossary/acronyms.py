"""Acronyms and the names they stand for.

Where a text gives both, « Programme des Nations Unies pour le développement (PNUD) », the words before the bracket are
searched backwards for the letters (Schwartz and Hearst 2003, figure 1, by words instead of characters); else a name
among the candidates whose words begin with the letters is taken.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from aligner.glossary.extraction import Candidate
from aligner.glossary.matching import sequence_places
from aligner.glossary.words import BREAK, COMMA, Side

Key = tuple[int, ...]

SPARE = 2
"""Words of content of a name beyond the letters of its acronym, at most."""
LONGEST = 20
"""Words of a name, at most."""


def long_forms(side: Side, found: Sequence[Candidate]) -> dict[Key, Candidate]:
    """For each name with an acronym among ``found``, that acronym; each of both once."""
    acronyms = {side.vocabulary.forms[one.key[0]].upper(): one for one in found if one.kind == "acronym"}
    pairs: dict[Key, Candidate] = {}
    for letters, one in list(acronyms.items()):
        name = _given(side, one, letters)
        if name and name not in pairs:
            pairs[name] = acronyms.pop(letters)
    for one in found:
        letters = "".join(_plain(side.vocabulary.forms[word][0]) for word in one.key if side.edges[word]).upper()
        if one.kind == "name" and one.key not in pairs and len(letters) > 2 and letters in acronyms:
            # the likeliest name comes first and keeps it
            pairs[one.key] = acronyms.pop(letters)
    return pairs


def missing_names(side: Side, pairs: Mapping[Key, Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """The names of ``pairs`` that are no candidates yet, for being said once, say; as sure as their acronyms."""
    there = {one.key for one in found}
    return [
        Candidate(key=name, places=sequence_places(side, name), score=acronym.score, kind="name")
        for name, acronym in pairs.items()
        if name not in there
    ]


def _given(side: Side, acronym: Candidate, letters: str) -> Key | None:
    """The name that stands before the acronym in brackets, the commonest one if there are several."""
    names: Counter[Key] = Counter()
    for at in acronym.places.tolist():
        first = int(side.pointer[side.units[at]])
        if at - 1 > first and side.surface(at - 1, at) == "(":
            begin = _beginning(side, letters, first, at - 1)
            if begin >= 0:
                names[tuple(side.ids[begin : at - 1].tolist())] += 1
    return min(names, key=lambda name: (-names[name], name)) if names else None


def _beginning(side: Side, letters: str, first: int, end: int) -> int:
    """Where the name that ends before ``end`` begins, -1 where its words do not spell the letters."""
    left, content = len(letters) - 1, 0
    for at in range(end - 1, max(first, end - LONGEST) - 1, -1):
        word = int(side.ids[at])
        if side.kinds[word] in (BREAK, COMMA):
            return -1
        if not side.edges[word]:
            continue
        content += 1
        if content > len(letters) + SPARE:
            return -1
        if _plain(side.vocabulary.forms[word][0]).upper() == letters[left]:
            left -= 1
            if left < 0:
                return at if side.surface(at, at + 1)[0].isupper() else -1
    return -1


def _plain(letter: str) -> str:
    """A letter without its accent, as acronyms are written."""
    return unicodedata.normalize("NFD", letter)[0]
