"""What texts are found by, gathered in memory until it is written: postings by term."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tmx.store import kernels
from tmx.store.postings import Numbers
from tmx.store.words import is_paired, length_class, length_term, term

Numbers32 = npt.NDArray[Any]
"""Whole numbers of 32 bits."""


class Packed(NamedTuple):
    """Lists of terms, packed one after another."""

    terms: Numbers
    """int64[T]: ascending."""
    counts: Numbers
    """int64[T]: texts on each list."""
    starts: Numbers
    """int64[T]: where each list begins in ``body``."""
    stops: Numbers
    """int64[T]: where it ends."""
    body: Numbers32
    """uint8[B]."""


class _Words:
    """The different words met in texts of one language, and the list of the term by which each is found."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.paired = is_paired(language)
        self.lists = np.zeros(0, dtype=np.int32)
        """List by word number."""
        self._known = 0
        self._table = _table(1)
        self._found = np.empty((4, 0), dtype=np.int32)
        """Room for what the compiled code finds; to ask for new room each time costs as much as the finding."""

    def split(self, texts: str, list_of: Callable[[int], int]) -> tuple[Numbers32, Numbers32]:
        """Return the lists that texts belong on, and for each the place of the text; ``list_of`` a term is asked."""
        codes = np.frombuffer(texts.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        self._make_room(len(codes))
        if self._found.shape[1] < len(codes):
            self._found = np.empty((4, 2 * len(codes)), dtype=np.int32)
        words, places, starts, ends = self._found
        found = (words, places, starts, ends)
        count, known = kernels.find_words(codes, kernels.classes(), self.paired, self._table, self._known, found)
        fresh = known - self._known
        added = [
            list_of(term(texts[start:end], self.language))
            for start, end in zip(starts[:fresh].tolist(), ends[:fresh].tolist(), strict=True)
        ]
        self.lists = np.concatenate((self.lists, np.array(added, dtype=np.int32)))
        self._known = known
        return self.lists[words[:count]], places[:count].copy()

    def _make_room(self, more: int) -> None:
        """Let the table be at most half full after so many more words."""
        size = 1 << (2 * (self._known + more)).bit_length()
        if size > len(self._table[0]):
            wider = _table(size)
            kernels.grow(self._table, wider)
            self._table = wider


def _table(size: int) -> kernels.Table:
    return np.zeros(size, dtype=np.int64), np.full(size, -1, dtype=np.int32)


def lines(texts: Sequence[str]) -> str:
    """Texts as lines, one each."""
    return "\n".join([text.replace("\n", " ") for text in texts]) + "\n"


class Gathering:
    """Postings in memory."""

    def __init__(self) -> None:
        self.held = 0
        """Postings held."""
        self._words: dict[str, _Words] = {}
        self._lists: dict[int, int] = {}
        """List by term."""
        self._length_lists: dict[tuple[str, int], int] = {}
        """List by language and number of words."""
        self._batches: list[tuple[Numbers32, Numbers32]] = []

    def add(self, language: str, texts: str, numbers: Numbers32) -> None:
        """Take in texts, one a line; ``numbers`` (uint32, one a text) ascend within a language, from call to call."""
        if language not in self._words:
            self._words[language] = _Words(language)
        lists_, places = self._words[language].split(texts, self._list)
        lengths = np.bincount(places, minlength=len(numbers)).tolist()
        by_length = np.array([self._length_list(language, length) for length in lengths], dtype=np.int32)
        self._batches += [(lists_, numbers[places]), (by_length, numbers)]
        self.held += len(lists_) + len(numbers)

    def packed(self) -> Packed:
        """What is held, by term; then nothing is held any more."""
        names = np.concatenate([names for names, _ in self._batches])
        texts = np.concatenate([texts for _, texts in self._batches])
        self._batches.clear()
        self.held = 0
        sizes = np.bincount(names, minlength=len(self._lists))
        ends = np.cumsum(sizes) - sizes
        ordered = np.empty_like(texts)
        kernels.sort_by_list(names, texts, ends, ordered)
        body = np.empty(len(texts) * 4 + len(sizes) * 9, dtype=np.uint8)
        stops, counts = np.zeros(len(sizes), dtype=np.int64), np.zeros(len(sizes), dtype=np.int64)
        kernels.pack_all(ordered, ends, body, stops, counts)
        terms = np.fromiter(self._lists, dtype=np.int64, count=len(self._lists))
        places = np.argsort(terms)
        places = places[counts[places] > 0]
        starts = np.append(0, stops)[places]
        return Packed(terms[places], counts[places], starts, stops[places], body[: int(stops.max(initial=0))])

    def close(self) -> None:
        """Nothing is to be ended."""

    def _list(self, name: int) -> int:
        """Number of the list of a term."""
        return self._lists.setdefault(name, len(self._lists))

    def _length_list(self, language: str, words: int) -> int:
        """Number of the list of texts that have about so many words."""
        found = self._length_lists.get((language, words))
        if found is None:
            found = self._list(length_term(length_class(words), language))
            self._length_lists[language, words] = found
        return found
