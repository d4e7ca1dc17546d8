"""What each code point is and how it is folded: the tables the tokeniser and the cognates read.

The tables grow as code points are met, from :mod:`unicodedata`; nothing is listed by hand but what Unicode does
not say (which marks count as one, and the transliterations).
"""

from __future__ import annotations

import unicodedata
from typing import Final

import numpy as np
import numpy.typing as npt

SPACE, LETTER, UPPER, DIGIT, MARK, IDEOGRAPH, PUNCTUATION = range(7)
UNSEEN: Final = 255
LIMIT: Final = 0x30000
"""Code points from here on (private use, unassigned planes) share the last entry."""

_LETTERS = {
    "œ": "o",
    "æ": "a",
    "ß": "s",
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ı": "i",
    "þ": "t",
    "ð": "d",
    "ى": "ي",
    "ة": "ه",
}
_MARKS = {
    **dict.fromkeys("«»“”„‟〝〞《》「」『』＂‹›", '"'),
    **dict.fromkeys("‘’‚‛ʼ`´′", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("،、，", ","),
    **dict.fromkeys("。｡۔।॥", "."),
    "؛": ";",
    "؟": "?",
    "…": ".",
    "•": "-",
    "·": "-",
    "٪": "%",
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
}
_SPACELESS = ("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPH", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "BOPOMOFO")

_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяієїґ",
        "a b v g d e j z i i k l m n o p r s t u f h t c s s  i  e u a i e i g".split(" "),
        strict=True,
    )
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "abgdeziziklmnxoprsstufhpo", strict=True))
_GREEK["θ"] = "t"
_GREEK["η"] = "i"
_ARABIC = dict(
    zip("بتثجحخدذرزسشصضطظعغفقكلمنهوي", "b t t j h k d d r z s s s d t z  g f k k l m n h v i".split(" "), strict=True)
)


_SOUNDS = {"c": "k", "q": "k", "y": "i", "w": "v"}
"""Letters that stand for one sound in loan words: Konvention, convention, конвенция."""


class Tables:
    """Class, folded form and Latin letter of each code point seen so far."""

    def __init__(self) -> None:
        self.kinds: npt.NDArray[np.uint8] = np.full(LIMIT, UNSEEN, np.uint8)
        """One of the classes above, or ``UNSEEN``."""
        self.folds: npt.NDArray[np.uint32] = np.zeros(LIMIT, np.uint32)
        """Lower case without accents; digits in ASCII; marks of one function as one character."""
        self.latin: npt.NDArray[np.uint8] = np.zeros(LIMIT, np.uint8)
        """1 to 26 for the Latin letter it is or is transliterated to, 0 for none."""

    def cover(self, codes: npt.NDArray[np.uint32]) -> None:
        """Make sure that every code point of ``codes`` (all below ``LIMIT``) is in the tables."""
        unseen = codes[self.kinds[codes] == UNSEEN]
        for code in np.flatnonzero(np.bincount(unseen)).tolist():
            self._add(code)

    def _add(self, code: int) -> None:
        character = chr(code)
        kind = _kind(character)
        if kind in (LETTER, UPPER):
            folded = _fold_letter(character)
            self.latin[code] = _latin(folded)
        elif kind == DIGIT:
            folded = str(unicodedata.digit(character))
        else:
            folded = _fold_mark(character)
        self.kinds[code] = kind
        self.folds[code] = ord(folded)


def _kind(character: str) -> int:
    category = unicodedata.category(character)
    if category == "Nd":
        return DIGIT
    if category[0] == "L":
        if unicodedata.name(character, "").startswith(_SPACELESS):
            return IDEOGRAPH
        if category == "Lm" and character == "\N{ARABIC TATWEEL}":
            return MARK
        return UPPER if category in ("Lu", "Lt") else LETTER
    if category[0] == "M" or category == "Cf":
        return MARK
    if category[0] == "Z" or category == "Cc":
        return SPACE
    return PUNCTUATION


def _fold_letter(character: str) -> str:
    lower = character.lower()[0]
    lower = _LETTERS.get(lower, lower)
    base = unicodedata.normalize("NFKD", lower)[0]
    return _LETTERS.get(base, base)


def _fold_mark(character: str) -> str:
    if character in _MARKS:
        return _MARKS[character]
    base = unicodedata.normalize("NFKC", character)[:1] or character
    return _MARKS.get(base, base)


def _latin(folded: str) -> int:
    if not "a" <= folded <= "z":
        folded = _CYRILLIC.get(folded) or _GREEK.get(folded) or _ARABIC.get(folded) or ""
    folded = _SOUNDS.get(folded, folded)
    return ord(folded) - ord("a") + 1 if folded else 0
