"""Words of a text and the keys they are found by, for the index, the scores and the concordance.

A key stands for all forms of a word that should be found together: small letters, accents and invisible marks
off, usual endings off, at most six letters. It is deliberately coarse (*interne* and *international* share theirs):
the index finds, and whoever asked looks at the text itself. Snowball's stems are finer, but take a hundred times as
long, which an import of a million units cannot pay.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Callable

import snowballstemmer  # type: ignore[import-untyped]

from tmx.lang import primary

CLOSED_UP = frozenset({"zh", "ja", "th", "lo", "km", "my", "yue", "wuu"})
"""Languages that write words without a space between them: found by pairs of characters."""
_INVISIBLE = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u0640\u064b-\u065f\u0670\u2060\u202a-\u202e\u2066-\u2069]")
"""Combining marks, soft hyphens, joiners, direction marks, tatweel and Arabic vowels."""
_LETTERS = str.maketrans("أإآٱىةёœæøłđßı", "ااااىهеoaoldsi")
_AR_BEFORE = re.compile("^(?:[وف]?(?:[بك]?ال|لل)|[وفبلك](?=.{4}))(?=.{2})")
_AR_AFTER = re.compile("(?<=.{3})(?:هما|هم|هن|ها|ات|ون|ين|ان|يه|ه|ى|ي)$")
_RU_AFTER = re.compile(
    "(?<=.{3})(?:иями|ями|ами|иях|иям|ого|его|ому|ему|ыми|ими|ией|ов|ев|ей|ий|ый|ой|ам|ям|ах|ях|ом|ем|ая|яя|ое|ее|"
    "ые|ие|ую|юю|ых|их|ым|им|ью|ия|ию|ии|[аяоеыиуюьй])$"
)
_LETTERS_KEPT = 6
_WORD = re.compile(r"[^\W_]+")
_SNOWBALL = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nb": "norwegian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish",
}  # fmt: skip
_SPACE = ord(" ")
_SEPARATORS = bytes(code if code > 127 or chr(code).isalnum() or code == ord("\n") else _SPACE for code in range(256))
_WIDE_SEPARATORS = tuple(sign.encode() for sign in "’‘“”«»‹›–—…•\u00a0\u202f\u2009\u3000、。，；：（）《》؛،؟")
"""Punctuation outside ASCII that stands in texts often enough to matter; what is left over sticks to its word."""


def fold(word: str) -> str:
    """Small letters without accents, vowel signs and invisible marks; variants of a letter as one.

    >>> fold("Criminalité"), fold("ОБЪЁМ"), fold("إِجْرَام")
    ('criminalite', 'объем', 'اجرام')
    """
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    kept = _INVISIBLE.sub("", plain) if "й" not in word.casefold() else _without_marks(word)
    return unicodedata.normalize("NFC", kept.translate(_LETTERS))


def _without_marks(word: str) -> str:
    """As :func:`fold`, for words with the Russian letter й, which decomposes but has no accent."""
    pieces = word.casefold().split("й")
    return "й".join(_INVISIBLE.sub("", unicodedata.normalize("NFKD", piece.translate(_LETTERS))) for piece in pieces)


def key(word: str) -> str:
    """What the forms of a word share.

    >>> key("États"), key("criminalité"), key("leyes"), key("государствами"), key("والجريمة")
    ('etat', 'crimin', 'ley', 'госуда', 'جريم')
    """
    plain = fold(word)
    if plain.isdigit():
        return plain
    first = plain[:1]
    if "a" <= first <= "z":
        while len(plain) > 3 and plain[-1] in "esx":
            plain = plain[:-1]
        if len(plain) > 3 and plain[-1] == "y":
            plain = plain[:-1] + "i"
        return plain[:_LETTERS_KEPT]
    if "\u0400" <= first <= "\u04ff":
        return _RU_AFTER.sub("", plain)[:_LETTERS_KEPT]
    if "\u0600" <= first <= "\u06ff":
        return _AR_AFTER.sub("", _AR_BEFORE.sub("", plain))
    return plain[:_LETTERS_KEPT]


def number(language: str, name: str) -> int:
    """A term's number in the index: 63 bits of a digest over its language and key, the same on every machine."""
    digest = hashlib.blake2b(f"{language}\0{name}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def split(text: str) -> list[bytes]:
    """Words of a line of small letters, in UTF-8, much faster than an expression would find them."""
    line = text.encode("utf-8", "replace").translate(_SEPARATORS)
    if not line.isascii():
        for sign in _WIDE_SEPARATORS:
            if sign in line:
                line = line.replace(sign, b" ")
    return line.split()


def pairs(text: str) -> list[str]:
    """Pairs of neighbouring characters of each run of letters; a single character where a run has no more."""
    found: list[str] = []
    for run in _WORD.findall(fold(text)):
        if run.isascii():
            found.append(run)
        else:
            found += [run[place : place + 2] for place in range(len(run) - 1)] or [run]
    return found


def terms(text: str, language: str) -> list[str]:
    """Keys that ``text`` is found by, each one once, in order: of its words, or pairs of characters."""
    if primary(language) in CLOSED_UP:
        return list(dict.fromkeys(pairs(text)))
    return list(dict.fromkeys(key(word.decode("utf-8", "replace")) for word in split(text.lower())))


@functools.cache
def stemmer(language: str) -> Callable[[str], str]:
    """Return the function that gives the stem of a folded word: two words with one stem are forms of one word."""
    name = _SNOWBALL.get(primary(language), "")
    if not name:
        return key
    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return functools.lru_cache(maxsize=100_000)(stem)
