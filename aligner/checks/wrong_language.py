"""The target is in a third language.

What: the language of each target is told by its script and by the frequency of its words; one that is certainly
neither the target's nor the source's is reported. Names, short segments and what the source quotes in that same
language are left alone.
Why: a column or a file was mixed up, and whatever is learned from the pair is wrong.
Example: "Los Estados partes deberían adoptar…" under English.
Instead: the translation into the target language.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from aligner.checks.analysis.language_id import Verdict, identify, of_targets, script_share
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import Pair, PairView
from aligner.languages import get
from tmx.lang import primary

_WORD = re.compile(r"[^\W\d_]+")
_SHARED = 0.4
"""Share of the words that the source has, too, from which they are quoted."""
_SURE = 4.0
"""Powers of ten by which the third language must be likelier than the target's."""
_WORDS = 2
"""Words in small letters: names have none."""
_SURE_A_WORD = 0.8
_AS_WELL = 0.1
"""Share of letters of the expected script above which the rest is a quotation or a name."""


def find(view: PairView) -> Iterator[Hit]:
    """Yield each target in a third language."""
    source, target = primary(view.source.language), primary(view.target.language)
    for pair, found in zip(view.pairs, view.shared(of_targets), strict=True):
        if found.language in ("", source, target) or not _certain(found, pair.target.text, target):
            continue
        if identify(pair.source.text).language == found.language or _quoted(pair):
            continue
        name = get(found.language).name
        yield Hit(f"in {name}, not in {get(target).name}", pair.target, None, pair.source.text)


def _quoted(pair: Pair) -> bool:
    """Whether the source has a good part of the same words, as where both quote one title."""
    words = [word for word in _WORD.findall(pair.target.text) if len(word) > 3]
    theirs = set(_WORD.findall(pair.source.text))
    return sum(word in theirs for word in words) > _SHARED * len(words)


def _certain(found: Verdict, text: str, expected: str) -> bool:
    if (
        sum(1 for word in text.split() if len(word) > 1 and word.islower()) < _WORDS
        and get(found.language).script != "Han"
    ):
        return False
    margin = found.margin(expected)
    if margin == math.inf and script_share(text, get(expected).script) > _AS_WELL:
        return False
    return found.words >= 3 and margin >= _SURE and margin / found.words >= _SURE_A_WORD


check = Check(
    id="wrong-language",
    severity="error",
    scope="pair",
    summary="the target is in a third language",
    find=find,
    work="language",
)
