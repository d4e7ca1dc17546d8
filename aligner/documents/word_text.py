"""The paragraphs of a Word document, as a reader of the accepted document sees them.

Insertions are taken, deletions left out, hidden text left out, fields shown by their result, text boxes after the
paragraph they hang on. Source: ECMA-376, part 1, sections 17.3 (paragraphs and runs), 17.13.5 (revisions) and 17.16
(fields).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from aligner.documents.word_numbering import Numbering, W, integer
from aligner.documents.word_styles import Styles, on, outline_level

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "tab": "\t", "ptab": "\t", "br": " ", "cr": " "}
_THROUGH = frozenset(
    f"{W}{name}"
    for name in "ins moveTo hyperlink smartTag sdt sdtContent fldSimple customXml bdo dir ruby rubyBase".split()
)
"""Inline elements whose content is text as any other."""
_AROUND = frozenset(f"{W}{name}" for name in "sdt sdtContent customXml ins moveTo body".split())
"""Elements around paragraphs, tables, rows and cells that add nothing to them."""
_DELETED = (f"{W}del", f"{W}moveFrom")


@dataclass(slots=True)
class Paragraph:
    """One paragraph as it reads."""

    text: str
    """Without surrounding space; tabs inside are kept."""
    marker: str = ""
    """Number that Word writes before it."""
    heading: int = 0
    """Level from 1, 0 for running text."""
    contents: bool = False
    """Whether it is a line of a table of contents."""
    cell: bool = False
    """Whether it stands in a table."""
    marks: tuple[tuple[int, str], ...] = ()
    """Offset and key (``footnote 3``) of each note mark."""


@dataclass(slots=True)
class _Inline:
    """The text of a paragraph while it is collected."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[tuple[int, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    """Content of text boxes that hang on the paragraph."""

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


class Story:
    """Reads the paragraphs of the body, of a note or of a header."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._fields: list[bool] = []
        """For each open field, whether its instruction is being read and not its result."""
        self.custom: dict[str, str] = {}
        """Marks that the author set himself, by the key of their note: asterisks, mostly."""
        self._carried: _Inline | None = None
        """Text of a paragraph whose end was deleted: it belongs to the next."""

    def paragraphs(self, container: etree._Element, *, cell: bool = False) -> Iterator[Paragraph]:
        """Yield what stands in ``container``, in document order; empty paragraphs are left out."""
        for child in container.iterchildren(tag=etree.Element):
            if child.tag == f"{W}p":
                yield from self._paragraph(child, cell)
            elif child.tag == f"{W}tbl":
                yield from self.paragraphs(child, cell=cell or _tabular(child))
            elif child.tag == f"{W}tc":
                yield from self.paragraphs(child, cell=cell)
            elif child.tag == f"{W}tr":
                if child.find(f"{W}trPr/{W}del") is None:
                    yield from self.paragraphs(child, cell=cell)
            elif child.tag in _AROUND:
                yield from self.paragraphs(child, cell=cell)
            elif child.tag == f"{_MC}AlternateContent":
                yield from self.paragraphs(_chosen(child), cell=cell)
        if self._carried is not None:
            left, self._carried = self._carried, None
            if "".join(left.parts).strip():
                yield _finished(left)

    def _paragraph(self, element: etree._Element, cell: bool) -> Iterator[Paragraph]:
        properties = element.find(f"{W}pPr")
        named = None if properties is None else properties.find(f"{W}pStyle")
        name = self._styles.default if named is None else named.get(f"{W}val", "")
        style = self._styles.get(name)
        inline = self._carried or _Inline()
        self._carried = None
        self._collect(element, inline, hidden=style.hidden)
        if properties is not None and any(properties.find(f"{W}rPr/{tag}") is not None for tag in _DELETED):
            self._carried = inline
            return
        # an empty paragraph is counted too
        marker = self._marker(properties, name)
        if "".join(inline.parts).strip() or inline.marks:
            found = _finished(inline)
            found.marker, found.cell = marker, cell
            found.heading = 0 if cell else outline_level(properties) or style.heading
            found.contents = style.contents
            yield found
        for box in inline.boxes:
            yield from self.paragraphs(box, cell=cell)

    def _marker(self, properties: etree._Element | None, name: str) -> str:
        style = self._styles.get(name)
        own = None if properties is None else properties.find(f"{W}numPr")
        number_id, level = style.number_id, style.level
        if own is not None:
            number, deep = own.find(f"{W}numId"), own.find(f"{W}ilvl")
            number_id = number_id if number is None else number.get(f"{W}val", "")
            if deep is not None and (given := integer(deep.get(f"{W}val", ""), -1)) >= 0:
                level = given
        if number_id in ("", "0"):
            return ""
        if level is None:
            level = self._numbering.level_of_style(number_id, name)
        return self._numbering.marker(number_id, level)

    def _collect(self, element: etree._Element, inline: _Inline, *, hidden: bool) -> None:
        for child in element.iterchildren(tag=etree.Element):
            if child.tag == f"{W}r":
                self._run(child, inline, hidden)
            elif child.tag in _THROUGH:
                self._collect(child, inline, hidden=hidden)
            elif child.tag == f"{_MC}AlternateContent":
                self._collect(_chosen(child), inline, hidden=hidden)
            elif child.tag in (f"{_MATH}oMath", f"{_MATH}oMathPara") and not hidden:
                inline.add("".join(part.text or "" for part in child.iter(f"{_MATH}t")))

    def _run(self, run: etree._Element, inline: _Inline, hidden: bool) -> None:
        vanish = run.find(f"{W}rPr/{W}vanish")
        styled = run.find(f"{W}rPr/{W}rStyle")
        if vanish is not None:
            hidden = on(vanish)
        elif styled is not None:
            hidden = hidden or self._styles.get(styled.get(f"{W}val", "")).hidden
        mark = ""
        for child in run.iterchildren(tag=etree.Element):
            name = etree.QName(child).localname
            if mark and name in ("t", "sym"):
                self.custom[mark] = ((child.text or "") if name == "t" else _symbol(child.get(f"{W}char", ""))).strip()
                mark = ""
            elif name == "fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif not hidden and not any(self._fields):
                self._content(child, name, inline)
                mark = inline.marks[-1][1] if _is_custom(child) else ""

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _content(self, child: etree._Element, name: str, inline: _Inline) -> None:
        if name == "t":
            inline.add((child.text or "").replace("\n", " "))
        elif name in _SIGNS:
            inline.add(_SIGNS[name])
        elif name == "sym":
            inline.add(_symbol(child.get(f"{W}char", "")))
        elif name in ("footnoteReference", "endnoteReference"):
            inline.marks.append((inline.length, f"{name[: -len('Reference')]} {child.get(f'{W}id', '')}"))
        elif name in ("drawing", "pict", "object"):
            inline.boxes.extend(_boxes(child))
        elif name == "AlternateContent":
            inline.boxes.extend(_boxes(_chosen(child)))
        elif name == "ruby":
            for base in child.iterchildren(f"{W}rubyBase"):
                self._collect(base, inline, hidden=False)


def _is_custom(reference: etree._Element) -> bool:
    """Whether the reference to a note is followed by a mark of the author's own."""
    return reference.get(f"{W}customMarkFollows", "0") in ("1", "true", "on")


def _tabular(table: etree._Element) -> bool:
    """Whether a table holds data: one of a single column is a frame around text."""
    return any(len(row.findall(f"{W}tc")) + len(row.findall(f"{W}sdt")) > 1 for row in table.iterchildren(f"{W}tr"))


def _boxes(element: etree._Element) -> list[etree._Element]:
    """Contents of the outermost text boxes in ``element``, of each alternative the first."""
    found: list[etree._Element] = []
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == f"{W}txbxContent":
            found.append(child)
        else:
            found.extend(_boxes(_chosen(child) if child.tag == f"{_MC}AlternateContent" else child))
    return found


def _chosen(element: etree._Element) -> etree._Element:
    """The first choice of alternative contents, else the fallback, else the (then empty) element itself."""
    for name in ("Choice", "Fallback"):
        child = element.find(f"{_MC}{name}")
        if child is not None:
            return child
    return element


def _symbol(code: str) -> str:
    """The character of a ``w:sym``; symbol fonts live in the private-use area, where nothing can be read."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= number <= 0xF8FF or not 0 < number < 0xD800 else chr(number)


def _finished(inline: _Inline) -> Paragraph:
    text = "".join(inline.parts)
    lead = len(text) - len(text.lstrip())
    body = text.strip()
    marks = tuple((min(max(0, offset - lead), len(body)), key) for offset, key in inline.marks)
    return Paragraph(body, marks=marks)
