"""Every reader of the project under one name: what it does with a file, and what it may raise."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import AlignerError
from tmx.errors import TmxError

CASES = Path(__file__).resolve().parent.parent / "cases" / "readers"
REFUSALS = (AlignerError, TmxError)
"""What a reader may raise for a file it can't read; the command line prints either as one line, exit code 2."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format under test."""

    read: Callable[[Path], object]
    """Reads the file to its end, and does with the result what a command would do first."""
    ending: str
    """Of the file names to read under."""
    words: tuple[bytes, ...] = ()
    """Pieces of the format's own language, for mutations."""


def _document(path: Path) -> object:
    from aligner.documents import read
    from aligner.documents.rendering import as_json
    from aligner.segmentation import segments

    document = read(path)
    segments(document, "sentence")
    return as_json(document)


def _units(path: Path) -> object:
    from tmx import ReadOptions, WriteOptions, open_units
    from tmx.errors import LossyWrite
    from tmx.interchange import write_units

    with open_units(path, ReadOptions(source_language="fr", target_language="en")) as reader:
        units = list(reader)
        header = reader.header
    for ending in (".tmx", ".csv"):
        try:
            write_units(path.with_name(f"again{ending}"), units, header=header, options=WriteOptions(date=""))
        except LossyWrite:
            continue
    return units


def _terms(path: Path) -> object:
    from tmx import ReadOptions, read_terms

    with read_terms(path, ReadOptions(source_language="fr", target_language="en")) as reader:
        return list(reader)


def _ladder(path: Path) -> object:
    from aligner.alignment.ladder import dump, read

    return dump(read(path))


def _lexicon(path: Path) -> object:
    from aligner.alignment.lexicon_files import dump, read

    return dump(read(path, ("fr", "en")))


def _vectors(path: Path) -> object:
    from aligner.alignment.vectors import read

    return read(path)


def _decisions(path: Path) -> object:
    from aligner.review.decisions import read

    return read(path)


def _glossary_decisions(path: Path) -> object:
    from aligner.glossary.decision_files import read

    return read(str(path))


def _alignment_workbook(path: Path) -> object:
    from aligner.review.alignment_workbook import read

    return read(path.read_bytes(), str(path))


def _settings(path: Path) -> object:
    from aligner.configuration import read

    return read(path)


def _manifest(path: Path) -> object:
    from aligner.pipeline.corpus import read_manifest

    return read_manifest(path)


def _archive(path: Path) -> object:
    from aligner.pipeline.archives import listed

    return listed(str(path))


def _pairs(path: Path) -> object:
    from aligner.cli.align.jobs import Request, plan

    request = Request(source="", targets=(), outputs=("out",), pairs=str(path), joined=False, lines=False,
                      languages=("", ""), output_needed=True)  # fmt: skip
    return plan(request)


def _links(path: Path) -> object:
    from aligner.documents.tei import links

    return links(path.read_bytes(), str(path))


def _baseline(path: Path) -> object:
    from aligner.checks.core.baseline import read

    return read(path)


def _srx(path: Path) -> object:
    from aligner.segmentation.srx import dump, read

    return dump(read(path))


_MARKUP = (b"<", b">", b"</", b"/>", b"&", b"&amp;", b"&#0;", b"&#x110000;", b"&nosuch;", b"<![CDATA[", b"]]>",
           b"<!--", b"-->", b"<?xml version='1.1'?>", b"<!DOCTYPE a [", b'<!ENTITY a "b">', b' xml:lang=""',
           b"xmlns=''")  # fmt: skip
_WORD = (b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tc>", b'<w:footnoteReference w:id="99"/>', b'w:val="-1"', b'w:val="x"',
         b'w:val="99999999999"', b"<w:tab/>", b"<w:br/>", b'<w:numId w:val="2"/>', b'<w:ilvl w:val="77"/>',
         b'<w:sym w:char="FFFFF"/>', b"<w:ins>", b"<w:del>", b"<w:sdt>", b'<w:start w:val="9"/>')  # fmt: skip
_PDF = (b"endobj", b"stream\n", b"endstream", b" 0 R", b"/Kids", b"/Count 99999", b"/Length -1", b"<<", b">>", b"[",
        b"/Parent 1 0 R", b" Tj", b" Tm", b"1e38", b"/Type /Page", b"xref", b"trailer")  # fmt: skip
_TMX = (b"<tu>", b"</tu>", b"<tuv xml:lang='fr'>", b"</tuv>", b"<seg>", b"</seg>", b"<bpt i='1'>", b"</bpt>", b"<ph/>",
        b"<prop type='x'>", b"<note>", b"<header/>", b"</body>", b"tuid='1'")  # fmt: skip
_XLIFF = (b"<trans-unit id='1'>", b"<source>", b"</source>", b"<target>", b"<mrk mtype='seg' mid='0'>", b"</mrk>",
          b"<unit id='1'>", b"<segment>", b"<pc id='1'>", b"<g id='1'>", b"<x/>", b"</group>")  # fmt: skip
_TBX = (b"<termEntry>", b"<langSet xml:lang='fr'>", b"<tig>", b"<term>", b"</term>", b"<conceptEntry>", b"<langSec>",
        b"<termNote type='x'>", b"<descrip>")  # fmt: skip
_JSON = (b"{", b"}", b"[", b"]", b'"', b",", b":", b"null", b"1e999", b"NaN", b"-0", b"[" * 2000, b"\\ud800", b"true")
_TOML = (b"[[", b"]]", b"[", b"=", b'"""', b"'''", b"1e999", b"inf", b"1979-05-27", b"\\uD800", b"a.b.c = 1\n", b"{")
_TABLE = (b'"', b";", b"\t", b",", b"\r", b"\n", b"\0", b"fr", b"en", b"=cmd|' /C calc'!A0", b"id", b"note")
_LISTS = (*_TABLE, b"document\tlanguage\tpath\n", b"../", b"/", b"C:\\", b"PAR1", b"\x15\x00", b"a.txt\tb.txt\tc.tmx\n")
_LINKS = (b"<linkGrp fromDoc='a' toDoc='b'>", b"</linkGrp>", b"<link score='1e999' xtargets='1:1;2:1 2:2'/>", b";")
_ARRAY = (
    b"\x93NUMPY",
    b"'descr': '|O'",
    b"'shape': (99999999999,)",
    b"'shape': (-1,)",
    b"<f8",
    b"|V9999999",
    b"(",
    b")",
)

READERS: dict[str, Reader] = {
    "text": Reader(_document, ".txt", (b"1. ", b"a) ", b"(i) ", b"IV. ", b"__________\n", b"\xd9\xa1- ", b"\f", b"\r")),
    "docx": Reader(_document, ".docx", _MARKUP + _WORD),
    "pdf": Reader(_document, ".pdf", _PDF),
    "html": Reader(_document, ".html", (*_MARKUP, b"<table>", b"<td colspan=99999999>", b"<ol start=-1>", b"<pre>")),
    "tei": Reader(_document, ".xml", (*_MARKUP, b"<s>", b"</s>", b"<p>", b"</p>", b"<body>", b"<TEI>")),
    "tmx": Reader(_units, ".tmx", _MARKUP + _TMX),
    "xliff": Reader(_units, ".xlf", _MARKUP + _XLIFF),
    "po": Reader(_units, ".po", (b'msgid "', b'msgstr "', b"msgstr[9] ", b"#~ ", b"#, fuzzy", b'msgctxt "', b"\\")),
    "csv": Reader(_units, ".csv", _TABLE),
    "tsv": Reader(_units, ".tsv", _TABLE),
    "xlsx": Reader(_units, ".xlsx", (*_MARKUP, b"<c r='A1'>", b"t='s'", b"<v>9999</v>", b"r='ZZZ9999999'", b"<row>")),
    "tbx": Reader(_terms, ".tbx", _MARKUP + _TBX),
    "terms-csv": Reader(_terms, ".csv", _TABLE),
    "terms-tsv": Reader(_terms, ".tsv", _TABLE),
    "terms-txt": Reader(_terms, ".txt", _TABLE),
    "terms-utx": Reader(_terms, ".utx", (*_TABLE, b"#UTX", b"#src", b"tgt")),
    "terms-xlsx": Reader(_terms, ".xlsx", (*_MARKUP, b"<c r='A1'>", b"t='s'", b"<v>9999</v>")),
    "ladder": Reader(_ladder, ".ladder", (b"[", b"]", b":", b"-1", b"9" * 5000, b"1e-9", b", ")),
    "lexicon": Reader(_lexicon, ".lexicon", (*_ARRAY, b" @ ", b"\n")),
    "vectors": Reader(_vectors, ".npy", _ARRAY),
    "decisions": Reader(_decisions, ".jsonl", _JSON),
    "glossary-decisions": Reader(_glossary_decisions, ".toml", _TOML + _TABLE),
    "alignment-workbook": Reader(_alignment_workbook, ".xlsx", (*_MARKUP, b"<c r='A1'>", b"t='s'", b"<v>9999</v>")),
    "settings": Reader(_settings, ".toml", _TOML),
    "manifest": Reader(_manifest, ".toml", _TOML),
    "archive": Reader(_archive, ".tsv", _LISTS),
    "pairs": Reader(_pairs, ".tsv", _LISTS),
    "links": Reader(_links, ".xml", _MARKUP + _LINKS),
    "baseline": Reader(_baseline, ".json", _JSON),
    "srx": Reader(_srx, ".srx", (*_MARKUP, b"(a+)+", b"[[:alpha:]]", b"\\p{Lu}", b"(?<=", b"(?", b"{9999999}", b"\\")),
}  # fmt: skip


def files(kind: str, side: str) -> list[Path]:
    """The corpus of a format: ``valid``, ``invalid``, or ``found`` by fuzzing; in name order."""
    folder = CASES / kind / side
    return sorted(folder.iterdir()) if folder.is_dir() else []


def seeds(kind: str) -> list[Path]:
    """Everything there is to start from."""
    return [path for side in ("valid", "invalid", "found") for path in files(kind, side)]


def refused(kind: str, path: Path) -> str:
    """How a file is refused, its path shown as ``FILE``; empty where it is read."""
    try:
        READERS[kind].read(path)
    except REFUSALS as refusal:
        return str(refusal).replace(str(path), "FILE")
    return ""


def kinds() -> Iterable[str]:
    """Names of all formats."""
    return READERS.keys()
