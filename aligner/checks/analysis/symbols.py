"""United Nations document symbols and numbers of resolutions: A/RES/64/293, S/2014/1/Rev.1, 64/293."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from aligner.checks.analysis.digits import ascii_digits
from aligner.languages.numbering import LOOK_ALIKES
from aligner.model import Span


class Symbol(NamedTuple):
    """A document symbol, or the number of a resolution or decision."""

    text: str
    span: Span
    key: str
    """In Latin capitals without spaces: ``A/RES/64/293``, ``64/293``."""

    @property
    def bare(self) -> bool:
        """Whether it is only a number, of a resolution or decision."""
        return not self.key[0].isalpha()

    @property
    def tail(self) -> str:
        """Its numbered end, which is how a text names it in words: ``64/293``."""
        parts = self.key.split("/")
        return "/".join(parts[-2:])


_FULL = re.compile(
    r"(?<![\w/.@:])(?:[A-ZАСЕОРХТКМНВ]{1,12}(?:\.\d+)?)"
    r"(?:/(?:[A-ZАСЕОРХТКМНВ][A-Za-z]{0,11}(?:\.\d+)?(?:\([IVX]+\))?(?:\.\d+)*|\d+(?:/\d+)*|[IVX]+|CONF\.\d+|[A-Z]+-?[IVX0-9]*))+"
    r"(?:[/ ](?:Rev|Add|Corr|L|Amend)\.\s?\d+)*"
)
_APPENDED = re.compile(
    r"(?:\s?(?:,|et|and|y|и|و|和|、|،)?\s?(?:-\s?/|/)?\s?(?P<part>(?:Add|Rev|Corr|Amend)\.\s?\d+))", re.IGNORECASE
)
"""What follows a symbol for itself with an addendum: "A/67/1 and Add.1", "A/67/1 and -/Corr.1"."""
_NUMBER = re.compile(r"(?<![\w/.,-])([SE]?-?\d{1,4}(?:/\d{1,3})(?:\s?[A-Z](?!\w))?)(?![\w/]|[.,]\d)")
_BASE = re.compile(r"/(?:Add|Rev|Corr|Amend)\.\d+$")
_CUE = re.compile(
    r"(?:résolutions?|décisions?|resolutions?|decisions?|resoluci(?:ón|ones)|decisi(?:ón|ones)|резолюци\w+|решени\w+|"
    r"قرار\w*|مقرر\w*|القرار\w*|المقرر\w*|第)\W{0,3}(?:n[o°º]s?\W)?$|(?:\d/\d+(?:\s?[A-Z])?)\W{0,5}(?:et|and|y|и|和|و|、|,|،|à|to|a)?\W{0,3}$",
    re.IGNORECASE,
)


def symbols(text: str) -> tuple[Symbol, ...]:
    """Return the symbols of ``text`` in order, and the numbers that stand behind «résolution» and its like.

    >>> [symbol.key for symbol in symbols("Voir A/RES/64/293 et la résolution 55/25.")]
    ['A/RES/64/293', '55/25']
    """
    if "/" not in text:
        return ()
    plain = ascii_digits(text)
    found = [
        Symbol(text[match.start() : match.end()], Span(*match.span()), _key(match[0]))
        for match in _FULL.finditer(plain)
        if any(sign.isdigit() for sign in match[0])
    ]
    found += [appended for symbol in found for appended in _appended(symbol, plain, text)]
    taken = [symbol.span for symbol in found]
    for match in _NUMBER.finditer(plain):
        at = match.start()
        if any(span.start <= at < span.end for span in taken):
            continue
        if _CUE.search(plain, max(0, at - 40), at):
            found.append(Symbol(text[at : match.end()], Span(*match.span()), _key(match[0])))
    return tuple(sorted(found, key=lambda symbol: symbol.span))


def _appended(symbol: Symbol, plain: str, text: str) -> Iterator[Symbol]:
    at = symbol.span.end
    while match := _APPENDED.match(plain, at):
        key = f"{_BASE.sub('', symbol.key)}/{match['part'].replace(' ', '').capitalize()}"
        yield Symbol(text[match.start("part") : match.end()], Span(match.start("part"), match.end()), key)
        at = match.end()


def _key(text: str) -> str:
    return re.sub(r"\s+", "/" if re.search(r"\s(?:Rev|Add|Corr)", text) else "", text.translate(LOOK_ALIKES)).rstrip(
        "."
    )
