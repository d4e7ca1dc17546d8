"""Word documents (.docx): an archive of XML parts, of which only those with text are unpacked.

What a few megabytes of XML may cost is bounded by their number, and they are read here; more, which hardly a document
has, is read in a process of its own, under limits of time and memory.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from lxml import etree

from aligner.documents.archive import MOST, Archive, Exceeded
from aligner.documents.contained import Allow, Limits, values
from aligner.documents.markup import check_blocks, check_text, parse
from aligner.documents.reader import Reader, Request
from aligner.documents.word_numbering import Numbering, W
from aligner.documents.word_styles import Styles
from aligner.documents.word_text import Paragraph, Story
from aligner.errors import UnreadableDocument
from aligner.model import BlockKind
from aligner.structure.layout import Layout, Line

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MAIN = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOT_NOTES = ("separator", "continuationSeparator", "continuationNotice")
HERE = 8 * 2**20
"""Bytes of XML that are parsed in this process; a report of three hundred pages has as many."""
LIMITS = Limits()
"""For what is parsed in another one."""


def layout(request: Request, here: int = HERE, limits: Limits = LIMITS) -> Layout:
    """Return the paragraphs of a Word document, numbered as Word numbers them.

    Notes come last. A document of more than ``here`` bytes of XML is read in a process of its own, within ``limits``.
    Raises :class:`UnreadableDocument` where the file is no Word document, is encrypted or damaged, is larger than any
    document, or needs more time or memory than the limits allow.
    """
    try:
        lines = _Package(request, here).lines()
    except Exceeded:
        found = values("aligner.documents.word:extracted", request, limits, "a Word document")
        lines = [_restored(line) for line in found]
    text = "\n".join(line.text for line in lines)
    return Layout(text=text, lines=tuple(lines), stem=request.stem, source=request.source)


def extracted(data: bytes, _: Allow) -> Iterator[list[Any]]:
    """The fields of each line of a document; raises :class:`UnreadableDocument`, its source left empty."""
    try:
        yield from map(list, _Package(Request(data=data, source="", stem=""), MOST).lines())
    except Exceeded as wrong:
        raise UnreadableDocument(f"unpacks to more than {MOST // 2**20} MiB") from wrong


def _restored(fields: list[Any]) -> Line:
    line = Line(*fields)
    return line._replace(marks=tuple((offset, label) for offset, label in line.marks))


class _Package:
    """One file while it is being read."""

    def __init__(self, request: Request, most: int) -> None:
        self._request = request
        self._archive = Archive(request.data, request.source, most)
        self._main = self._main_part()
        self._relations = self._related(self._main)
        self._styles = Styles(self._tree("styles"))
        self._numbering = Numbering(self._tree("numbering"))

    def lines(self) -> list[Line]:
        """All of its text, notes and furniture last."""
        root = self._parsed(self._main)
        body = root.find(f"{W}body")
        if body is None:
            raise UnreadableDocument("a Word document without a body", source=self._request.source, place=self._main)
        story = self._story()
        paragraphs = list(story.paragraphs(body))
        labels = _labels(paragraphs, story.custom)
        lines = _Lines(self._request.source)
        for number, paragraph in enumerate(paragraphs, start=1):
            lines.add(paragraph, number, labels)
        for number, (key, text) in enumerate(self._notes(labels), start=len(paragraphs) + 1):
            lines.note(text, labels[key], number)
        for text in self._furniture():
            lines.furniture(text)
        return lines.found

    def _story(self) -> Story:
        return Story(self._styles, self._numbering)

    def _notes(self, labels: dict[str, str]) -> Iterator[tuple[str, str]]:
        """Key and text of each note that has a mark in the text, in order of the marks."""
        texts: dict[str, list[Paragraph]] = {}
        for kind in ("footnote", "endnote"):
            root = self._tree(f"{kind}s")
            for element in root.iterchildren(f"{W}{kind}") if root is not None else ():
                if element.get(f"{W}type") not in _NOT_NOTES:
                    key = f"{kind} {element.get(f'{W}id', '')}"
                    texts[key] = list(self._story().paragraphs(element))
        for key, label in labels.items():
            text = " ".join(paragraph.text for paragraph in texts.get(key, ())).strip()
            if not label.isdecimal():
                text = text.removeprefix(label).strip()
            if text:
                yield key, text

    def _furniture(self) -> Iterator[str]:
        """Paragraphs of headers and footers, each once."""
        seen: set[str] = set()
        for kind in ("header", "footer"):
            for name in sorted({target for target, what in self._relations if what == kind}):
                root = self._part(name)
                for paragraph in self._story().paragraphs(root) if root is not None else ():
                    if paragraph.text not in seen:
                        seen.add(paragraph.text)
                        yield paragraph.text

    def _main_part(self) -> str:
        names = set(self._archive.names())
        for target, what in self._related(""):
            if what == "officeDocument" and target in names:
                if not posixpath.basename(target).startswith("document"):
                    break
                return target
        if "word/document.xml" in names:
            return "word/document.xml"
        raise UnreadableDocument(
            "a ZIP archive, but no Word document in it", source=self._request.source, advice="save it as .docx"
        )

    def _related(self, part: str) -> list[tuple[str, str]]:
        """Parts that ``part`` refers to, with what they are to it; targets outside the file are left alone."""
        folder, name = posixpath.split(part)
        data = self._archive.read(posixpath.join(folder, "_rels", f"{name}.rels"))
        if data is None:
            return []
        found = []
        for relation in parse(data, self._request.source, f"{name or 'package'}.rels").iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found.append((posixpath.normpath(path), posixpath.basename(relation.get("Type", ""))))
        return found

    def _tree(self, kind: str) -> etree._Element | None:
        return next((self._part(target) for target, what in self._relations if what == kind), None)

    def _part(self, name: str) -> etree._Element | None:
        data = self._archive.read(name)
        return None if data is None else parse(data.replace(_STRICT, _MAIN), self._request.source, name)

    def _parsed(self, name: str) -> etree._Element:
        data = self._archive.read(name) or b""
        check_blocks(data.count(b"<w:p ") + data.count(b"<w:p>"), self._request.source, name)
        return parse(data.replace(_STRICT, _MAIN), self._request.source, name)


def _labels(paragraphs: list[Paragraph], custom: dict[str, str]) -> dict[str, str]:
    """Label of each note by its key: the author's own mark, else footnotes, then endnotes numbered by their marks."""
    keys = [key for paragraph in paragraphs for _, key in paragraph.marks]
    ordered = [
        *(key for key in keys if key.startswith("footnote")),
        *(key for key in keys if key.startswith("endnote")),
    ]
    numbered = [key for key in dict.fromkeys(ordered) if not custom.get(key)]
    numbers = {key: str(number) for number, key in enumerate(numbered, start=1)}
    return {key: custom.get(key) or numbers[key] for key in dict.fromkeys(ordered)}


class _Lines:
    """Lines while they are put together, with their places in the text they make."""

    def __init__(self, source: str) -> None:
        self.found: list[Line] = []
        self._source = source
        self._length = 0

    def add(self, paragraph: Paragraph, number: int, labels: dict[str, str]) -> None:
        marker = f"{paragraph.marker} " if paragraph.marker else ""
        marks = tuple((len(marker) + offset, labels[key]) for offset, key in paragraph.marks)
        kind: BlockKind | None = "cell" if paragraph.cell else "heading" if paragraph.heading else None
        line = Line(f"{marker}{paragraph.text}", self._length, number, whole=True, depth=paragraph.heading, marks=marks)
        self._append(line._replace(kind=kind, furniture="contents" if paragraph.contents else ""))

    def note(self, text: str, label: str, number: int) -> None:
        line = Line(text, self._length, number, whole=True, kind="footnote", label=label)
        self._append(line)

    def furniture(self, text: str) -> None:
        self._append(Line(text, self._length, len(self.found) + 1, whole=True, furniture="running-head"))

    def _append(self, line: Line) -> None:
        if line.text.strip():
            self.found.append(line)
            self._length += len(line.text) + 1
            check_text(self._length, self._source)
            check_blocks(len(self.found), self._source)


READER = Reader(
    name="Word",
    endings=(".docx", ".docm"),
    sniff=lambda data: data.startswith(b"PK\x03\x04"),
    layout=layout,
    description="Word documents: automatic numbering, notes, tables, tracked changes as accepted.",
)
