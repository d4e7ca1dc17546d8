"""Documents of known structure read back from every format in every language."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from aligner.documents import read
from tests.aligner.documents import printing, render
from tests.aligner.documents.trees import LANGUAGES, Tree, squeezed, tree

FORMATS: dict[str, tuple[str, Callable[[Tree], bytes]]] = {
    "text": ("txt", render.text),
    "word": ("docx", render.word),
    "word-typed": ("docx", lambda known: render.word(known, automatic=False)),
    "html": ("html", render.web),
    "tei": ("xml", render.tei),
    "pdf": ("pdf", printing.pdf),
    "pdf-columns": ("pdf", lambda known: printing.pdf(known, columns=2)),
}
REACHED = {"pdf": 0.95, "pdf-columns": 0.95, "text": 0.95}
"""Block F1 by kind, reference and text; 0.99 where not said otherwise (wrapped text and print lose line ends)."""


def f1(known: Tree, name: str, folder: Path, *, language: str | None) -> float:
    ending, rendered = FORMATS[name]
    path = folder / f"known.{ending}"
    path.write_bytes(rendered(known))
    found = {(block.kind, block.ref, squeezed(block.text)) for block in read(path, language=language).walk()}
    wanted = {block for block in known.expected() if name != "tei" or block[0] != "footnote"}
    return 2 * len(found & wanted) / (len(found) + len(wanted))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_structure_is_read_from_every_format(name: str, language: str, tmp_path: Path) -> None:
    if name.startswith("pdf") and not printing.available(language):
        pytest.skip("no font to print this language with")
    for seed in (0, 17):
        assert f1(tree(language, seed), name, tmp_path, language=language) >= REACHED.get(name, 0.99)


@pytest.mark.parametrize("name", ["word", "html", "tei"])
def test_the_language_is_found_out(name: str, tmp_path: Path) -> None:
    for language in LANGUAGES:
        assert f1(tree(language), name, tmp_path, language=None) >= 0.99


@pytest.mark.parametrize("name", ["word", "html", "text", "pdf"])
def test_marks_of_footnotes_lead_to_them(name: str, tmp_path: Path) -> None:
    ending, rendered = FORMATS[name]
    path = tmp_path / f"known.{ending}"
    known = tree("fr")
    path.write_bytes(rendered(known))
    marks = {block.ref: (block.notes, block.note_offsets) for block in read(path, language="fr").walk() if block.notes}
    wanted = {block.ref: ((f"n{block.note}",), (len(block.text),)) for block in known.blocks if block.note}
    assert marks == wanted


def test_running_heads_and_page_numbers_are_furniture(tmp_path: Path) -> None:
    path = tmp_path / "known.pdf"
    path.write_bytes(printing.pdf(tree("fr")))
    document = read(path, language="fr")
    assert document.symbol == "A/CN.9/WG.1/2019/5"
    assert {(item.kind, item.text) for item in document.furniture if item.line == 1} == {
        ("running-head", "A/CN.9/WG.1/2019/5"),
        ("page-number", "1/9"),
    }


def test_words_divided_at_the_end_of_a_line_are_joined(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    for number, line in enumerate(
        ("1. The Working Group should coope-", "rate with States and inter-", "State bodies.")
    ):
        canvas.drawString(72, 700 - 14 * number, line)
    canvas.save()
    path = tmp_path / "a.pdf"
    path.write_bytes(stream.getvalue())
    document = read(path, language="en")
    assert next(document.walk()).text.startswith("The Working Group should cooperate with States")
    assert "hyphen" in {repair.kind for repair in document.repairs}


def test_an_asterisk_note_of_a_pdf_leads_to_its_mark(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(
        (
            "Report of the Working Group*",
            "1. The Working Group met in Vienna and",
            "adopted its report on the same day.",
        )
    ):
        canvas.drawString(72, 700 - 30 * number, line)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(72, 100, "* Issued without formal editing.")
    canvas.save()
    path = tmp_path / "a.pdf"
    path.write_bytes(stream.getvalue())
    document = read(path, language="en")
    assert [(block.ref, block.text, block.notes) for block in document.walk()][-1] == (
        "n*",
        "Issued without formal editing.",
        (),
    )
    assert next(document.walk()).notes == ("n*",)
