"""A document as JSON, as a tree to look at, and as plain text that can be read again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aligner.model import Block, Document

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RULE = "_" * 18
_INDENT = {"item": "  ", "subitem": "    "}
_SHOWN = 72


def as_json(document: Document) -> dict[str, Any]:
    """The shape of ``dragoman read --format json``; blocks flat in document order."""
    return {
        "symbol": document.symbol,
        "language": document.language,
        "title": document.title,
        "metadata": dict(document.metadata),
        "blocks": [
            {
                "kind": block.kind,
                "ref": block.ref,
                "marker": block.marker,
                "text": block.text,
                "notes": list(block.notes),
            }
            for block in document.walk()
        ],
        "repairs": [
            {
                "kind": repair.kind,
                "ref": repair.ref,
                "before": repair.before,
                "after": repair.after,
                "line": repair.line,
            }
            for repair in document.repairs
        ],
        "furniture": [{"kind": piece.kind, "text": piece.text, "line": piece.line} for piece in document.furniture],
    }


def as_tree(document: Document) -> str:
    """One line a block, indented by depth: ref, kind where it is not plain from the ref, and how it begins."""
    counts = (
        _counted(sum(1 for _ in document.walk()), "block"),
        _counted(len(document.repairs), "repair"),
        _counted(len(document.furniture), "piece") + " of furniture",
    )
    lines = [f"{document.symbol}  [{document.language}]  {', '.join(counts)}"]
    if document.title:
        lines.append(document.title)
    for block in document.blocks:
        lines += _branches(block, 0)
    return "\n".join(lines) + "\n"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _branches(block: Block, depth: int) -> Iterator[str]:
    text = block.text if len(block.text) <= _SHOWN else block.text[: _SHOWN - 1] + "…"
    notes = f"  → {', '.join(block.notes)}" if block.notes else ""
    yield f"{'  ' * depth}{block.ref:<12} {block.kind:<9} {text}{notes}".rstrip()
    for child in block.children:
        yield from _branches(child, depth + 1)


def as_text(document: Document) -> str:
    """Plain text, a block a line, blank lines between; footnotes behind a rule, their marks as superscripts.

    Reading it again gives the same blocks.
    """
    body = [block for top in document.blocks if top.kind != "footnote" for block in top.walk()]
    notes = [block for block in document.blocks if block.kind == "footnote"]
    lines = [_INDENT.get(block.kind, "") + _written(block) for block in body]
    if notes:
        lines.append(_RULE)
        lines += [f"{_mark(block.ref)} {_with_marks(block)}" for block in notes]
    return "\n\n".join(lines) + "\n"


def _written(block: Block) -> str:
    return f"{block.marker} {_with_marks(block)}".strip()


def _with_marks(block: Block) -> str:
    text, done = "", 0
    for ref, offset in zip(block.notes, block.note_offsets, strict=True):
        text += block.text[done:offset] + _mark(ref)
        done = offset
    return text + block.text[done:]


def _mark(ref: str) -> str:
    return ref[1:].translate(_RAISED)
