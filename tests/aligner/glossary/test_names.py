"""Names with their acronyms, what they name, and when and where forms are used."""

from __future__ import annotations

import pytest

from aligner.glossary import BilingualUnit, GlossaryOptions, Usage, build_glossary
from aligner.glossary.naming import named
from aligner.glossary.usage import Sections

TEXTS = [
    "Le Programme des Nations Unies pour le développement (PNUD) aide les pays.",
    "Les pays demandent au PNUD de les aider.",
    "Le PNUD et l’Organisation mondiale de la Santé (OMS) coopèrent.",
    "La Commission économique et l’OMS publient des rapports (voir OMS).",
]


def test_an_acronym_comes_with_the_name_given_before_it() -> None:
    units = [BilingualUnit(text, text, language="xx") for text in TEXTS]
    entries = build_glossary(units, GlossaryOptions(target_languages=("xx",))).entries
    names = [tuple(term.text for term in entry.terms["fr"]) for entry in entries if len(entry.terms["fr"]) > 1]
    assert sorted(names) == [
        ("Organisation mondiale de la Santé", "OMS"),
        ("Programme des Nations Unies pour le développement", "PNUD"),
    ]


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Haut-Commissariat des Nations Unies aux droits de l’homme", "fr", "body"),
        ("Loi type contre la traite des personnes", "fr", "instrument"),
        ("Rapporteuse spéciale sur la traite des êtres humains", "fr", "title"),
        ("États parties", "fr", ""),
        ("Trafficking in Persons Protocol", "en", "instrument"),
        ("Working Group on Trafficking in Persons", "en", "body"),
        ("Grupo de Trabajo sobre la Trata de Personas", "es", "body"),
        ("Конвенцией об организованной преступности", "ru", "instrument"),
        ("《有组织犯罪公约》", "zh", "instrument"),
        ("人权事务委员会", "zh", "body"),
        ("اتفاقية الجريمة المنظمة", "ar", "instrument"),
    ],
)
def test_what_a_name_names(text: str, language: str, kind: str) -> None:
    assert named(text, language) == kind


def test_usage_has_the_year_of_the_heading_else_of_the_symbol_else_the_day() -> None:
    units = [
        BilingualUnit("Première réunion, tenue les 14 et 15 avril 2009", "x", "A/2019/5", "I"),
        BilingualUnit("La traite", "x", "A/2019/5", "I.1"),
        BilingualUnit("La traite", "x", "A/2019/5", "II.1"),
        BilingualUnit("La traite", "x", "A/2019/5", "n3"),
        BilingualUnit("La traite", "x", "B", "7", date="20200102T030405Z"),
    ]
    assert Sections(units).usage([4, 1, 1, 2, 3]) == (
        Usage("A/2019/5", "I", "2009", 2),
        Usage("A/2019/5", "II", "2019", 1),
        Usage("A/2019/5", "notes", "", 1),
        Usage("B", "7", "2020-01-02", 1),
    )
