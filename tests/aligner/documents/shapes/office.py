"""Known documents as Word files, written part by part: styles, numbering of several levels, notes, headers."""

from __future__ import annotations

import html
import io
import random
import zipfile

from tests.aligner.documents.shapes.tree import Known, Node

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="_ H_1_G"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="_ Single Txt_G"/><w:basedOn w:val="a"/></w:style>'
)


def document(known: Known, seed: int = 0) -> bytes:
    """The document as .docx; typed markers stand behind a tab at times."""
    chance = random.Random(f"office {seed}")
    gap = chance.choice([" ", "\t"])
    body = [_front(known)] if known.front else []
    body += [_paragraph(known, node, gap, chance) for node in known.nodes]
    notes = "".join(
        f'<w:footnote w:id="{int(label) + 1}"><w:p><w:r><w:footnoteRef/></w:r>{_run(" " + text)}</w:p></w:footnote>'
        for label, text in known.notes.items()
    )
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    parts = {
        "document": ("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>", ""),
        "styles": ("styles", _STYLES, "styles"),
        "footnotes": ("footnotes", separator + notes, "footnotes"),
        "header1": ("hdr", f"<w:p>{_run(known.symbol)}</w:p>", "header"),
        "footer1": ("ftr", f"<w:p>{_run(known.job)}</w:p>", "footer"),
    }
    return _zipped(parts)


def _zipped(parts: dict[str, tuple[str, str, str]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        top = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="/word/document.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{top}</Relationships>')
        links = ""
        for name, (root, content, kind) in parts.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            archive.writestr(f"word/{name}.xml", f'{head}<w:{root} xmlns:w="{_SPACE}">{content}</w:{root}>')
            if kind:
                links += f'<Relationship Id="x{name}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
        )
    return stream.getvalue()


def _front(known: Known) -> str:
    words = known.words
    cells = [words["united"], known.symbol, f"{words['distr']}|{words['date']}||{words['original']}"]
    row = "".join(
        f"<w:tc><w:tcPr/>{''.join(f'<w:p>{_run(line)}</w:p>' for line in cell.split('|'))}</w:tc>" for cell in cells
    )
    table = f"<w:tbl><w:tblPr/><w:tr>{row}</w:tr></w:tbl>"
    rows = [words["body"], words["organ"], words["session"], words["place"], words["item"].replace("*", "")]
    text = "".join(f"<w:p>{_run(line)}</w:p>" for line in rows)
    title = f'<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr>{_run(words["title"])}</w:p>'
    return (
        f"{table}{text}{title}<w:p>{_run(words['by'])}</w:p><w:p>{_run(known.job + ' (' + words['letter'] + ')')}</w:p>"
    )


def _run(text: str, properties: str = "") -> str:
    content = "".join(
        f'<w:t xml:space="preserve">{html.escape(part, quote=False)}</w:t>' if part != "\t" else "<w:tab/>"
        for part in text.replace("\t", "\0\t\0").split("\0")
        if part
    )
    return f"<w:r>{properties}{content}</w:r>"


def _paragraph(known: Known, node: Node, gap: str, chance: random.Random) -> str:
    style = {"heading": "H1" if node.depth <= 1 else "H2"}.get(node.kind, "S")
    head = f"{node.marker}{gap}" if node.marker else ""
    # Word cuts runs anywhere
    cut = chance.randint(0, len(node.text))
    runs = _run(head + node.text[:cut]) + _run(node.text[cut:])
    if known.language == "ar":
        runs = _run(head + node.text[:cut], "<w:rPr><w:rtl/></w:rPr>") + _run(
            node.text[cut:], "<w:rPr><w:rtl/></w:rPr>"
        )
    for label in node.notes:
        raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        runs += f'<w:r>{raised}<w:footnoteReference w:id="{int(label) + 1}"/></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'
