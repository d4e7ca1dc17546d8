"""Paragraph references as a reader of each language writes them."""

from __future__ import annotations

import re

from aligner.languages.language import Language
from aligner.languages.numbering import letter, roman

_ANNEX = re.compile(r"annex(\d*)")


def display_ref(ref: str, language: Language) -> str:
    """Return ``ref`` as ``language`` writes it; a part that is no number stays as it is.

    >>> from aligner.languages import get
    >>> for tag in ("fr", "en", "zh"):
    ...     print(display_ref("IV.46.j.v", get(tag)))
    IV, par. 46 j) v)
    IV, para. 46 (j) (v)
    四，第46段(j)㈤
    """
    form = language.reference
    if re.fullmatch(r"n\d+", ref):
        return form.footnote.format(ref[1:])
    outer: list[str] = []
    inner = ""
    depth = 0
    for part in ref.split("."):
        if part.startswith("~"):
            outer.append(inner_joined(outer, inner) + form.unnumbered.format(part[1:]))
            inner = ""
        elif annex := _ANNEX.fullmatch(part):
            outer.append(form.annex.format(annex[1]).rstrip())
        elif part.isdecimal() and not depth:
            inner = form.paragraph.format(part)
            depth = 1
        elif part.isupper():
            outer.append(form.section.format(_section(part, language)))
        elif part.islower():
            inner += _below(part, depth, language)
            depth += 1
        else:
            inner += f" {part}"
    return form.separator.join([*outer, inner] if inner else outer)


def inner_joined(outer: list[str], inner: str) -> str:
    """Text that stands before an unnumbered block's own number: what it lies under."""
    del outer
    return f"{inner}, " if inner else ""


def _section(part: str, language: Language) -> str:
    numerals = language.reference.section_numerals
    place = next((n for n in range(1, len(numerals) + 1) if roman(n).upper() == part), 0)
    return numerals[place - 1] if place else part


def _below(part: str, depth: int, language: Language) -> str:
    form = language.reference
    if depth <= 1:
        return form.item.format(_own(part, form.item_letters, letter))
    return form.subitem.format(_own(part, form.subitem_numerals, roman))


def _own(part: str, numerals: tuple[str, ...], system: object) -> str:
    assert callable(system)
    place = next((n for n in range(1, len(numerals) + 1) if system(n) == part), 0)
    return numerals[place - 1] if place else part
