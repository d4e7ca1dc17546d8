"""A letter of another script looks like the right one.

What: words that mix Latin, Cyrillic or Greek letters, where all letters of the lesser script have a look-alike in the
other; and, in text in Cyrillic, words of one Latin letter that Russian has: « c » for « с ». Codes with figures, and
words of which a part has its own ending (« SMS-сообщение »), are left alone, and so are list letters. Passages with
several such words were decoded wrongly, and are reported once for the whole text.
Why: no search finds the word, and programs that sort or match it go wrong.
Example: « соon », its first two letters Cyrillic
Instead: « soon »
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.languages.words import lexicon
from aligner.model import Span
from tmx.lang import primary

_CYRILLIC = "асеорхуіѕјһԁԛԝАВСЕНІЈКМОРЅТХУкмтвнгѵ"
_LATIN_OF_CYRILLIC = "aceopxyisjhdqwABCEHIJKMOPSTXYkmtbhrv"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυαιτκχ"
_LATIN_OF_GREEK = "ABEZHIKMNOPTYXovpuaitkx"
_TO_LATIN = dict(zip(map(ord, _CYRILLIC + _GREEK), _LATIN_OF_CYRILLIC + _LATIN_OF_GREEK, strict=True))
_TO_CYRILLIC = dict(zip(map(ord, _LATIN_OF_CYRILLIC[::-1]), _CYRILLIC[::-1], strict=True))
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_LATIN_IN_CYRILLIC = re.compile(r"(?<=[\u0400-\u052f] )[acoykACOYK](?= [\u0400-\u052f])|\A[CBAOK](?= [\u0400-\u052f])")


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield each word with a letter of another script."""
    cyrillic = primary(view.language) in ("ru", "uk", "bg", "be", "sr", "mk")
    garbled: list[Hit] = []
    alone: list[Hit] = []
    for passage in view.passages:
        text = passage.text
        if text.isascii() or not _FOREIGN.search(text):
            continue
        hits = [
            hit
            for match in _WORD.finditer(text)
            if not match[0].isascii() and _FOREIGN.search(match[0])
            for hit in _in_word(match, passage)
        ]
        # no word of several is readable: the passage was decoded wrongly, and a single one beside such passages, too
        if sum(hit.suggestion is None for hit in hits) > 1:
            garbled.extend(hits)
        else:
            alone += [hit for hit in hits if hit.suggestion is None]
            yield from (hit for hit in hits if hit.suggestion is not None)
        if cyrillic:
            for match in _LATIN_IN_CYRILLIC.finditer(text):
                yield _hit(passage, match, match[0], match[0].translate(_TO_CYRILLIC))
    yield from _decoded_wrongly([*garbled, *alone]) if garbled else alone


def _decoded_wrongly(hits: list[Hit]) -> Iterator[Hit]:
    """One finding for all passages of which several words are of two scripts: a file read in another's encoding."""
    if hits:
        first = hits[0]
        places = dict.fromkeys((hit.at.document, hit.at.ref or hit.at.unit or "") for hit in hits)
        yield first._replace(
            message=f"{first.message}, and so have {len(hits) - 1} other words: decoded wrongly",
            suggestion=None,
            related=tuple(places)[1:],
        )


def _in_word(match: re.Match[str], passage: Passage) -> Iterator[Hit]:
    word = match[0]
    scripts = {"Latin": "", "Cyrillic": "", "Greek": ""}
    for sign in word:
        script = unicodedata.name(sign, "").partition(" ")[0].title()
        if script in scripts:
            scripts[script] += sign
    latin, other = scripts["Latin"], scripts["Cyrillic"] or scripts["Greek"]
    if not latin or not other:
        return
    to_latin = other.translate(_TO_LATIN) if all(ord(sign) in _TO_LATIN for sign in other) else ""
    to_cyrillic = bool(scripts["Cyrillic"]) and all(ord(sign) in _TO_CYRILLIC for sign in latin)
    if to_latin and (not to_cyrillic or _rather_latin(word, passage, len(latin) >= len(other))):
        wrong, right = other, word.translate(_TO_LATIN)
    elif to_cyrillic:
        wrong, right = latin, word.translate(_TO_CYRILLIC)
    else:
        return
    known = right.lower() in lexicon(passage.language)
    # «ХабитатIII», a note's letter: two things that a lost space joined
    if known or len(word) == len(wrong) or not word.endswith(wrong):
        yield _hit(passage, match, wrong, right if known or right[0].isupper() else None)


def _rather_latin(word: str, passage: Passage, mostly: bool) -> bool:
    """Whether a word that may be either is a Latin one: by the language's words, else by most of its letters."""
    words = lexicon(passage.language)
    if word.translate(_TO_LATIN).lower() in words:
        return True
    return mostly and word.translate(_TO_CYRILLIC).lower() not in words


def _hit(passage: Passage, match: re.Match[str], wrong: str, right: str | None) -> Hit:
    name = unicodedata.name(wrong[0], "").title()
    message = f"“{match[0]}” has {name} for its look-alike" + (f": “{right}”" if right else "")
    return Hit(message, passage, Span(*match.span()), suggestion=right)


check = Check(
    id="confusable-character",
    severity="error",
    scope="document",
    summary="a look-alike letter of another script",
    find=find,
    fixable=True,
)
