"""Whether a text has words of a term's family: a verb for a noun, an adjective for a genitive."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tmx.lang import primary

_WORD = re.compile(r"[^\W\d_]+")
_PREFIX = re.compile(r"^(?:[وفبلك]{0,2}ال|لل|[وفبلك](?=\w{4}))")
_SHARED = 0.6
"""Share of a term's letters that its family has in common."""
_SHARED_OF_LONGER = 0.5
"""The same of the longer word: « humanitaire » is no form of « humain »."""
_ROOM = 4
"""Words within which the relatives stand, for each word of the term."""


def related(terms: Iterable[str], text: str, language: str) -> bool:
    """Whether every content word of one of ``terms`` has a relative in ``text``, all of them close together."""
    own = primary(language)
    if own == "zh":
        return any(_half(term, text) for term in terms)
    words = [_bare(word, own) for word in _WORD.findall(text.lower())]
    return any(_together(parts, words) for term in terms if (parts := _parts(term, own)))


def _together(parts: Sequence[str], words: Sequence[str]) -> bool:
    """Whether relatives of all ``parts`` stand within a few words."""
    places = [[at for at, word in enumerate(words) if _kin(part, word)] for part in parts]
    if not all(places):
        return False
    room = _ROOM * len(parts)
    return any(all(any(abs(at - first) < room for at in row) for row in places) for first in places[0])


@functools.lru_cache(maxsize=4096)
def _parts(term: str, language: str) -> tuple[str, ...]:
    words = [_bare(word, language) for word in _WORD.findall(term.lower())]
    return tuple(word for word in words if len(word) > 3)


def _bare(word: str, language: str) -> str:
    return _PREFIX.sub("", word) if language == "ar" else word


def _kin(first: str, second: str) -> bool:
    """Whether two words begin alike: for most of the shorter and half of the longer one, at least four letters."""
    shorter, longer = sorted((len(first), len(second)))
    size = max(4, round(_SHARED * shorter), math.ceil(_SHARED_OF_LONGER * longer))
    return shorter >= min(4, len(first)) and len(second) >= 4 and first[:size] == second[:size]


def _half(term: str, text: str) -> bool:
    """Whether two neighbouring characters of a Chinese term stand in the text."""
    signs = [sign for sign in term if "\u4e00" <= sign <= "\u9fff"]
    if len(signs) < 3:
        return term in text
    return any(first + second in text for first, second in pairwise(signs))
