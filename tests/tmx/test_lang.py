"""Language tags."""

from __future__ import annotations

import pytest

from tmx.errors import TmxError
from tmx.lang import matches, normalise, primary


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("fra", "fr"),
        ("fre", "fr"),
        ("fr_FR", "fr-FR"),
        ("fr_FR.UTF-8@euro", "fr-FR"),
        ("EN-us", "en-US"),
        ("ZH-HANS-cn", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("ara", "ar"),
        ("haw", "haw"),
        ("sl-ROZAJ-biske", "sl-rozaj-biske"),
        ("en-x-US", "en-x-us"),
    ],
)
def test_normalised(written: str, normal: str) -> None:
    assert normalise(written) == normal
    assert normalise(normal) == normal


@pytest.mark.parametrize("wrong", ["", "f", "français", "fr-", "fr--FR", "12", "fr FR", "abcdefghijk"])
def test_refused(wrong: str) -> None:
    with pytest.raises(TmxError) as caught:
        normalise(wrong)
    assert str(caught.value) == f"{wrong!r} is not a language tag; write it like 'fr' or 'fr-CA'"


def test_primary_and_matches() -> None:
    assert primary("fr_CA") == "fr"
    assert matches("fr", "fra-CA")
    assert matches("FR_ca", "fr-CA")
    assert not matches("fr-CA", "fr-FR")
    assert not matches("fr", "en")
