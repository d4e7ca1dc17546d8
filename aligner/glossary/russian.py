"""Russian expressions in the form in which a term is cited: the nominative, in the number the texts show.

A noun phrase is its head, the first noun, adjectives and participles before it, and what follows. Head and adjectives
are put into the nominative, and a noun joined to the head by an "and"; what follows stands as it is. Readings of words
and their forms come from pymorphy3 (OpenCorpora's dictionary); which reading is meant shows where adjective and noun
agree, and which number in all the forms an expression is met in.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*", re.IGNORECASE)
_ADJECTIVAL = ("ADJF", "PRTF")
_BEFORE = (*_ADJECTIVAL, "ADVB", "CONJ")
"""Parts of speech that may stand before the head: « внутренне перемещенные лица », « экономический и социальный … »."""
_AND = ("и", "или")
SURE = 0.2
"""Weight of a reading from which on it may be meant."""


class _Phrase(NamedTuple):
    """A noun phrase in parts."""

    words: list[str]
    """Its words, marks upon them."""
    head: int
    """Which of them is the head."""


def cited(forms: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The same forms (text, places) in the nominative, all of one number; what is no noun phrase stays as it is.

    >>> cited([("торговли людьми", 38), ("торговлей людьми", 18)])
    [('торговля людьми', 38), ('торговля людьми', 18)]
    >>> cited([("государств-членов", 90), ("Государства-члены", 4)])
    [('государства-члены', 90), ('Государства-члены', 4)]
    >>> cited([("международного гуманитарного права", 9), ("согласно", 1)])
    [('международное гуманитарное право', 9), ('согласно', 1)]
    >>> cited([("Экономического и Социального Совета", 2), ("международного мира и безопасности", 1)])
    [('Экономический и Социальный Совет', 2), ('международный мир и безопасность', 1)]
    """
    phrases = [(text, count, _phrase(text)) for text, count in forms]
    votes = {"sing": 0.0, "plur": 0.0}
    for _, count, phrase in phrases:
        if phrase:
            for reading, weight in _readings(phrase):
                votes[reading.tag.number or "sing"] += weight * count
    number = max(votes, key=lambda each: votes[each])
    return [(_nominative(phrase, number) if phrase else text, count) for text, count, phrase in phrases]


@functools.cache
def _analyzer() -> Any:  # noqa: ANN401  (a library without types)
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@functools.lru_cache(maxsize=50_000)
def _parses(word: str) -> tuple[Any, ...]:
    """The readings of a word, the likeliest first."""
    return tuple(_analyzer().parse(word))


def _phrase(text: str) -> _Phrase | None:
    """The parts of an expression; None where no noun is reached."""
    words = text.split()
    for place, word in enumerate(words):
        if not _WORD.fullmatch(word) or (word.isupper() and len(word) > 1):
            return None
        kinds: dict[str, float] = {}
        for parse in _parses(word):
            kinds[str(parse.tag.POS)] = kinds.get(str(parse.tag.POS), 0.0) + parse.score
        kind = max(kinds, key=lambda each: kinds[each])
        if kind == "NOUN":
            return _Phrase(words, place)
        if kind not in _BEFORE or (kind == "CONJ" and word not in _AND):
            return None
    return None


def _readings(phrase: _Phrase) -> Iterator[tuple[Any, float]]:
    """The readings of the head with their weights, those that agree with every adjective before it above all."""
    before = [_parses(word) for word in phrase.words[: phrase.head]]
    for reading in _parses(phrase.words[phrase.head]):
        if reading.tag.POS == "NOUN":
            agreeing = all(any(_agree(each, reading) for each in parses) for parses in before)
            yield reading, reading.score if agreeing else reading.score / 100


def _agree(adjective: Any, noun: Any) -> bool:  # noqa: ANN401
    """Whether two readings have case, number and gender in common; an adverb and an "and" agree with everything."""
    one, other = adjective.tag, noun.tag
    if one.POS not in _ADJECTIVAL:
        return str(one.POS) in _BEFORE
    same = one.case == other.case and one.number == other.number
    return bool(same and (other.number == "plur" or one.gender == other.gender))


def _nominative(phrase: _Phrase, number: str) -> str:
    words, at = phrase.words, phrase.head
    likely = sorted(_readings(phrase), key=lambda each: -each[1])
    inflected = ((reading, reading.inflect({"nomn", number})) for reading, _ in likely)
    head, found = next(((head, found) for head, found in inflected if found), (None, None))
    if head is None or found is None:
        return " ".join(words)
    wanted = {"nomn", number} | ({head.tag.gender} if number == "sing" and head.tag.gender else set())
    before = [_inflected(word, _ADJECTIVAL, wanted) for word in words[:at]]
    after = words[at + 1 :]
    if len(after) == 2 and after[0] in _AND:
        cases = frozenset(reading.tag.case for reading, weight in likely if weight >= SURE)
        after[1] = _inflected(after[1], ("NOUN",), {"nomn"}, cases)
    return " ".join([*before, _as_written(found.word, words[at]), *after])


def _inflected(word: str, kinds: Sequence[str], wanted: set[str], cases: frozenset[str] = frozenset()) -> str:
    """A word of one of ``kinds`` (and of one of ``cases``, if any are given) in another form; else as it is."""
    for parse in _parses(word):
        if parse.tag.POS in kinds and (not cases or parse.tag.case in cases) and (found := parse.inflect(wanted)):
            return _as_written(found.word, word)
    return word


def _as_written(word: str, model: str) -> str:
    """A word with the capitals of ``model``, and with its ё, or without."""
    if "ё" not in model.lower():
        word = word.replace("ё", "е")
    return word[0].upper() + word[1:] if model[0].isupper() else word
