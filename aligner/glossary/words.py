"""One side of a memory as numbers: the words of every text with their keys and places.

A word is a run of letters (an apostrophe or hyphen ends it), a number, or one Chinese character. Articles and other
dropped words are left out of the sequence, contractions are undone (``du`` is ``de``), quotation marks, hyphens and
apostrophes are not there; every other mark is a break that no term crosses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from aligner.glossary import arabic
from aligner.glossary.grammar import Grammar, grammar
from aligner.glossary.stems import fold, skeleton, stemmer
from aligner.glossary.unspaced import is_unspaced
from tmx.lang import primary

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CONTENT, LINKING, FUNCTION, JOINING, NUMBER, BREAK, COMMA = range(7)
"""Kinds of word; ``LINKING`` is a preposition that may stand inside a term."""
DROPPED = -1
_LETTER = r"[^\W\d_]"
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_INNER = "\u00ad\u0300-\u036f\u0640\u064b-\u065f\u0670\u200b-\u200f\u2060"
_HAN_ONE = re.compile(f"[{_HAN}]")
_WORD = re.compile(
    rf"(?P<han>[{_HAN}])|(?:(?![{_HAN}]){_LETTER})(?:(?![{_HAN}]){_LETTER}|[{_INNER}])*|\d+(?:[.,]\d+)*|"
    r"[^\s\w'’ʼ‘«»“”„\"‹›<>《》〈〉「」『』＂＇\-‐‑‒\u00ad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\u0300-\u036f]"
)


@dataclass(slots=True)
class Vocabulary:
    """The words of one language, numbered by key in order of first appearance."""

    language: str
    """BCP 47 tag."""
    keys: list[str] = field(default_factory=list)
    """V keys."""
    kinds: list[int] = field(default_factory=list)
    """V kinds, ``CONTENT`` and so on."""
    forms: list[str] = field(default_factory=list)
    """V: the folded form of each key's first appearance."""
    edges: list[bool] = field(default_factory=list)
    """V: whether a term may begin or end with it."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Number of each key."""
    conjoined: set[str] = field(default_factory=set)
    """Arabic surfaces with the conjunction written onto them."""
    singular: dict[str, str] = field(default_factory=dict)
    """Keys of broken plurals in Arabic, with the key of the singular."""
    known: frozenset[str] = frozenset()
    """Words that help to analyse others: all folded ones in Arabic, to tell clitics from first letters; stems in
    Russian, to tell a word without ending (*систем*) from one with (*поколением*)."""
    seen: dict[str, int] = field(default_factory=dict)
    """Every surface met, with its number or ``DROPPED``."""
    _grammar: Grammar = field(default_factory=Grammar)
    _stem: Callable[[str], str] = fold
    _merged: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._grammar = grammar(self.language)
        self._stem = stemmer(self.language)
        self._merged = dict(self._grammar.merged)

    def learn(self, surfaces: set[str]) -> None:
        """Take in all words of the texts before the first is numbered."""
        words = {fold(surface) for surface in surfaces}
        if primary(self.language) == "ru":
            self.known = frozenset(stem for word in words if len(stem := self._stem(word)) < len(word))
        else:
            self.known = frozenset(words)
            self.singular = arabic.broken_plurals(
                {arabic.without_clitics(word, self.known) for word in words}, self._stem
            )

    def contracted(self) -> frozenset[str]:
        """Small-letter words in which a preposition and an article are one: ``du``, ``aux``, ``del``."""
        return frozenset(form for form in self._merged if len(form) > 1)

    def number(self, surface: str) -> int:
        """Number of a word as it stands in a text, ``DROPPED`` for one that counts for nothing."""
        found = self.seen.get(surface)
        if found is None:
            found = self.seen[surface] = self._new(surface)
        return found

    def seen_key(self, word: str) -> int:
        """Number of the key of a folded word, -1 where no text has it."""
        return self.numbers.get(self._stem(word), -1)

    def _new(self, surface: str) -> int:
        word = fold(surface)
        word = self._merged.get(word, word)
        rules = self._grammar
        if not word or word in rules.dropped:
            return DROPPED
        kind = self._kind(word, rules)
        if kind == CONTENT and primary(self.language) == "ar":
            bare = arabic.without_clitics(word, self.known)
            if arabic.conjoined(word, bare):
                self.conjoined.add(surface)
            word = arabic.without_case(bare, self.known)
            kind = FUNCTION if word in rules.function else CONTENT
        key = word
        if kind == CONTENT and (primary(self.language) != "ru" or word not in self.known):
            key = self._stem(word)
            key = self.singular.get(key, key)
        if kind != CONTENT:
            key = f"{key}\0{kind}"
        if key not in self.numbers:
            self.numbers[key] = len(self.keys)
            self.keys.append(key)
            self.kinds.append(kind)
            self.forms.append(word)
            self.edges.append(kind == CONTENT and rules.full(word))
        return self.numbers[key]

    def _kind(self, word: str, rules: Grammar) -> int:
        if _HAN_ONE.match(word):
            # one character is no word: 和 is "and", and half of 和平 "peace"
            return CONTENT
        plain = arabic.plain(word) if primary(self.language) == "ar" else word
        if plain in rules.joining:
            return JOINING
        if plain in rules.linking:
            return LINKING
        if plain in rules.function:
            return FUNCTION
        if word[0].isdigit():
            return NUMBER
        if word[0].isalpha():
            return CONTENT
        return COMMA if word in ",،，、" else BREAK


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Side:
    """One language of a memory; K words in N texts. Each is equal to itself alone."""

    language: str
    texts: Sequence[str]
    vocabulary: Vocabulary
    pointer: Longs
    """int64[N+1]: the words of text i are ``ids[pointer[i]:pointer[i+1]]``."""
    ids: Ints
    """int32[K]: numbers of the words."""
    starts: Ints
    """int32[K]: where each begins in its text, in code points."""
    ends: Ints
    """int32[K]: and where it ends."""
    units: Ints
    """int32[K]: the text each stands in."""
    determined: npt.NDArray[np.bool_]
    """bool[K]: whether an article or other dropped word stands before it, or is contracted into the word before."""
    kinds: npt.NDArray[np.int8]
    """int8[V]: kind of each number."""
    edges: npt.NDArray[np.bool_]
    """bool[V]: whether a term may begin or end with the word."""
    telling: npt.NDArray[np.bool_]
    """bool[V]: words of content, and numbers."""
    joins: npt.NDArray[np.bool_]
    """bool[V]: words, or characters, that coordinate."""
    loose: Ints
    """int32[V]: equal for words that may be forms of one, beyond their keys: Arabic broken plurals."""
    conjoined: Flags
    """bool[K]: whether a conjunction is written onto the word, as in Arabic."""
    joined: Longs
    """int64[K+1]: coordinating words before each place."""
    post_start: Longs
    """int64[V+1]: word v stands at ``posts[post_start[v]:post_start[v+1]]``."""
    posts: Longs
    """int64[K]: places in ``ids``, ascending."""

    @property
    def unspaced(self) -> bool:
        """Whether the language writes words without spaces, so that its words here are characters."""
        return is_unspaced(self.language)

    @property
    def strict(self) -> bool:
        """Whether no two keys may be forms of one word: all but Arabic."""
        return primary(self.language) != "ar"

    def places(self, number: int) -> Longs:
        """Places of a word in ``ids``, ascending."""
        found: Longs = self.posts[self.post_start[number] : self.post_start[number + 1]]
        return found

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Where the words from ``begin`` to before ``end`` stand in their text, in code points."""
        return int(self.starts[begin]), int(self.ends[end - 1])

    def surface(self, begin: int, end: int) -> str:
        """The text from the word at ``begin`` to the word before ``end``, as it stands."""
        text = self.texts[int(self.units[begin])]
        return text[int(self.starts[begin]) : int(self.ends[end - 1])]


def read_side(texts: Sequence[str], language: str) -> Side:
    """Number the words of ``texts``, which are in ``language``."""
    vocabulary = Vocabulary(language)
    if primary(language) in ("ar", "ru"):
        vocabulary.learn({m.group() for text in texts for m in _WORD.finditer(text)})
    pointer = np.zeros(len(texts) + 1, np.int64)
    contracted = vocabulary.contracted()
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    determined: list[bool] = []
    seen, conjoined = vocabulary.seen, vocabulary.conjoined
    linked: list[int] = []
    for place, text in enumerate(texts):
        article = False
        for found in _WORD.finditer(text):
            word = found.group()
            number = seen.get(word)
            if number is None:
                number = vocabulary.number(word)
            if number == DROPPED:
                article = True
                continue
            start, end = found.span()
            if word in conjoined:
                linked.append(len(ids))
            ids.append(number)
            starts.append(start)
            ends.append(end)
            determined.append(article)
            article = word in contracted
        pointer[place + 1] = len(ids)
    numbers = np.array(ids, np.int32)
    post_start = np.zeros(len(vocabulary.keys) + 1, np.int64)
    np.cumsum(np.bincount(numbers, minlength=len(vocabulary.keys)), out=post_start[1:])
    flags = np.zeros(len(ids), np.bool_)
    flags[linked] = True
    joins = np.array([form in grammar(language).joining for form in vocabulary.forms], np.bool_)
    return Side(
        language=language,
        texts=texts,
        vocabulary=vocabulary,
        pointer=pointer,
        ids=numbers,
        starts=np.array(starts, np.int32),
        ends=np.array(ends, np.int32),
        determined=np.array(determined, np.bool_),
        units=np.repeat(np.arange(len(texts), dtype=np.int32), np.diff(pointer)),
        kinds=np.array(vocabulary.kinds, np.int8),
        edges=np.array(vocabulary.edges, np.bool_),
        telling=np.isin(np.array(vocabulary.kinds, np.int8), (CONTENT, NUMBER)),
        joins=joins,
        conjoined=flags,
        joined=np.concatenate([np.zeros(1, np.int64), np.cumsum(joins[numbers] | flags, dtype=np.int64)]),
        loose=_loose(vocabulary),
        post_start=post_start,
        posts=np.argsort(numbers, kind="stable").astype(np.int64),
    )


def _loose(vocabulary: Vocabulary) -> Ints:
    base = primary(vocabulary.language)
    numbers: dict[str, int] = {}
    skeletons = (skeleton(key) if base == "ar" else key for key in vocabulary.keys)
    return np.array([numbers.setdefault(each, len(numbers)) for each in skeletons], np.int32)


def _cut(text: str, vocabulary: Vocabulary) -> Iterable[tuple[int, int, int]]:
    for found in _WORD.finditer(text):
        number = vocabulary.number(found.group())
        if number >= 0:
            yield found.start(), found.end(), number


def term_keys(term: str, vocabulary: Vocabulary, *, marks: bool = False) -> list[int]:
    """Numbers of the words of a term, commas among them if ``marks``; other marks inside it don't count.

    A word that no text has gets a number of its own.
    """
    left_out = (BREAK,) if marks else (BREAK, COMMA)
    numbers = [number for _, _, number in _cut(term, vocabulary)]
    return [number for number in numbers if vocabulary.kinds[number] not in left_out]
