"""Paragraphs that speak of the same, over all documents of a language that are checked together."""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from aligner.checks.core.views import CollectionView, Passage
from aligner.glossary.stems import stemmer
from aligner.languages import get
from tmx.lang import primary

_WORD = re.compile(r"[^\W\d_]+|\d+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_KINDS = frozenset({"paragraph", "item", "subitem", "text"})
_FEWEST = 12
"""Words of a paragraph that is compared; lead-ins and titles are shorter."""
_FEWEST_HAN = 20
"""The same in Chinese characters."""
_RARE = 0.08
"""Share of all paragraphs that a feature may stand in to make candidates."""
_MOST = 20
"""The same as a number: pairs grow with its square."""
_LEAST = 0.2
"""Cosine below which nothing is kept."""


class Similar(NamedTuple):
    """Two paragraphs of like content, in the order of the documents."""

    first: Passage
    second: Passage
    similarity: float
    """Cosine of the weighted words, 0 to 1 (Salton and Buckley, 1988)."""


def words(text: str) -> list[str]:
    """The words and figures of ``text`` in small letters."""
    return _WORD.findall(text.casefold())


def between(text: str, first: int, last: int) -> str:
    """``text`` from its word number ``first`` up to, and without, number ``last``, as it is written."""
    found = list(_WORD.finditer(text))[first:last]
    return text[found[0].start() : found[-1].end()] if found else ""


def similar(view: CollectionView) -> list[Similar]:
    """Pairs of paragraphs that share much of what is rare in the documents, the first ones first.

    Lead-ins, lists' own paragraphs and what stands directly beside or above one another are left out.
    """
    found: list[Similar] = []
    passages: dict[str, list[Passage]] = {}
    for document in view.documents:
        if document.document is not None:
            kept = [p for p in document.passages if p.kind in _KINDS and not p.text.rstrip().endswith((":", "："))]
            passages.setdefault(primary(document.language), []).extend(kept)
    for language, those in passages.items():
        found.extend(_pairs(language, [p for p in those if _long_enough(p.text, language)]))
    return found


def _long_enough(text: str, language: str) -> bool:
    if language == "zh":
        return sum(map(len, _HAN.findall(text))) >= _FEWEST_HAN
    return len(words(text)) >= _FEWEST


def _pairs(language: str, passages: Sequence[Passage]) -> Iterator[Similar]:
    vectors = weights([features(passage.text, language) for passage in passages])
    places: dict[str, list[int]] = {}
    for place, vector in enumerate(vectors):
        for feature in vector:
            places.setdefault(feature, []).append(place)
    most = max(4.0, min(_MOST, _RARE * len(passages)))
    shared: Counter[tuple[int, int]] = Counter()
    for at in places.values():
        if len(at) <= most:
            shared.update(itertools.combinations(at, 2))
    for (left, right), count in sorted(shared.items()):
        if count >= 3:
            cosine = product(vectors[left], vectors[right])
            if cosine >= _LEAST:
                yield Similar(passages[left], passages[right], cosine)


def features(text: str, language: str) -> Counter[str]:
    """Stems of the content words of ``text``; in Chinese, pairs of characters."""
    if language == "zh":
        return Counter(a + b for run in _HAN.findall(text) for a, b in itertools.pairwise(run))
    stem, frequent = _language(language)
    return Counter(stem(word) for word in words(text) if len(word) > 2 and word not in frequent)


def weights(rows: Sequence[Mapping[str, int]]) -> list[dict[str, float]]:
    """Each row's features weighted by rarity, as vectors of length one."""
    rows_with = Counter(feature for row in rows for feature in row)
    vectors = []
    for row in rows:
        vector = {
            feature: (1 + math.log(count)) * math.log1p(len(rows) / rows_with[feature])
            for feature, count in row.items()
        }
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors.append({feature: value / length for feature, value in vector.items()})
    return vectors


def product(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Scalar product: of vectors of length one, their cosine."""
    if len(right) < len(left):
        left, right = right, left
    return sum(value * right.get(feature, 0.0) for feature, value in left.items())


def stem_of(word: str, language: str) -> str:
    """The stem of a word in small letters; ``language`` is a primary tag."""
    return _language(language)[0](word)


@functools.cache
def _language(language: str) -> tuple[Callable[[str], str], frozenset[str]]:
    return functools.lru_cache(maxsize=65536)(stemmer(language)), frozenset(get(language).frequent)
