"""XML of the UN Parallel Corpus: documents, sentences and links."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.documents import parse, read
from aligner.documents.tei import Link, LinkGroup, links, sentences
from aligner.errors import UnreadableDocument

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<TEI.2><teiHeader><fileDesc><titleStmt><title>Rapport</title></titleStmt>
<publicationStmt><idno>A/63/10</idno><date>20081001</date></publicationStmt></fileDesc></teiHeader>
<text lang="fr"><body>
<head>Introduction</head>
<p id="1"><s id="1:1" lang="fr">1. Le  texte est court.</s><s id="1:2" lang="fr">Il est clair.</s></p>
<p id="2"><s id="2:1" lang="fr">2. La suite vient.</s></p>
<p id="3"></p>
</body></text></TEI.2>
"""
LINKS = """<?xml version="1.0" encoding="UTF-8"?>
<linkGrp fromDoc="fr/a.xml" toDoc="en/a.xml" score="0.5">
<link type="1-1" xtargets="1:1;1:1" score="0.9"/><link type="2-1" xtargets="1:2 2:1;1:2"/><link xtargets="3:1;"/>
</linkGrp>
"""


def test_paragraphs_are_read_with_their_sentences_joined(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(DOCUMENT, "utf-8")
    document = read(path)
    assert (document.symbol, document.title, document.language) == ("A/63/10", "Rapport", "fr")
    assert document.metadata == {"date": "20081001"}
    assert [(block.kind, block.ref, block.text) for block in document.walk()] == [
        ("heading", "~1", "Introduction"),
        ("paragraph", "1", "Le texte est court. Il est clair."),
        ("paragraph", "2", "La suite vient."),
    ]


def test_chinese_sentences_are_joined_without_a_space(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        '<?xml version="1.0"?><TEI><text lang="zh"><body><p><s>第一。</s><s>第二。</s></p></body></text></TEI>', "utf-8"
    )
    assert [block.text for block in read(path).walk()] == ["第一。第二。"]


def test_sentences_have_their_identifiers() -> None:
    assert sentences(DOCUMENT.encode(), "a.xml") == {
        "1:1": "1. Le texte est court.",
        "1:2": "Il est clair.",
        "2:1": "2. La suite vient.",
    }


def test_links_are_read() -> None:
    beads = (Link(("1:1",), ("1:1",), 0.9), Link(("1:2", "2:1"), ("1:2",), None), Link(("3:1",), (), None))
    assert links(LINKS.encode(), "a.lnk") == (LinkGroup("fr/a.xml", "en/a.xml", beads),)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<TEI/>", "a.lnk: there are no links between documents in it"),
        ("<linkGrp>\n<link xtargets='1'/></linkGrp>", "a.lnk, line 2: a link without two targets"),
        ("<linkGrp><link xtargets='1;2' score='x'/></linkGrp>", "a.lnk, line 1: 'x' is no score"),
    ],
)
def test_bad_links_are_refused(data: str, message: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        links(data.encode(), "a.lnk")
    assert str(caught.value) == message


def test_the_symbol_is_told_from_the_job_number() -> None:
    numbers = '<idno type="jobno">N0823456</idno><idno type="symbol">A/63/10</idno>'
    document = parse(DOCUMENT.replace("<idno>A/63/10</idno>", numbers).encode(), "x.xml")
    assert document.symbol == "A/63/10"
    assert document.metadata["job-number"] == "N0823456"
