"""What the toolkit knows of one language: frozen data, no behaviour beyond reading it.

Facts: the UN Editorial Manual (paragraph and subparagraph numbering), the typographic rules of each language's
translation service, and counts over the United Nations Parallel Corpus v1.0 (Ziemski, Junczys-Dowmunt and
Pouliquen, 2016).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from aligner.languages.numbering import ARABIC, LETTER, LETTER_UPPER, ROMAN, ROMAN_UPPER, Numbering

Level = Literal["annex", "section", "subsection", "paragraph", "item", "subitem", "point"]
"""Depth of a marker, from the outside in. ``point`` is what stands below a sub-item."""
LEVELS: tuple[Level, ...] = ("annex", "section", "subsection", "paragraph", "item", "subitem", "point")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerStyle:
    """One way to number blocks of one level."""

    level: Level
    numbering: Numbering
    form: str
    """The signs around the numeral, ``{}``: ``{}.``, ``({})``. Full-width signs count as the plain ones."""
    cost: float = 0.0
    """−ln of how usual it is beside the usual style of its level, ≥ 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthPrior:
    """Length in code points of a segment against the French segment it corresponds to."""

    ratio: float = 1.0
    """Geometric mean."""
    log_sd: float = 0.15
    """Standard deviation of ln(ratio)."""
    p05: float = 0.75
    """Ratio below which one pair in twenty lies."""
    p95: float = 1.3
    """Ratio above which one pair in twenty lies."""
    variance: float = 4.0
    """s² of Gale and Church (1993), section 3.1: variance of the length per code point of source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFormat:
    """How the language writes numbers in digits."""

    thousands: tuple[str, ...]
    """Signs between groups of three, usual one first."""
    decimal: tuple[str, ...]
    """Signs before the decimals, usual one first."""
    digits: str = "0123456789"
    """Its own digits from 0 to 9, where it has others beside these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceForm:
    """How a paragraph reference is displayed; ``{}`` is the number, in the language's own numerals."""

    section: str = "{}"
    paragraph: str = "par. {}"
    item: str = " {})"
    subitem: str = " {})"
    footnote: str = "note {}"
    unnumbered: str = "texte {}"
    annex: str = "annexe {}"
    article: str = "art. {}"
    separator: str = ", "
    """Between section and paragraph."""
    section_numerals: tuple[str, ...] = ()
    """Numerals of sections from 1 where they are not Roman."""
    item_letters: tuple[str, ...] = ()
    """Letters of items from 1 where they are not Latin."""
    subitem_numerals: tuple[str, ...] = ()
    """Numerals of sub-items from 1 where they are not Roman."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """Lines around the title of a front page, each a regular expression for a whole line."""

    setting: str = r"(?!)"
    """Session, meeting, place and item of the agenda: what stands above the title."""
    byline: str = r"(?!)"
    """Who wrote it and what it is: what stands below the title."""
    summary: str = r"(?!)"
    """Heading of a summary or a table of contents."""
    contents: str = r"(?!)"
    """Heading of a table of contents, in letters of either case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language."""

    tag: str
    """BCP 47."""
    name: str
    """In English."""
    endonym: str
    """In the language itself."""
    script: Literal["Latin", "Cyrillic", "Arabic", "Han"]
    """Script its words are written in."""
    right_to_left: bool = False
    markers: tuple[MarkerStyle, ...]
    """Ways to number blocks, usual ones first."""
    annexes: tuple[str, ...] = ()
    """Words that begin the heading of an annex, its number behind them: ``Annexe``."""
    chapters: tuple[str, ...] = ()
    """Headings of chapters, ``{}`` for the number: ``Chapitre {}``."""
    articles: tuple[str, ...] = ()
    """Headings of articles of a treaty, ``{}`` for the number: ``Article {}``."""
    front: FrontPage = field(default_factory=FrontPage)
    numbers: NumberFormat
    quotes: tuple[tuple[str, str], ...]
    """Opening and closing quotation marks, usual pair first."""
    spaced_signs: str = ""
    """Punctuation that has a space before it (French ``:;?!»``)."""
    elisions: tuple[str, ...] = ()
    """Words that end in an apostrophe and stand directly before the next: French ``l``, ``qu``."""
    clitics: tuple[str, ...] = ()
    """Endings that stand directly behind an apostrophe: English ``s``, ``ll``."""
    suffixes: tuple[str, ...] = ()
    """Endings that never stand alone and that most words may take, where no list has every form: Arabic ``ات``."""
    terminals: str = ".!?…"
    """Signs that end a sentence."""
    abbreviations: tuple[str, ...] = ()
    """Abbreviations whose full stop ends no sentence, with that stop."""
    lost_superscripts: tuple[tuple[str, str], ...] = ()
    """Word before a number that loses a superscript letter in extracted text, and its right form: ``no``, ``nᵒ``."""
    length: LengthPrior = field(default_factory=LengthPrior)
    reference: ReferenceForm = field(default_factory=ReferenceForm)
    frequent: tuple[str, ...] = ()
    """Its most frequent words, small letters: enough to tell it from others."""
    compounds: tuple[str, ...] = ()
    """Hyphenated words that a line end often breaks, with their hyphens: ``main-d’œuvre``."""


LATIN_MARKERS: tuple[MarkerStyle, ...] = (
    MarkerStyle(level="section", numbering=ROMAN_UPPER, form="{}."),
    MarkerStyle(level="subsection", numbering=LETTER_UPPER, form="{}."),
    MarkerStyle(level="paragraph", numbering=ARABIC, form="{}."),
    MarkerStyle(level="item", numbering=LETTER, form="{})"),
    MarkerStyle(level="item", numbering=LETTER, form="({})"),
    MarkerStyle(level="subitem", numbering=ROMAN, form="{})"),
    MarkerStyle(level="subitem", numbering=ROMAN, form="({})"),
    MarkerStyle(level="point", numbering=LETTER, form="{}.", cost=2.0),
    MarkerStyle(level="paragraph", numbering=ARABIC, form="{})", cost=2.0),
    MarkerStyle(level="paragraph", numbering=ARABIC, form="({})", cost=2.0),
    MarkerStyle(level="section", numbering=ROMAN_UPPER, form="{})", cost=3.0),
    MarkerStyle(level="item", numbering=LETTER_UPPER, form="{})", cost=3.0),
    MarkerStyle(level="item", numbering=LETTER_UPPER, form="({})", cost=3.0),
    MarkerStyle(level="section", numbering=ARABIC, form="{}.", cost=6.0),
)
"""Numbering that texts of every language may use; a language's own styles are added to it."""
