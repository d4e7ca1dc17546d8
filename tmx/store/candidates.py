"""Texts of the store that may be like a given one: those that share its rarest terms, and are about as long.

Reading the lists of all terms would mean reading those of *de* and *la*, which name every text. Terms are taken from
the rarest on until their lists together reach a budget; texts are ranked by the weight of the terms they share. Of
two that share as much, the one whose length is nearer is likelier to be alike: texts stand on a list by their length,
too, and those of lengths near the query's add to the weights. The budgets bound the time of a lookup, whatever the
size of the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log

import numpy as np

from tmx.lang import primary
from tmx.store.database import Database
from tmx.store.index import frequencies, packed_lists
from tmx.store.kernels import sum_weights
from tmx.store.words import is_paired, length_class, length_of, length_term, term, tokens

BUDGET = 250_000
"""Postings read for the terms of one query."""
ALWAYS = 2
"""Rarest terms that are read whatever it costs."""
LENGTHS = 200_000
"""Postings read for texts of like length."""
_NEAR = 0.6
"""How long one of two texts must be, of the other, for their lengths to count as alike."""
_LENGTH = 0.5
"""What the same length weighs, of the terms' weights together."""


def candidates(database: Database, text: str, language: str, most: int) -> list[int]:
    """Numbers of at most ``most`` texts that share the rarest terms of ``text``, the likeliest to be like it first."""
    base = primary(language)
    found = tokens(text, paired=is_paired(base))
    by_length = _length_terms(len(found), base)
    counts = frequencies(database, [*dict.fromkeys(term(token, base) for token in found), *by_length])
    lengths = {name: (counts.pop(name), near) for name, near in by_length.items() if name in counts}
    weights = _weights(counts)
    if not weights:
        return []
    founding = len(weights)
    room = sum(counts[name] for name in weights)
    same_length = _LENGTH * sum(weights.values())
    spent = 0
    for name, (count, near) in lengths.items():
        spent += count
        if spent > LENGTHS and len(weights) > founding:
            break
        weights[name] = same_length * near
    return _ranked(database, weights, founding, room, most)


def _length_terms(words: int, language: str) -> dict[int, float]:
    """Terms of lengths near a query's, the nearest first, and how near each is, up to 1."""
    own = length_class(words)
    ratios = {own: 1.0}
    for step in (-1, 1):
        other = own + step
        while other > 0 and (near := min(words, length_of(other)) / max(words, length_of(other))) >= _NEAR:
            ratios[other] = near
            other += step
    ordered = sorted(ratios.items(), key=lambda one: (-one[1], one[0]))
    return {length_term(one, language): near for one, near in ordered}


def _weights(counts: Mapping[int, int]) -> dict[int, float]:
    """The rarest terms that are to be read, and their weights."""
    weights: dict[int, float] = {}
    texts = max(counts.values(), default=0) + 1
    spent = 0
    for name, count in sorted(counts.items(), key=lambda one: (one[1], one[0])):
        spent += count
        if spent > BUDGET and len(weights) >= ALWAYS:
            break
        weights[name] = 1.0 + log(texts / count)
    return weights


def _ranked(database: Database, weights: Mapping[int, float], founding: int, room: int, most: int) -> list[int]:
    """The ``most`` texts with the highest sums of weights, of those on the lists of the first terms.

    ``founding`` says how many terms those are, ``room`` how many texts their lists have at most.
    """
    order = {name: place for place, name in enumerate(weights)}
    # in one order, whatever the database's: sums of fractions depend on it
    found = sorted((order[name], body) for name, body in packed_lists(database, list(weights)))
    values = list(weights.values())
    numbers, sums = np.empty(room, dtype=np.int64), np.empty(room)
    bodies = np.frombuffer(b"".join([body for _, body in found]), dtype=np.uint8)
    count = sum_weights(
        (bodies, np.cumsum([len(body) for _, body in found])),
        np.array([values[place] for place, _ in found]),
        sum(place < founding for place, _ in found),
        numbers,
        sums,
    )
    numbers, sums = numbers[:count], sums[:count]
    if count > most:
        part = np.flatnonzero(sums >= np.partition(sums, count - most)[count - most])
        numbers, sums = numbers[part], sums[part]
    # the least numbers first among equals, so that the same store gives the same answers
    return [int(one) for one in numbers[np.lexsort((numbers, -sums))][:most]]
