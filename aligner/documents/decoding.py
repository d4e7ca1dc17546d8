"""Bytes of a text file to text: read right or refused, never guessed into mojibake.

UTF-8 and files with a byte order mark prove themselves. Another encoding is accepted only if the words that need
it, those with letters beyond ASCII, are words of a language we know when read in it.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from aligner.errors import UnreadableDocument
from aligner.languages import get, known
from aligner.languages.words import lexicon

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHERS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file, or an encrypted new one"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_CODE_PAGES = (("cp1252", "Latin"), ("cp1251", "Cyrillic"), ("cp1256", "Arabic"), ("gb18030", "Han"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_FOREIGN_WORD = re.compile(r"(?=[a-zA-Z]*[^\W\d_a-zA-Z])[^\W\d_]+")
_SIGNS = re.compile("[^\x00-\x7f\u00a0«»“”‘’„‚–—…•°§·¿¡€ºª®©]")
_SIGN_IN_WORD = re.compile(r"[^\W\d_][«»“”„‚…•°§¿¡€†‡¢£¤¥|¦©®¬¯±¶¸¼½¾¨][^\W\d_]")
_SAMPLE = 200_000
"""Bytes or code points looked at when an encoding is weighed."""
_WORDS = 2000
"""So many words decide."""
_KNOWN_SHARE = 0.6
"""An encoding is accepted if at least so many of the words that need it are known."""
_HAN_SHARE = 0.05
"""The thirty most frequent characters make up at least so much of any Chinese text."""
_ADVICE = "save it as UTF-8 and try again"


def decode(data: bytes, source: str) -> str:
    r"""Return the text of ``data`` with ``\n`` as its only line end.

    Raises :class:`UnreadableDocument` where ``data`` is empty or no text, or its encoding is not certain.
    """
    if not data.strip():
        raise UnreadableDocument("the file is empty", source=source)
    for signature, what in _OTHERS:
        if data.startswith(signature):
            advice = (
                "save it as .docx without a password" if "Word" in what else "save it as .docx" if "RTF" in what else ""
            )
            raise UnreadableDocument(f"this is {what}, not text", source=source, advice=advice)
    text = _decoded(data, source)
    controls = len(_CONTROL.findall(text[:_SAMPLE]))
    if "\x00" in text or controls > len(text[:_SAMPLE]) / 500:
        raise UnreadableDocument("this is not text: it is full of control characters", source=source)
    if not text.strip():
        raise UnreadableDocument("the file is empty", source=source)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decoded(data: bytes, source: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, source)
    unmarked = _without_mark(data)
    if unmarked:
        return _strictly(data, unmarked, source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        _refuse_damaged(data, wrong, source)
    return _in_code_page(data, source)


def _strictly(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise UnreadableDocument(
            f"damaged {encoding.upper()} text", source=source, place=f"byte {wrong.start + 1}", advice=_ADVICE
        ) from wrong


def _without_mark(data: bytes) -> str:
    """UTF-16 of a mostly Latin text shows itself by a zero in every other byte."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2 or b"\x00" not in sample:
        return ""
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.3 and even < 0.02:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 and odd < 0.02 else ""


def _refuse_damaged(data: bytes, wrong: UnicodeDecodeError, source: str) -> None:
    """Raise where text is UTF-8 for the most part: another encoding has got mixed into it."""
    lenient = data[:_SAMPLE].decode("utf-8", "replace")
    bad = lenient.count("\ufffd")
    good = sum(not character.isascii() for character in lenient) - bad
    if good > 2 * bad:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise UnreadableDocument(
            "damaged UTF-8 text, or two encodings in one file",
            source=source,
            place=f"line {line}",
            advice=_ADVICE,
        ) from wrong


class UnknownEncoding(UnreadableDocument):
    """Bytes that are text in no encoding that can be told: perhaps no text at all."""


class _Candidate(NamedTuple):
    share: float
    text: str


def _in_code_page(data: bytes, source: str) -> str:
    best = _Candidate(0.0, "")
    for encoding, script in _CODE_PAGES:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        share = _plausibility(text[:_SAMPLE], script)
        if share > best.share:
            best = _Candidate(share, text)
    if best.share < _KNOWN_SHARE:
        raise UnknownEncoding("its encoding can't be told for certain", source=source, advice=_ADVICE)
    return best.text


def _plausibility(text: str, script: str) -> float:
    """How many of the words that need the encoding are words, 0 to 1."""
    languages = [tag for tag in known() if get(tag).script == script]
    if _CONTROL.search(text) or _SIGN_IN_WORD.search(text):
        return 0.0
    if script == "Han":
        return _han_plausibility(text)
    words = _FOREIGN_WORD.findall(text.lower())[:_WORDS]
    if not words:
        # nothing but typographic signs beyond ASCII: Western texts have no others
        return 1.0 if script == "Latin" and not _SIGNS.search(text) else 0.0
    shares = (sum(word in lexicon(tag) for word in words) / len(words) for tag in languages)
    return max(shares, default=0.0)


def _han_plausibility(text: str) -> float:
    han = re.findall(r"[\u3400-\u9fff]", text)
    frequent = set(get("zh").frequent)
    common = sum(character in frequent for character in han)
    foreign = len(re.findall(r"[^\x00-\x7f\u2000-\u206f\u3000-\u303f\u3200-\u33ff\u3400-\u9fff\uff00-\uffef]", text))
    if len(han) < 4 or foreign > 0.02 * len(han):
        return 0.0
    return 1.0 if common / len(han) > _HAN_SHARE else 0.0
