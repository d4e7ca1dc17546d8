"""Reading XML that nobody vouches for: as a stream, without entities, DTDs or network, errors with their line.

The parser is expat, which comes with Python: it never opens a file or a connection by itself. A document type
that names an external subset (``<!DOCTYPE tmx SYSTEM "tmx14.dtd">``, as TMX asks for) is passed over unread; any
entity declaration, and any reference to an entity that XML does not define itself, is an error.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import BinaryIO, NoReturn
from xml.parsers import expat

from tmx.decoding import Utf8Stream
from tmx.errors import ParseError
from tmx.remarks import Remarks

CHUNK = 1 << 14
"""Bytes read at a time."""
MAX_ELEMENT = 10_000_000
"""Characters in an element of those that :func:`subtrees` is asked for."""
MAX_DEPTH = 100
"""Elements within elements; the deepest of our formats needs about a dozen."""

_REASONS = {
    "not well-formed (invalid token)": "a stray '&' or '<', or a character that XML does not allow",
    "no element found": "it ends too early, or is empty",
    "unclosed token": "it ends too early",
    "unclosed CDATA section": "it ends within a CDATA section",
    "syntax error": "it does not begin with a tag",
    "reference to invalid character number": "a reference to a character that XML does not allow",
}
"""Expat's words, and what they come to."""


def new_parser(source: str, *, namespaces: bool = False) -> expat.XMLParserType:
    """Return an expat parser that refuses entities; it expects UTF-8 whatever the file declares."""
    parser = expat.ParserCreate("utf-8", " " if namespaces else None)
    parser.buffer_text = True
    parser.buffer_size = CHUNK

    def refuse(what: str) -> NoReturn:
        raise ParseError(f"{what}; remove it", source=source, line=parser.CurrentLineNumber)

    def on_declaration(name: str, *_: object) -> None:
        refuse(f"declares the entity '{name}', which is not allowed here")

    def on_skipped(name: str, *_: object) -> None:
        refuse(f"uses the entity '&{name};', which is not defined")

    parser.EntityDeclHandler = on_declaration
    parser.SkippedEntityHandler = on_skipped
    return parser


def malformed(error: expat.ExpatError, source: str, lines_before: int = 0, data: bytes = b"") -> ParseError:
    """The error to raise for what expat found, ``lines_before`` lines further down than it thinks.

    ``data``, where it is given, is what was parsed: if it is not UTF-8, that is what to say.
    """
    reason = expat.ErrorString(error.code) or "error"
    message = f"not well-formed XML: {_REASONS.get(reason, reason)}"
    line = error.lineno + lines_before
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as wrong:
            byte = data[wrong.start]
            line = 1 + lines_before + data.count(b"\n", 0, wrong.start)
            message = f"byte 0x{byte:02X} is not UTF-8; name the file's real encoding in its first line"
    return ParseError(message, source=source, line=line)


class Node:
    """An element with what is in it, as :func:`subtrees` yields it."""

    __slots__ = ("attributes", "children", "line", "name")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        """Local name; ``{namespace}name`` where it is not in the namespace of the root."""
        self.attributes = attributes
        """Local names; ``xml:lang`` and ``xml:space``; ``{namespace}name`` for other namespaces."""
        self.children: list[Node | str] = []
        self.line = line
        """Line of the file, from 1."""

    def elements(self, *names: str) -> Iterator[Node]:
        """Child elements of those names, of any name if none is given."""
        for child in self.children:
            if isinstance(child, Node) and (not names or child.name in names):
                yield child

    def find(self, name: str) -> Node | None:
        """The first child element of that name."""
        return next(self.elements(name), None)

    def walk(self) -> Iterator[Node]:
        """This element, then all below it, in document order."""
        yield self
        for child in self.elements():
            yield from child.walk()

    def text(self) -> str:
        """All text in it, however deep."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def text_of(self, name: str) -> str:
        """Text of the first child of that name, without the space around it; empty where there is none."""
        found = self.find(name)
        return found.text().strip() if found else ""


def parse_fragment(data: bytes, source: str, first_line: int) -> list[Node]:
    """The elements in ``data``, which begins at ``first_line`` of its file; names as written, prefixes included.

    Raises :class:`expat.ExpatError` where it is not well-formed, with a line that counts from 1 in ``data``.
    """
    parser = new_parser(source)
    open_nodes: list[Node] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        line = parser.CurrentLineNumber + first_line - 1
        if len(open_nodes) >= MAX_DEPTH:
            raise ParseError(f"more than {MAX_DEPTH} elements inside one another", source=source, line=line)
        node = Node(name, attributes, line)
        if open_nodes:
            open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def text(content: str) -> None:
        open_nodes[-1].children.append(content)

    root: list[Node] = []

    def end(_: str) -> None:
        node = open_nodes.pop()
        if not open_nodes:
            root.append(node)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.Parse(b"<fragment>" + data + b"</fragment>", True)
    return list(root[0].elements())


class _TreeBuilder:
    """Collects the elements asked for; of all others only name and attributes, while they are open."""

    def __init__(self, wanted: frozenset[str], roots: tuple[str, ...], source: str, limit: int) -> None:
        self.wanted = wanted
        self.roots = roots
        self.source = source
        self.limit = limit
        self.parser = new_parser(source, namespaces=True)
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.namespace = ""
        self.open: list[Node] = []
        self.inside = 0
        """Number of open elements that belong to one asked for."""
        self.size = 0
        self.done: list[tuple[tuple[Node, ...], Node]] = []

    def local(self, name: str) -> str:
        uri, _, local = name.rpartition(" ")
        if uri == self.namespace:
            return local
        if uri == "http://www.w3.org/XML/1998/namespace":
            return f"xml:{local}"
        return f"{{{uri}}}{local}" if uri else local

    def start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        if not self.open:
            self.namespace, _, root = name.rpartition(" ")
            if root not in self.roots:
                expected = " or ".join(f"<{one}>" for one in self.roots)
                raise ParseError(f"the root element is <{root}>, not {expected}", source=self.source, line=line)
        if len(self.open) >= MAX_DEPTH:
            raise ParseError(f"more than {MAX_DEPTH} elements inside one another", source=self.source, line=line)
        node = Node(self.local(name), {self.local(key): value for key, value in attributes.items()}, line)
        if self.inside:
            parent = self.open[-1]
            parent.children.append(node)
            self.inside += 1
            self.size += 1
            if self.size > self.limit:
                raise ParseError(f"an element with more than {self.limit} characters", source=self.source, line=line)
        elif node.name in self.wanted:
            self.inside = 1
            self.size = 0
            self.parser.CharacterDataHandler = self.text
        self.open.append(node)

    def text(self, data: str) -> None:
        self.size += len(data)
        if self.size > self.limit:
            line = self.open[-self.inside].line
            raise ParseError(f"an element with more than {self.limit} characters", source=self.source, line=line)
        self.open[-1].children.append(data)

    def end(self, _: str) -> None:
        node = self.open.pop()
        if self.inside:
            self.inside -= 1
            if not self.inside:
                self.parser.CharacterDataHandler = None
                self.done.append((tuple(self.open), node))
        elif not self.wanted:
            self.done.append((tuple(self.open), node))


def subtrees(
    stream: BinaryIO, wanted: frozenset[str], roots: tuple[str, ...], *, source: str, remarks: Remarks
) -> Iterator[tuple[tuple[Node, ...], Node]]:
    """Yield each outermost element whose local name is in ``wanted``, with its open ancestors, root first.

    Memory holds one chunk and the elements that end in it. Raises :class:`ParseError` with the line, also where
    the root's local name is not among ``roots``.
    """
    builder = _TreeBuilder(wanted, roots, source, MAX_ELEMENT)
    data = Utf8Stream(stream, source=source, remarks=remarks)
    try:
        while chunk := data.read(CHUNK):
            builder.parser.Parse(chunk, False)
            yield from builder.done
            builder.done.clear()
        builder.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise malformed(error, source) from None
    yield from builder.done


def root_of(head: bytes) -> tuple[str, str, dict[str, str]] | None:
    """Namespace, name and attributes of the root element that begins in ``head``, or None."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate("utf-8", " ")
    parser.StartElementHandler = lambda name, attributes: found.append((name, attributes))
    with contextlib.suppress(expat.ExpatError, ParseError):
        parser.Parse(Utf8Stream(io.BytesIO(head), source="", remarks=Remarks()).read(len(head)), False)
    if not found:
        return None
    uri, _, local = found[0][0].rpartition(" ")
    return uri, local, found[0][1]
