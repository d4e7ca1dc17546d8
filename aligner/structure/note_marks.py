"""Marks of footnotes in the text, whatever extraction did to them.

A mark is known to the format, or is a superscript, an asterisk or dagger glued to a word, or plain digits glued to a
word or alone where none is expected. It is taken out of the text, its place is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from aligner.languages.language import Language
from aligner.structure.passage import Edit, Passage

LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""Superscript digits to plain ones."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SIGN = r"\*{1,4}|†{1,2}|‡{1,2}"
"""Labels of footnotes that are no numbers."""
GLUED_MARK = re.compile(
    r"(?<![^\s’'«“\"(])(?P<word>[^\W\d_]+)(?P<sign>[»”\"’).,;:]?)(?P<mark>\d{1,3})(?![\w/%°])(?![.,]\d)"
)
"""A number glued to a word, where a superscript was lost: ``personnes1``."""
DETACHED_MARK = re.compile(r"(?P<word>[^\W\d_]{3,})(?P<gap> )(?P<mark>\d{1,3})(?= (?P<next>[^\W\d_]+)|[.,;:](?:\s|$))")
"""The same with a space between: ``organisée 1 et``."""
_LAST_MARK = re.compile(r"(?P<word>\d)(?P<sign>[.;]|[»”)][.;]?)(?P<mark>\d{1,3})$")
"""The same at the end of a block that ends with another number: ``2016/17.5``."""
_ANY_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_RAISED_MARK = re.compile(r"(?<=[^\s⁰¹²³⁴⁵⁶⁷⁸⁹])\s?([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
_SIGN_MARK = re.compile(rf"(?<=[^\s*†‡])(?:[ \u00a0](?=\S+$))?(?P<mark>{SIGN})(?![\w*†‡])")
_UNITS = frozenset(("m", "cm", "mm", "km", "dm", "м", "см", "км", "мм", "م"))
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")


class Note(Protocol):
    """What is to be known of a footnote to look for its mark."""

    key: str
    ref: str
    indices: list[int]
    at_foot: bool
    word: str


def mark(passages: Sequence[tuple[int, Passage]], notes: Sequence[Note], language: Language, *, plain: bool) -> None:
    """Add to each passage the edits that take out the footnote marks.

    ``passages`` are the body's blocks with the index of their first line; ``plain`` says whether digits that
    lost their superscript may be taken for marks.
    """
    if not notes:
        return
    refs = _Refs(notes)
    signs = any(not note.key.isdecimal() for note in notes)
    taken: set[str] = set()
    for _, passage in passages:
        taken.update(_take_known(passage, refs))
        if not passage.text.isascii() and _ANY_RAISED.search(passage.text, passage.marker_end):
            taken.update(_take_raised(passage, refs))
        if signs:
            taken.update(_take_signs(passage, refs))
    if plain and language.script != "Han":
        rest = [note for note in notes if note.key.isdecimal() and note.key not in taken]
        if rest:
            _Plain(passages, language).take(rest)


def sign_marks(text: str) -> set[str]:
    """Return the asterisks and daggers that stand in ``text`` as marks do: behind a word, not before one."""
    if "*" not in text and "†" not in text and "‡" not in text:
        return set()
    return {match["mark"] for match in _SIGN_MARK.finditer(text)}


def raised(label: str) -> str:
    """Return the digits of ``label`` as superscripts."""
    return label.translate(_RAISED)


class _Refs:
    """Which footnote a mark leads to: where labels start again on each page, the next one of that label."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._rest: dict[str, list[str]] = defaultdict(list)
        for note in reversed(notes):
            self._rest[note.key].append(note.ref)

    def __contains__(self, key: str) -> bool:
        return key in self._rest

    def next(self, key: str) -> str:
        """The ref of the footnote that a mark of that label leads to."""
        rest = self._rest[key]
        return rest.pop() if len(rest) > 1 else rest[0]


def _take_known(passage: Passage, refs: _Refs) -> set[str]:
    """Marks that the format keeps apart from the text."""
    found: set[str] = set()
    for line, start in zip(passage.lines, passage.starts, strict=True):
        for offset, label in line.marks or ():
            if label in refs:
                passage.edits.append(Edit(start + offset, start + offset, "", "", refs.next(label)))
                found.add(label)
    return found


def _take_raised(passage: Passage, refs: _Refs) -> set[str]:
    found: set[str] = set()
    for match in _RAISED_MARK.finditer(passage.text, passage.marker_end):
        number = match[1].translate(LOWERED).lstrip("0")
        word = re.search(r"\w+$", passage.text[max(0, match.start() - 12) : match.start()])
        if number in refs and not (word and word[0] in _UNITS):
            passage.edits.append(Edit(match.start(1), match.end(), "", "", refs.next(number)))
            found.add(number)
    return found


def _take_signs(passage: Passage, refs: _Refs) -> set[str]:
    found: set[str] = set()
    for match in _SIGN_MARK.finditer(passage.text, passage.marker_end):
        if match["mark"] in refs:
            passage.edits.append(Edit(match.start(), match.end(), "", "", refs.next(match["mark"])))
            found.add(match["mark"])
    return found


class _Plain:
    """Looks for marks that lost their superscript, in the order of the footnotes."""

    def __init__(self, passages: Sequence[tuple[int, Passage]], language: Language) -> None:
        self._passages = passages
        self._abbreviations = {abbreviation.lower() for abbreviation in language.abbreviations}
        self._whole = ""
        """All passages in small letters, once they are needed."""
        self._numbered: Counter[str] = Counter()
        """How often each word of it has a number behind it."""
        self._holding = _places(passage.text for _, passage in passages)

    def take(self, notes: Sequence[Note]) -> None:
        """Mark each note at its first likely place behind the mark before."""
        position, page = (0, -1), 0
        for place, note in enumerate(notes):
            until = note.indices[0] if note.at_foot else None
            found = self._best(note, position, page, until)
            if found is not None:
                position = found
            following = notes[place + 1] if place + 1 < len(notes) else None
            if note.at_foot and following and following.indices[0] > note.indices[-1] + 1:
                page = note.indices[-1]

    def _best(self, note: Note, position: tuple[int, int], page: int, until: int | None) -> tuple[int, int] | None:
        loose: list[tuple[int, re.Match[str]]] = []
        for index in self._places_of(note.key, position[0]):
            line, passage = self._passages[index]
            if until is not None and line > until:
                break
            begin = position[1] if index == position[0] else passage.marker_end
            if line + 3 * len(passage.lines) < page:
                continue
            for match in GLUED_MARK.finditer(passage.text, max(begin, passage.marker_end)):
                if match["mark"] == note.key and self._glued(match):
                    return self._accept(index, note, match)
            for match in DETACHED_MARK.finditer(passage.text, max(begin, passage.marker_end)):
                if match["mark"] == note.key and (match["word"] == note.word or self._detached(match)):
                    loose.append((index, match))
            last = _LAST_MARK.search(passage.text, max(begin, passage.marker_end))
            if last is not None and last["mark"] == note.key:
                loose.append((index, last))
        if len(loose) != 1:
            return None
        index, match = loose[0]
        return self._accept(index, note, match)

    def _places_of(self, number: str, first: int) -> Iterator[int]:
        """Indices of the passages, from ``first`` on, that hold ``number``."""
        places = self._holding.get(number, [])
        yield from places[bisect_left(places, first) :]

    def _glued(self, match: re.Match[str]) -> bool:
        word = match["word"]
        return len(word) >= 3 and word[-1:].lower() == word[-1:] and f"{word}.".lower() not in self._abbreviations

    def _detached(self, match: re.Match[str]) -> bool:
        """A number where none is expected: the word before is common and never has one elsewhere."""
        word, follows = match["word"].lower(), match["next"]
        if follows is not None and not follows.islower():
            return False
        if not self._whole:
            self._whole = "\n".join(passage.text for _, passage in self._passages).lower()
            self._numbered.update(_numbered_words(self._whole))
        return self._numbered[word] == 1 and _occurs(word, self._whole, times=3)

    def _accept(self, index: int, note: Note, match: re.Match[str]) -> tuple[int, int]:
        start = match.start("gap") if "gap" in match.re.groupindex else match.start("mark")
        self._passages[index][1].edits.append(Edit(start, match.end("mark"), "", "footnote-mark", note.ref))
        return index, match.end("mark")


def _numbered_words(text: str) -> Iterator[str]:
    for match in re.finditer(r"(?<=[^\W\d_]) \d", text):
        # looking back from the few numbers is far cheaper than reading every word on to see whether one follows
        word = _LAST_WORD.search(text, max(0, match.start() - 60), match.start())
        if word:
            yield word[0]


def _occurs(word: str, text: str, times: int) -> bool:
    """Whether ``word`` stands in ``text`` as a whole word so many times."""
    found = re.finditer(rf"{re.escape(word)}(?![^\W\d_])", text)
    whole = (match for match in found if not text[match.start() - 1 : match.start()].isalpha())
    return sum(1 for _ in islice(whole, times)) == times


def _places(texts: Iterable[str]) -> dict[str, list[int]]:
    """For each number of up to three digits, the indices of the texts that hold it, ascending."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        for number in set(_NUMBER.findall(text)):
            found[number].append(index)
    return found
