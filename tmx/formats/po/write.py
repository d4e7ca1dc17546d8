"""Writing PO as a stream of entries, each laid out by polib."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from tmx.dates import normalise_date, to_iso
from tmx.formats.bilingual import Pair, Pairs, state_of
from tmx.formats.tables import clean_cell
from tmx.formats.tmx14.identifiers import Identifiers
from tmx.model import Header, TranslationUnit
from tmx.options import WriteOptions
from tmx.remarks import Remarks
from tmx.xmltext import clean

WRAP = 100
"""Columns at which long lines of text are broken, as PO files customarily are."""


def write(stream: BinaryIO, header: Header, units: Iterable[TranslationUnit], options: WriteOptions) -> Remarks:
    """Write units as PO; return what had to be changed or left out. The same units give the same bytes."""
    remarks = Remarks()
    pairs = Pairs(header, units, options, remarks)
    stream.write(_head(pairs, options).encode("utf-8"))
    identifiers = Identifiers()
    for number, pair in enumerate(pairs, 1):
        # msgfmt refuses a text met twice unless its contexts differ: every entry gets one of its own
        context = identifiers.unique(clean_cell(pair.unit.id) or str(number))
        stream.write(_entry(pair, context).encode("utf-8"))
    return remarks


def _head(pairs: Pairs, options: WriteOptions) -> str:
    date = normalise_date(options.date)
    revised = to_iso(date)[:16].replace("T", " ") + "+0000" if date else "1970-01-01 00:00+0000"
    fields = {
        "Project-Id-Version": f"{options.tool} {options.tool_version}",
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": revised,
        "PO-Revision-Date": revised,
        "Last-Translator": options.tool,
        "Language-Team": pairs.target,
        "Language": pairs.target.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": pairs.source,
        "X-Generator": f"{options.tool} {options.tool_version}",
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f'msgid ""\nmsgstr ""\n{lines}'


def _entry(pair: Pair, context: str) -> str:
    import polib

    unit, source, target = pair
    state = state_of(unit, target)
    document, ref = unit.property("x-document"), unit.property("x-ref-source")
    # polib would wrap these lines, and what is one property would come back as two
    comments = [f"# {line}" for note in unit.notes for line in clean_cell(note.text).splitlines()]
    comments += [f"#. {kind}: {clean(value)}" for kind, value, _ in unit.properties]
    text = clean_cell(source.text)
    entry = polib.POEntry(
        msgctxt=context,
        msgid=text,
        msgstr=_ends_like(text, clean_cell(target.text)) if target else "",
        occurrences=[("".join(document.split()), "".join(ref.split()))] if document else [],
        flags=["fuzzy"] if state == "needs-review" else [],
    )
    return "\n" + "".join(f"{line}\n" for line in comments) + entry.__unicode__(WRAP)


def _ends_like(source: str, target: str) -> str:
    """``target`` with a line break at its beginning and end where ``source`` has one: msgfmt -c asks for it."""
    begin = "\n" if source.startswith("\n") else ""
    end = "\n" if source.endswith("\n") else ""
    return begin + target.strip("\n") + end
