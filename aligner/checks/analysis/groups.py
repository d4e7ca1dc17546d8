"""Pairs that say the same on one side, over all memories and documents checked together."""

from __future__ import annotations

import difflib
import re
from typing import NamedTuple

from aligner.checks.analysis.numbers import marker_end
from aligner.checks.core.run import normalised
from aligner.checks.core.views import CollectionView, Pair

_MARKS = re.compile(r"[\s.,;:!?。，；：！？、؛،؟…\"'’“”«»<>()（）\[\]*–—-]+")
_WORD = re.compile(r"\w+")


class Member(NamedTuple):
    """A pair with both texts reduced to what counts."""

    pair: Pair
    source: str
    target: str


def members(view: CollectionView) -> list[tuple[tuple[str, str], list[Member]]]:
    """For each pair of languages, in order of appearance, all pairs of sentences or units."""
    found: dict[tuple[str, str], list[Member]] = {}
    for each in view.pairs:
        key = (each.source.language, each.target.language)
        found.setdefault(key, []).extend(
            Member(pair, reduced(pair.source.text), reduced(pair.target.text))
            for pair in each.sentences
            if pair.target.text and pair.confidence >= 0.5
        )
    return list(found.items())


def reduced(text: str) -> str:
    """``text`` without marker, marks, case and kinds of space."""
    return _MARKS.sub(" ", normalised(text[marker_end(text) :])).strip()


def only_inflected(first: str, second: str) -> bool:
    """Whether two reduced texts differ in endings and small words alone, as agreement with a context makes them."""
    left, right = _WORD.findall(first), _WORD.findall(second)
    for _, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        gone = [word[: max(3, len(word) - 3)] for word in left[a:b] if len(word) > 3]
        new = [word[: max(3, len(word) - 3)] for word in right[c:d] if len(word) > 3]
        if len(gone) != len(new) or any(map(_apart, gone, new)):
            return False
    return True


def _apart(first: str, second: str) -> bool:
    return not (first.startswith(second) or second.startswith(first))


def words(text: str) -> int:
    """Words of a reduced text; two Chinese characters count for one."""
    han = sum(1 for sign in text if "\u4e00" <= sign <= "\u9fff")
    return len(_WORD.findall(text)) + han // 2
