"""Word documents: what Word shows is what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.documents import read
from aligner.model import Document
from tests.aligner.documents.render import level, package, run

BREAK = '<w:r><w:br w:type="page"/></w:r>'
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="List"><w:name w:val="List"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Toc"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def numbered(text: str, number: int, depth: int = 0) -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def lists(*levels: str, nums: str = "") -> str:
    plain = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{plain}{nums}'


def document(folder: Path, body: str, **parts: str) -> Document:
    path = folder / "a.docx"
    path.write_bytes(package({"document": f"<w:body>{body}</w:body>", "styles": STYLES, **parts}))
    return read(path, language="fr")


def texts(document: Document) -> list[str]:
    return [f"{block.marker} {block.text}".strip() for block in document.walk()]


def test_numbers_are_computed_level_by_level(tmp_path: Path) -> None:
    numbering = lists(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "lowerRoman", "%3)"))
    rows = [("Un :", 0), ("Deux :", 1), ("Trois ;", 2), ("Quatre ;", 2), ("Cinq.", 1), ("Six :", 0), ("Sept.", 1)]
    body = "".join(numbered(text, 1, depth) for text, depth in rows)
    found = document(tmp_path, body, numbering=numbering)
    assert texts(found) == ["1. Un :", "a) Deux :", "i) Trois ;", "ii) Quatre ;", "b) Cinq.", "2. Six :", "a) Sept."]
    assert [block.ref for block in found.walk()] == ["1", "1.a", "1.a.i", "1.a.ii", "1.b", "2", "2.a"]


def test_a_list_with_an_override_starts_again(tmp_path: Path) -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(numbered(f"Texte numéro {n}.", number) for n, number in enumerate((1, 1, 3, 2, 2), start=1))
    found = document(tmp_path, body, numbering=lists(level(0, "decimal", "%1."), nums=again))
    assert [block.marker for block in found.walk()] == ["1.", "2.", "3.", "1.", "2."]


def test_levels_are_written_together_and_restart_as_told(tmp_path: Path) -> None:
    never = level(1, "decimal", "%1.%2.", '<w:lvlRestart w:val="0"/>')
    body = "".join(numbered(f"Texte {n}.", 1, depth) for n, depth in enumerate((0, 1, 1, 0, 1), start=1))
    found = document(tmp_path, body, numbering=lists(level(0, "upperRoman", "%1."), never))
    assert [text.rsplit(" ", 2)[0] for text in texts(found)] == ["I.", "I.1.", "I.2.", "II.", "II.3."]


def test_a_style_may_number_its_paragraphs(tmp_path: Path) -> None:
    body = paragraph(run("Un."), '<w:pStyle w:val="List"/>') + paragraph(run("Deux."), '<w:pStyle w:val="List"/>')
    body += paragraph(run("Nu."), '<w:pStyle w:val="List"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(document(tmp_path, body, numbering=lists(level(0, "decimal", "%1.")))) == ["1. Un.", "2. Deux.", "Nu."]


def test_headings_are_known_by_style(tmp_path: Path) -> None:
    body = paragraph(run("Introduction"), '<w:pStyle w:val="Own"/>') + paragraph(run("Le texte est court."))
    body += paragraph(run("Plan"), '<w:outlineLvl w:val="1"/>') + paragraph(run("Le texte est long."))
    assert [block.kind for block in document(tmp_path, body).walk()] == ["heading", "text", "heading", "text"]


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    body = paragraph(
        run("Le texte ")
        + "<w:del><w:r><w:delText>ancien</w:delText></w:r></w:del>"
        + f"<w:ins>{run('nouveau')}</w:ins><w:moveFrom>{run(' parti')}</w:moveFrom><w:moveTo>{run(' venu')}</w:moveTo>"
    )
    body += paragraph(run("Une phrase"), "<w:rPr><w:del/></w:rPr>") + paragraph(run(" et sa suite."))
    assert texts(document(tmp_path, body)) == ["Le texte nouveau venu", "Une phrase et sa suite."]


def test_hidden_text_and_field_codes_are_left_out(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("II") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    styled = '<w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>secret</w:t></w:r>'
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> vu</w:t></w:r>'
    assert texts(document(tmp_path, paragraph(run("Voir ") + field + hidden + styled + shown))) == ["Voir II vu"]


def test_special_characters_are_kept(tmp_path: Path) -> None:
    signs = "<w:r><w:t>co</w:t><w:softHyphen/><w:t>opérer</w:t><w:noBreakHyphen/><w:t>ici</w:t></w:r>"
    found = texts(document(tmp_path, paragraph(signs + run("\u00a0: oui") + '<w:r><w:sym w:char="2013"/></w:r>')))
    assert found == ["co\u00adopérer\u2011ici\u00a0: oui–"]


def test_cells_are_cells_and_deleted_rows_are_gone(tmp_path: Path) -> None:
    row = f"<w:tr><w:tc>{paragraph(run('1. Un'))}</w:tc><w:tc>{paragraph(run('Deux'))}</w:tc></w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('Parti'))}</w:tc></w:tr>"
    found = document(tmp_path, paragraph(run("Avant.")) + f"<w:tbl>{row}{gone}</w:tbl>")
    assert [(block.kind, block.text) for block in found.walk()] == [
        ("text", "Avant."),
        ("cell", "1. Un"),
        ("cell", "Deux"),
    ]


def test_text_boxes_follow_their_paragraph_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('Dans la boîte.'))}</w:txbxContent>"
    both = f"<mc:Choice><w:x>{box}</w:x></mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    hung = f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    body = paragraph(run("Le texte.") + hung) + paragraph(run("La suite."))
    assert texts(document(tmp_path, body)) == ["Le texte.", "Dans la boîte.", "La suite."]


def test_notes_are_numbered_by_their_marks(tmp_path: Path) -> None:
    body = paragraph(run("Un") + '<w:r><w:footnoteReference w:id="7"/></w:r>' + run(" mot."))
    body += paragraph(
        run("Deux")
        + '<w:r><w:endnoteReference w:id="3"/></w:r>'
        + run(".")
        + '<w:r><w:footnoteReference w:id="5"/></w:r>'
    )
    foot = "".join(
        f'<w:footnote w:id="{key}">{paragraph(run(text))}</w:footnote>' for key, text in ((5, "12 mai."), (7, "Sept."))
    )
    end = f'<w:endnote w:id="3">{paragraph(run("Fin."))}</w:endnote>'
    found = document(tmp_path, body, footnotes=foot, endnotes=end)
    assert [(block.ref, block.text, block.notes, block.note_offsets) for block in found.walk()] == [
        ("~1", "Un mot.", ("n1",), (2,)),
        ("~2", "Deux.", ("n3", "n2"), (4, 5)),
        ("n1", "Sept.", (), ()),
        ("n2", "12 mai.", (), ()),
        ("n3", "Fin.", (), ()),
    ]


def test_headers_and_contents_are_furniture(tmp_path: Path) -> None:
    body = paragraph(run("I. Introduction 3"), '<w:pStyle w:val="Toc"/>') + paragraph(run("Le texte."))
    found = document(tmp_path, body, header1=paragraph(run("A/63/10")), footer1=paragraph(run("GE.19-12345")))
    assert texts(found) == ["Le texte."]
    assert {item.text for item in found.furniture} == {"I. Introduction 3", "A/63/10", "GE.19-12345"}


@pytest.mark.parametrize(
    ("form", "pattern", "third"),
    [
        ("arabicAbjad", "(%1)", "(ج)"),
        ("chineseCounting", "%1、", "三、"),
        ("russianLower", "%1)", "в)"),
        ("decimalZero", "%1.", "03."),
        ("decimalFullWidth", "%1．", "３．"),
        ("hindiNumbers", "%1-", "٣-"),
        ("decimalEnclosedCircle", "%1", "③"),
        ("ideographParenthesized", "%1", "㈢"),
        ("decimalEnclosedParen", "%1", "⑶"),
        ("chineseLegalSimplified", "%1、", "叁、"),
        ("lowerRoman", "(%1)", "(iii)"),
        ("upperLetter", "%1.", "C."),
        ("bullet", "-", ""),
    ],
)
def test_every_kind_of_numeral(form: str, pattern: str, third: str, tmp_path: Path) -> None:
    body = "".join(numbered(f"Texte {word}.", 1) for word in ("un", "deux", "trois"))
    found = texts(document(tmp_path, body, numbering=lists(level(0, form, pattern))))
    assert found[2].removesuffix("Texte trois.").strip() == third


def test_marks_of_the_author_are_labels(tmp_path: Path) -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>*</w:t></w:r>'
    body = paragraph(run("Rapport du Groupe") + own)
    body += paragraph(run("Un mot") + '<w:r><w:footnoteReference w:id="5"/></w:r>' + run("."))
    foot = "".join(
        f'<w:footnote w:id="{key}">{paragraph(run(text))}</w:footnote>'
        for key, text in ((4, "* A/70/1."), (5, "Note."))
    )
    found = document(tmp_path, body, footnotes=foot)
    assert [(block.ref, block.text, block.notes) for block in found.walk()] == [
        ("~1", "Rapport du Groupe", ("n*",)),
        ("~2", "Un mot.", ("n1",)),
        ("n*", "A/70/1.", ()),
        ("n1", "Note.", ()),
    ]


def test_a_table_of_one_column_is_a_frame(tmp_path: Path) -> None:
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(run(text))}</w:tc></w:tr>" for text in ("Résumé", "1. Le texte.", "2. La fin.")
    )
    found = document(tmp_path, f"<w:tbl>{rows}</w:tbl>")
    assert [(block.kind, block.ref) for block in found.walk()] == [
        ("text", "~1"),
        ("paragraph", "1"),
        ("paragraph", "2"),
    ]


def test_content_controls_links_and_smart_tags_are_text(tmp_path: Path) -> None:
    inner = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('des ')}</w:sdtContent></w:sdt>"
    inner += (
        f"<w:hyperlink>{run('États ')}</w:hyperlink><w:smartTag><w:smartTag>{run('parties')}</w:smartTag></w:smartTag>"
    )
    block = f"<w:sdt><w:sdtContent>{paragraph(run('Avis ') + inner)}</w:sdtContent></w:sdt>"
    simple = paragraph(f'<w:fldSimple w:instr=" REF x ">{run("Voir II")}</w:fldSimple><w:commentReference w:id="0"/>')
    assert texts(document(tmp_path, block + simple)) == ["Avis des États parties", "Voir II"]


def test_formulas_are_text(tmp_path: Path) -> None:
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    formula = f"<m:oMath {space}><m:r><m:t>a=</m:t></m:r><m:f><m:num><m:r><m:t>b</m:t></m:r></m:num></m:f></m:oMath>"
    assert texts(document(tmp_path, paragraph(run("Soit ") + formula + run(" donc.")))) == ["Soit a=b donc."]


def test_runs_from_right_to_left_keep_their_order(tmp_path: Path) -> None:
    pieces = ("ينبغي ", "Convention", " للدول", " 34 000", ".")
    runs = "".join(run(piece).replace("<w:r>", "<w:r><w:rPr><w:rtl/></w:rPr>") for piece in pieces)
    assert texts(document(tmp_path, paragraph(runs, "<w:bidi/>"))) == ["ينبغي Convention للدول 34 000."]


def test_a_list_is_numbered_on_across_text_and_tables(tmp_path: Path) -> None:
    cells = "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in ("Un", "Deux"))
    body = numbered("Premier texte.", 1) + paragraph(run("Entre les deux.")) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    body += numbered("Second texte.", 1)
    found = document(tmp_path, body, numbering=lists(level(0, "decimal", "%1.")))
    assert [block.marker for block in found.walk() if block.kind == "paragraph"] == ["1.", "2."]
