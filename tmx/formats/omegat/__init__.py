"""OmegaT's own glossaries: source, target and comment on a line, tabs between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from tmx.errors import ParseError
from tmx.formats.delimited.read import text_lines
from tmx.formats.descriptor import TermFormat
from tmx.formats.term_lines import entry_of, one_cell, pairs_of
from tmx.lang import normalise
from tmx.model import Header
from tmx.options import ReadOptions, WriteOptions
from tmx.reader import TermReader
from tmx.remarks import Remarks
from tmx.terms import Term, TermEntry


def sniff(head: bytes) -> bool:
    """Whether its first line that is no comment has a tab."""
    lines = [line for line in head.splitlines() if line.strip() and not line.startswith(b"#")]
    return bool(lines) and b"\t" in lines[0] and not head.startswith(b"#UTX")


def read(stream: BinaryIO, options: ReadOptions, source: str = "") -> TermReader:
    """Return the entries of an OmegaT glossary in UTF-8. Raises :class:`ParseError` with the line.

    The file does not name its languages: ``options`` do, or they are ``und`` and ``und-x-target``.
    """
    remarks = Remarks()
    languages = (
        normalise(options.source_language or "und"),
        normalise(options.target_language or "und-x-target"),
    )

    def entries() -> Iterator[TermEntry]:
        for number, line in enumerate(text_lines(stream, source, remarks), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = [cell.strip() for cell in line.rstrip("\r\n").split("\t")]
            if len(cells) < 2 or not cells[0]:
                if not options.lenient:
                    raise ParseError("a line without a term, a tab and its translation", source=source, line=number)
                remarks.add("skipped-entry", "line left out: not a term, a tab and its translation", line=number)
                continue
            yield entry_of(languages, Term(text=cells[0]), Term(text=cells[1]), cells[2] if len(cells) > 2 else "")

    return TermReader(Header(source_language=languages[0], target_language=languages[1]), entries(), remarks)


def write(stream: BinaryIO, entries: Iterable[TermEntry], options: WriteOptions) -> Remarks:
    """Write each source term with each of its target terms; what is forbidden says so in its comment."""
    remarks = Remarks()
    _, _, pairs = pairs_of(entries, options)
    for entry, source, target in pairs:
        status = target.status if target.status in ("deprecated", "forbidden") else ""
        comment = "; ".join(one_cell(text) for text in (status, target.note, entry.definition, entry.note) if text)
        cells = [one_cell(source.text), one_cell(target.text), comment]
        stream.write(("\t".join(cells).rstrip("\t") + "\n").encode("utf-8"))
    return remarks


TERM_FORMAT = TermFormat(
    name="omegat",
    title="OmegaT glossary",
    description="source, target and comment on a line, tabs between; goes into a project's glossary folder",
    extensions=(".txt", ".utf8", ".tab"),
    sniff=sniff,
    keeps=frozenset({"synonyms"}),
    read=read,
    write=write,
)
