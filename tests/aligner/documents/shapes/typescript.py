"""Known documents as typescripts: the ways of laying out plain text that pages extracted from print do not show."""

from __future__ import annotations

import random
import re
import textwrap
from dataclasses import dataclass

from tests.aligner.documents.shapes.tree import Known, Node

LAYOUTS = ("first-line", "margin", "line", "spaced-lines", "justified", "tabs", "paged", "carriage-returns", "hanging")
"""How paragraphs are set; the seed decides which of them."""


@dataclass(frozen=True, slots=True)
class _Layout:
    name: str
    width: int
    head: int
    """Which form the heads of pages have."""


def text(known: Known, seed: int = 0) -> bytes:
    """The document without front page and notes, as UTF-8 text."""
    chance = random.Random(f"typescript {seed} {known.language}")
    width = chance.choice([58, 70, 84, 100])
    layout = _Layout(LAYOUTS[seed % len(LAYOUTS)], width // 2 if known.language == "zh" else width, chance.randrange(4))
    known.front = False
    known.notes.clear()
    rows: list[str] = []
    for node in known.nodes:
        node.notes = ()
        if rows and (layout.name not in ("first-line", "line") or (node.kind == "heading" and layout.name != "line")):
            rows.append("")
        rows += _paragraph(node, layout, known.language, chance)
    if layout.name == "paged":
        rows = _paged(rows, known, layout)
    return ("\r\n" if layout.name == "carriage-returns" else "\n").join([*rows, ""]).encode("utf-8")


def _paragraph(node: Node, layout: _Layout, language: str, chance: random.Random) -> list[str]:
    gap = "\t" if layout.name == "tabs" else " "
    whole = f"{node.marker}{gap}{node.text}" if node.marker else node.text
    if layout.name in ("line", "spaced-lines"):
        return [whole]
    depth = {"item": 1, "subitem": 2}.get(node.kind, 0)
    first, rest = {
        "first-line": ("" if node.kind == "heading" else " " * 5, ""),
        "margin": (" " * 8, " " * 8),
        "hanging": ("  " * depth, "  " * depth + ("" if node.kind == "heading" else " " * 5)),
    }.get(layout.name, ("", ""))
    if language == "zh":
        return _chinese(whole, layout.width, first, rest)
    rows = textwrap.wrap(
        whole,
        layout.width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
        expand_tabs=False,
        replace_whitespace=False,
    )
    if layout.name == "justified":
        rows[:-1] = [_justified(row, layout.width, chance) for row in rows[:-1]]
    return rows


def _chinese(whole: str, width: int, first: str, rest: str) -> list[str]:
    rows, row = [], first
    for sign in re.findall(r"[!-~]+|.", whole):
        if len(row) + len(sign) > width and row.strip() and sign not in "，。；：、）》":
            rows.append(row.rstrip())
            row = rest
        row += "" if sign == " " and row == rest else sign
    return [*rows, row]


def _justified(row: str, width: int, chance: random.Random) -> str:
    words = row.split()
    gaps = [1] * (len(words) - 1)
    for _ in range(min(width - len(row), len(gaps))):
        gaps[chance.randrange(len(gaps))] += 1
    return "".join(word + " " * gap for word, gap in zip(words, [*gaps, 0], strict=True))


def _paged(rows: list[str], known: Known, layout: _Layout) -> list[str]:
    found: list[str] = []
    for number, row in enumerate(rows, start=1):
        found.append(row)
        if number % 44 == 0:
            page = 1 + number // 44
            shown = (f"- {page} -", f"{page}/12", f"Page {page}", str(page))[layout.head]
            found += ["", known.symbol, "", shown.center(layout.width), ""]
    return found
