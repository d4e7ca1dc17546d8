"""Two nouns joined by «et» or «ou», and how the second is tied to what governs the first.

« l’abus d’autorité ou d’une situation » and « l’abus d’autorité ou une situation » are one expression; that the second
leaves out the preposition is a slip where a document writes it elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from aligner.checks.core.views import DocumentView, Passage
from aligner.languages import get
from aligner.model import Span
from tmx.lang import primary

_TIES = {
    "fr": r"à la|à l[’']|de la|de l[’']|d[’']une?|à une?|du|des|de|d[’']|aux|au|à|les|la|le|l[’']|une|un|leurs|leur",
    "es": r"de la|de las|de los|de un|de una|del|de|a la|a las|a los|al|a|los|las|la|el|una|un",
}
ARTICLES = {
    **dict.fromkeys(("à la", "de la"), "la"),
    **dict.fromkeys(("au", "du", "al", "del"), "le"),
    **dict.fromkeys(("aux", "des"), "les"),
    **dict.fromkeys(("à l’", "de l’"), "l’"),
    **dict.fromkeys(("de los", "a los"), "los"),
    **dict.fromkeys(("de las", "a las"), "las"),
    "a la": "la",
}
"""The article within what ties a noun."""
_JOINTS = {"fr": "et|ou|ni", "es": "y|e|o|u|ni"}
_NOUN = r"(?:[^\W\d_]{3,}(?:-[^\W\d_]+)+|[^\W\d_]{4,})"
_NO_NOUNS = frozenset("autre autres plusieurs certains certaines tous toutes otros otras todos todas".split())
PREPOSITION = re.compile(r"(?:à|au|aux|de|du|des|d[’']|al?|del)(?!\w)")
"""How a tie begins that has a preposition."""


class Coordination(NamedTuple):
    """Where two nouns are joined."""

    passage: Passage
    span: Span
    key: tuple[str, str, str, str]
    """Tie and noun before the joint, the joint, the noun behind it; in small letters."""
    tie: str
    """What ties the second noun, without its noun; empty where nothing does."""


def coordinations(view: DocumentView) -> list[Coordination]:
    """All of them in document order; none in languages that tie otherwise."""
    language = primary(view.language)
    ties, joints = _TIES.get(language), _JOINTS.get(language)
    if ties is None or joints is None:
        return []
    pattern = re.compile(
        rf"(?<![\w’'-])(?P<first>{ties})\s?(?P<a>{_NOUN}) (?P<joint>{joints}) "
        rf"(?:(?P<tie>{ties})\s?)?(?P<b>{_NOUN})(?![\w’'])",
        re.IGNORECASE,
    )
    small = frozenset(get(language).frequent)
    return [found for passage in view.passages for found in _in(passage, pattern, small)]


def _in(passage: Passage, pattern: re.Pattern[str], small: frozenset[str]) -> Iterator[Coordination]:
    for match in pattern.finditer(passage.text):
        first, a, joint, b = (match[name].lower().replace("'", "’") for name in ("first", "a", "joint", "b"))
        if b not in small and b not in _NO_NOUNS:
            tie = (match["tie"] or "").lower().replace("'", "’")
            yield Coordination(passage, Span(*match.span()), (first, a, joint, b), tie)
