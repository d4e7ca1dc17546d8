"""The notes of a web page: links within it that read like a mark, and the places they lead to."""

from __future__ import annotations

import re

from lxml import etree

_NOTE_NAME = re.compile(r"(?:_?(?:ftn?|fn|en|edn)|(?:sd)?(?:foot|end)_?note|note|cite_note)[\w:.-]*", re.I)
_NOTE_TEXT = re.compile(r"[\[(]?(?P<label>\d{1,3}|[ivxlc]{1,6}|\*{1,3})[\])]?\.?")


def notes_of(root: etree._Element) -> tuple[dict[etree._Element, str], dict[etree._Element, str]]:
    """Return the marks of notes, and the blocks that hold their texts, each with its label.

    A mark is a link within the page that reads like one (``1``, ``[1]``) and leads to a place named like a note.
    """
    targets: dict[str, etree._Element] = {}
    for element in root.iter(etree.Element):
        for name in (element.get("id"), element.get("name")):
            if name:
                targets.setdefault(name, element)
    marks: dict[etree._Element, str] = {}
    notes: dict[etree._Element, str] = {}
    for link in root.iter("a"):
        name = link.get("href", "")[1:]
        text = _NOTE_TEXT.fullmatch("".join(str(part) for part in link.itertext()).strip())
        target = targets.get(name)
        if target is None or text is None or not link.get("href", "").startswith("#") or not _NOTE_NAME.fullmatch(name):
            continue
        block = _block_of(target)
        if block is None or link in block.iter("a") or _before(block, link, marks, notes):
            continue
        own = (
            text["label"]
            if text["label"].startswith("*")
            else str(1 + sum(label.isdecimal() for label in notes.values()))
        )
        label = notes.setdefault(block, own)
        marks[link] = label
    return marks, notes


def _before(
    block: etree._Element, link: etree._Element, marks: dict[etree._Element, str], notes: dict[etree._Element, str]
) -> bool:
    """Whether a link leads back from a note to its mark."""
    return any(above in notes for above in link.iterancestors()) or any(mark in block.iter("a") for mark in marks)


def _block_of(target: etree._Element) -> etree._Element | None:
    if target.tag in ("div", "li", "p", "dd", "aside", "td", "section"):
        return target
    return next((above for above in target.iterancestors("li", "p", "dd", "div")), None)
