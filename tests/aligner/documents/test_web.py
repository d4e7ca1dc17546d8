"""Web pages: the main content as a browser shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.documents import read
from aligner.model import Document


def document(folder: Path, body: str, head: str = "", encoding: str = "utf-8") -> Document:
    path = folder / "a.html"
    path.write_bytes(f"<!DOCTYPE html><html lang='fr'><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return read(path)


def texts(document: Document) -> list[str]:
    return [f"{block.marker} {block.text}".strip() for block in document.walk()]


def test_headings_are_headings(tmp_path: Path) -> None:
    found = document(tmp_path, "<h1>Le rapport du Secrétaire général</h1><p>Il est long.</p><h2>La suite</h2>")
    assert [(block.kind, block.text) for block in found.walk()] == [
        ("heading", "Le rapport du Secrétaire général"),
        ("text", "Il est long."),
        ("heading", "La suite"),
    ]


def test_lists_are_numbered_as_shown(tmp_path: Path) -> None:
    body = (
        "<ol start=4><li>Les États devraient :<ol type=a><li>Signer le Protocole ;<li>Le ratifier.</ol></li>"
        "<li value=7><p>Le Secrétariat fera rapport.</p></li></ol>"
        "<ul><li>Une remarque du Groupe.</li></ul>"
    )
    found = document(tmp_path, body)
    assert texts(found) == [
        "4. Les États devraient :",
        "a) Signer le Protocole ;",
        "b) Le ratifier.",
        "7. Le Secrétariat fera rapport.",
        "Une remarque du Groupe.",
    ]
    assert [block.ref for block in found.walk()] == ["4", "4.a", "4.b", "7", "~1"]


def test_only_the_main_content_is_read(tmp_path: Path) -> None:
    body = (
        "<header>Nations Unies</header><nav><a href=/>Accueil</a></nav><main><p>Le texte de la page.</p>"
        "<aside>À lire aussi</aside><p hidden>Caché</p><p style='display: none'>Caché</p><script>x()</script></main>"
        "<footer>Droits réservés</footer>"
    )
    found = document(tmp_path, body, "<title> Le  titre </title>")
    assert (texts(found), found.title) == (["Le texte de la page."], "Le titre")
    assert {item.text for item in found.furniture} == {"Nations Unies", "Accueil", "À lire aussi", "Droits réservés"}


def test_cells_of_data_are_cells_and_those_of_layout_are_not(tmp_path: Path) -> None:
    body = "<table><tr><td>Le texte seul.</td></tr></table><table><tr><td>1. Un</td><td>Deux</td></tr></table>"
    found = document(tmp_path, body)
    assert [(block.kind, block.text) for block in found.walk()] == [
        ("text", "Le texte seul."),
        ("cell", "1. Un"),
        ("cell", "Deux"),
    ]


def test_notes_of_word_pages_are_notes(tmp_path: Path) -> None:
    body = (
        '<p>Le texte<a href="#_ftn1" name="_ftnref1">[1]</a> de la page<a href="#_ftn2" name="_ftnref2">[2]</a>.</p>'
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Première note.</p></div>'
        '<div id="ftn2"><p><a href="#_ftnref2" name="_ftn2">[2]</a> Seconde note.</p></div>'
    )
    found = document(tmp_path, body)
    assert [(block.ref, block.text, block.notes, block.note_offsets) for block in found.walk()] == [
        ("~1", "Le texte de la page.", ("n1", "n2"), (8, 19)),
        ("n1", "Première note.", (), ()),
        ("n2", "Seconde note.", (), ()),
    ]


def test_spaces_are_joined_but_no_break_spaces_kept(tmp_path: Path) -> None:
    found = document(tmp_path, "<p>Le\n  texte<br>de   l’<b>Orga</b>nisation&nbsp;: 5&nbsp;m<sup>2</sup>.</p>")
    assert texts(found) == ["Le texte de l’Organisation\u00a0: 5\u00a0m²."]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "utf-8"), ("windows-1252", "cp1252"), ("no-such", "utf-8"), ("utf-8", "cp1252")],
)
def test_the_encoding_is_found(declared: str, encoding: str, tmp_path: Path) -> None:
    body = "<p>Les États coopèrent pour prévenir la criminalité organisée et protéger les témoins menacés.</p>"
    found = document(tmp_path, body, f"<meta charset={declared}>", encoding)
    assert texts(found)[0].startswith("Les États coopèrent")


def test_a_reversed_list_counts_down(tmp_path: Path) -> None:
    body = "<ol reversed><li>Trois textes.<li>Deux textes.<li>Un texte.</ol>"
    assert texts(document(tmp_path, body)) == ["3. Trois textes.", "2. Deux textes.", "1. Un texte."]


def test_roman_lists_and_styles_of_lists(tmp_path: Path) -> None:
    body = "<ol type=I start=3><li>Les conclusions<li>Les suites</ol>"
    body += "<ol style='list-style-type: lower-roman'><li>Un ;</ol>"
    assert texts(document(tmp_path, body)) == ["III. Les conclusions", "IV. Les suites", "i) Un ;"]


def test_asterisks_are_labels_of_notes(tmp_path: Path) -> None:
    body = (
        '<h1>Le rapport du Groupe<sup><a href="#note0">*</a></sup></h1>'
        '<p>Le texte de la page<sup><a href="#note1">1</a></sup>.</p>'
        '<p id="note0">* A/70/1.</p><p id="note1">1 Première note.</p>'
    )
    found = document(tmp_path, body)
    assert [(block.ref, block.text, block.notes) for block in found.walk()] == [
        ("~1", "Le rapport du Groupe", ("n*",)),
        ("~2", "Le texte de la page.", ("n1",)),
        ("n*", "A/70/1.", ()),
        ("n1", "Première note.", ()),
    ]


def test_entities_are_characters(tmp_path: Path) -> None:
    body = "<p>L&rsquo;article&nbsp;5 &laquo;&#160;est&#xA0;&raquo; lu &amp; approuv&eacute; &mdash; &lt;ici&gt;.</p>"
    assert texts(document(tmp_path, body)) == ["L’article\u00a05 «\u00a0est\u00a0» lu & approuvé — <ici>."]


def test_pages_of_libreoffice_have_running_heads_and_notes(tmp_path: Path) -> None:
    body = (
        '<div title="header"><p>A/64/1</p></div><p>Le Comité s’est réuni.<a class="sdfootnoteanc" '
        'name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p><div id="sdfootnote1"><p><a '
        'class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> Voir le rapport.</p></div>'
        '<div title="footer"><p>4</p></div>'
    )
    found = document(tmp_path, body)
    assert [(block.ref, block.text, block.notes) for block in found.walk()] == [
        ("~1", "Le Comité s’est réuni.", ("n1",)),
        ("n1", "Voir le rapport.", ()),
    ]
    assert [piece.text for piece in found.furniture] == ["A/64/1", "4"]
