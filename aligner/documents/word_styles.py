"""What the styles of a Word document say of its paragraphs: headings, lists, hidden text.

Source: ECMA-376, part 1, section 17.7 (styles).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from aligner.documents.word_numbering import W, integer

_HEADING = re.compile(r"(?:heading|titre|überschrift|заголовок|título|标题|عنوان)\s*(?P<level>[1-9])\b", re.I)
_UN_HEADING = re.compile(r"_?\s*H(?:\s*_\s*)?(?P<level>[1-9]|Ch|M)(?:\W|_|$)")
"""Heading styles of the documents system: ``_ H_1_G``, ``_ H __M_G``, ``H1``, ``HCh``."""
_CONTENTS = re.compile(r"(?:toc|table of figures|tm|verzeichnis)\s*\d?$", re.I)
_CHAIN = 20
"""Styles may be based on one another in a circle."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style, with what it inherits already taken in."""

    heading: int = 0
    """Level of the heading from 1; 0 for running text."""
    contents: bool = False
    """Whether its paragraphs are lines of a table of contents."""
    number_id: str = ""
    """List its paragraphs belong to."""
    level: int | None = None
    """Level in that list, where the style says it."""
    hidden: bool = False


_PLAIN = Style()


class Styles:
    """All styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        self.default = ""
        """Style of paragraphs that name none."""
        for element in root.iterchildren(f"{W}style") if root is not None else ():
            name = element.get(f"{W}styleId", "")
            self._elements[name] = element
            if element.get(f"{W}default") in ("1", "true") and element.get(f"{W}type") == "paragraph":
                self.default = name

    def get(self, name: str) -> Style:
        """Return a style by its identifier; a plain one where it is not defined."""
        if name not in self._known:
            self._known[name] = self._resolved(name)
        return self._known[name]

    def _resolved(self, name: str) -> Style:
        heading, number_id, level = 0, "", None
        contents = hidden = False
        for element in self._chain(name):
            heading = heading or _heading(element)
            contents = contents or _CONTENTS.match(_name(element)) is not None
            hidden = hidden or on(element.find(f"{W}rPr/{W}vanish"))
            numbered = element.find(f"{W}pPr/{W}numPr/{W}numId")
            deep = element.find(f"{W}pPr/{W}numPr/{W}ilvl")
            if level is None and deep is not None and (given := integer(deep.get(f"{W}val", ""), -1)) >= 0:
                level = given
            if not number_id and numbered is not None:
                number_id = numbered.get(f"{W}val", "")
        return Style(heading, contents, number_id, level, hidden)

    def _chain(self, name: str) -> list[etree._Element]:
        found: list[etree._Element] = []
        while name in self._elements and len(found) < _CHAIN:
            element = self._elements[name]
            found.append(element)
            based = element.find(f"{W}basedOn")
            name = "" if based is None else based.get(f"{W}val", "")
        return found


def on(element: etree._Element | None) -> bool:
    """Whether a property that is switched by its presence is on."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def outline_level(properties: etree._Element | None) -> int:
    """Level of heading from 1 that a paragraph's own properties give it; 0 for running text."""
    element = None if properties is None else properties.find(f"{W}outlineLvl")
    text = "" if element is None else element.get(f"{W}val", "")
    level = integer(text, 9)
    return level + 1 if 0 <= level < 9 else 0


def _heading(element: etree._Element) -> int:
    name = _name(element)
    match = _HEADING.match(name) or _UN_HEADING.match(name)
    if match:
        return int(match["level"]) if match["level"].isdecimal() else 1
    if name.lower() in ("title", "subtitle"):
        return 1
    return outline_level(element.find(f"{W}pPr"))


def _name(element: etree._Element) -> str:
    child = element.find(f"{W}name")
    return "" if child is None else child.get(f"{W}val", "")
