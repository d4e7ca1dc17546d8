"""Whether a text has words of a term's family: a verb for a noun, an adjective for a genitive."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from itertools import pairwise

from tmx.lang import primary

_WORD = re.compile(r"[^\W\d_]+")
_PREFIX = re.compile(r"^(?:[وفبلك]{0,2}ال|لل|[وفبلك](?=\w{4}))")
_SHARED = 0.6
"""Share of a term's letters that its family has in common."""


def related(terms: Iterable[str], text: str, language: str) -> bool:
    """Whether every content word of one of ``terms`` has a relative in ``text``."""
    own = primary(language)
    if own == "zh":
        return any(_half(term, text) for term in terms)
    words = {stem for word in _WORD.findall(text.lower()) if (stem := _bare(word, own))}
    return any(
        all(any(_kin(part, word) for word in words) for part in parts) for term in terms if (parts := _parts(term, own))
    )


@functools.lru_cache(maxsize=4096)
def _parts(term: str, language: str) -> tuple[str, ...]:
    words = [_bare(word, language) for word in _WORD.findall(term.lower())]
    return tuple(word for word in words if len(word) > 3)


def _bare(word: str, language: str) -> str:
    return _PREFIX.sub("", word) if language == "ar" else word


def _kin(first: str, second: str) -> bool:
    """Whether two words begin alike for most of the shorter one, at least four letters."""
    size = max(4, round(_SHARED * min(len(first), len(second))))
    return len(second) >= 4 and first[:size] == second[:size]


def _half(term: str, text: str) -> bool:
    """Whether two neighbouring characters of a Chinese term stand in the text."""
    signs = [sign for sign in term if "\u4e00" <= sign <= "\u9fff"]
    if len(signs) < 3:
        return term in text
    return any(first + second in text for first, second in pairwise(signs))
