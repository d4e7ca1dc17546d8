"""All figures of a text at once, and of every pair of a view: analysed once, used by six checks."""

from __future__ import annotations

import re
from typing import NamedTuple

from aligner.checks.analysis.codes import codes as designators
from aligner.checks.analysis.dates import Date, dates
from aligner.checks.analysis.links import Link, links
from aligner.checks.analysis.numbers import Number, numbers, turned_numbers
from aligner.checks.analysis.references import Reference, letters, references
from aligner.checks.analysis.symbols import Symbol, symbols
from aligner.checks.core.views import PairView, Passage
from aligner.model import Span
from tmx.lang import primary


class Figures(NamedTuple):
    """What of a text is made of digits, or stands for digits."""

    links: tuple[Link, ...]
    symbols: tuple[Symbol, ...]
    """Outside of links."""
    dates: tuple[Date, ...]
    """Outside of links and symbols."""
    references: tuple[Reference, ...]
    letters: tuple[tuple[str, Span], ...]
    numbers: tuple[Number, ...]
    """Outside of links and symbols; those of dates and references included."""
    turned: tuple[Number, ...]
    """Numbers whose groups extraction may have turned round, once more."""
    codes: tuple[Number, ...]
    """Numbers with letters before them: S-70, B59."""


_NOTHING = Figures((), (), (), (), (), (), (), ())
_WORTH = re.compile(r"[\d)）@第月]|www|://|\b[IVX]+\b")
"""Without any of these a text has no figures: most texts have none."""


def figures(passage: Passage) -> Figures:
    """Return the figures of ``passage``."""
    text, language = passage.text, primary(passage.language)
    if not _WORTH.search(text):
        return _NOTHING
    addresses = links(text)
    blank = _blanked(text, [link.span for link in addresses])
    codes = symbols(blank)
    rest = _blanked(blank, [code.span for code in codes])
    return Figures(
        addresses,
        codes,
        dates(rest, language),
        references(rest, language),
        letters(rest),
        numbers(rest, language),
        turned_numbers(rest) if language == "ar" else (),
        designators(rest),
    )


def _blanked(text: str, spans: list[Span]) -> str:
    """``text`` with ``spans`` filled up, of the same length."""
    for span in spans:
        text = text[: span.start] + "\N{FULL BLOCK}" * (span.end - span.start) + text[span.end :]
    return text


def of_pairs(view: PairView) -> list[tuple[Figures, Figures]]:
    """Figures of both sides of every pair of ``view``, in its order."""
    return [(figures(pair.source), figures(pair.target)) for pair in view.pairs]


def within(span: Span, spans: list[Span]) -> bool:
    """Whether ``span`` overlaps one of ``spans``."""
    return any(span.start < other.end and other.start < span.end for other in spans)
