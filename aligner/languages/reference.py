"""Paragraph references as a reader of each language writes them."""

from __future__ import annotations

import re
from collections.abc import Callable

from aligner.languages import get
from aligner.languages.language import ReferenceForm
from aligner.languages.numbering import letter, roman

_ANNEX = re.compile(r"annex(\d*)")
_ARTICLE = re.compile(r"art(\d+)")
_HIGHEST = 100
"""Numerals up to here are recognised when a part of a reference is turned back into its number."""


def display_ref(ref: str, tag: str) -> str:
    """Return ``ref`` as the language of ``tag`` writes it; a part that is no number stays as it is.

    >>> for tag in ("fr", "en", "zh"):
    ...     print(display_ref("IV.46.j.v", tag))
    IV, par. 46 j) v)
    IV, para. 46 (j) (v)
    四，第46段(j)㈤
    """
    form = get(tag).reference
    if re.fullmatch(r"n(?:\d+|[*†‡]+(?:~\d+)?)", ref):
        return form.footnote.format(ref[1:])
    shown: list[str] = []
    depth = 0
    for part in ref.split("."):
        if depth and part.islower() and not _ANNEX.fullmatch(part) and not _ARTICLE.fullmatch(part):
            shown[-1] += _below(part, depth, form)
            depth += 1
        else:
            shown.append(_part(part, form))
            depth = 1
    return form.separator.join(shown)


def _part(part: str, form: ReferenceForm) -> str:
    """A part that stands by itself: section, subsection, annex, paragraph, unnumbered block."""
    annex = _ANNEX.fullmatch(part)
    if annex:
        return form.annex.format(annex[1]).rstrip()
    article = _ARTICLE.fullmatch(part)
    if article:
        return form.article.format(article[1])
    if part.startswith("~"):
        return form.unnumbered.format(part[1:])
    if part.isdecimal():
        return form.paragraph.format(part)
    return form.section.format(_own(part, form.section_numerals, lambda number: roman(number).upper()))


def _below(part: str, depth: int, form: ReferenceForm) -> str:
    """An item (directly below a paragraph or section) or what stands below one."""
    if depth == 1:
        return form.item.format(_own(part, form.item_letters, letter))
    return form.subitem.format(_own(part, form.subitem_numerals, roman))


def _own(part: str, numerals: tuple[str, ...], system: Callable[[int], str]) -> str:
    """The language's own numeral for ``part``, if it has one."""
    place = next((number for number in range(1, min(len(numerals), _HIGHEST) + 1) if system(number) == part), 0)
    return numerals[place - 1] if place else part
