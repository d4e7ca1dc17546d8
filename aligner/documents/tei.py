"""XML of the United Nations Parallel Corpus: documents in TEI (``<p id>``, ``<s id>``) and the links between them.

Source: Ziemski, Junczys-Dowmunt and Pouliquen (2016), The United Nations Parallel Corpus v1.0, section 3.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from aligner.documents.markup import check_blocks, parse
from aligner.documents.reader import Reader, Request
from aligner.errors import UnreadableDocument
from aligner.structure.layout import Layout, Line
from aligner.structure.passage import glue

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BLOCKS = frozenset(("p", "head", "note", "item", "cell", "ab"))
_ALIGNMENTS = frozenset(("linkGrp", "cesAlign"))
_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?!html)", re.S | re.I
)
_FACTS = {"date": "date", "title": "title"}
_NUMBERS = {"symbol": "symbol", "jobno": "job-number"}
"""What ``<idno>`` gives, by its type."""


class Link(NamedTuple):
    """One bead of a link file."""

    source: tuple[str, ...]
    """Identifiers of the sentences of the first document, ``12:3``; empty for an addition."""
    target: tuple[str, ...]
    """Identifiers of the sentences of the second."""
    score: float | None
    """As the file gives it; None where it gives none."""


class LinkGroup(NamedTuple):
    """The alignment of two documents."""

    source: str
    """Name of the first document, as the file gives it."""
    target: str
    """Name of the second."""
    links: tuple[Link, ...]
    """In the file's order."""


def layout(request: Request) -> Layout:
    """Return the paragraphs of a TEI document.

    Raises :class:`UnreadableDocument` where it is damaged, another kind of XML, or a file of links.
    """
    # before the tree is made, which takes many times the memory of the file
    check_blocks(request.data.count(b"<p ") + request.data.count(b"<p>"), request.source)
    root = parse(request.data, request.source)
    if _name(root) in _ALIGNMENTS:
        message = "a file of links between documents, no document"
        raise UnreadableDocument(message, source=request.source, advice="give the two documents it links")
    body = next((element for element in root.iter(etree.Element) if _name(element) == "body"), None)
    if not _name(root).upper().startswith("TEI") or body is None:
        raise UnreadableDocument(f"unknown XML: its root is <{_name(root)}>", source=request.source)
    lines: list[Line] = []
    length = 0
    for element in _blocks(body):
        text = _text(element)
        if text:
            kind = {"head": "heading", "note": "footnote", "cell": "cell"}.get(_name(element))
            lines.append(Line(text, length, len(lines) + 1, whole=True, kind=kind))  # type: ignore[arg-type]  # a BlockKind
            length += len(text) + 1
            check_blocks(len(lines), request.source)
    facts = _facts(root)
    return Layout(
        text="\n".join(line.text for line in lines),
        lines=tuple(lines),
        stem=request.stem,
        source=request.source,
        symbol=facts.pop("symbol", ""),
        title=facts.pop("title", ""),
        language=_language(root),
        metadata=facts,
    )


def sentences(data: bytes, source: str) -> dict[str, str]:
    """Return the sentences of a TEI document by their identifiers, in its order; errors as for :func:`layout`."""
    found = {}
    for element in parse(data, source).iter(etree.Element):
        if _name(element) == "s" and (key := element.get("id")):
            found[key] = _plain(element)
    return found


def links(data: bytes, source: str) -> tuple[LinkGroup, ...]:
    """Return the groups of a link file; raises :class:`UnreadableDocument` where it is none."""
    root = parse(data, source)
    groups = [element for element in root.iter(etree.Element) if _name(element) == "linkGrp"]
    if not groups:
        raise UnreadableDocument("there are no links between documents in it", source=source)
    return tuple(
        LinkGroup(group.get("fromDoc", ""), group.get("toDoc", ""), tuple(_links(group, source))) for group in groups
    )


def _links(group: etree._Element, source: str) -> Iterator[Link]:
    for element in group.iter(etree.Element):
        if _name(element) != "link":
            continue
        first, separator, second = element.get("xtargets", "").partition(";")
        place = f"line {element.sourceline}"
        if not separator:
            raise UnreadableDocument("a link without two targets", source=source, place=place)
        score = element.get("score")
        try:
            value = None if score is None else float(score)
        except ValueError as wrong:
            raise UnreadableDocument(f"{score!r} is no score", source=source, place=place) from wrong
        yield Link(tuple(first.split()), tuple(second.split()), value)


def _blocks(body: etree._Element) -> Iterator[etree._Element]:
    """Outermost blocks, in document order."""
    for element in body.iter(etree.Element):
        if _name(element) in _BLOCKS and not any(_name(above) in _BLOCKS for above in element.iterancestors()):
            yield element


def _text(element: etree._Element) -> str:
    """Sentences joined as running text; without sentences, all text inside."""
    parts = [_plain(child) for child in element.iter(etree.Element) if _name(child) == "s"] or [_plain(element)]
    text = ""
    for part in filter(None, parts):
        text += (glue(text, part) if text else "") + part
    return text


def _plain(element: etree._Element) -> str:
    return re.sub(r"[ \t\r\n]+", " ", "".join(str(part) for part in element.itertext(with_tail=False))).strip(" ")


def _facts(root: etree._Element) -> dict[str, str]:
    header = next((element for element in root.iter(etree.Element) if _name(element) == "teiHeader"), None)
    facts: dict[str, str] = {}
    for element in header.iter(etree.Element) if header is not None else ():
        if (fact := _fact(element)) and (text := _plain(element)):
            facts.setdefault(fact, text)
    return facts


def _fact(element: etree._Element) -> str:
    """What an element of the header says; empty for what is of no use.

    A document has several numbers: ``<idno type="symbol">`` is the same in every language, its job number is not.
    """
    if _name(element) == "idno":
        return _NUMBERS.get((element.get("type") or "symbol").lower(), "")
    return _FACTS.get(_name(element), "")


def _language(root: etree._Element) -> str:
    for element in root.iter(etree.Element):
        if _name(element) in ("text", "body", "p", "s") or element is root:
            tag = element.get(_XML_LANG) or element.get("lang")
            if tag:
                return tag
    return ""


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _is_xml(data: bytes) -> bool:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "ignore").encode()
    return _START.match(data) is not None and (b"<?xml" in data[:200] or b"<TEI" in data)


READER = Reader(
    name="TEI",
    endings=(".xml",),
    sniff=_is_xml,
    layout=layout,
    description="XML of the United Nations Parallel Corpus, with paragraphs and sentences.",
)
