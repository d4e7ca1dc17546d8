"""Encodings: read right or refused, never mojibake."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.documents.decoding import decode
from aligner.errors import UnreadableDocument

FRENCH = "Les États parties devraient évaluer leur législation ; « l’accès » à la justice coûte 3 € déjà.\n"
SPANISH = "Los Estados partes deberían proteger también a los niños según la legislación; ¿cuándo?\n"
RUSSIAN = "Государства должны принимать меры для защиты прав человека.\n"
ARABIC = "ينبغي للدول الأطراف أن تتخذ التدابير اللازمة لحماية حقوق الإنسان في جميع البلدان\n"
CHINESE = "联合国大会的决定是为了在各国促进和保护人权，这是国际社会的责任。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (FRENCH, "utf-32"),
        (FRENCH, "cp1252"),
        (FRENCH.replace("’", "'").replace("€", "F"), "latin-1"),
        (SPANISH, "cp1252"),
        (SPANISH, "latin-1"),
        (RUSSIAN, "cp1251"),
        (ARABIC, "cp1256"),
        (CHINESE, "gb18030"),
        ("plain ASCII\n", "ascii"),
        ("“quoted” – no accents\n", "cp1252"),
    ],
)
def test_read_right(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_byte_order_marks_of_both_orders() -> None:
    for mark, encoding in ((codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le")):
        assert decode(mark + RUSSIAN.encode(encoding), "a.txt") == RUSSIAN


def test_line_ends_become_one() -> None:
    assert decode(b"a\r\nb\rc\n", "a.txt") == "a\nb\nc\n"


CANNOT_TELL = "a.txt: its encoding can't be told for certain (save it as UTF-8 and try again)"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt: the file is empty"),
        (b" \n\t\n", "a.txt: the file is empty"),
        (codecs.BOM_UTF8, "a.txt: the file is empty"),
        (b"%PDF-1.7 ...", "a.txt: this is a PDF file, not text"),
        (b"PK\x03\x04....", "a.txt: this is a ZIP archive, not text"),
        (
            b"\xd0\xcf\x11\xe0....",
            "a.txt: this is an old Word or Excel file, or an encrypted new one, not text"
            " (save it as .docx without a password)",
        ),
        (b"\x7fELF\x00\x01\x02\x03", "a.txt: this is not text: it is full of control characters"),
        (RUSSIAN.encode("koi8-r"), CANNOT_TELL),
        (RUSSIAN.encode("iso8859-5"), CANNOT_TELL),
        (FRENCH.replace("€", "F").encode("mac-roman"), CANNOT_TELL),
        ("é".encode("cp1252"), CANNOT_TELL),
        (
            (3 * FRENCH).encode() + b"\nd\xe9j\xe0 vu",
            "a.txt, line 5: damaged UTF-8 text, or two encodings in one file (save it as UTF-8 and try again)",
        ),
        (
            codecs.BOM_UTF16_LE + b"a\x00b",
            "a.txt, byte 3: damaged UTF-16-LE text (save it as UTF-8 and try again)",
        ),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        decode(data, "a.txt")
    assert str(caught.value) == message


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_one_clear_error(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except UnreadableDocument as refused:
        assert "\n" not in str(refused)
    else:
        assert "\x00" not in text
