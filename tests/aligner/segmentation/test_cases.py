"""Hard cases of each language: full stops that end nothing, and ends that are easy to miss."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from aligner.segmentation import segment_text

FOLDER = Path(__file__).parents[2] / "cases" / "segmentation"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))
SIX = ("ar", "en", "es", "fr", "ru", "zh")
REACHED = 0.99
"""Share of boundaries that must be right, of those wanted and those made."""


def cases_of(language: str) -> list[str]:
    with (FOLDER / f"{language}.toml").open("rb") as stream:
        cases: list[str] = tomllib.load(stream)["cases"]
    return cases


def cut(case: str, language: str) -> str:
    """The case with a bar wherever our rules end a sentence."""
    text = case.replace("|", "" if language == "zh" else " ")
    return "|".join(text[span.start : span.end] for span in segment_text(text, language))


def boundaries(case: str) -> set[int]:
    """Number of characters other than spaces before each bar."""
    bare = "".join(case.split())
    places = [index for index, sign in enumerate(bare) if sign == "|"]
    return {place - before for before, place in enumerate(places)}


def test_there_are_enough_cases() -> None:
    assert set(SIX) <= set(LANGUAGES)
    assert {language: len(cases_of(language)) >= 100 for language in SIX} == dict.fromkeys(SIX, True)
    assert all(len(set(cases_of(language))) == len(cases_of(language)) for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_boundaries_are_right(language: str) -> None:
    right = wrong = 0
    missed = []
    for case in cases_of(language):
        wanted, made = boundaries(case), boundaries(cut(case, language))
        right += len(wanted & made)
        wrong += len(wanted ^ made)
        if wanted != made:
            missed.append(f"{case}  ->  {cut(case, language)}")
    assert right / (right + wrong) >= REACHED, "\n".join(missed)
