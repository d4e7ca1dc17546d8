"""The same word stands twice running.

What: a word followed by itself, with nothing but a space between; in Chinese, three or more characters that follow
themselves. Figures, names (two capitals) and what a language rightly doubles are left alone: « nous nous », "had had".
Why: it is a slip of the keyboard or of an edit that no spelling check finds.
Example: « Veiller veiller à ce que »
Instead: « Veiller à ce que »
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView
from aligner.languages.words import lexicon
from aligner.model import Span
from tmx.lang import primary

_TWICE = re.compile(r"(?<![\w’'.-])([^\W\d_]{2,})\s+\1(?![\w’'-])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_HAN_TWICE = re.compile(r"([\u4e00-\u9fff]{3,12})\1")
_RIGHT = {
    "fr": "nous vous en si mieux faire tout très bien oui non ha",
    "en": "had that is very so long many who bye do really",
    "es": "no muy así nos si sí que",
    "ru": "чуть едва еле очень так да что как это вот",
    "ar": "شيئا فشيئا صفا رويدا جدا كلا يوما بابا أو خطوة إن من لا",
}
_COMMON = 1e-4
"""Share of running text from which a doubled word with a capital is no name."""
_KNOWN = 2e-5
"""The same where the script has no capitals, or where the text has the word by itself, too."""
_ONCE = 2
"""Times that a name occurs outside of doubled ones in a text where it is no double name."""


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield each word that follows itself."""
    language = primary(view.language)
    pattern = _HAN_TWICE if language == "zh" else _TWICE
    right = frozenset(_RIGHT.get(language, "").split())
    for passage in view.passages:
        for match in pattern.finditer(passage.text):
            if language == "zh" or not _allowed(match, view, right):
                word = match[1]
                yield Hit(f"“{word}” twice running", passage, Span(*match.span()), suggestion=word)


def _allowed(match: re.Match[str], view: DocumentView, right: frozenset[str]) -> bool:
    word = match[1].lower()
    if word in right:
        return True
    second = match[0][-len(word) :]
    if second[0].islower():
        return False
    # « Baden Baden » is a name, "The The" a slip; Arabic has no capitals to tell by
    frequency = lexicon(view.language).frequency(word)
    if frequency >= (_COMMON if second[0].isupper() else _KNOWN):
        return False
    return frequency < _KNOWN or view.shared(_counts)[second] - 2 < _ONCE


def _counts(view: DocumentView) -> Counter[str]:
    return Counter(word for passage in view.passages for word in _WORD.findall(passage.text))


check = Check(
    id="repeated-word", severity="warning", scope="document", summary="the same word twice running", find=find
)
