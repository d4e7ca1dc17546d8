"""A segment ends otherwise than its counterpart.

What: the last sign of both sides is compared by kind: full stop, question mark, colon, semicolon, comma, none, where
。 ؟ ؛ and their equals count as what they stand for and closing quotes, brackets and note marks are left out.
Why: a lost question mark changes the sense, a lost full stop is a sign of a lost end of sentence.
Example: "…persons" / «…personnes.»
Instead: the sign of the source, in the form of the target language.
Default: information. Published translations end list items with a semicolon in one language and a full stop in
another, and headings with nothing, so that most differences are no mistake; a sentence that has lost its mark is
reported as a warning where the memory's other sentences keep theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import Pair, PairView
from aligner.model import Severity, Span

_END = re.compile(r"(?:\(\s?\d{0,2}\s?\)|\[\d+\])?[\s»”’\"'’)\]）】』」>*\d⁰¹²³⁴-⁹]*$")
_DECIMALS = re.compile(r"\d+\s?[)\]）]")
_KINDS = {
    **dict.fromkeys(".。．۔", "full stop"),
    **dict.fromkeys("?？؟", "question mark"),
    **dict.fromkeys("!！", "exclamation mark"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys(";；؛", "semicolon"),
    **dict.fromkeys(",，،、", "comma"),
    "…": "ellipsis",
}
_LONG = 75
"""Characters from which a text is taken for a sentence."""
_FACTOR = {"zh": 3.5}
"""Alphabetic characters that a Chinese one is worth."""
_ASKS = re.compile(r"\b(?:question|savoir|comment|demand|pourquoi|whether|how|why|ask|what)|:", re.IGNORECASE)


def find(view: PairView) -> Iterator[Hit]:
    """Yield each pair with different ends."""
    for pair in view.pairs:
        if not pair.target.text:
            continue
        expected, seen = _kind(pair.source.text), _kind(pair.target.text)
        if expected != seen:
            at = len(pair.target.text.rstrip())
            message = f"ends with {_named(seen)}, the source with {_named(expected)}"
            severity = _severity(pair, expected, seen)
            yield Hit(message, pair.target, Span(max(0, at - 1), at), pair.source.text, severity=severity)


def _kind(text: str) -> str:
    stem = _END.sub("", text)
    # «(art. 2.1)»: the point belongs to the number
    if not stem or (stem[-2:-1].isdigit() and _DECIMALS.match(text, len(stem))):
        return ""
    return _KINDS.get(stem[-1], "")


def _named(kind: str) -> str:
    return f"a {kind}" if kind else "no mark"


def _severity(pair: Pair, expected: str, seen: str) -> Severity:
    """A warning where a sentence has lost its mark and both sides look like one, or a question is none any more."""
    long = min(len(pair.source.text), _FACTOR.get(pair.target.language, 1) * len(pair.target.text)) >= _LONG
    if (expected, seen) == ("question mark", "full stop"):
        return "warning"
    if (expected, seen) == ("full stop", "question mark"):
        # «reste à savoir comment…»: an indirect question, or a heading that one language turns into one
        return "info" if _ASKS.search(pair.source.text) or "¿" in pair.target.text else "warning"
    lost = expected in ("full stop", "question mark") and not seen
    last, theirs = pair.target.text.rstrip()[-1:], pair.source.text.rstrip()[-2:-1]
    word = (last.isalpha() and not last.isupper()) or (not last.isalpha() and not theirs.isalpha())
    return "warning" if lost and long and word and pair.source.text[0].isupper() else "info"


check = Check(
    id="final-punctuation",
    severity="info",
    scope="pair",
    summary="a segment ends otherwise than its counterpart",
    find=find,
    graver="warning",
)
