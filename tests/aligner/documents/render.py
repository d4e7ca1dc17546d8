"""Known documents as files of every format."""

from __future__ import annotations

import html
import io
import re
import textwrap
import zipfile

from tests.aligner.documents.trees import Marked, Tree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEVELS = {"heading": ("1", 0), "paragraph": ("2", 0), "item": ("2", 1), "subitem": ("2", 2)}


def text(tree: Tree) -> bytes:
    """Plain text wrapped at 78 signs, notes at the end behind a rule."""
    parts = []
    for block in tree.blocks:
        raised = str(block.note).translate(_RAISED) if block.note else ""
        parts.append(_wrapped(f"{block.marker} {block.text}{raised}", tree.language))
    parts.append("__________")
    parts += [_wrapped(f"{str(n).translate(_RAISED)} {note}", tree.language) for n, note in enumerate(tree.notes, 1)]
    return "\n\n".join(parts).encode("utf-8")


def _wrapped(line: str, language: str) -> str:
    if language == "zh":
        # a line never ends inside a number or a Latin word
        return "\n".join(part.strip() for part in re.findall(r".{1,38}(?:[\w./:-]*[!-~]|(?=[^!-~])|$)", line))
    return textwrap.fill(line, 78, break_long_words=False, break_on_hyphens=False)


def web(tree: Tree) -> bytes:
    """A page with navigation around the document, headings, linked notes."""
    rows = []
    for block in tree.blocks:
        mark = f'<sup><a href="#fn{block.note}" id="ref{block.note}">{block.note}</a></sup>' if block.note else ""
        tag = "h2" if block.kind == "heading" else "p"
        rows.append(f"<{tag}>{html.escape(f'{block.marker} {block.text}')}{mark}</{tag}>")
    notes = "".join(
        f'<li id="fn{n}"><p>{html.escape(note)} <a href="#ref{n}">↩</a></p></li>'
        for n, note in enumerate(tree.notes, 1)
    )
    direction = ' dir="rtl"' if tree.language == "ar" else ""
    return (
        f'<!DOCTYPE html><html lang="{tree.language}"{direction}><head><meta charset="utf-8"><title>T</title>'
        f"<style>p {{}}</style></head><body><nav><a href='/'>Menu</a></nav><main>{''.join(rows)}<ol>{notes}</ol></main>"
        "<footer>© 2019</footer></body></html>"
    ).encode()


def tei(tree: Tree) -> bytes:
    """XML of the UN Parallel Corpus; its notes are plain paragraphs, so none are rendered."""
    rows = []
    for number, block in enumerate(tree.blocks, start=1):
        content = html.escape(f"{block.marker} {block.text}", quote=False)
        rows.append(f'<p id="{number}"><s id="{number}:1" lang="{tree.language}">{content}</s></p>')
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<TEI.2><teiHeader/>'
        f'<text lang="{tree.language}"><body>{"".join(rows)}</body></text></TEI.2>'
    ).encode()


def word(tree: Tree, *, automatic: bool = True) -> bytes:
    """A Word document, numbered by Word or by hand, with real footnotes."""
    body = "".join(_paragraph(block, automatic and tree.language != "ar") for block in tree.blocks)
    notes = "".join(f'<w:footnote w:id="{n + 1}">{_plain(note)}</w:footnote>' for n, note in enumerate(tree.notes, 1))
    parts = {
        "document": f"<w:body>{body}</w:body>",
        "numbering": _numbering(tree.language),
        "footnotes": f'<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>{notes}',
    }
    return package(parts)


def package(parts: dict[str, str], extra: dict[str, bytes] | None = None) -> bytes:
    """A Word file of these parts of ``word/``, by name without ending, each the content of its root."""
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "numbering": "numbering", "styles": "styles"}
    names = {"header1": ("hdr", "header"), "footer1": ("ftr", "footer"), "document": ("document", "")}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        link = '<Relationship Id="r1" Type="http://x/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{RELATIONS}">{link}</Relationships>')
        links = []
        for name, content in parts.items():
            root, kind = names.get(name, (roots.get(name, name), name))
            mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            archive.writestr(f"word/{name}.xml", f'<w:{root} xmlns:w="{W}" {mc}>{content}</w:{root}>')
            if kind:
                links.append(f'<Relationship Id="{name}" Type="http://x/{kind}" Target="{name}.xml"/>')
        relations = f'<Relationships xmlns="{RELATIONS}">{"".join(links)}</Relationships>'
        archive.writestr("word/_rels/document.xml.rels", relations)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return stream.getvalue()


def run(content: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{html.escape(content, quote=False)}</w:t></w:r>'


def _plain(content: str) -> str:
    return f"<w:p>{run(content)}</w:p>"


def _paragraph(block: Marked, automatic: bool) -> str:
    number, level = _LEVELS.get(block.kind, ("", 0))
    automatic = automatic and bool(number)
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if automatic else ""
    content = block.text if automatic else f"{block.marker} {block.text}".strip()
    mark = f'<w:r><w:footnoteReference w:id="{block.note + 1}"/></w:r>' if block.note else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(content)}{mark}</w:p>"


def level(index: int, form: str, pattern: str, more: str = "") -> str:
    start = f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    return f'{start}{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def _numbering(language: str) -> str:
    bracketed = language in ("en", "zh")
    section = level(0, "chineseCounting", "%1、") if language == "zh" else level(0, "upperRoman", "%1.")
    sub = (
        level(2, "chineseCounting", "(%3)")
        if language == "zh"
        else level(2, "lowerRoman", "(%3)" if bracketed else "%3)")
    )
    lists = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)" if bracketed else "%2)") + sub
    return (
        f'<w:abstractNum w:abstractNumId="1">{section}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{lists}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
