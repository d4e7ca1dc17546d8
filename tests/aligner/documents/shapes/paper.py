"""Known documents as wrapped plain text, the way pages extracted from print look."""

from __future__ import annotations

import random
import re
import textwrap
from dataclasses import dataclass

from tests.aligner.documents.shapes.tree import Known, Node

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Style:
    """How one text file is laid out."""

    width: int
    spaced: bool
    """Whether blank lines stand between blocks."""
    indent: str
    pages: str
    """How pages are marked: ``none``, ``number``, ``symbol``, ``feed``, ``continued``."""
    notes: str
    """``end`` or ``foot``."""
    raised: bool

    @classmethod
    def drawn(cls, chance: random.Random) -> Style:
        pages = chance.choice(["none", "number", "symbol", "feed", "continued"])
        return cls(
            chance.choice([64, 76, 90]),
            chance.random() < 0.85,
            chance.choice(["", "   "]),
            pages,
            "end" if pages == "none" else chance.choice(["end", "foot"]),
            chance.random() < 0.7,
        )


def text(known: Known, seed: int = 0) -> bytes:
    """The document as UTF-8 text."""
    chance = random.Random(f"paper {seed}")
    style = Style.drawn(chance)
    page = _Pages(known, style, chance)
    for row in _front(known, chance) if known.front else ():
        page.put([row], blank=True)
    for node in known.nodes:
        page.block(node)
    if style.notes == "end" and known.notes:
        page.put(["_" * 20], blank=True)
        for label in known.notes:
            page.put(page.note(label), blank=True)
    return page.finish().encode("utf-8")


def _front(known: Known, chance: random.Random) -> list[str]:
    words = known.words
    rows = [words["united"], known.symbol, words["body"], words["distr"], words["date"], words["original"]]
    rows += [
        words["organ"],
        words["session"],
        words["place"],
        words["item"].replace("*", ""),
        words["title"],
        words["by"],
    ]
    code = known.job.rpartition(".")[2].replace("-", "")
    dates = "    ".join(str(chance.randint(100000, 300000)) for _ in range(2))
    job = f"{known.job} ({words['letter']})    {dates}"
    return [*rows, job, f"*{code}*"]


class _Pages:
    """Lines while they are filled into pages."""

    def __init__(self, known: Known, style: Style, chance: random.Random) -> None:
        self._known, self._style, self._chance = known, style, chance
        self._lines: list[str] = []
        self._room = 46
        self._page = 1
        self._pending: list[str] = []

    def block(self, node: Node) -> None:
        text = f"{node.marker} {node.text}".strip()
        for label in node.notes:
            text += label.translate(_RAISED) if self._style.raised or self._known.language == "zh" else label
            if self._style.notes == "foot":
                self._pending.append(label)
        indent = self._style.indent * node.depth if node.kind in ("item", "subitem") else ""
        self.put(self._wrapped(text, indent), blank=self._style.spaced or node.kind == "heading")

    def note(self, label: str) -> list[str]:
        shown = label.translate(_RAISED) if self._style.raised or self._known.language == "zh" else label
        return self._wrapped(f"{shown} {self._known.notes[label]}", "")

    def put(self, lines: list[str], *, blank: bool) -> None:
        if blank and self._lines and self._lines[-1].strip("\f"):
            self._lines.append("")
        for line in lines:
            self._lines.append(line)
            self._room -= 1
            if self._room <= 0 and self._style.pages != "none":
                self._turn()

    def finish(self) -> str:
        self._foot()
        return "\n".join(self._lines) + "\n"

    def _foot(self) -> None:
        if self._pending:
            self._lines += ["", "_" * 16]
            for label in self._pending:
                self._lines += self.note(label)
            self._pending = []

    def _turn(self) -> None:
        self._foot()
        known, pages = self._known, self._style.pages
        self._room = 46
        if pages == "continued":
            self._lines += ["", "/..."]
        if pages == "number":
            number = f"{self._page}/19"
            self._lines += ["", f"{number} {known.job}" if self._page % 2 else f"{known.job} {number}"]
        self._page += 1
        if pages == "feed":
            self._lines += ["", f"{known.job}", f"\f{known.symbol}", ""]
        elif pages == "number":
            self._lines += [known.symbol, ""]
        else:
            self._lines += ["", known.symbol, known.words["page"].format(number=self._page), ""]

    def _wrapped(self, text: str, indent: str) -> list[str]:
        if self._known.language == "zh":
            width = self._style.width // 2
            return [
                indent + part.strip() for part in re.findall(rf".{{1,{width}}}(?:[\w./:-]*[!-~]|(?=[^!-~])|$)", text)
            ]
        return textwrap.wrap(
            text,
            self._style.width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
