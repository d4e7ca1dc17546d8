"""Target terms: renderings found, held against what a list says."""

from __future__ import annotations

import pytest

import tmx
from aligner.glossary import BilingualUnit, GlossaryOptions, build_glossary
from aligner.glossary.model import NOT_FOUND
from aligner.glossary.targets import ELSEWHERE, WITHOUT

PAIRS = [
    (
        f"Les pays d’origine, de transit et de destination {verb}.",
        f"Countries of origin, transit and destination {other}.",
    )
    for verb, other in (("coopèrent", "cooperate"), ("sont invités", "are invited"), ("agissent", "act"))
] + [
    ("La saisine de la Cour est utile.", "Seizure of the Court is useful."),
    ("La Cour siège à Vienne.", "The Court sits in Vienna; it is an advisory council."),
]


def found(source: str, target: str) -> list[tuple[str, int, str]]:
    """Text, count and note of the target terms for one listed pair."""
    sections = [("fr", source), ("en", target)]
    entry = tmx.TermEntry(
        id="",
        languages=tuple(tmx.LanguageSection(language=tag, terms=(tmx.Term(text=text),)) for tag, text in sections),
    )
    units = [BilingualUnit(*pair) for pair in PAIRS]
    (answer,) = build_glossary(units, GlossaryOptions(terms=(entry,), extract=False)).entries
    return [(term.text, term.count, term.note) for term in answer.terms["en"]]


def test_what_was_cut_otherwise_gives_way_to_the_listed_form() -> None:
    assert found("pays de transit", "country of transit") == [("country of transit", 3, "")]


@pytest.mark.parametrize(
    ("source", "target", "note"),
    [
        ("saisie", "seizure", WITHOUT),
        ("saisie", "attachment", NOT_FOUND),
        ("saisine", "advisory council", ELSEWHERE),
    ],
)
def test_where_a_listed_form_stands_is_said(source: str, target: str, note: str) -> None:
    assert (target, 0, note) in found(source, target)
