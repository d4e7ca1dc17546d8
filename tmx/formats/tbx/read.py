"""Reading TBX of both versions as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tmx.errors import ParseError, TmxError
from tmx.formats.tbx.statuses import NAMES
from tmx.lang import normalise
from tmx.model import Header
from tmx.options import ReadOptions
from tmx.reader import TermReader
from tmx.remarks import Remarks
from tmx.terms import Context, LanguageSection, Term, TermEntry, TermStatus
from tmx.xmlstream import Node, subtrees

_ENTRIES = frozenset({"termEntry", "conceptEntry"})
_TERMS = ("tig", "ntig", "termSec")
_OWN_NAMES = {"preferred", "admitted", "deprecated", "forbidden"}


def read(stream: BinaryIO, options: ReadOptions, source: str = "") -> TermReader:
    """Return the entries of a TBX file. Raises :class:`ParseError` with the line.

    With ``options.lenient``, an entry that cannot be read is left out and reported; the XML must be sound.
    """
    remarks = Remarks()
    found = subtrees(stream, _ENTRIES, ("martif", "tbx"), source=source, remarks=remarks)

    def entries() -> Iterator[TermEntry]:
        for _, node in found:
            yield from _tried(node, options, remarks, source)

    return TermReader(Header(), entries(), remarks)


def _tried(node: Node, options: ReadOptions, remarks: Remarks, source: str) -> Iterator[TermEntry]:
    try:
        yield _entry(node)
    except TmxError as error:
        line = error.line or node.line
        if not options.lenient:
            raise ParseError(error.message, source=source, line=line) from None
        remarks.add("skipped-entry", f"entry left out: {error.message}", line=line)


def _entry(node: Node) -> TermEntry:
    sections: dict[str, LanguageSection] = {}
    for child in node.elements("langSet", "langSec"):
        tag = child.attributes.get("xml:lang", "")
        if not tag:
            raise ParseError(f"<{child.name}> without xml:lang", line=child.line)
        section = _section(child, normalise(tag))
        known = sections.get(section.language)
        if known:
            section = LanguageSection(
                language=known.language,
                terms=known.terms + section.terms,
                definition=known.definition or section.definition,
            )
        sections[section.language] = section
    return TermEntry(
        id=node.attributes.get("id", ""),
        languages=tuple(sections.values()),
        subject=_described(node, "subjectField"),
        definition=_described(node, "definition"),
        note=node.text_of("note"),
    )


def _flat(node: Node) -> Iterator[Node]:
    """Children, and those of the groups that only hold them together."""
    for child in node.elements():
        if child.name in ("descripGrp", "termGrp", "termNoteGrp", "adminGrp"):
            yield from _flat(child)
        else:
            yield child


def _described(node: Node, type_: str) -> str:
    for child in _flat(node):
        if child.name == "descrip" and child.attributes.get("type") == type_:
            return child.text().strip()
    return ""


def _section(node: Node, language: str) -> LanguageSection:
    terms = [_term(child) for child in node.elements(*_TERMS)]
    return LanguageSection(language=language, terms=tuple(terms), definition=_described(node, "definition"))


def _term(node: Node) -> Term:
    found = list(_flat(node))
    texts = [child.text().strip() for child in found if child.name == "term"]
    if not texts or not texts[0]:
        raise ParseError(f"<{node.name}> without a term", line=node.line)
    kinds = {child.attributes.get("type", ""): child.text().strip() for child in found if child.name == "termNote"}
    return Term(
        text=texts[0],
        status=_status(kinds),
        part_of_speech=kinds.get("partOfSpeech", ""),
        note=next((child.text().strip() for child in found if child.name == "note"), ""),
        contexts=tuple(_contexts(node)),
    )


def _status(kinds: dict[str, str]) -> TermStatus:
    said = kinds.get("administrativeStatus") or kinds.get("normativeAuthorization", "")
    if said in _OWN_NAMES:
        return said  # type: ignore[return-value]  # mypy does not narrow by ``in``
    return NAMES.get(said, "")


def _contexts(node: Node) -> Iterator[Context]:
    for child in node.elements():
        holder = child if child.name == "descripGrp" else node
        described = child.find("descrip") if child.name == "descripGrp" else child
        if described is None or described.attributes.get("type") != "context":
            continue
        origin = ""
        if holder is not node:
            origin = next((one.text().strip() for one in holder.elements("admin")), "")
        document, _, ref = origin.partition(", ")
        yield Context(described.text().strip(), document, ref)
