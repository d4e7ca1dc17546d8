"""References to articles, paragraphs, subparagraphs, rules and the like, in the six languages.

A reference is one numbered or lettered part: «alinéa a) du paragraphe 2 de l’article 6» has three, "article 6,
paragraph 2 (a)" the same three in another order, 第六条第二款 two.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from aligner.checks.analysis.digits import ascii_digits
from aligner.checks.analysis.spelled import han_value
from aligner.languages.numbering import LETTER, ROMAN, bare_arabic
from aligner.model import Span


class Reference(NamedTuple):
    """One part of a reference."""

    text: str
    """As it stands, with the word that names its kind."""
    span: Span
    kind: str
    """``article``, ``paragraph``, ``letter``, ``annex``, ``chapter``, ``rule``, …"""
    value: str
    """Number, or Latin letter."""


_KINDS = {
    "fr": {
        "article": r"articles?|art\.",
        "paragraph": r"paragraphes?|par\.|alinéas?|al\.",
        "rule": r"règles?",
        "chapter": r"chapitres?|chap\.",
        "annex": r"annexes?",
        "section": r"sections?|sect\.",
        "table": r"tableaux?",
        "principle": r"principes?",
        "recommendation": r"recommandations?",
    },
    "en": {
        "article": r"articles?|arts?\.",
        "paragraph": r"paragraphs?|paras?\.|subparagraphs?|sub-paragraphs?",
        "rule": r"rules?",
        "chapter": r"chapters?|chaps?\.",
        "annex": r"annex(?:es)?",
        "section": r"sections?|sects?\.",
        "table": r"tables?",
        "principle": r"principles?",
        "recommendation": r"recommendations?",
    },
    "es": {
        "article": r"artículos?|arts?\.",
        "paragraph": r"párrafos?|párrs?\.|apartados?|incisos?",
        "rule": r"reglas?|artículos?",
        "chapter": r"capítulos?|caps?\.",
        "annex": r"anexos?",
        "section": r"secci(?:ón|ones)|seccs?\.",
        "table": r"cuadros?",
        "principle": r"principios?",
        "recommendation": r"recomendaci(?:ón|ones)",
    },
    "ru": {
        "article": r"стат(?:ья|ьи|ье|ью|ьей|ей|ьям|ьями|ьях)|ст\.",
        "paragraph": r"пункт\w*|пп?\.|подпункт\w*|част[ьи]\w*",
        "rule": r"правил\w*",
        "chapter": r"глав\w*|гл\.",
        "annex": r"приложени\w*",
        "section": r"раздел\w*|разд\.",
        "table": r"таблиц\w*",
        "principle": r"принцип\w*",
        "recommendation": r"рекомендаци\w*",
    },
    "ar": {
        "article": r"(?:ال|لل|بال|وال|وبال|و|ب|ل)?(?:مادة|مادتان|مادتين|مواد)",
        "paragraph": r"(?:ال|لل|بال|وال|وبال|و|ب|ل)?(?:فقرة|فقرتان|فقرتين|فقرات|فقرتي)",
        "rule": r"(?:ال|لل|بال|وال|و|ب|ل)?(?:قاعدة|قواعد)",
        "chapter": r"(?:ال|لل|بال|وال|و|ب|ل)?(?:فصل|فصول)",
        "annex": r"(?:ال|لل|بال|وال|و|ب|ل)?(?:مرفق|مرفقات)",
        "section": r"(?:ال|لل|بال|وال|و|ب|ل)?(?:فرع|فروع)",
        "table": r"(?:ال|لل|بال|وال|و|ب|ل)?(?:جدول|جداول)",
        "principle": r"(?:ال|لل|بال|وال|و|ب|ل)?(?:مبدأ|مبادئ)",
        "recommendation": r"(?:ال|لل|بال|وال|و|ب|ل)?(?:توصية|توصيات|توصيتان|توصيتين)",
    },
}
_NUMERAL = r"\d{1,4}(?:\s?bis)?(?![\d/%]|[.,]\d)|[IVXLC]+(?!\w)"
_LETTERED = r"\s?\(?(?<![\w])[a-zA-Zа-яأ-ي]ه?ـ?\s?\)"
_BETWEEN = r"\s?(?:[-–—,،/]|et|ou|à|au|and|or|to|y|e|o|a|al|и|или|по|و|أو|إلى|,\s?(?:and|et|y))\s?"
_ZH = re.compile(
    r"第\s?(?P<list>(?:[零〇一二三四五六七八九十百]+|\d+)(?:\s?[、至和及与或—–-]\s?第?(?:[零〇一二三四五六七八九十百]+|\d+))*)"
    r"\s?(?P<letter>(?:[(（][a-zA-Z][)）])*)\s?(?P<kind>条|款|段|项|规则|章|节)"
)
_ZH_KINDS = {"条": "article", "款": "paragraph", "段": "paragraph", "规则": "article", "章": "chapter", "节": "section"}
_NUMERIC = re.compile(r"[0-9]|\b[IVX]")
_LETTER = re.compile(r"(?<![\w(])\(?([a-zа-я]|هـ|[أ-ي])\)|[(（]([a-zа-я]|هـ|[أ-ي])\s?[)）]")
_CYRILLIC = "абвгдежзиклмн"
_LOOK_ALIKE = str.maketrans("асео", "aceo")
"""Cyrillic letters that stand for Latin ones in lists: а), b), с)."""


@functools.cache
def _pattern(language: str) -> re.Pattern[str] | None:
    kinds = _KINDS.get(language)
    if kinds is None:
        return None
    names = "|".join(f"(?P<{kind}>{words})" for kind, words in kinds.items() if kind != "rule" or language != "es")
    gap = r"[\s\u00a0]?"
    number = rf"(?:no?s?\.?\s|nᵒˢ?\s|n°\s)?(?:{_NUMERAL})(?:{_LETTERED})*"
    return re.compile(rf"(?<!\w)(?:{names}){gap}[(«]?(?P<list>{number}(?:{_BETWEEN}{number})*)(?!\w)", re.IGNORECASE)


def references(text: str, language: str) -> tuple[Reference, ...]:
    """Return the numbered parts of references in ``text``, in order; ``language`` is a primary tag.

    >>> [(part.kind, part.value) for part in references("article 6, paragraphes 2 et 3", "fr")]
    [('article', '6'), ('paragraph', '2'), ('paragraph', '3')]
    >>> [(part.kind, part.value) for part in references("第六条第二款", "zh")]
    [('article', '6'), ('paragraph', '2')]
    """
    plain = ascii_digits(text)
    if language == "zh":
        return tuple(_chinese(plain, text)) if "第" in plain else ()
    pattern = _pattern(language)
    if pattern is None or not _NUMERIC.search(plain):
        return ()
    return tuple(_found(pattern, plain, text))


def _found(pattern: re.Pattern[str], plain: str, text: str) -> Iterator[Reference]:
    for match in pattern.finditer(plain):
        kind = next(name for name, value in match.groupdict().items() if value and name != "list")
        # rules of procedure have «articles» in French and Spanish
        kind = "article" if kind == "rule" else kind
        start = match.start("list")
        for number in re.finditer(r"\d+|(?<!\w)[IVXLC]+(?!\w)", match["list"]):
            at = Span(start + number.start(), start + number.end())
            value = _value(number[0])
            if value:
                yield Reference(text[match.start() : match.end()], at, kind, value)


def _chinese(plain: str, text: str) -> Iterator[Reference]:
    for match in _ZH.finditer(plain):
        kind = _ZH_KINDS.get(match["kind"])
        if kind is None:
            continue
        for number in re.finditer(r"\d+|[零〇一二三四五六七八九十百]+", match["list"]):
            value = number[0] if number[0].isdigit() else str(han_value(number[0]))
            at = match.start("list") + number.start()
            yield Reference(text[match.start() : match.end()], Span(at, at + len(number[0])), kind, str(int(value)))


def _value(text: str) -> str:
    if text.isdigit():
        return str(int(text))
    romans = ROMAN.values(text.lower())
    return str(romans[0]) if romans else ""


def letters(text: str) -> tuple[tuple[str, Span], ...]:
    """Letters in brackets, as Latin ones by position, with their place: ``a)``, ``(b)``, ``(ج)``.

    >>> [letter for letter, _ in letters("alinéas a) et c), (ب)")]
    ['a', 'c', 'b']
    """
    if ")" not in text and "）" not in text:
        return ()
    found = []
    signs = {match[1] or match[2] for match in _LETTER.finditer(text)}
    cyrillic = bool(signs & set("бвгджзилмн"))
    for match in _LETTER.finditer(text):
        place = _place(match[1] or match[2], cyrillic)
        if place:
            group = 1 if match[1] else 2
            found.append((chr(96 + place), Span(*match.span(group))))
    return tuple(found)


def _place(sign: str, cyrillic: bool) -> int:
    """The place of a list's letter in its alphabet, from 1; 0 where it is none of 26."""
    if "а" <= sign <= "я":
        if cyrillic:
            return _CYRILLIC.find(sign) + 1
        sign = sign.translate(_LOOK_ALIKE)
    places = LETTER.values(sign) if sign.isascii() else _abjad(sign)
    return places[0] if places and places[0] <= 26 else 0


def _abjad(sign: str) -> tuple[int, ...]:
    from aligner.languages.numbering import ABJAD

    return ABJAD.values(bare_arabic(sign))
