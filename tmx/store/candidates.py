"""Texts of the store that may be like a given one: those that share its rarest terms.

Reading the lists of all terms would mean reading those of *de* and *la*, which name every text. Terms are taken from
the rarest on until their lists together reach a budget; texts are ranked by the weight of the terms they share. The
budget bounds the time of a lookup, whatever the size of the store.
"""

from __future__ import annotations

from math import log

import numpy as np

from tmx.store.database import Database
from tmx.store.index import frequencies, lists
from tmx.store.words import terms

BUDGET = 60_000
"""Postings read for one query."""
ALWAYS = 2
"""Rarest terms that are read whatever it costs."""


def candidates(database: Database, text: str, language: str, most: int) -> list[int]:
    """Numbers of at most ``most`` texts that share the rarest terms of ``text``, those that share most first."""
    found = frequencies(database, terms(text, language))
    chosen: dict[int, int] = {}
    spent = 0
    for term, count in sorted(found.items(), key=lambda one: (one[1], one[0])):
        spent += count
        if spent > BUDGET and len(chosen) >= ALWAYS:
            break
        chosen[term] = count
    if not chosen:
        return []
    texts = max(found.values()) + 1
    held = lists(database, list(chosen))
    everything = np.concatenate([held[term] for term in chosen])
    weights = np.concatenate([np.full(len(held[term]), 1.0 + log(texts / count)) for term, count in chosen.items()])
    numbers, places = np.unique(everything, return_inverse=True)
    shared = np.bincount(places, weights=weights)
    # the least numbers first among equals, so that the same store gives the same answers
    if len(numbers) > most:
        part = np.flatnonzero(shared >= np.partition(shared, len(shared) - most)[len(shared) - most])
    else:
        part = np.arange(len(numbers))
    order = part[np.lexsort((numbers[part], -shared[part]))][:most]
    return [int(one) for one in numbers[order]]
