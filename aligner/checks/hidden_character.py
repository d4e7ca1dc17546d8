"""A character stands in the text that nobody sees or that nothing can show.

What: zero-width and other format characters, soft hyphens, control characters, private-use and unassigned code
points, and U+FFFD, which stands for what could not be decoded. Joiners and direction marks are left alone in Arabic
and other scripts that need them, and so is a byte order mark at the very start.
Why: a search does not find the word, a memory does not match it, and a program may refuse the file.
Example: a zero-width space inside « per[U+200B]sonnes »
Instead: « personnes »
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.model import Span
from tmx.lang import primary

_SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ue000-\uf8ff\ufeff\ufff0-\uffff\U000e0000-\U0010ffff]"
)
_JOINERS = "\u061c\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_WITH_JOINERS = frozenset({"ar", "fa", "ur", "he", "hi", "bn", "ta", "te", "ml", "kn", "si", "my", "ps", "ckb", "yi"})
_NAMES = {"\xad": "SOFT HYPHEN", "\ufeff": "ZERO WIDTH NO-BREAK SPACE (byte order mark)"}


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield each run of hidden characters."""
    joiners = primary(view.language) in _WITH_JOINERS
    for place, passage in enumerate(view.passages):
        if passage.text.isascii() and passage.text.isprintable():
            continue
        last = -1
        for match in _SUSPECT.finditer(passage.text):
            sign = match[0]
            at_start = sign == "\ufeff" and place == 0 and match.start() == 0
            if (joiners and sign in _JOINERS) or at_start or match.start() == last:
                last = match.end() if match.start() == last else last
                continue
            last = match.end()
            yield _hit(passage, match)


def _hit(passage: Passage, match: re.Match[str]) -> Hit:
    sign = match[0]
    name = _NAMES.get(sign) or unicodedata.name(sign, _category(sign))
    near = passage.text[max(0, match.start() - 12) : match.start()] + "▯" + passage.text[match.end() : match.end() + 12]
    message = f"U+{ord(sign):04X} {name} in “{_SUSPECT.sub('▯', near).strip()}”"
    lost = sign == "\ufffd" or unicodedata.category(sign) == "Co"
    return Hit(message, passage, Span(*match.span()), suggestion=None if lost else "")


def _category(sign: str) -> str:
    kinds = {"Cc": "control character", "Co": "private-use character", "Cn": "unassigned code point"}
    return kinds.get(unicodedata.category(sign), "format character")


check = Check(
    id="hidden-character",
    severity="warning",
    scope="document",
    summary="a zero-width, control, private-use or replacement character",
    find=find,
    fixable=True,
)
