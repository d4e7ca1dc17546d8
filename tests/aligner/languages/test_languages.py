"""The languages: data, markers, references, detection; and how a new one is added."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import aligner.languages as package
from aligner.documents.plain import lines_of
from aligner.errors import UsageError
from aligner.languages import get, known
from aligner.languages.detection import detect
from aligner.languages.language import LATIN_MARKERS, LEVELS, Language, NumberFormat, ReferenceForm
from aligner.languages.reference import display_ref
from aligner.structure import build
from aligner.structure.layout import Layout
from aligner.structure.markers import MarkerReader

CASES = Path(__file__).resolve().parents[2] / "cases" / "languages"


def cases(tag: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{tag}.toml").read_text("utf-8"))


def test_every_language_has_its_case_file() -> None:
    assert sorted(file.stem for file in CASES.glob("*.toml")) == sorted([*known(), "de"])


@pytest.mark.parametrize("tag", known())
def test_cases(tag: str) -> None:
    case = cases(tag)
    assert detect(case.pop("sample")) == tag
    check_markers(get(tag), case.pop("markers"), case.pop("none"))
    for ref, shown in case.items():
        assert display_ref(ref, tag) == shown


def check_markers(language: Language, markers: list[tuple[str, str, int]], none: list[str]) -> None:
    reader = MarkerReader(language)
    for text, level, value in markers:
        found = [(LEVELS[reading.level], reading.value) for reading in reader.readings(text)]
        assert (level, value) in found, text
    for text in none:
        assert reader.readings(text) == [], text


def test_known_languages() -> None:
    assert known() == ("ar", "en", "es", "fr", "ru", "zh")
    assert get("fr_CA") is get("FR") is get("fra")


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("de", "no language 'de'; known are ar, en, es, fr, ru, zh"),
        ("?", "'?' is not a language tag; write it like 'fr' or 'fr-CA'"),
    ],
)
def test_unknown_language(tag: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        get(tag)
    assert str(caught.value) == message


@pytest.mark.shared
def test_length_priors_are_the_measured_ones(shared: Path) -> None:
    measured = json.loads((shared / "length_ratios.json").read_text("utf-8"))
    for tag, figures in measured.items():
        prior = get(tag).length
        assert (prior.ratio, prior.log_sd, prior.p05, prior.p95, prior.variance) == (
            figures["geo_mean"],
            figures["log_sd"],
            figures["p05"],
            figures["p95"],
            figures["gale_church_s2"],
        )


@pytest.mark.shared
def test_detection_of_short_texts(shared: Path) -> None:
    for tag in known():
        lines = (shared / "un6" / f"devset.{tag}").read_text("utf-8").split("\n")
        texts = [line for line in lines if len(line) > 80][:200]
        right = sum(detect(text) == tag for text in texts)
        assert right >= 0.97 * len(texts), f"{tag}: {right} of {len(texts)}"


GERMAN = Language(
    tag="de",
    name="German",
    endonym="Deutsch",
    script="Latin",
    markers=LATIN_MARKERS,
    annexes=("Anhang", "Anlage"),
    chapters=("Kapitel {}",),
    articles=("Artikel {}",),
    numbers=NumberFormat(thousands=(".", "\u202f"), decimal=(",",)),
    quotes=(("„", "“"), ("»", "«")),
    reference=ReferenceForm(paragraph="Ziff. {}", item=" {})", subitem=" {})", footnote="Fußnote {}"),
    frequent=tuple("der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es".split()),
)


def test_a_new_language_is_one_module_and_one_case_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = ModuleType("aligner.languages.de")
    vars(module)["LANGUAGE"] = GERMAN
    (tmp_path / "de.py").write_text("", "utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    monkeypatch.setitem(sys.modules, "aligner.languages.de", module)
    known.cache_clear()
    try:
        case = cases("de")
        assert get("deu") is GERMAN
        assert detect(case["sample"]) == "de"
        check_markers(GERMAN, case["markers"], case["none"])
        assert display_ref("IV.46.j.v", "de") == case["IV.46.j.v"]
        items = "a) Ein Punkt;\nb) Noch ein Punkt.\n"
        text = f"I. Erste Sitzung\n1. {case['sample']}\n{items}Anhang\nArtikel 3\n1. Das ist es.\n"
        document = build(Layout(text=text, lines=lines_of(text), stem="x"))
        assert document.language == "de"
        assert [block.ref for block in document.walk()] == [
            "I",
            "I.1",
            "I.1.a",
            "I.1.b",
            "annex",
            "annex.art3",
            "annex.art3.1",
        ]
    finally:
        known.cache_clear()
