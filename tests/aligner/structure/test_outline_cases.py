"""Outlines of small texts: each case file holds a text and the outline it should have."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.documents.plain import lines_of
from aligner.model import Block
from aligner.structure import build
from aligner.structure.layout import Layout

CASES = sorted((Path(__file__).resolve().parents[2] / "cases" / "structure").glob("*.txt"))


def test_there_are_cases() -> None:
    assert len(CASES) >= 12


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_outline(path: Path) -> None:
    """A case is a language tag, the text, a line of equals signs, and one line for each block expected."""
    head, _, wanted = path.read_text("utf-8").partition("\n====\n")
    tag, _, text = head.partition("\n")
    document = build(Layout(text=text, lines=lines_of(text), stem="x"), language=tag)
    assert [shown(block) for block in document.walk()] == wanted.strip().split("\n")


def shown(block: Block) -> str:
    """Ref, kind and how the text begins and ends."""
    text = block.text if len(block.text) <= 40 else f"{block.text[:18]} … {block.text[-18:]}"
    notes = f" [{' '.join(block.notes)}]" if block.notes else ""
    return f"{block.ref} {block.kind} {text}{notes}"
