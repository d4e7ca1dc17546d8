"""Which texts of a view were left in the source language as a whole."""

from __future__ import annotations

import math
import re

from aligner.checks.analysis.language_id import Verdict, log_frequency, of_targets
from aligner.checks.core.run import normalised
from aligner.checks.core.views import Pair, PairView
from tmx.lang import primary

_SURE = 3.0
"""Powers of ten by which the source language must be likelier, for a target equal to its source."""
_SURE_ALONE = 8.0
"""The same for a target that differs from its source."""
_MOST = 1.2
"""Powers of ten a word, below which a mixture of languages is not called untranslated."""
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_SEVERAL = 3
"""Words in the source's script from which even a list of names should be in the target's."""


def left_texts(view: PairView) -> list[bool]:
    """Whether the target of each pair of ``view`` is still in the source language."""
    source, target = primary(view.source.language), primary(view.target.language)
    if source == target:
        return [False] * len(view.pairs)
    verdicts = view.shared(of_targets)
    return [
        found.language == source and _left(pair, found, source, target)
        for pair, found in zip(view.pairs, verdicts, strict=True)
    ]


def _left(pair: Pair, found: Verdict, source: str, target: str) -> bool:
    margin = found.margin(target)
    if normalised(pair.source.text) == normalised(pair.target.text):
        foreign = margin == math.inf and len(_LONG_WORD.findall(pair.target.text)) >= _SEVERAL
        return margin >= _SURE and (foreign or _has_words(pair.target.text, source))
    return (
        found.words >= 4
        and margin >= _SURE_ALONE
        and margin / found.words >= _MOST
        and _has_words(pair.target.text, source)
    )


def _has_words(text: str, language: str) -> bool:
    """Whether words, not only names and codes, speak for ``language``."""
    words = [word.strip(".,;:()«»\"'’“”!?") for word in text.split()]
    if language == "zh":
        return sum(1 for sign in text if "\u4e00" <= sign <= "\u9fff") >= 2
    return any(len(word) > 2 and word.islower() and log_frequency(word, language) > -6.5 for word in words) or (
        sum(1 for word in words if len(word) > 3 and log_frequency(word.lower(), language) > -5) >= 2
    )
