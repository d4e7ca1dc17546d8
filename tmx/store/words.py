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
import zlib
from collections.abc import Callable
from math import log

from tmx.lang import primary

CLOSED_UP = frozenset({"zh", "ja", "th", "lo", "km", "my", "yue", "wuu"})
"""Languages that write words without a space between them: found by pairs of characters."""
_RANGES = (
    "\u00ad",
    "\u0300\u036f",
    "\u200b\u200f",
    "\u0640",
    "\u064b\u065f",
    "\u0670",
    "\u2060",
    "\u202a\u202e",
    "\u2066\u2069",
)
INVISIBLE = "".join(chr(code) for ends in _RANGES for code in range(ord(ends[0]), ord(ends[-1]) + 1))
"""What ends no word and counts for nothing in it: combining marks, soft hyphens, joiners, direction marks, tatweel
and Arabic vowels."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_LETTERS = str.maketrans("أإآٱىةёœæøłđßı", "ااااىهеoaoldsi")
_AR_BEFORE = re.compile("^(?:[وف]?(?:[بك]?ال|لل)|[وفبلك](?=.{4}))(?=.{2})")
_AR_AFTER = re.compile("(?<=.{3})(?:هما|هم|هن|ها|ات|ون|ين|ان|يه|ه|ى|ي)$")
_RU_AFTER = re.compile(
    "(?<=.{3})(?:иями|ями|ами|иях|иям|ого|его|ому|ему|ыми|ими|ией|ов|ев|ей|ий|ый|ой|ам|ям|ах|ях|ом|ем|ая|яя|ое|ее|"
    "ые|ие|ую|юю|ых|их|ым|им|ью|ия|ию|ии|[аяоеыиуюьй])$"
)
_LETTERS_KEPT = 6
_EXACT_LENGTHS = 16
_LENGTH_STEP = 1.25
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{INVISIBLE}])*")
"""A word or number, as it stands."""
_SNOWBALL = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nb": "norwegian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish",
}  # fmt: skip


def fold(word: str) -> str:
    """Small letters without accents, vowel signs and invisible marks; variants of a letter as one.

    >>> fold("Criminalité"), fold("ОБЪЁМ"), fold("Российский"), fold("إِجْرَام")
    ('criminalite', 'объем', 'российский', 'اجرام')
    """
    if word.isascii():
        return word.lower()
    # й decomposes, but is a letter of its own
    pieces = unicodedata.normalize("NFC", word).casefold().split("й")
    return "й".join(_bare(piece) for piece in pieces)


def _bare(text: str) -> str:
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS)))
    return unicodedata.normalize("NFC", plain.casefold().translate(_LETTERS))


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


def length_class(words: int) -> int:
    """Class of a text's length: up to 16 words each length is one, from there on they grow by a quarter each.

    >>> [length_class(words) for words in (0, 1, 16, 17, 19, 20, 25, 100)]
    [0, 1, 16, 16, 16, 17, 18, 24]
    """
    if words <= _EXACT_LENGTHS:
        return words
    return _EXACT_LENGTHS + int(log(words / _EXACT_LENGTHS) / log(_LENGTH_STEP) + 1e-9)


def length_of(class_: int) -> float:
    """About how many words texts of a class have, at least."""
    return class_ if class_ <= _EXACT_LENGTHS else _EXACT_LENGTHS * _LENGTH_STEP ** (class_ - _EXACT_LENGTHS)


def length_term(class_: int, language: str) -> int:
    """Number of the term by which texts of a class of length are found; no word has its name."""
    return number(language, f" {class_}")


def text_hash(text: str) -> int:
    """A number that equal texts share, and few others do: 62 bits, the same on every machine."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) | (len(text) & 0x3FFFFFFF) << 32


def tokens(text: str, *, paired: bool) -> list[str]:
    """Words of ``text`` as they stand; with ``paired``, pairs of characters of the words that go beyond ASCII."""
    words = WORD.findall(text)
    if not paired:
        return words
    found: list[str] = []
    for word in words:
        if word.isascii() or len(word) < 2:
            found.append(word)
        else:
            found += [word[place : place + 2] for place in range(len(word) - 1)]
    return found


def is_paired(language: str) -> bool:
    """Whether texts of the language are found by pairs of characters."""
    return primary(language) in CLOSED_UP


def term(token: str, language: str) -> int:
    """Number of the term by which a token is found in texts of the language, given as its primary tag."""
    return number(language, fold(token) if language in CLOSED_UP else key(token))


def terms(text: str, language: str) -> list[int]:
    """Numbers of the terms that ``text`` is found by, each one once, in order."""
    base = primary(language)
    return list(dict.fromkeys(term(token, base) for token in tokens(text, paired=is_paired(base))))


@functools.cache
def stemmer(language: str) -> Callable[[str], str]:
    """Return the function that gives the stem of a folded word: two words with one stem are forms of one word."""
    name = _SNOWBALL.get(primary(language), "")
    if not name:
        return key
    import snowballstemmer  # type: ignore[import-untyped]  # loads a module a language: only for who stems

    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return functools.lru_cache(maxsize=100_000)(stem)
