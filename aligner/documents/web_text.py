"""The blocks of a web page in reading order, with the numbers a browser writes before list items.

Source: HTML living standard, sections 4.3 (sections), 4.4 (grouping content) and 15.3 (rendering of lists).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from aligner.documents.web_notes import notes_of
from aligner.languages.numbering import letter, roman
from aligner.model import BlockKind

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary table tbody td tfoot th thead "
    "tr ul".split()
)
_DROPPED = frozenset(
    "script style noscript template svg math iframe object head select option textarea button input canvas audio "
    "video map".split()
)
_ASIDE = frozenset(("nav", "footer", "aside"))
_ASIDE_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)
_LIST_TYPES = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
    "lower-latin": "lower-alpha",
    "upper-latin": "upper-alpha",
}


@dataclass(slots=True)
class Piece:
    """One block."""

    text: str
    kind: BlockKind | None = None
    depth: int = 0
    marks: tuple[tuple[int, str], ...] = ()
    label: str = ""
    furniture: str = ""


@dataclass(slots=True)
class _Context:
    """What holds for everything inside an element."""

    kind: BlockKind | None = None
    depth: int = 0
    furniture: str = ""
    raised: bool = False
    kept: bool = False
    """Whether spaces and line ends stand as they are (``pre``)."""


@dataclass(slots=True)
class _Buffer:
    """Text of the block that is being read."""

    parts: list[str] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.parts.append(text)

    def text(self) -> str:
        return "".join(self.parts)


class Walk:
    """Reads one page."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._main = _main(root)
        self._marks, self._notes = notes_of(root)
        self._buffer = _Buffer()
        self._marker = ""
        self.title = _title(root if self._main is None else self._main, root)

    def pieces(self) -> Iterator[Piece]:
        """Yield the blocks of the page, notes last."""
        late: list[Piece] = []
        for piece in self._element(self._root, _Context(furniture="" if self._main is None else "navigation")):
            if piece.kind == "footnote":
                late.append(piece)
            else:
                yield piece
        yield from late

    def _element(self, element: etree._Element, context: _Context) -> Iterator[Piece]:
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _DROPPED or not name or _is_hidden(element):
            return
        if element in self._marks:
            self._buffer.marks.append((len(self._buffer.text()), self._marks[element]))
            return
        inner = self._context(element, name, context)
        block = name in _BLOCKS
        if block:
            yield from self._flush(context)
            self._marker = _marker(element) if name == "li" else "" if name not in ("p", "div") else self._marker
        label = self._notes.get(element, "")
        if label:
            yield from self._note(element, label)
            return
        if name == "br":
            self._buffer.add("\n" if inner.kept else " ")
        self._text(element.text, inner)
        for child in element:
            yield from self._element(child, inner)
            self._text(child.tail, inner)
        if block:
            yield from self._flush(inner)

    def _context(self, element: etree._Element, name: str, context: _Context) -> _Context:
        inner = _Context(context.kind, context.depth, context.furniture, context.raised, context.kept)
        if element is self._main:
            inner.furniture = ""
        elif _is_aside(element, name):
            inner.furniture = "navigation"
        if re.fullmatch("h[1-6]", name):
            inner.kind, inner.depth = "heading", int(name[1])
        elif name in ("td", "th") and _tabular(element):
            inner.kind = "cell"
        inner.raised = context.raised or name == "sup"
        inner.kept = context.kept or name == "pre"
        return inner

    def _text(self, text: str | None, context: _Context) -> None:
        if not text:
            return
        if context.raised and text.strip().isdecimal() and text.strip().isascii():
            text = text.strip().translate(_RAISED)
        self._buffer.add(text if context.kept else _SPACE.sub(" ", text))

    def _flush(self, context: _Context) -> Iterator[Piece]:
        buffer, self._buffer = self._buffer, _Buffer()
        raw = buffer.text()
        if context.kept and "\n" in raw:
            for line in raw.split("\n"):
                if line.strip():
                    yield Piece(_SPACE.sub(" ", line).strip(), context.kind, context.depth, furniture=context.furniture)
            return
        if not raw.strip() and not buffer.marks:
            return
        text, marks = _squeezed(raw, buffer.marks)
        if self._marker:
            prefix, self._marker = f"{self._marker} ", ""
            text, marks = prefix + text, [(len(prefix) + offset, label) for offset, label in marks]
        if text.strip():
            yield Piece(text, context.kind, context.depth, tuple(marks), furniture=context.furniture)

    def _note(self, element: etree._Element, label: str) -> Iterator[Piece]:
        outer, self._buffer = self._buffer, _Buffer()
        del self._notes[element]
        parts = [piece.text for piece in self._element(element, _Context())]
        parts += [piece.text for piece in self._flush(_Context())]
        self._buffer, self._marker = outer, ""
        text = re.sub(rf"^(?:[\[(]?{re.escape(label)}[\])]?[.)]?\s*)?[↑^↩\s]*|\s*↩︎?$", "", " ".join(parts))
        if text.strip():
            yield Piece(text.strip(), "footnote", label=label)


def _squeezed(raw: str, marks: list[tuple[int, str]]) -> tuple[str, list[tuple[int, str]]]:
    """Text with its runs of spaces made one, and the marks where they then stand."""
    text = _SPACE.sub(" ", raw).strip(" ")
    moved = []
    for offset, label in marks:
        before = _SPACE.sub(" ", raw[:offset]).lstrip(" ")
        moved.append((min(len(before), len(text)), label))
    return text, moved


def _main(root: etree._Element) -> etree._Element | None:
    """The element that holds the main content, where the page says so."""
    found = root.xpath("//main | //*[@role='main']")
    if isinstance(found, list) and found and isinstance(found[0], etree._Element):
        return found[0]
    articles = list(root.iter("article"))
    return articles[0] if len(articles) == 1 else None


def _title(main: etree._Element, root: etree._Element) -> str:
    """The one main heading of the content; else what the page calls itself."""
    headings = list(main.iter("h1"))
    element = headings[0] if len(headings) == 1 else root.find(".//title")
    return "" if element is None else _SPACE.sub(" ", "".join(str(part) for part in element.itertext())).strip()


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None


def _is_aside(element: etree._Element, name: str) -> bool:
    """Whether what ``element`` holds is none of the page's text; LibreOffice exports running heads so."""
    if name == "div":
        return element.get("title", "") in ("header", "footer") or element.get("role", "") in _ASIDE_ROLES
    return name in _ASIDE or element.get("role", "") in _ASIDE_ROLES or (name == "header" and _of_page(element))


def _of_page(header: etree._Element) -> bool:
    return not any(above.tag in ("main", "article", "section") for above in header.iterancestors())


def _tabular(cell: etree._Element) -> bool:
    """Whether the table of a cell holds data: more than one cell in some row."""
    row = cell.getparent()
    table = next(cell.iterancestors("table"), None)
    if row is None or table is None or table.get("role") == "presentation":
        return False
    return len(row) > 1 or any(len(other) > 1 for other in table.iter("tr"))


def _marker(item: etree._Element) -> str:
    """What a browser writes before a list item; in the form that documents use for its kind of numeral."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    style = _LIST_STYLE.search(item.get("style", "") or parent.get("style", ""))
    kind = style[1].lower() if style else item.get("type") or parent.get("type") or "decimal"
    kind = _LIST_TYPES.get(kind, kind)
    number = _number(item, parent)
    if kind == "none" or number < 1:
        return ""
    if kind in ("lower-alpha", "upper-alpha"):
        return f"{letter(number)})" if kind == "lower-alpha" else f"{letter(number).upper()}."
    if kind in ("lower-roman", "upper-roman") and number < 4000:
        return f"{roman(number)})" if kind == "lower-roman" else f"{roman(number).upper()}."
    return f"{number}."


def _number(item: etree._Element, parent: etree._Element) -> int:
    step = -1 if parent.get("reversed") is not None else 1
    first = len(list(parent.iterchildren("li"))) if step < 0 else 1
    number = _integer(parent.get("start"), first) - step
    for other in parent.iterchildren("li"):
        number = _integer(other.get("value"), number + step)
        if other is item:
            break
    return number


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text.strip()) else otherwise
