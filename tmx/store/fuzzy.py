"""How alike two texts are, in the percentage translators are used to. Pure functions.

The measure is an edit distance over words (Levenshtein, 1966), less penalties for what words do not show::

    score = floor(100 · (1 − edits / words of the longer text) − numbers − case − signs)

Words are compared in small letters, and any two numbers count as alike; each Han character counts as a word. Then
two points are taken for each word edit that numbers make more (at most six), one for each that capitals make more
(at most three), and one for each punctuation mark to be edited (at most three). 100 is for equal texts only: what
differs in nothing but spacing has 99. The score is symmetric and lies between 0 and 100.

OmegaT shows three percentages, each floor(100 · (longer − edits) / longer): over stems without numbers, over words
as written without numbers, and over all tokens, spaces and punctuation included. Where only words differ ours is
its second figure, within rounding; where numbers, capitals or punctuation differ, too, ours lies below that and
usually above the third, in which a sentence's many spaces and signs weigh as much as its words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

import regex
from rapidfuzz.distance import Levenshtein

EXACT = 100
IN_CONTEXT = 101
_NUMBER = "0"
_TOKEN = re.compile(r"(\d+(?:[.,\u00a0\u202f]\d+)*)|([^\W\d_]+)|([^\w\s]|_)")
_WIDE_TOKEN = regex.compile(
    r"(\d+(?:[.,\u00a0\u202f]\d+)*)"
    r"|([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*|[^\W\d_]+?"
    r"(?=[\W\d_\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]|$))|([^\w\s]|_)"
)
_WIDE = "\u0e00"
"""From here on there are scripts that put no space between words."""
_PIECE = regex.compile(r"\s+|\p{Han}|[^\W_]+?(?=[\W_\p{Han}]|$)|[^\w\s]|_")
_MOST = (6, 3, 3)
"""Most points that numbers, capitals and signs take."""
ChangeKind = Literal["same", "deleted", "inserted"]


class Measured(NamedTuple):
    """A text, taken apart for comparison."""

    text: str
    plain: tuple[str, ...]
    """Words in small letters, numbers alike."""
    folded: tuple[str, ...]
    """Words in small letters, and numbers."""
    words: tuple[str, ...]
    """Words and numbers as written."""
    signs: tuple[str, ...]
    """Punctuation marks and symbols."""


class Change(NamedTuple):
    """A stretch of a comparison, word by word."""

    kind: ChangeKind
    """``deleted``: in the first text only; ``inserted``: in the second only."""
    text: str


@lru_cache(maxsize=4096)
def measure(text: str) -> Measured:
    """Take ``text`` apart."""
    pattern = _WIDE_TOKEN if text and max(text) >= _WIDE else _TOKEN
    plain: list[str] = []
    folded: list[str] = []
    words: list[str] = []
    signs: list[str] = []
    for number, word, sign in pattern.findall(text):
        if word:
            small = word.casefold()
            plain.append(small)
            folded.append(small)
            words.append(word)
        elif sign:
            signs.append(sign)
        else:
            plain.append(_NUMBER)
            folded.append(number.casefold())
            words.append(number)
    return Measured(text, tuple(plain), tuple(folded), tuple(words), tuple(signs))


def score(first: str, second: str) -> int:
    """How alike two texts are, in whole percent: 0 to 100, and 100 only if they are equal.

    >>> score("Les États parties devraient agir.", "Les États parties devront agir.")
    80
    >>> score("Voir le paragraphe 3.", "Voir le paragraphe 4."), score("Agir", "agir"), score("Agir.", "Agir.")
    (98, 99, 100)
    """
    return compare(measure(first), measure(second))


def compare(first: Measured, second: Measured, least: int = 0) -> int:
    """:func:`score` of texts already taken apart; 0 where it would be below ``least``."""
    if first.text == second.text:
        return EXACT
    longer = max(len(first.plain), len(second.plain))
    most = longer * (100 - least) // 100
    edits = Levenshtein.distance(first.plain, second.plain, score_cutoff=most)
    if edits > most:
        return 0
    folded = Levenshtein.distance(first.folded, second.folded)
    written = Levenshtein.distance(first.words, second.words)
    signs = Levenshtein.distance(first.signs, second.signs)
    penalties = (2 * (folded - edits), written - folded, signs)
    taken = sum(min(points, limit) for points, limit in zip(penalties, _MOST, strict=True))
    likeness = 100 * (longer - edits) // longer if longer else 100
    found = max(0, min(EXACT - 1, likeness - taken))
    return found if found >= least else 0


def differences(first: str, second: str) -> tuple[Change, ...]:
    """What has to be changed to make ``second`` of ``first``, word by word, spaces kept.

    The stretches that are not inserted are ``first``, those that are not deleted are ``second``.

    >>> [tuple(change) for change in differences("il peut agir", "il doit agir")]
    [('same', 'il '), ('deleted', 'peut'), ('inserted', 'doit'), ('same', ' agir')]
    """
    before, after = _PIECE.findall(first), _PIECE.findall(second)
    found: list[Change] = []
    for step in Levenshtein.opcodes(before, after):
        old, new = "".join(before[step.src_start : step.src_end]), "".join(after[step.dest_start : step.dest_end])
        if step.tag == "equal":
            found.append(Change("same", old))
            continue
        if old:
            found.append(Change("deleted", old))
        if new:
            found.append(Change("inserted", new))
    return tuple(found)
