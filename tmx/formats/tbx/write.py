"""Writing TBX as a stream: TBX-Basic, in the elements of version 2 or of version 3."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from tmx.errors import LossyWrite
from tmx.formats.tbx.statuses import CONTEXT_SOURCE, STATUSES
from tmx.formats.tmx14.identifiers import Identifiers
from tmx.options import WriteOptions
from tmx.remarks import Remarks
from tmx.terms import LanguageSection, Term, TermEntry
from tmx.xmltext import clean, escape

_NOT_IN_NAMES = re.compile(r"[^\w.-]", re.ASCII)


class _Words(NamedTuple):
    """What the elements are called in one version."""

    entry: str
    language: str
    term: str


_VERSIONS = {
    "2": _Words("termEntry", "langSet", "tig"),
    "3": _Words("conceptEntry", "langSec", "termSec"),
}
_PARTS = ("noun", "verb", "adjective", "adverb", "other")
"""Parts of speech that TBX-Basic has in version 3."""
_HEADS = {
    "2": """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="{language}">
<martifHeader>
<fileDesc><sourceDesc><p>{tool}</p></sourceDesc></fileDesc>
<encodingDesc><p type="XCSURI">http://www.lisa.org/fileadmin/standards/tbx/TBXXCSV02.XCS</p></encodingDesc>
</martifHeader>
<text>
<body>
""",
    "3": """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="{language}" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader>
<fileDesc><sourceDesc><p>{tool}</p></sourceDesc></fileDesc>
</tbxHeader>
<text>
<body>
""",
}
_TAILS = {"2": "</body>\n</text>\n</martif>\n", "3": "</body>\n</text>\n</tbx>\n"}


def write(stream: BinaryIO, entries: Iterable[TermEntry], options: WriteOptions) -> Remarks:
    """Write entries as TBX 2, or 3 if ``options.version`` says so; return what was left out.

    Raises :class:`LossyWrite` for a version there is not. The same entries give the same bytes.
    """
    version = options.version or "2"
    words = _VERSIONS.get(version)
    if words is None:
        raise LossyWrite(f"there is no TBX version '{version}'; write 2 or 3")
    remarks = Remarks()
    identifiers = Identifiers()
    tool = escape(clean(f"{options.tool} {options.tool_version}"))
    stream.write(_HEADS[version].format(language=options.source_language or "en", tool=tool).encode("utf-8"))
    for number, entry in enumerate(entries, 1):
        sections = [section for section in entry.languages if any(clean(term.text) for term in section.terms)]
        if not sections:
            remarks.add("no-term", "entry left out: it has no term", unit=entry.id)
            continue
        name = identifiers.unique(_name(entry.id) or f"c{number}")
        if version == "3":
            sections = [_basic(section, remarks) for section in sections]
        stream.write(_entry(entry, sections, name, words).encode("utf-8"))
    stream.write(_TAILS[version].encode("utf-8"))
    return remarks


def _basic(section: LanguageSection, remarks: Remarks) -> LanguageSection:
    """A section whose parts of speech are TBX-Basic's own."""
    terms = []
    for term in section.terms:
        part = clean(term.part_of_speech).strip().casefold()
        if part and part not in _PARTS:
            remarks.add("part-of-speech", f"part of speech '{part}' written as 'other'", unit=term.text)
            part = "other"
        terms.append(replace(term, part_of_speech=part))
    return replace(section, terms=tuple(terms))


def _name(identifier: str) -> str:
    """``identifier`` as an XML name, which an ``id`` must be."""
    name = _NOT_IN_NAMES.sub("_", identifier)
    return f"c{name}" if name and not (name[0].isalpha() or name[0] == "_") else name


def _entry(entry: TermEntry, sections: list[LanguageSection], name: str, words: _Words) -> str:
    pieces = [f'<{words.entry} id="{name}">\n']
    pieces += [
        f'<descrip type="{type_}">{escape(clean(text))}</descrip>\n'
        for type_, text in (("subjectField", entry.subject), ("definition", entry.definition))
        if clean(text)
    ]
    if clean(entry.note):
        pieces.append(f"<note>{escape(clean(entry.note))}</note>\n")
    for section in sections:
        pieces.append(f'<{words.language} xml:lang="{escape(section.language)}">\n')
        if clean(section.definition):
            pieces.append(f'<descrip type="definition">{escape(clean(section.definition))}</descrip>\n')
        pieces += [_term(term, words) for term in section.terms if clean(term.text)]
        pieces.append(f"</{words.language}>\n")
    pieces.append(f"</{words.entry}>\n")
    return "".join(pieces)


def _term(term: Term, words: _Words) -> str:
    pieces = [f"<{words.term}>\n<term>{escape(clean(term.text))}</term>\n"]
    if clean(term.part_of_speech):
        pieces.append(f'<termNote type="partOfSpeech">{escape(clean(term.part_of_speech))}</termNote>\n')
    if term.status:
        pieces.append(f'<termNote type="administrativeStatus">{STATUSES[term.status]}</termNote>\n')
    if clean(term.note):
        pieces.append(f"<note>{escape(clean(term.note))}</note>\n")
    for context in term.contexts:
        if not clean(context.text):
            continue
        described = f'<descrip type="context">{escape(clean(context.text))}</descrip>'
        origin = ", ".join(part for part in (clean(context.document), clean(context.ref)) if part)
        if origin:
            admin = f'<admin type="{CONTEXT_SOURCE}">{escape(origin)}</admin>'
            described = f"<descripGrp>\n{described}\n{admin}\n</descripGrp>"
        pieces.append(f"{described}\n")
    pieces.append(f"</{words.term}>\n")
    return "".join(pieces)
