"""UTX 1.11 (AAMT, 2013): simple glossaries for translation programs, tabs between the cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from tmx.dates import normalise_date, to_iso
from tmx.errors import ParseError, TmxError
from tmx.formats.delimited.read import text_lines
from tmx.formats.descriptor import TermFormat
from tmx.formats.tables import mapping_of
from tmx.formats.term_lines import entry_of, one_cell, pairs_of
from tmx.lang import normalise
from tmx.model import Header
from tmx.options import ReadOptions, WriteOptions
from tmx.reader import TermReader
from tmx.remarks import Remarks
from tmx.terms import Term, TermEntry, TermStatus

_HEAD = re.compile(r"#UTX[^;]*;\s*([\w-]+)/([\w-]+)")
_COLUMNS = ("src", "tgt", "src:pos", "term status", "comment")
_STATUSES: dict[TermStatus, str] = {
    "preferred": "approved",
    "admitted": "provisional",
    "deprecated": "non-standard",
    "forbidden": "forbidden",
}
_NAMES: dict[str, TermStatus] = {name: status for status, name in _STATUSES.items()}


def sniff(head: bytes) -> bool:
    """Whether it begins as the specification (section 3) has it."""
    return head.removeprefix(b"\xef\xbb\xbf").startswith(b"#UTX")


def read(stream: BinaryIO, options: ReadOptions, source: str = "") -> TermReader:
    """Return the entries of a UTX file. Raises :class:`ParseError` with the line."""
    remarks = Remarks()
    lines = enumerate(text_lines(stream, source, remarks), 1)
    found = _HEAD.match(next(lines, (0, ""))[1])
    if found is None:
        raise ParseError("the first line is not '#UTX version; source/target; …'", source=source, line=1)
    try:
        languages = (
            normalise(options.source_language or found[1]),
            normalise(options.target_language or found[2]),
        )
    except TmxError as error:
        raise ParseError(error.message, source=source, line=1) from None

    def entries() -> Iterator[TermEntry]:
        titles = list(_COLUMNS[:3])
        for number, line in lines:
            if line.startswith("#src"):
                titles = line[1:].rstrip("\r\n").split("\t")
            if line.startswith("#") or not line.strip():
                continue
            row = mapping_of(titles, [cell.strip() for cell in line.rstrip("\r\n").split("\t")])
            if not row.get("src"):
                if not options.lenient:
                    raise ParseError("a line without a source term", source=source, line=number)
                remarks.add("skipped-entry", "line left out: no source term", line=number)
                continue
            status = _NAMES.get(row.get("term status", "").lower(), "")
            term = Term(text=row["src"], part_of_speech=row.get("src:pos", ""))
            yield entry_of(languages, term, Term(text=row.get("tgt", ""), status=status), row.get("comment", ""))

    return TermReader(Header(source_language=languages[0], target_language=languages[1]), entries(), remarks)


def write(stream: BinaryIO, entries: Iterable[TermEntry], options: WriteOptions) -> Remarks:
    """Write each source term with each of its target terms."""
    remarks = Remarks()
    source, target, pairs = pairs_of(entries, options)
    date = normalise_date(options.date)
    head = f"#UTX 1.11; {source}/{target};" + (f" {to_iso(date)};" if date else "")
    stream.write(f"{head}\n#{chr(9).join(_COLUMNS)}\n".encode())
    for entry, term, other in pairs:
        comment = one_cell(other.note or entry.note or entry.definition)
        status = _STATUSES.get(other.status, "")
        cells = [term.text, other.text, term.part_of_speech, status, comment]
        stream.write(("\t".join(one_cell(cell) for cell in cells) + "\n").encode("utf-8"))
    return remarks


TERM_FORMAT = TermFormat(
    name="utx",
    title="UTX 1.11",
    description="simple glossaries for translation programs, with part of speech and status",
    extensions=(".utx",),
    sniff=sniff,
    keeps=frozenset({"synonyms", "status", "part-of-speech", "notes"}),
    read=read,
    write=write,
)
