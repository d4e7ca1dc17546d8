"""Footnotes: their text, wherever the page put it.

A footnote's text is found by its label at the start of a line, behind a rule or with a superscript or bracketed
label, or by a bare number or an asterisk that stands as a mark before it (``personnes1`` … ``1 Voir``). The marks
themselves are taken out of the text by :mod:`aligner.structure.note_marks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.structure.flow import Habits, break_score, ends_sentence
from aligner.structure.layout import Line
from aligner.structure.note_marks import DETACHED_MARK, GLUED_MARK, LOWERED, SIGN, sign_marks

_LABEL = re.compile(
    r"(?:(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*|\[(?P<bracketed>\d{1,3})\]\s*|\((?P<round>\d{1,3})\)\s*"
    rf"|(?P<plain>\d{{1,3}})[.)]?\s+|(?P<sign>{SIGN})\s*)(?=[^\s*])"
)
_BARE_LABEL = re.compile(r"(?P<raised>)(?P<bracketed>)(?P<round>)(?P<plain>\d{1,3})(?P<sign>)\s+(?=[^\W\d_a-z])")
_NO_LABEL = re.compile("(?P<raised>)(?P<bracketed>)(?P<round>)(?P<plain>)(?P<sign>)")
_FIRST_SIGNS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹[(*†‡٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹0123456789０１２３４５６７８９")
"""What a label can begin with."""
_FAR = 80
"""Lines between a mark and its footnote, at most: a page's."""


@dataclass(slots=True)
class Footnote:
    """One footnote of the file."""

    key: str
    """Its label without brackets and raising: ``5``, ``*``, ``†``."""
    ref: str
    """``n5``, ``n*``; unique in the document."""
    indices: list[int]
    """Lines it is made of."""
    label: str
    """As it stands in the file."""
    text_start: int
    """Offset of its own text in the first line."""
    at_foot: bool = False
    """Whether body text follows it: its mark is then on the same page."""
    word: str = ""
    """Word that its mark stands alone behind, where the mark is what tells the note from body text."""

    @property
    def number(self) -> int:
        """What its label counts; 0 for an asterisk or a dagger."""
        return int(self.key) if self.key.isdecimal() else 0


def find(lines: Sequence[Line], furniture: dict[int, str], layout: Habits) -> list[Footnote]:
    """Return the footnotes among ``lines``, in order."""
    notes = _Finder(lines, furniture, layout).notes()
    held = {index for note in notes for index in range(note.indices[0], note.indices[-1] + 1)}
    last_body = next((i for i in range(len(lines) - 1, -1, -1) if i not in furniture and i not in held), -1)
    for note in notes:
        note.at_foot = note.indices[0] < last_body
    return notes


class _Finder:
    """Goes through the lines of a file once."""

    def __init__(self, lines: Sequence[Line], furniture: dict[int, str], layout: Habits) -> None:
        self._lines = lines
        self._furniture = furniture
        self._layout = layout
        self._notes: list[Footnote] = []
        self._expected = 1
        """Number that is due."""
        self._refs: set[str] = set()
        self._free: dict[str, int] = {}
        """For each label met, the number up to which all refs are taken."""
        self._signs: dict[str, bool] = {}
        """Whether a sign begins no more lines than it marks places: it is no bullet."""
        self._whole = ""
        """All lines, in small letters, once they are needed."""

    def notes(self) -> list[Footnote]:
        index, behind_rule = 0, False
        while index < len(self._lines):
            if index in self._furniture:
                kind = self._furniture[index]
                behind_rule = kind == "rule" or (behind_rule and kind == "link")
                index += 1
                continue
            line = self._lines[index]
            if not line.kind and line.text[0] not in _FIRST_SIGNS:
                behind_rule = False
                index += 1
                continue
            match = self._label_at(line, behind_rule)
            announced, word = (None, "") if match else self._announced(index)
            match = match or announced
            if match is None:
                behind_rule = False
                index += 1
                continue
            end = self._note(index, match, word)
            behind_rule = behind_rule or (announced is None and not (match["raised"] or match["sign"]))
            index = end
            if index < len(self._lines) and self._new_page(self._lines[index]):
                behind_rule = False
        return self._notes

    def _note(self, index: int, match: re.Match[str], word: str) -> int:
        """Take over the footnote whose first line is at ``index``; return the index behind its last."""
        line = self._lines[index]
        key = next(filter(None, match.groups()), "").translate(LOWERED) or line.label
        if key.isdecimal():
            key = str(int(key))
        elif not re.fullmatch(SIGN, key):
            key = str(self._expected)
        note = Footnote(key, self._unique(key), [], match[0].strip() or line.label, match.end(), word=word)
        self._notes.append(note)
        if note.number:
            self._expected = note.number + 1
        end = self._end(index)
        note.indices.extend(range(index, end))
        return end

    def _unique(self, key: str) -> str:
        ref, number = f"n{key}", self._free.get(key, int(key) if key.isdecimal() else 1)
        while ref in self._refs:
            number += 1
            ref = f"n{number}" if key.isdecimal() else f"n{key}~{number}"
        self._refs.add(ref)
        self._free[key] = number
        return ref

    def _announced(self, index: int) -> tuple[re.Match[str] | None, str]:
        """The bare number or sign a line begins with, if it is due and stands as a mark in the text before.

        A number glued to a word is such a mark; one that stands alone is where the line begins a paragraph, and the
        word before it, which is nowhere else followed by a number, is no «article» or «page»; it is returned too.
        """
        lines = self._lines
        signed = _LABEL.match(lines[index].text)
        if signed is not None and signed["sign"]:
            return (signed, "") if self._sign_stands_before(index, signed["sign"]) else (None, "")
        match = _BARE_LABEL.match(lines[index].text)
        if match is None or int(match["plain"]) != self._expected:
            return None, ""
        begin = self._notes[-1].indices[-1] + 1 if self._notes else 0
        texts = [
            lines[place].text
            for place in range(max(begin, index - _FAR), index)
            if place not in self._furniture and match["plain"] in lines[place].text
        ]
        if _marked(texts, match["plain"], GLUED_MARK):
            return match, ""
        alone = _marked(texts, match["plain"], DETACHED_MARK)
        if len(alone) != 1 or not ends_sentence(lines[index - 1].text):
            return None, ""
        return (match, alone[0]) if self._numbered_once(alone[0]) else (None, "")

    def _sign_stands_before(self, index: int, sign: str) -> bool:
        """Whether an asterisk or dagger is a mark in the text, and not the bullet of a list."""
        if sign not in self._signs:
            texts = [line.text for line in self._lines]
            marks = sum(sign in sign_marks(text) for text in texts)
            labels = sum((match := _LABEL.match(text)) is not None and match["sign"] == sign for text in texts)
            self._signs[sign] = labels <= marks
        begin = next((note.indices[0] for note in reversed(self._notes) if note.key == sign), 0)
        before = self._lines[max(begin, index - _FAR) : index]
        return self._signs[sign] and any(sign in sign_marks(line.text) for line in before)

    def _numbered_once(self, word: str) -> bool:
        self._whole = self._whole or "\n".join(line.text for line in self._lines).lower()
        return len(re.findall(rf"\b{re.escape(word.lower())} \d", self._whole)) == 1

    def _label_at(self, line: Line, behind_rule: bool) -> re.Match[str] | None:
        """The label ``line`` begins with, if it begins a footnote by its looks alone."""
        if line.kind == "footnote" and line.label:
            return _NO_LABEL.match(line.text)
        if line.kind == "footnote":
            return _LABEL.match(line.text) or _NO_LABEL.match(line.text)
        match = _LABEL.match(line.text)
        if match is None or match["raised"]:
            return match
        if match["sign"]:
            return match if behind_rule else None
        number = int(next(filter(None, match.groups())))
        near = number == self._expected or (behind_rule and 0 <= number - self._expected <= 2)
        if match["bracketed"]:
            return match if near else None
        return match if behind_rule and near else None

    def _end(self, index: int) -> int:
        """Index behind the last line of the footnote that begins at ``index``, the last one found."""
        end = index + 1
        while end < len(self._lines) and end not in self._furniture:
            before, line = self._lines[end - 1], self._lines[end]
            if self._new_page(line) or break_score(before, line, self._layout) > 0:
                break
            match = self._label_at(line, True)
            if match is not None and not _runs_on(before, line, match):
                break
            end += 1
        return end

    def _new_page(self, line: Line) -> bool:
        return line.page_start or line.blanks < self._layout.spacing


def _marked(texts: Sequence[str], number: str, pattern: re.Pattern[str]) -> list[str]:
    """The words that ``number`` follows as a mark would."""
    return [
        mark["word"]
        for text in texts
        for mark in pattern.finditer(text)
        if mark["mark"] == number and len(mark["word"]) > 3 and mark["word"].islower()
    ]


def _runs_on(before: Line, line: Line, match: re.Match[str]) -> bool:
    """Whether what looks like a plain label is a number of the sentence: ``paragraphs 3,`` / ``4 and 5 were``."""
    return bool(match["plain"]) and line.text[match.end()].islower() and not ends_sentence(before.text)
