"""One key for all inflected forms of a word, and none that two words of a glossary share.

Stemmers for retrieval join words that a terminologist keeps apart (Snowball's French rules give *traite*, *traité*
and *traitement* one stem), so French, English, Spanish and Arabic have rules of their own here that take off
number, gender and case and nothing else; so has Russian, whose nouns Snowball takes for verbs (*обмен*, *орган*) and
whose cases it keeps apart (*Ассамблея*, *Ассамблеи*). Languages without rules go through Snowball.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable

import snowballstemmer  # type: ignore[import-untyped]

from tmx.lang import primary

_SNOWBALL = {
    "da": "danish", "de": "german", "el": "greek", "fi": "finnish", "hu": "hungarian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u0640\u064b-\u065f\u0670\u2060\u202a-\u202e\u2066-\u2069]")
"""Marks inside a word that are no part of its spelling: soft hyphens, joiners, direction, tatweel, Arabic vowels."""

_FR_ENDINGS = (
    ("elle", "el"), ("enne", "en"), ("euse", "eur"), ("trice", "teur"), ("ive", "if"), ("ière", "ier"),
    ("ète", "et"), ("aire", "air"), ("e", ""),
)  # fmt: skip
_RU_ENDINGS = re.compile(
    "(?:"
    "иями|еями|ями|ами|иях|еях|ях|ах|иям|еям|ям|ам|еей|ея|еи|ием|ем|ом|ией|ей|ой|иею|ею|ою|ью|ию|ия|ие|ии|ий|ьё|ье|ья|ьи|ов|ев|"
    "ого|его|ому|ему|ыми|ими|ым|им|ых|их|ый|ая|яя|ое|ее|ые|ую|юю|[аеиоуыэюяьй])$"
)
"""Endings of nouns and adjectives, the longest that fits first."""
_RU_IRREGULAR = {
    "людьми": "люд", "детьми": "ребенк", "дети": "ребенк", "детей": "ребенк", "детям": "ребенк", "детях": "ребенк",
}  # fmt: skip
_RU_FLEETING = (("ец", "ц"), ("ок", "к"), ("енок", "енк"))
_EN_IRREGULAR = {
    "children": "child", "men": "man", "women": "woman", "feet": "foot", "criteria": "criterion",
    "phenomena": "phenomenon", "analyses": "analysis", "crises": "crisis", "bases": "basis", "data": "data",
    "indices": "index", "appendices": "appendix", "wives": "wife", "lives": "life", "media": "media",
}  # fmt: skip
_ES_SINGULAR = ("ás", "és", "ís", "ós", "ús", "is", "us")
"""Endings in -s that are no plural: país, interés, análisis, virus."""
_ES_ACCENTS = str.maketrans("áéíóúü", "aeiouu")
_AR_LETTERS = str.maketrans("أإآٱىة", "اااايه")
_AR_POSSESSIVE = ("هما", "هم", "هن", "ها")
_AR_ENDINGS = ("هما", "هم", "هن", "ها", "ات", "ون", "ين", "ان", "يه", "ه", "ي", "و")


def fold(word: str) -> str:
    """Small letters, compatibility forms undone, invisible marks left out."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", word)).casefold()


def stemmer(tag: str) -> Callable[[str], str]:
    """Return the function that turns a folded word of the language of ``tag`` into its key."""
    base = primary(tag)
    return _OWN.get(base) or _snowball(_SNOWBALL.get(base, ""))


def _french(word: str) -> str:
    if len(word) < 4:
        return word
    if word.endswith("aux") and not word.endswith("eaux") and len(word) > 4:
        word = word[:-3] + "al"
    elif word[-1] in "sx" and word[-2] != "s":
        word = word[:-1]
    for ending, instead in _FR_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + instead
    return word


def _english(word: str) -> str:
    word = re.sub("is(e|ed|es|er|ers|ing|ation|ations)$", r"iz\1", word) if len(word) > 6 else word
    if word in _EN_IRREGULAR:
        return _EN_IRREGULAR[word]
    word = re.sub("(?<=[a-z]{3})our(?=$|s$|ed$|ing$|er$|ers$)", "or", word)
    if len(word) < 4 or not word.endswith("s") or word[-2] in "sui":
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "zes", "sses")):
        return word[:-2]
    return word[:-1]


def _spanish(word: str) -> str:
    singular = word.endswith(_ES_SINGULAR)
    word = word.translate(_ES_ACCENTS)
    if len(word) < 4 or singular:
        return word
    if word.endswith("ces"):
        word = word[:-3] + "z"
    elif word.endswith("es") and word[-3] not in "aeiou":
        word = word[:-2]
    elif word.endswith("s"):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] in "aoe" else word


def _russian(word: str) -> str:
    word = word.replace("ё", "е")
    if word in _RU_IRREGULAR:
        return _RU_IRREGULAR[word]
    if len(word) > 6 and word.endswith(("ся", "сь")):
        word = word[:-2]
    for ending, instead in _RU_FLEETING:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + instead
    found = _RU_ENDINGS.search(word, 2 if len(word) < 5 else 3)
    return word[: found.start()] if found else word


def _arabic(word: str) -> str:
    """Endings of number, gender and possession off; clitics before the word are :mod:`words`' task."""
    word = word.translate(_AR_LETTERS)
    for ending in _AR_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            rest = word[: -len(ending)]
            # before a possessive, the ending of the feminine is written out: سلامة, سلامتها
            return rest[:-1] if ending in _AR_POSSESSIVE and rest.endswith("ت") and len(rest) > 4 else rest
    return word


def skeleton(word: str) -> str:
    """Consonants of an Arabic word: *جريمة* and its broken plural *جرائم* share theirs, and so do some strangers."""
    bare = re.sub("[اويئءؤه]", "", word)
    return bare if len(bare) >= 2 else word


def _plain(word: str) -> str:
    return word


@functools.cache
def _snowball(name: str) -> Callable[[str], str]:
    if not name:
        return _plain
    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return functools.lru_cache(maxsize=200_000)(stem)


_OWN: dict[str, Callable[[str], str]] = {
    "ar": _arabic,
    "en": _english,
    "es": _spanish,
    "fr": _french,
    "ru": _russian,
    "zh": _plain,
}
