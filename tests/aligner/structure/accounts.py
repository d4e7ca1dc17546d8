"""Bookkeeping for the law that nothing is lost: which characters of a file ended up where."""

from __future__ import annotations

from aligner.model import Block, Document

_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def leftovers(text: str, document: Document) -> str:
    """Characters of ``text``, white space aside, that are in no block, marker, note mark, repair or furniture."""
    lines = [list(line) for line in text.split("\n")]
    for piece in document.furniture:
        row = lines[piece.line - 1]
        at = "".join(row).find(piece.text)
        assert at >= 0, f"furniture {piece.text!r} is not in line {piece.line}"
        row[at : at + len(piece.text)] = " " * len(piece.text)
    for block in document.walk():
        _strike_text(lines, block)
        _strike_marker(lines, text, block)
    left = "".join("".join(row).strip() for row in lines).replace(" ", "").replace("\t", "")
    left = "".join(character for character in left if not character.isspace()).translate(_LOWERED)
    labels = {block.ref: block.marker.translate(_LOWERED).strip("[().]") for block in document.blocks}
    for block in document.walk():
        for ref in block.notes:
            left = left.replace(labels[ref], "", 1)
    return left


def _strike_text(lines: list[list[str]], block: Block) -> None:
    for offset, character in enumerate(block.text):
        line, column = block.locate(offset)
        assert line, f"{block.ref}: no origin at {offset}"
        row = lines[line - 1]
        if not character.isspace() and column <= len(row) and row[column - 1] == character:
            row[column - 1] = " "
        else:
            assert character.isspace() or character in "ᵒˢ-", f"{block.ref}: {character!r} is not at {line}:{column}"


def _strike_marker(lines: list[list[str]], text: str, block: Block) -> None:
    start = block.span.start
    line = text.count("\n", 0, start)
    column = start - (text.rfind("\n", 0, start) + 1)
    row = lines[line]
    for offset, character in enumerate(block.marker):
        assert row[column + offset] == character, f"{block.ref}: marker {block.marker!r} is not at its span"
        row[column + offset] = " "
