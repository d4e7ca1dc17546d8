"""Quotation marks are not those of the language, or one of a pair is missing.

What: marks are held against the language's own, quotations inside quotations apart: « » in French and Russian, curly
or straight ones in English, and so on; flattened << >> are reported everywhere. A style that a text has throughout is
reported once. In documents a mark without its pair is reported, unless a paragraph before or after has the pair.
Why: foreign marks show that text was pasted, and a mark left open hides where a quotation ends.
Example: "texte" in French, « text » in English
Instead: « texte » in French, “text” in English
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.analysis.once import told_once
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.model import Span
from tmx.lang import primary

_STYLES = {
    "straight": re.compile(r"(?<![\w\d])\"(?=[\w(\[])([^\"«»]*[^\s\"«»])\"(?!\w)"),
    "angle": re.compile(r"<<\s?([^<>]+?)\s?>>"),
    "guillemets": re.compile(r"«\s?([^«»]+?)\s?»"),
    "curly": re.compile(r"“([^“”«»]+)”"),
    "low": re.compile(r"„([^“”«»„]+)[“”]"),
}
_NAMES = {"straight": '" "', "angle": "<< >>", "guillemets": "« »", "curly": "“ ”", "low": "„ “"}
_FOREIGN = {
    "fr": ("straight", "angle", "curly", "low"),
    "en": ("guillemets", "angle", "low"),
    "es": ("angle", "low"),
    "ru": ("straight", "angle", "curly"),
    "zh": ("straight", "angle", "guillemets", "low"),
    "ar": ("angle", "low"),
}
_FLATTENED = ("straight", "angle")
"""What extraction turns other marks into: information in a memory."""
_OWN = {"fr": "« {} »", "ru": "«{}»", "en": "“{}”", "es": "“{}”", "zh": "“{}”", "ar": "”{}“"}
_PAIRS = (("«", "»"), ("“", "”"))
_ANY = re.compile(r"[\"«»“”„<]")


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield foreign marks, style by style, then unpaired ones."""
    language = primary(view.language)
    quoting = [passage for passage in view.passages if _ANY.search(passage.text)]
    quoted = sum(len(pattern.findall(passage.text)) for passage in quoting for pattern in _STYLES.values())
    for style in _FOREIGN.get(language, ()):
        hits = [hit for passage in quoting for hit in _foreign(passage, style, language)]
        if style in _FLATTENED and view.document is None:
            yield from (hit._replace(severity="info") for hit in hits)
        else:
            yield from told_once(hits, style, quoted)
    if view.document is not None and language not in ("ar", "ru"):
        yield from _unpaired(view)


def _foreign(passage: Passage, style: str, language: str) -> Iterator[Hit]:
    for match in _STYLES[style].finditer(passage.text):
        before = passage.text[: match.start()]
        if style == "curly" and before.count("«") > before.count("»"):
            continue
        space = "\u00a0" if language == "fr" else " "
        right = _OWN[language].replace(" ", space).format(match[1])
        message = f"marks {_NAMES[style]} around “{match[1]}”"
        yield Hit(message, passage, Span(*match.span()), suggestion=right)


def _unpaired(view: DocumentView) -> Iterator[Hit]:
    for opening, closing in _PAIRS:
        surplus = [passage.text.count(opening) - passage.text.count(closing) for passage in view.passages]
        if not any(surplus):
            continue
        for place, passage in enumerate(view.passages):
            near = surplus[max(0, place - 3) : place] + surplus[place + 1 : place + 4]
            if surplus[place] and not any(other * surplus[place] < 0 for other in near):
                sign = opening if surplus[place] > 0 else closing
                at = passage.text.rfind(sign) if sign == opening else passage.text.find(sign)
                state = "closed" if sign == opening else "opened"
                yield Hit(f"“{sign}” is not {state}", passage, Span(at, at + 1))


check = Check(
    id="quote-style",
    severity="warning",
    scope="document",
    summary="quotation marks not of the language, or unpaired",
    find=find,
    fixable=True,
)
