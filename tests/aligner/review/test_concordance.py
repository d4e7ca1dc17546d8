"""The concordance: both languages at once, phrases, accents, order by date."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from aligner.review.concordance import Concordance, ConcordanceQuery
from aligner.review.decisions import DecisionFile
from aligner.review.desk import Desk
from aligner.review.searching import FoldedTexts, spans, wanted
from tests.aligner.review.samples import bitext, decision


@pytest.fixture
def concordance(tmp_path: Path) -> Concordance:
    pairs = []
    for symbol, date, tag in (("A/1", "3 juin 2019", "en"), ("A/2", "1 mai 2021", "en"), ("A/2", "1 mai 2021", "ar")):
        pair = bitext()
        source = dataclasses.replace(pair.source, symbol=symbol, metadata={"date": date})
        pairs.append(
            dataclasses.replace(
                pair, source=source, target=dataclasses.replace(pair.target, symbol=symbol, language=tag)
            )
        )
    desk = Desk(pairs, DecisionFile(tmp_path / "decisions.jsonl"))
    return Concordance(desk, FoldedTexts())


def places(concordance: Concordance, text: str, **query: Any) -> list[tuple[int, int]]:  # noqa: ANN401
    found = concordance.search(ConcordanceQuery(text=text, **query))
    return [(line["document"], line["row"]) for line in found["lines"]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("comite", [0]),
        ("COMITÉ committee", [0]),
        ('"États devraient"', [2, 4]),
        ('"devraient États"', []),
        ("devraient etats", [2, 4]),
        ("«les etats» plant", []),
        ("committee fish", []),
        ("  ", []),
        ('""', []),
    ],
)
def test_words_and_phrases_are_found_in_either_language(concordance: Concordance, text: str, rows: list[int]) -> None:
    assert places(concordance, text, pair="fr-en", document="A/1") == [(0, row) for row in rows]


def test_lines_come_by_document_and_date_with_what_was_found_marked(concordance: Concordance) -> None:
    assert places(concordance, "comité") == [(0, 0), (1, 0), (2, 0)]
    assert places(concordance, "comité", order="newest") == [(2, 0), (1, 0), (0, 0)]
    assert places(concordance, "comité", order="oldest") == [(0, 0), (1, 0), (2, 0)]
    found = concordance.search(ConcordanceQuery(text="comite", order="newest", pair="fr-ar", limit=1))
    (line,) = found["lines"]
    assert (line["symbol"], line["date"], found["total"], found["documents"]) == ("A/2", "2021-05-01", 1, 1)
    assert [(side["tag"], side["dir"], side["spans"]) for side in line["sides"]] == [
        ("fr", "ltr", [(3, 9)]),
        ("ar", "rtl", []),
    ]
    assert [pair["name"] for pair in found["pairs"]] == ["French – English", "French – Arabic"]


def test_it_shows_what_people_decided(concordance: Concordance) -> None:
    concordance.desk.file.write([decision((0, 1), (0, 1))], "")
    assert places(concordance, '"siège" "reads"', document="A/1") == [(0, 0)]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("L’État :  l'ÉTAT", "l'etat", ["L’État", "l'ÉTAT"]),
        ("الدَّوْلَةُ والدولة", "الدوله", ["الدَّوْلَةُ", "الدولة"]),
        ("人口贩运问题", "贩运", ["贩运"]),
        ("œuvre", "oeuvre", ["œuvre"]),
        ("aaa", "aa a", ["aaa"]),
        ("", "x", []),
    ],
)
def test_what_was_found_is_marked_in_the_text_as_it_stands(text: str, query: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, wanted(query))] == found
