from __future__ import annotations

from dataclasses import replace

import pytest

from aligner.bitext import UnitOptions, account, as_json, join_units, restore_spacing, to_units
from aligner.errors import UsageError
from aligner.model import Bead, Bitext, Document, Segment, Span


def _segments(language: str, *texts: str) -> tuple[Segment, ...]:
    return tuple(Segment(text, f"I.{place}", Span(0, len(text))) for place, text in enumerate(texts, start=1))


def _bitext(language: str, texts: tuple[str, ...], beads: tuple[Bead, ...]) -> Bitext:
    source = _segments("fr", "Un.", "Deux.", "Trois.", "Quatre.")
    return Bitext(
        source=Document(symbol="A/74/1", language="fr", source="a.txt"),
        target=Document(symbol="A/74/1", language=language, source=f"{language}.txt"),
        level="sentence",
        source_segments=source,
        target_segments=_segments(language, *texts),
        beads=beads,
    )


ENGLISH = _bitext(
    "en",
    ("One.", "Two. Three.", "Five."),
    (Bead((0,), (0,), 0.9), Bead((1, 2), (1,), 0.8), Bead((3,), ()), Bead((), (2,))),
)
CHINESE = _bitext("zh", ("一。", "二。", "三。", "四。"), tuple(Bead((i,), (i,), 0.7) for i in range(4)))


def test_units_come_from_beads_with_two_sides_only() -> None:
    units = list(to_units(ENGLISH))
    assert [(unit.text("fr"), unit.text("en")) for unit in units] == [("Un.", "One."), ("Deux. Trois.", "Two. Three.")]
    assert [unit.segtype for unit in units] == ["sentence", "paragraph"]


def test_units_say_where_they_come_from() -> None:
    unit = list(to_units(ENGLISH, UnitOptions(date="20261123T000000Z")))[1]
    assert [(found.type, found.value) for found in unit.properties] == [
        ("x-document", "A/74/1"),
        ("x-ref-source", "I.2–I.3"),
        ("x-ref-target", "I.2"),
        ("x-confidence", "0.800"),
        ("x-context-pre", "Un."),
        ("x-context-post", "Quatre."),
    ]
    assert unit.created == "20261123T000000Z"
    assert unit.id.startswith("A/74/1:I.2–I.3:1:")


def test_units_below_the_confidence_asked_for_are_left_out() -> None:
    assert [unit.text("en") for unit in to_units(ENGLISH, UnitOptions(min_confidence=0.85))] == ["One."]


def test_identifiers_are_unique_and_stable() -> None:
    twice = replace(
        CHINESE,
        source_segments=tuple(segment._replace(ref="I.1", text="Un.") for segment in CHINESE.source_segments),
        target_segments=tuple(segment._replace(ref="I.1", text="一。") for segment in CHINESE.target_segments),
    )
    identifiers = [unit.id for unit in to_units(twice)]
    assert len(set(identifiers)) == 4
    assert identifiers == [unit.id for unit in to_units(twice)]


def test_several_languages_are_joined_through_the_source() -> None:
    units = list(join_units([ENGLISH, CHINESE]))
    assert [[variant.text for variant in unit.variants] for unit in units] == [
        ["Un.", "One.", "一。"],
        ["Deux. Trois.", "Two. Three.", "二。三。"],
        ["Quatre.", "四。"],
    ]
    assert [(found.value, found.language) for found in units[0].properties if found.type == "x-ref-target"] == [
        ("I.1", "en"),
        ("I.1", "zh"),
    ]


def test_two_versions_in_one_language_are_refused() -> None:
    with pytest.raises(UsageError) as error:
        list(join_units([ENGLISH, ENGLISH]))
    assert str(error.value) == (
        "en.txt: two versions in en: a unit holds one text a language "
        "(say which language each document is in with --source-lang and --target-lang)"
    )


def test_nothing_to_join_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^no aligned documents to make units from$"):
        list(join_units([]))


@pytest.mark.parametrize(
    ("text", "language", "restored"),
    [
        ("devraient : a) agir ; b) rester !", "fr", "devraient\u00a0: a) agir\u00a0; b) rester\u00a0!"),
        ("dit « oui »", "fr", "dit «\u00a0oui\u00a0»"),
        ("déjà\u00a0: oui", "fr", "déjà\u00a0: oui"),
        ("article 3: yes", "fr", "article 3: yes"),
        ("a : b", "en", "a : b"),
        ("a : b", "tlh", "a : b"),
    ],
)
def test_spacing_is_restored_where_a_plain_space_stands(text: str, language: str, restored: str) -> None:
    assert restore_spacing(text, language) == restored


def test_spacing_is_kept_unless_asked_for() -> None:
    spaced = replace(CHINESE, source_segments=_segments("fr", "Un : un.", "Deux.", "Trois.", "Quatre."))
    assert next(iter(to_units(spaced))).text("fr") == "Un : un."
    assert next(iter(to_units(spaced, UnitOptions(spacing="restore")))).text("fr") == "Un\u00a0: un."


def test_the_account_counts_what_has_no_counterpart() -> None:
    count = account(ENGLISH)
    assert (count.source, count.target, count.unmatched_source, count.unmatched_target) == (4, 3, 1, 1)


def test_the_account_fails_where_a_segment_is_lost() -> None:
    with pytest.raises(AssertionError, match=r"^4 source segments went in, 3 came out$"):
        account(replace(ENGLISH, beads=(Bead((0,), (0,)), Bead((1, 2), (1, 2)))))


def test_json_names_both_documents_and_every_bead() -> None:
    value = as_json(ENGLISH)
    assert value["target"] == {"file": "en.txt", "symbol": "A/74/1", "language": "en"}
    assert [len(bead["source"]) for bead in value["beads"]] == [1, 2, 1, 0]
    assert value["beads"][0]["source"] == [{"ref": "I.1", "text": "Un."}]
