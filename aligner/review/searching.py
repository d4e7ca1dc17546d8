"""Finding what a person types in texts of any script: case, accents and kinds of space do not count."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from typing import NamedTuple

from aligner.model import Bitext, Segment
from tmx.store.words import fold

_PARTS = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”|(\S+)')
_LETTERS = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})


def folded(text: str) -> str:
    """A text as it is searched.

    >>> folded("  L’État : cœur ÉTÉ ")
    "l'etat : coeur ete"
    """
    return " ".join(fold(text.translate(_LETTERS)).split())


def wanted(query: str) -> tuple[str, ...]:
    """The parts that must all occur: words, and phrases in quotation marks, folded.

    >>> wanted('l’État "États parties" «crime organisé»')
    ("l'etat", 'etats parties', 'crime organise')
    """
    parts = (folded(next(part for part in found.groups() if part is not None)) for found in _PARTS.finditer(query))
    return tuple(dict.fromkeys(part for part in parts if part))


def spans(text: str, parts: Iterable[str]) -> list[tuple[int, int]]:
    """Where the folded ``parts`` stand in ``text``, in code points, ascending and apart.

    >>> spans("Les États : « l’état »", ["etat", "l'etat"])
    [(4, 8), (14, 20)]
    """
    places: list[int] = []
    letters: list[str] = []
    for place, character in enumerate(text):
        plain = fold(character.translate(_LETTERS))
        if not plain.strip() and (character.isspace() or plain):
            plain = "" if letters and letters[-1] == " " else " "
        letters.extend(plain)
        places.extend([place] * len(plain))
    flat = "".join(letters)
    found = sorted(
        (places[at.start()], _end(text, places[at.end() - 1] + 1))
        for part in parts
        for at in re.finditer(re.escape(part), flat)
    )
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return apart


def _end(text: str, end: int) -> int:
    """Past the accents and vowel signs that belong to the letter before ``end``."""
    while end < len(text) and not fold(text[end]):
        end += 1
    return end


class Folded(NamedTuple):
    """The segments of both sides of a bitext, folded."""

    source: tuple[str, ...]
    target: tuple[str, ...]


class FoldedTexts:
    """The folded segments of several bitexts, each text folded once, whichever page asks first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sides: dict[int, tuple[tuple[Segment, ...], tuple[str, ...]]] = {}
        self._texts: dict[str, str] = {}

    def of(self, bitext: Bitext) -> Folded:
        """Both sides of a bitext."""
        return Folded(self._side(bitext.source_segments), self._side(bitext.target_segments))

    def _side(self, segments: tuple[Segment, ...]) -> tuple[str, ...]:
        with self._lock:
            # kept beside its result, so that no other can have its place in memory
            known = self._sides.get(id(segments))
            if known is None:
                known = self._sides[id(segments)] = segments, tuple(self._text(segment.text) for segment in segments)
            return known[1]

    def _text(self, text: str) -> str:
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = folded(text)
        return known
