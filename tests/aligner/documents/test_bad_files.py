"""Damaged, hostile and mistaken files: refused in one line that says what is wrong."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from aligner.documents import read
from aligner.errors import UnreadableDocument
from tests.aligner.documents import printing
from tests.aligner.documents.render import W, package, run
from tests.aligner.documents.trees import tree

ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><TEI><text><body/></text></TEI>'
)
DEEP = b"<a>" * 100_000 + b"</a>" * 100_000
PARAGRAPH = f"<w:p>{run('Texte.')}</w:p>"


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def scanned() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def locked() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=StandardEncryption("secret"))
    canvas.drawString(50, 50, "Texte")
    canvas.save()
    return stream.getvalue()


def word(body: str, **parts: str) -> bytes:
    return package({"document": f"<w:body>{body}</w:body>", **parts})


BAD: dict[str, tuple[str, bytes, str]] = {
    "bomb": (
        "a.docx",
        zipped({"word/document.xml": b"<w:document>" + b" " * (65 * 2**20)}),
        "word/document.xml: unpacks to more than 64 MiB",
    ),
    "no-word": ("a.docx", zipped({"mimetype": b"x"}), "a ZIP archive, but no Word document in it (save it as .docx)"),
    "cut-zip": ("a.docx", word(PARAGRAPH)[:-40], "damaged archive: File is not a zip file"),
    "no-body": (
        "a.docx",
        package({"document": "<w:nothing/>"}),
        "word/document.xml: a Word document without a body",
    ),
    "many-paragraphs": (
        "a.docx",
        word("<w:p></w:p>" * 200_001),
        "word/document.xml: it holds more than 200,000 paragraphs",
    ),
    "many-elements": (
        "a.xml",
        b"<?xml version='1.0'?><TEI><text><body>" + b"<p>a</p>" * 200_001 + b"</body></text></TEI>",
        "it holds more than 200,000 paragraphs",
    ),
    "deep-word": (
        "a.docx",
        word("<w:sdt>" * 5000 + "</w:sdt>" * 5000),
        "word/document.xml, line 1: elements nest deeper than in any document",
    ),
    "entities-word": (
        "a.docx",
        zipped({"word/document.xml": f'<!DOCTYPE a [<!ENTITY x "y">]><w:document xmlns:w="{W}"/>'.encode()}),
        "word/document.xml: it declares entities, which no document needs",
    ),
    "entities": ("a.xml", ENTITIES, "it declares entities, which no document needs"),
    "deep-xml": ("a.xml", b"<?xml version='1.0'?>" + DEEP, "line 1: elements nest deeper than in any document"),
    "other-xml": ("a.xml", b"<?xml version='1.0'?><svg><path/></svg>", "unknown XML: its root is <svg>"),
    "links": (
        "a.xml",
        b"<?xml version='1.0'?><linkGrp fromDoc='a' toDoc='b'/>",
        "a file of links between documents, no document (give the two documents it links)",
    ),
    "deep-html": ("a.html", b"<html><body>" + b"<div>" * 100_000, "line 1: elements nest deeper than in any document"),
    "tiny-text": ("a.txt", b"1. a\n" * 200_001, "it holds more than 200,000 paragraphs"),
    "tiny-spaced-text": ("a.txt", b"Le texte est court.\n\n" * 200_001, "it holds more than 200,000 paragraphs"),
    "huge-text": ("a.txt", b"Le texte. " * 7_000_000, "larger than 64 MiB (split it)"),
    "many-html": ("a.html", b"<html><body>" + b"<p>a" * 200_001, "it holds more than 200,000 paragraphs"),
    "two-encodings": (
        "a.txt",
        "Les États parties coopèrent.\n".encode() * 30 + "Les États parties coopèrent.\n".encode("cp1252"),
        "line 31: damaged UTF-8 text, or two encodings in one file (save it as UTF-8 and try again)",
    ),
    "old-word": (
        "a.docx",
        b"\xd0\xcf\x11\xe0" + bytes(2000),
        "this is an old Word or Excel file, or an encrypted new one, not text (save it as .docx without a password)",
    ),
    "rtf": ("a.docx", b"{\\rtf1 Texte}", "this is an RTF file, not text (save it as .docx)"),
    "picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "this is a picture, not text"),
    "noise-pdf": ("a.pdf", bytes(range(128, 256)) * 20, "this is neither a .pdf file nor text (save it as .pdf again)"),
    "noise-text": (
        "a.txt",
        bytes(range(128, 256)) * 20,
        "its encoding can't be told for certain (save it as UTF-8 and try again)",
    ),
    "cut-pdf": ("a.pdf", scanned()[:-30], "a truncated PDF: its end is missing (fetch it again)"),
    "broken-pdf": ("a.pdf", b"%PDF-1.7\nnothing\n%%EOF\n", "a damaged PDF (fetch it again)"),
    "locked-pdf": ("a.pdf", locked(), "protected by a password (save it without a password)"),
    "scanned-pdf": ("a.pdf", scanned(), "a scanned PDF: it holds pictures of text, no text (run OCR on it first)"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused(name: str, tmp_path: Path) -> None:
    file, data, message = BAD[name]
    path = tmp_path / file
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument) as caught:
        read(path, language="fr")
    assert str(caught.value).replace(str(path), "FILE") in (f"FILE: {message}", f"FILE, {message}")


def test_what_lies_outside_the_file_is_left_alone(tmp_path: Path) -> None:
    relation = (
        '<Relationship Id="x" Type="http://x/styles" TargetMode="External" Target="http://127.0.0.1:1/styles.xml"/>'
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{PARAGRAPH}</w:body></w:document>'.encode(),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{relation}</Relationships>'.encode(),
    }
    path = tmp_path / "a.docx"
    path.write_bytes(zipped(parts))
    assert [block.text for block in read(path, language="fr").walk()] == ["Texte."]


def test_content_decides_where_the_ending_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.download"
    path.write_bytes(printing.pdf(tree("fr")))
    assert next(iter(read(path, language="fr").walk())).ref == "I"
    path.write_bytes(word(PARAGRAPH))
    assert [block.text for block in read(path, language="fr").walk()] == ["Texte."]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", b"%PDF-1.4", "its ending says Word, its content PDF (rename it to .pdf if that is what it is)"),
        (
            "a.txt",
            b"<html><p>Text",
            "its ending says text, its content HTML (rename it to .html if that is what it is)",
        ),
        ("a.pdf", b"Some words.", "its ending says PDF, its content text (rename it to .txt if that is what it is)"),
    ],
)
def test_another_ending_than_the_content_is_refused(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    assert str(caught.value) == f"{path}: {message}"
