"""Glossaries from small memories."""

from __future__ import annotations

import json

import pytest

import tmx
from aligner.errors import UsageError
from aligner.glossary import BilingualUnit, Glossary, GlossaryOptions, build_glossary
from aligner.glossary.decisions import Decision
from aligner.glossary.outputs import to_json
from aligner.glossary.variants import same_name
from aligner.glossary.words import read_side, term_keys
from tmx.terms import TermStatus

PAIRS = [
    ("La traite des personnes est une infraction.", "Trafficking in persons is an offence."),
    ("Les États parties répriment la traite des personnes.", "States parties suppress trafficking in persons."),
    ("Les victimes de la traite des personnes sont protégées.", "Victims of trafficking in persons are protected."),
    ("Les infractions sont punies par les États parties.", "Offences are punished by States parties."),
    ("Le consentement de la victime est indifférent.", "The consent of the victim is irrelevant."),
    ("Les victimes reçoivent une assistance.", "Victims receive assistance."),
    ("Le recrutement des enfants est interdit.", "The recruitment of children is prohibited."),
    ("Les enfants sont protégés.", "Children are protected."),
]
UNITS = [BilingualUnit(a, b, "A/1", f"I.{number}") for number, (a, b) in enumerate(PAIRS, 1)]


def listed(*terms: str) -> tuple[tmx.TermEntry, ...]:
    """Entries of one French term each."""
    return tuple(
        tmx.TermEntry(id="", languages=(tmx.LanguageSection(language="fr", terms=(tmx.Term(text=term),)),))
        for term in terms
    )


def answer(*terms: str) -> Glossary:
    """The glossary that answers for ``terms`` alone."""
    return build_glossary(UNITS, GlossaryOptions(terms=listed(*terms), extract=False))


def test_equivalents_come_from_the_memory() -> None:
    glossary = answer("traite des personnes", "États parties", "infraction", "victime")
    assert [entry.terms["en"][0].text.lower() for entry in glossary.entries] == [
        "trafficking in persons",
        "states parties",
        "offence",
        "victim",
    ]
    first = glossary.entries[0]
    assert (first.terms["fr"][0].count, first.terms["fr"][0].refs) == (3, ("I.1", "I.2", "I.3"))
    assert (first.terms["en"][0].count, first.terms["en"][0].share) == (3, 1.0)


def test_a_term_seen_once_is_found_by_what_is_left() -> None:
    found = answer("recrutement", "consentement").entries
    assert [entry.terms["en"][0].text for entry in found] == ["recruitment", "consent"]


def test_what_is_not_there_is_said() -> None:
    (entry,) = answer("extradition").entries
    assert (entry.terms["fr"][0].count, entry.terms["en"], entry.note) == (0, (), "not found in the memory")


def test_the_shape_of_json() -> None:
    entry = to_json(answer("traite des personnes"))["entries"][0]
    assert list(entry)[:5] == ["id", "score", "listed", "terms", "contexts"]
    assert set(entry["terms"]["en"][0]) >= {"text", "status", "count", "refs", "share"}
    context = entry["contexts"][0]
    begin, end = context["spans"]["fr"][0]
    assert context["fr"][begin:end] == "traite des personnes"
    begin, end = context["spans"]["en"][0]
    assert context["en"][begin:end].lower() == "trafficking in persons"


def test_the_same_memory_gives_the_same_glossary() -> None:
    once, again = (json.dumps(to_json(build_glossary(UNITS, GlossaryOptions()))) for _ in range(2))
    assert once == again


def test_candidates_are_terms_and_ranked() -> None:
    entries = build_glossary(UNITS, GlossaryOptions()).entries
    assert "traite des personnes" in [entry.terms["fr"][0].text for entry in entries][:3]
    assert [entry.score for entry in entries] == sorted((entry.score for entry in entries), reverse=True)
    assert not any(entry.listed for entry in entries)


def test_several_languages_are_joined_by_the_source_term() -> None:
    units = [unit._replace(language="en") for unit in UNITS]
    units += [unit._replace(language="xx", target=unit.source) for unit in UNITS]
    options = GlossaryOptions(target_languages=("en", "xx"), terms=listed("traite des personnes"), extract=False)
    terms = build_glossary(units, options).entries[0].terms
    assert list(terms) == ["fr", "en", "xx"]
    assert terms["xx"][0].text.lower().endswith("traite des personnes")


def test_decisions_are_obeyed_and_contradictions_told() -> None:
    decisions = (
        Decision(term="traite des personnes", verdict="accepted", target="human trafficking"),
        Decision(term="États parties", verdict="rejected"),
        Decision(term="victimes", verdict="merged", into="enfants"),
    )
    glossary = build_glossary(UNITS, GlossaryOptions(decisions=decisions))
    texts = [term.text for entry in glossary.entries for term in entry.terms["fr"]]
    assert "États parties" not in texts
    assert [(entry.decision, [term.text for term in entry.terms["fr"]]) for entry in glossary.entries[:2]] == [
        ("accepted", ["traite des personnes"]),
        ("accepted", ["enfants", "victimes"]),
    ]
    (remark,) = glossary.remarks
    assert remark.lower() == (
        "“traite des personnes”: “human trafficking” was decided, the memory says “trafficking in persons” first"
    )


def test_a_flawed_list_is_worked_through() -> None:
    entries = (*listed("victime", "Victime", "a", "mot " * 50, "=1+1", "12"), tmx.TermEntry(id="e5", languages=()))
    glossary = build_glossary(UNITS, GlossaryOptions(terms=entries, extract=False))
    assert len(glossary.entries) == 5
    assert glossary.remarks == (
        "“Victime” is listed twice (number 1 and number 2): taken together",
        "“a” is one letter: what is found for it says little",
        f"“{('mot ' * 50)[:40]}…” has more than 40 words: it is not looked for",
        "“=1+1” has no letters: what is found for it says little",
        "“=1+1” begins as a spreadsheet's formula does: write tables with --inert",
        "“12” has no letters: what is found for it says little",
        "entry e5 of the list has no term in fr: left out",
    )


def concept(name: str, fr: dict[str, TermStatus], en: dict[str, TermStatus]) -> tmx.TermEntry:
    """An entry of terms with their statuses."""
    sections = (("fr", fr), ("en", en))
    return tmx.TermEntry(
        id=name,
        languages=tuple(
            tmx.LanguageSection(
                language=language, terms=tuple(tmx.Term(text=text, status=status) for text, status in terms.items())
            )
            for language, terms in sections
        ),
    )


def test_what_a_list_says_twice_is_brought_together_and_contradictions_are_told() -> None:
    entries = (
        concept("e1", {"victime": "preferred", "enfant": "deprecated"}, {"victim": "preferred"}),
        concept("e2", {"Victime": "preferred"}, {"victim": "forbidden", "casualty": "preferred"}),
        concept("e3", {"enfant": "preferred"}, {"child": "preferred"}),
    )
    glossary = build_glossary(UNITS, GlossaryOptions(terms=entries, extract=False))
    assert [entry.id for entry in glossary.entries] == ["e1", "e3"]
    assert [(term.text, term.status) for term in glossary.entries[0].terms["en"] if term.status] == [
        ("victim", "preferred"),
        ("casualty", "preferred"),
    ]
    assert glossary.remarks == (
        "“Victime” is listed twice (e1 and e2): taken together",
        "“victim” is preferred and forbidden in one concept: the first counts",
        "“victime” has 2 preferred terms in en (“victim”, “casualty”): the first counts",
        "“enfant” is a term of 2 concepts: deprecated for “victime”, preferred for “enfant”",
    )


def test_a_listed_form_that_stands_there_is_not_cut_otherwise_on_the_word_of_one_place() -> None:
    entry = concept("c", {"recrutement": "preferred"}, {"recruitment of children": "preferred"})
    (found,) = build_glossary(UNITS, GlossaryOptions(terms=(entry,), extract=False)).entries
    (term,) = found.terms["en"]
    assert (term.text, term.status, term.count, term.refs) == ("recruitment of children", "preferred", 1, ("I.7",))


def test_a_memory_without_the_language_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        build_glossary([unit._replace(language="en") for unit in UNITS], GlossaryOptions(target_languages=("es",)))
    assert str(caught.value) == "no unit with text in both languages (fr-es) (see --source-lang, --target-lang)"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Groupe interinstitutions de coopération contre la traite des personnes",
         "Groupe interinstitutions de coordination contre la traite des personnes", True),
        ("Convention contre la criminalité organisée",
         "Convention contre la criminalité transnationale organisée", True),
        ("Groupe de travail sur la traite", "Groupe de travail sur le trafic", False),
    ],
)  # fmt: skip
def test_long_names_that_differ_in_one_word_are_one_name(one: str, other: str, same: bool) -> None:
    side = read_side([one, other], "fr")
    keys = [tuple(term_keys(text, side.vocabulary)) for text in (one, other)]
    assert same_name(side, keys[0], keys[1]) is same
