"""The target is empty, or still in the source language.

What: a target without text; a target equal to its source, or made of the source language's words, where those words
are no names, symbols, figures or words that both languages have.
Why: the reader gets a language they did not ask for, and a CAT tool puts it into the next document.
Example: "Les États parties devraient adopter…" under English.
Instead: the translation; a title that is quoted in its own language stands in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.analysis.language_id import Verdict, log_frequency, of_targets
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.run import normalised
from aligner.checks.core.views import Pair, PairView
from tmx.lang import primary

_SURE = 3.0
"""Powers of ten by which the source language must be likelier, for a target equal to its source."""
_SURE_ALONE = 8.0
"""The same for a target that differs from its source."""
_MOST = 1.2
"""Powers of ten a word, below which a mixture of languages is not called untranslated."""


def find(view: PairView) -> Iterator[Hit]:
    """Yield each empty or untranslated target."""
    source, target = primary(view.source.language), primary(view.target.language)
    for pair, found in zip(view.pairs, view.shared(of_targets), strict=True):
        if not pair.target.text.strip():
            if any(sign.isalnum() for sign in pair.source.text):
                yield Hit("no translation", pair.target, None, pair.source.text, key=pair.source.text)
        elif source != target and found.language == source and _left(pair, found, source, target):
            yield Hit("not translated: still in the source language", pair.target, None, pair.source.text)


def _left(pair: Pair, found: Verdict, source: str, target: str) -> bool:
    margin = found.margin(target)
    if normalised(pair.source.text) == normalised(pair.target.text):
        return margin >= _SURE and _has_words(pair.target.text, source)
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


check = Check(
    id="untranslated", severity="error", scope="pair", summary="the target is empty or still the source", find=find
)
