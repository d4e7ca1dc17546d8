"""Our XLIFF by the rules of its two versions, for which no schema is installed anywhere, and in OmegaT."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

import tmx
from aligner.cli import dragoman
from tests.clients import omegat
from tests.tmx.formats.test_units import FULL

STATES_12 = set(
    "final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n needs-review-translation "
    "needs-translation new signed-off translated".split()
)
"""XLIFF 1.2, section 3, attribute ``state``."""
STATES_2 = {"initial", "translated", "reviewed", "final"}
"""XLIFF 2.1, section 4.3.1, attribute ``state``."""
SENTENCES = (
    "La première phrase, que personne ne connaît.",
    "Le port est ouvert aux grands navires.",
    "Personne n’y était.",
    "Et voici la dernière.",
)
ORDER_12 = ["source", "seg-source", "target", "context-group", "count-group", "prop-group", "note", "alt-trans"]
"""Children of a trans-unit: those before ``target`` in this order, the others after it in any (1.2, section 2.4)."""


def written(name: str) -> etree._Element:
    units = [
        *FULL,
        FULL[0]._replace(id="9", matches=(tmx.Match("Un", "One", 88, "CTOC/1, IV.2"), tmx.Match("Un", "An", 75, ""))),
        FULL[1]._replace(id="9 b", notes=(tmx.Note("one"), tmx.Note("two"))),
        FULL[1]._replace(id="9 b", variants=(tmx.Variant("fr", "seul"),)),
        FULL[1]._replace(id=""),
    ]
    stream = io.BytesIO()
    chosen = next(one for one in tmx.formats.unit_formats() if one.name == name)
    assert chosen.write is not None
    chosen.write(stream, tmx.Header(source_language="fr"), units, tmx.WriteOptions())
    return etree.fromstring(stream.getvalue())


def children(element: etree._Element) -> list[str]:
    return [etree.QName(one).localname for one in element if isinstance(one.tag, str)]


def test_xliff_12_keeps_its_rules() -> None:
    root = written("xliff12")
    space = "{urn:oasis:names:tc:xliff:document:1.2}"
    assert (root.tag, root.get("version")) == (f"{space}xliff", "1.2")
    units = list(root.iter(f"{space}trans-unit"))
    assert len(units) == 7
    for file in root.iter(f"{space}file"):
        assert all(file.get(name) for name in ("original", "source-language", "target-language", "datatype"))
    for unit in units:
        names = children(unit)
        assert names[0] == "source"
        assert set(names) <= set(ORDER_12)
        assert "target" not in names or names.index("target") == 1 + ("seg-source" in names)
        assert Counter(names)["target"] <= 1
        for target in unit.findall(f"{space}target"):
            state = target.get("state") or "new"
            assert state in STATES_12 or state.startswith("x-")
        for proposal in unit.findall(f"{space}alt-trans"):
            assert children(proposal) == ["source", "target"]
    identifiers = [unit.get("id") for unit in units]
    assert all(identifiers)
    assert len(set(identifiers)) == len(identifiers)


def test_xliff_21_keeps_its_rules() -> None:
    root = written("xliff2")
    space = "{urn:oasis:names:tc:xliff:document:2.0}"
    assert (root.tag, root.get("version"), root.get("srcLang")) == (f"{space}xliff", "2.1", "fr")
    assert root.get("trgLang")
    for file in root.iter(f"{space}file"):
        units = [unit.get("id") or "" for unit in file.iter(f"{space}unit")]
        assert file.get("id")
        # identifiers are NMTOKENs (section 4.3.1, attribute id)
        assert all(one and not set(one) & set(" \t/&<>\"'") for one in units)
        assert len(set(units)) == len(units)
    assert len(list(root.iter(f"{space}unit"))) == 7
    for unit in root.iter(f"{space}unit"):
        names = children(unit)
        assert names[-1] == "segment"
        assert names.count("segment") == 1
        # modules and notes come before the segments (section 4.2.2.5)
        assert all(name in ("metadata", "matches", "notes") for name in names[:-1])
    for segment in root.iter(f"{space}segment"):
        assert children(segment) in (["source"], ["source", "target"])
        assert segment.get("state", "initial") in STATES_2


@pytest.mark.client
def test_omegat_shows_every_unit_of_a_pre_translation(tmp_path: Path) -> None:
    """OmegaT 3.6 translates what stands in targets: those found in the memory, and copies of the sources elsewhere."""
    document = tmp_path / "a.txt"
    document.write_text("\n\n".join(SENTENCES) + "\n", encoding="utf-8")
    known = [("Le port est ouvert aux navires.", "The port is open to ships."), (SENTENCES[2], "Nobody was there.")]
    memory = [
        tmx.TranslationUnit(f"{place}", (tmx.Variant("fr", source), tmx.Variant("en", target)))
        for place, (source, target) in enumerate(known)
    ]
    tmx.write_units(tmp_path / "m.tmx", memory, header=tmx.Header(source_language="fr"))
    out = tmp_path / "a.xlf"
    asked = ["leverage", document, "--lang", "fr", "--memory", tmp_path / "m.tmx", "--copy-source", "-o", out]
    done = CliRunner().invoke(dragoman, [str(one) for one in asked], standalone_mode=False)
    assert done.return_value == 0, done.output
    shown = omegat.segments(tmp_path / "first", out)
    assert sorted(shown) == sorted([SENTENCES[0], "The port is open to ships.", "Nobody was there.", SENTENCES[3]])
    # what is translated there comes back in the targets
    finished = [(SENTENCES[0], "First sentence, which is new."), (SENTENCES[3], "And the last one.")]
    rest = [tmx.TranslationUnit("", (tmx.Variant("fr", old), tmx.Variant("en", new))) for old, new in finished]
    tmx.write_units(tmp_path / "rest.tmx", rest, header=tmx.Header(source_language="fr"))
    translated = omegat.translate(tmp_path / "second", tmp_path / "rest.tmx", out)
    with tmx.open_units(translated) as units:
        texts = [unit.text("en") for unit in units]
    assert texts == ["First sentence, which is new.", "The port is open to ships.", "Nobody was there.",
                     "And the last one."]  # fmt: skip
