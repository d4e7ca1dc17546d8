"""Footnotes: their text, wherever the page put it, and their marks, whatever extraction did to them.

A footnote's text is found by its label at the start of a line, behind a rule or with a superscript or bracketed
label, or by a bare number that stands as a mark before it (``personnes1`` … ``1 Voir``). Its mark is then looked for
in the text before: as a superscript, or as plain digits glued to a word or alone where none is expected.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.languages.language import Language
from aligner.structure.flow import Habits, break_score, ends_sentence
from aligner.structure.layout import Line
from aligner.structure.passage import Edit, Passage

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LABEL = re.compile(
    r"(?:(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*|\[(?P<bracketed>\d{1,3})\]\s*|\((?P<round>\d{1,3})\)\s*|(?P<plain>\d{1,3})[.)]?\s+)(?=\S)"
)
_BARE_LABEL = re.compile(r"(?P<raised>)(?P<bracketed>)(?P<round>)(?P<plain>\d{1,3})\s+(?=[^\W\d_a-z])")
_NO_LABEL = re.compile("(?P<raised>)(?P<bracketed>)(?P<round>)(?P<plain>)")
_RAISED_MARK = re.compile(r"(?<=[^\s⁰¹²³⁴⁵⁶⁷⁸⁹])\s?([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
_GLUED_MARK = re.compile(
    r"(?<![^\s’'«“\"(])(?P<word>[^\W\d_]+)(?P<sign>[»”\"’).,;:]?)(?P<mark>\d{1,3})(?![\w/%°])(?![.,]\d)"
)
_DETACHED_MARK = re.compile(r"(?P<word>[^\W\d_]{3,})(?P<gap> )(?P<mark>\d{1,3})(?= (?P<next>[^\W\d_]+)|[.,;:](?:\s|$))")
_FAR = 80
"""Lines between a mark and its footnote, at most: a page's."""
_UNITS = frozenset(("m", "cm", "mm", "km", "dm", "м", "см", "км", "мм", "م"))


@dataclass(slots=True)
class Footnote:
    """One footnote of the file."""

    number: int
    """As its label says."""
    ref: str
    """``n5``; unique in the document."""
    indices: list[int]
    """Lines it is made of."""
    label: str
    """As it stands in the file."""
    text_start: int
    """Offset of its own text in the first line."""
    at_foot: bool
    """Whether body text follows it: its mark is then on the same page."""
    word: str = ""
    """Word that its mark stands alone behind, where the mark is what tells the note from body text."""


def find(lines: Sequence[Line], furniture: dict[int, str], layout: Habits) -> list[Footnote]:
    """Return the footnotes among ``lines``, in order."""
    notes: list[Footnote] = []
    index, behind_rule = 0, False
    while index < len(lines):
        if index in furniture:
            behind_rule = furniture[index] == "rule" or (behind_rule and furniture[index] == "link")
            index += 1
            continue
        match = _label_at(lines[index], behind_rule, notes)
        announced, word = (None, "") if match else _announced(lines, index, furniture, notes)
        match = match or announced
        if match is None:
            behind_rule = False
            index += 1
            continue
        note = _footnote(lines[index], match, [], notes)
        note.word = word
        notes.append(note)
        end = _note_end(lines, index, furniture, layout, notes)
        note.indices.extend(range(index, end))
        behind_rule = behind_rule or (announced is None and match["raised"] is None)
        index = end
        if index < len(lines) and _new_page(lines[index], layout):
            behind_rule = False
    last_body = max((i for i in range(len(lines)) if i not in furniture and not _holds(notes, i)), default=-1)
    for note in notes:
        note.at_foot = note.indices[0] < last_body
    return notes


def _expected(notes: Sequence[Footnote]) -> int:
    return notes[-1].number + 1 if notes else 1


def _holds(notes: list[Footnote], index: int) -> bool:
    return any(note.indices[0] <= index <= note.indices[-1] for note in notes)


def _announced(
    lines: Sequence[Line], index: int, furniture: dict[int, str], notes: Sequence[Footnote]
) -> tuple[re.Match[str] | None, str]:
    """The bare number a line begins with, if it is the next one due and stands as a mark in the text before.

    A number glued to a word is such a mark; one that stands alone is where the line begins a paragraph, and the word
    before it, which is nowhere else followed by a number, is no «article» or «page»; it is returned too.
    """
    match = _BARE_LABEL.match(lines[index].text)
    if match is None or int(match["plain"]) != _expected(notes):
        return None, ""
    begin = notes[-1].indices[-1] + 1 if notes else 0
    texts = [
        lines[place].text
        for place in range(max(begin, index - _FAR), index)
        if place not in furniture and match["plain"] in lines[place].text
    ]
    if _marked(texts, match["plain"], _GLUED_MARK):
        return match, ""
    alone = _marked(texts, match["plain"], _DETACHED_MARK)
    if len(alone) != 1 or not ends_sentence(lines[index - 1].text):
        return None, ""
    numbered = re.compile(rf"\b{re.escape(alone[0])} \d", re.IGNORECASE)
    once = sum(len(numbered.findall(line.text)) for line in lines) == 1
    return (match, alone[0]) if once else (None, "")


def _marked(texts: Sequence[str], number: str, pattern: re.Pattern[str]) -> list[str]:
    """The words that ``number`` follows as a mark would."""
    return [
        mark["word"]
        for text in texts
        for mark in pattern.finditer(text)
        if mark["mark"] == number and len(mark["word"]) > 3 and mark["word"].islower()
    ]


def _label_at(line: Line, behind_rule: bool, notes: Sequence[Footnote]) -> re.Match[str] | None:
    """The label ``line`` begins with, if it begins a footnote."""
    if line.kind == "footnote" and line.label:
        return _NO_LABEL.match(line.text)
    if line.kind == "footnote":
        return _LABEL.match(line.text) or _NO_LABEL.match(line.text)
    match = _LABEL.match(line.text)
    if match is None:
        return None
    if match["raised"]:
        return match
    number = int(next(filter(None, match.groups())))
    expected = _expected(notes)
    near = number == expected or (behind_rule and 0 <= number - expected <= 2)
    if match["bracketed"]:
        return match if near else None
    return match if behind_rule and near else None


def _note_end(
    lines: Sequence[Line], index: int, furniture: dict[int, str], layout: Habits, notes: Sequence[Footnote]
) -> int:
    """Index behind the last line of the footnote that begins at ``index``, the last of ``notes``."""
    end = index + 1
    while end < len(lines) and end not in furniture:
        before, line = lines[end - 1], lines[end]
        if _new_page(line, layout) or break_score(before, line, layout) > 0:
            break
        match = _label_at(line, True, notes)
        if match is not None and not _runs_on(before, line, match):
            break
        end += 1
    return end


def _runs_on(before: Line, line: Line, match: re.Match[str]) -> bool:
    """Whether what looks like a plain label is a number of the sentence: ``paragraphs 3,`` / ``4 and 5 were``."""
    return bool(match["plain"]) and line.text[match.end()].islower() and not ends_sentence(before.text)


def _new_page(line: Line, layout: Habits) -> bool:
    return line.page_start or line.blanks < layout.spacing


def _footnote(line: Line, match: re.Match[str], indices: list[int], before: list[Footnote]) -> Footnote:
    digits = next(filter(None, match.groups()), "").translate(_SUPERSCRIPTS) or line.label
    number = int(digits) if digits.isdecimal() else _expected(before)
    used = {note.ref for note in before}
    place = number
    while f"n{place}" in used:
        place += 1
    return Footnote(number, f"n{place}", indices, match[0].strip() or line.label, match.end(), False)


def mark(
    passages: Sequence[tuple[int, Passage]], notes: Sequence[Footnote], language: Language, *, plain: bool
) -> None:
    """Add to each passage the edits that take out the footnote marks.

    ``passages`` are the body's blocks with the index of their first line; ``plain`` says whether digits that
    lost their superscript may be taken for marks.
    """
    if not notes:
        return
    refs = {note.number: note.ref for note in reversed(notes)}
    raised: set[int] = set()
    for _, passage in passages:
        raised |= _take_known(passage, refs) | _take_raised(passage, refs)
    if plain and language.script != "Han":
        _Plain(passages, language).take([note for note in notes if note.number not in raised])


def _take_known(passage: Passage, refs: dict[int, str]) -> set[int]:
    """Marks that the format keeps apart from the text."""
    found = set()
    for line, start in zip(passage.lines, passage.starts, strict=True):
        for offset, label in line.marks:
            number = int(label) if label.isdecimal() else 0
            if number in refs:
                passage.edits.append(Edit(start + offset, start + offset, "", "", refs[number]))
                found.add(number)
    return found


def _take_raised(passage: Passage, refs: dict[int, str]) -> set[int]:
    found = set()
    for match in _RAISED_MARK.finditer(passage.text, passage.marker_end):
        number = int(match[1].translate(_SUPERSCRIPTS))
        word = re.search(r"\w+$", passage.text[: match.start()])
        if number in refs and not (word and word[0] in _UNITS):
            passage.edits.append(Edit(match.start(1), match.end(), "", "", refs[number]))
            found.add(number)
    return found


class _Plain:
    """Looks for marks that lost their superscript, in the order of the footnotes."""

    def __init__(self, passages: Sequence[tuple[int, Passage]], language: Language) -> None:
        self._passages = passages
        self._abbreviations = {abbreviation.lower() for abbreviation in language.abbreviations}
        self._numbered: Counter[str] = Counter()
        self._words: Counter[str] = Counter()

    def take(self, notes: Sequence[Footnote]) -> None:
        """Mark each note at its first likely place behind the mark before."""
        position, page = (0, -1), 0
        if notes:
            self._count()
        for number, note in enumerate(notes):
            until = note.indices[0] if note.at_foot else None
            found = self._best(note, position, page, until)
            if found is not None:
                position = found
            following = notes[number + 1] if number + 1 < len(notes) else None
            if note.at_foot and following and following.indices[0] > note.indices[-1] + 1:
                page = note.indices[-1]

    def _count(self) -> None:
        for _, passage in self._passages:
            for match in re.finditer(r"([^\W\d_]+)( \d)?", passage.text):
                word = match[1].lower()
                self._words[word] += 1
                self._numbered[word] += match[2] is not None

    def _best(self, note: Footnote, position: tuple[int, int], page: int, until: int | None) -> tuple[int, int] | None:
        loose: list[tuple[int, re.Match[str]]] = []
        digits = str(note.number)
        for index, (line, passage) in enumerate(self._passages):
            if until is not None and line > until:
                break
            if index < position[0] or passage.lines[-1].start < 0 or digits not in passage.text:
                continue
            begin = position[1] if index == position[0] else passage.marker_end
            if line + 3 * len(passage.lines) < page:
                continue
            for match in _GLUED_MARK.finditer(passage.text, max(begin, passage.marker_end)):
                if match["mark"] == digits and self._glued(match):
                    return self._accept(index, passage, note, match)
            for match in _DETACHED_MARK.finditer(passage.text, max(begin, passage.marker_end)):
                if match["mark"] == digits and (match["word"] == note.word or self._detached(match)):
                    loose.append((index, match))
        if len(loose) != 1:
            return None
        index, match = loose[0]
        return self._accept(index, self._passages[index][1], note, match)

    def _glued(self, match: re.Match[str]) -> bool:
        word = match["word"]
        return len(word) >= 3 and word[-1:].lower() == word[-1:] and f"{word}.".lower() not in self._abbreviations

    def _detached(self, match: re.Match[str]) -> bool:
        """A number where none is expected: the word before is common and never has one elsewhere."""
        word = match["word"].lower()
        follows = match["next"]
        return self._words[word] >= 3 and self._numbered[word] == 1 and (follows is None or follows.islower())

    @staticmethod
    def _accept(index: int, passage: Passage, note: Footnote, match: re.Match[str]) -> tuple[int, int]:
        start = match.start("gap") if "gap" in match.re.groupindex else match.start("mark")
        passage.edits.append(Edit(start, match.end("mark"), "", "footnote-mark", note.ref))
        return index, match.end("mark")


def raised(number: str) -> str:
    """Return digits as superscripts."""
    return number.translate(_RAISED)
