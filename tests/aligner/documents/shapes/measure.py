"""How well a known document is read back: F1 of its blocks by reference and text, and the facts of its front page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from aligner.documents import read
from aligner.model import Document
from tests.aligner.documents.shapes import office, paper, press, typescript, web
from tests.aligner.documents.shapes.tree import Known

FORMATS: dict[str, tuple[str, Callable[[Known, int], bytes]]] = {
    "text": ("txt", paper.text),
    "typescript": ("txt", typescript.text),
    "docx": ("docx", office.document),
    "html": ("html", web.page),
    "pdf": ("pdf", press.pdf),
}


class Score(NamedTuple):
    """What came of one document."""

    f1: float
    missing: Counter[tuple[str, str]]
    """Blocks that were not read so."""
    invented: Counter[tuple[str, str]]
    """Blocks read that are not there."""
    facts: dict[str, tuple[str, str]]
    """Facts of the front page that were read wrongly: as found and as wanted."""


def score(known: Known, name: str, seed: int, folder: Path) -> Score:
    """Write ``known`` in the format of that ``name``, read it back and compare."""
    ending, rendered = FORMATS[name]
    path = folder / f"known.{ending}"
    path.write_bytes(rendered(known, seed))
    document = read(path, language=known.language)
    wanted = Counter((ref, _plain(text, known)) for ref, text in known.expected())
    found = _found(document, known, wanted)
    has = {"symbol": document.symbol, "title": document.title, **document.metadata}
    facts = {name: (has.get(name, ""), fact) for name, fact in known.facts().items() if has.get(name, "") != fact}
    f1 = 2 * (found & wanted).total() / (found.total() + wanted.total())
    return Score(f1, wanted - found, found - wanted, facts)


def _found(document: Document, known: Known, wanted: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """The blocks read, those of the front page left out: text without marker before the first heading."""
    blocks = Counter((block.ref, _plain(block.text, known)) for block in document.walk())
    if not known.front:
        return blocks
    return Counter({key: count for key, count in blocks.items() if key in wanted or not key[0].startswith("~")})


def _plain(text: str, known: Known) -> str:
    """One space for any run of them; none in Chinese, where the end of a line says nothing of spaces."""
    return ("" if known.language == "zh" else " ").join(text.split())
