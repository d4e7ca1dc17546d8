"""Inline codes of a segment (TMX 1.4b, section 3.2.2): as parts, as plain text, as XML."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tmx.model import Code, Part
from tmx.xmlstream import Node

KINDS = frozenset({"bpt", "ept", "ph", "it", "hi", "sub", "ut"})
"""Elements that may stand in a ``seg``."""


def plain(parts: Iterable[Part]) -> str:
    """The text of ``parts``: native codes left out, what ``hi`` encloses kept.

    >>> plain(("a ", Code("bpt", (("i", "1"),), ("<b>",)), "bold", Code("hi", (), (" high",))))
    'a bold high'
    """
    pieces: list[str] = []
    for part in parts:
        if isinstance(part, str):
            pieces.append(part)
        elif part.kind == "hi":
            pieces.append(plain(part.content))
    return "".join(pieces)


def from_node(node: Node) -> tuple[Part, ...]:
    """The parts of a ``seg`` element or of an inline code."""
    parts: list[Part] = []
    for child in node.children:
        if isinstance(child, Node):
            parts.append(Code(child.name, tuple(child.attributes.items()), from_node(child)))
        elif parts and isinstance(parts[-1], str):
            parts[-1] += child
        else:
            parts.append(child)
    return tuple(parts)


def to_xml(parts: Iterable[Part], escape: Callable[[str], str]) -> str:
    """``parts`` as XML; ``escape`` also makes attribute values safe between double quotes."""
    pieces: list[str] = []
    for part in parts:
        if isinstance(part, str):
            pieces.append(escape(part))
            continue
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in part.attributes)
        inner = to_xml(part.content, escape)
        pieces.append(f"<{part.kind}{attributes}>{inner}</{part.kind}>" if inner else f"<{part.kind}{attributes}/>")
    return "".join(pieces)
