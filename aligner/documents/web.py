"""HTML pages: the main content, with headings, lists and notes as structure; the rest is furniture."""

from __future__ import annotations

import re

from lxml import etree, html

from aligner.documents.decoding import decode
from aligner.documents.markup import check_blocks
from aligner.documents.reader import Reader, Request
from aligner.documents.web_text import Piece, Walk
from aligner.errors import UnreadableDocument
from aligner.structure.layout import Layout, Line

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.I)
_XML_CHARSET = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{3,20})""", re.I)
_LOOKS = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|(?:html|head|body|title|meta|main|article|section|header|nav|div|span|p|h[1-6]|ul|ol|dl|"
    rb"table|center|font|a|b|i|em|strong|br|hr|pre|blockquote|img|style|script)\b)",
    re.S | re.I,
)
_MAX_BYTES = 64 * 2**20
_MAX_ELEMENTS = 2_000_000


def layout(request: Request) -> Layout:
    """Return the blocks of a web page.

    Raises :class:`UnreadableDocument` where it is absurdly large, or nests deeper than any document.
    """
    text = _decoded(request)
    if len(request.data) > _MAX_BYTES or text.count("<") > _MAX_ELEMENTS:
        raise UnreadableDocument("far too large for a web page", source=request.source)
    root = _parsed(text, request.source)
    walk = Walk(root)
    lines: list[Line] = []
    length = 0
    for number, piece in enumerate(walk.pieces(), start=1):
        lines.append(_line(piece, length, number))
        length += len(piece.text) + 1
        check_blocks(number, request.source)
    return Layout(
        text="\n".join(line.text for line in lines),
        lines=tuple(lines),
        stem=request.stem,
        source=request.source,
        title=walk.title,
        language=root.get("lang", "") or root.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
    )


def _line(piece: Piece, start: int, number: int) -> Line:
    return Line(
        piece.text,
        start,
        number,
        whole=True,
        kind=piece.kind,
        depth=piece.depth,
        marks=piece.marks,
        label=piece.label,
        furniture=piece.furniture,
    )


def _decoded(request: Request) -> str:
    head = request.data[:2048]
    match = _CHARSET.search(head) or _XML_CHARSET.match(head)
    if match and not request.data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return request.data.decode(match[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            # the page says one encoding and is in another: its bytes decide
            pass
    return decode(request.data, request.source)


def _parsed(text: str, source: str) -> etree._Element:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as wrong:
        raise UnreadableDocument("there is no text in it", source=source) from wrong
    for entry in parser.error_log:
        if "depth" in entry.message.lower():
            message = "elements nest deeper than in any document"
            raise UnreadableDocument(message, source=source, place=f"line {entry.line}")
    return root


READER = Reader(
    name="HTML",
    endings=(".html", ".htm", ".xhtml"),
    sniff=lambda data: _LOOKS.match(data) is not None,
    layout=layout,
    description="Web pages: the main content; headings, lists and notes become structure.",
)
