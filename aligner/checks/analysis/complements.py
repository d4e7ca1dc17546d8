"""Expressions of a noun and its complement with « de »: how a French or Spanish document forms each of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from aligner.checks.analysis.similar import stem_of
from aligner.checks.core.views import DocumentView, Passage
from aligner.languages import get
from aligner.model import Span
from tmx.lang import primary

_JOINTS = {
    "fr": r"(?P<joint>d[’']|de l[’']|de la |de |des |du )",
    "es": r"(?P<joint>de las |de los |de la |del |de )",
}
_NOUNS = frozenset(
    "états nations droits rapport conseil comité paragraphe mesures personnes pays développement secrétaire "
    "estados naciones derechos informe consejo comité párrafo medidas personas países desarrollo secretario".split()
)
"""Nouns among the most frequent words of United Nations texts."""
_LETTERS = r"[^\W\d_]+(?:-[^\W\d_]+)*"


@functools.cache
def _small_words(language: str) -> frozenset[str]:
    """Words that are no part of a term, though they are frequent and long: « leurs », « entre »."""
    return frozenset(word for word in get(language).frequent if word not in _NOUNS)


class Expression(NamedTuple):
    """A head, perhaps an adjective, and a complement, where they stand."""

    passage: Passage
    span: Span
    head: str
    """Stem."""
    adjective: str
    """As written; empty where none stands between head and joint."""
    joint: str
    """Without the space: ``de``, ``des``, ``d’``."""
    complement: str
    """As written, in small letters."""
    stem: str
    """Of the complement."""
    text: str
    """Joint and complement as written."""


def expressions(view: DocumentView) -> list[Expression]:
    """All of them in document order; none in languages that build otherwise."""
    joints = _JOINTS.get(primary(view.language))
    if joints is None:
        return []
    pattern = re.compile(
        rf"(?<![\w’'-])(?P<a>{_LETTERS}) (?:(?P<b>{_LETTERS}) )?{joints}(?P<c>[^\W\d_]{{4,}})(?![\w’'])"
    )
    return [found for passage in view.passages for found in _in(passage, pattern, primary(view.language))]


def _in(passage: Passage, pattern: re.Pattern[str], language: str) -> Iterator[Expression]:
    frequent = _small_words(language)
    at = 0
    while match := pattern.search(passage.text, at):
        at = match.start("b") if match["b"] else match.start("c")
        small = (match["a"].lower(), (match["b"] or "").lower(), match["c"].lower())
        if len(match["a"]) < 4 or any(word in frequent for word in small):
            continue
        joint, complement = match["joint"].strip().replace("'", "’").lower(), match["c"].lower()
        yield Expression(
            passage,
            Span(match.start(), match.end()),
            stem_of(match["a"].lower(), language),
            match["b"] or "",
            joint,
            complement,
            stem_of(complement, language),
            passage.text[match.start("joint") : match.end()],
        )
