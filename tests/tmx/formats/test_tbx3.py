"""TBX version 3 against the rules of ISO 30042:2019 for TBX-Basic, written down in ``tests/cases/formats/tbx3``."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

import tmx
from tests.tmx import strategies
from tests.tmx.formats.test_terms import ENTRIES
from tmx.formats.tbx.write import write

ROOT = Path(__file__).parents[3]
RULES = etree.RelaxNG(etree.parse(ROOT / "tests" / "cases" / "formats" / "tbx3" / "tbx-basic.rng"))


def written(entries: list[tmx.TermEntry]) -> bytes:
    """The entries as TBX version 3."""
    stream = io.BytesIO()
    write(stream, entries, tmx.WriteOptions(version="3"))
    return stream.getvalue()


def errors(data: bytes) -> str:
    """What is against the rules, empty where nothing is."""
    return "" if RULES.validate(etree.fromstring(data)) else str(RULES.error_log)


def test_what_is_written_is_valid() -> None:
    assert errors(written(ENTRIES)) == ""


@settings(max_examples=50, deadline=None)
@given(strategies.ENTRIES)
def test_any_glossary_is_valid(entries: list[tmx.TermEntry]) -> None:
    assert errors(written(entries)) == ""


def test_the_term_list_of_the_corpora_is_valid() -> None:
    with tmx.read_terms(ROOT / "corpora" / "terms" / "terms.csv") as reader:
        entries = list(reader)
    assert len(entries) >= 120
    assert errors(written(entries)) == ""


def test_a_part_of_speech_that_tbx_basic_has_not_is_told() -> None:
    term = tmx.Term(text="au lieu de", part_of_speech="prépositive")
    entry = tmx.TermEntry(id="a", languages=(tmx.LanguageSection(language="fr", terms=(term,)),))
    stream = io.BytesIO()
    remarks = write(stream, [entry], tmx.WriteOptions(version="3"))
    assert [str(one) for one in remarks] == ["unit au lieu de: part of speech 'prépositive' written as 'other'"]
    assert errors(stream.getvalue()) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'style="dca"', b'style="dct"'),
        (b'type="TBX-Basic"', b'type="TBX"'),
        (b"urn:iso:std:iso:30042:ed-2", b"urn:iso:std:iso:30042:ed-1"),
        (b"<term>b</term>", b""),
        (b'id="c2"', b'id="c1"'),
        (b'id="c2"', b'id="2"'),
        (b'<langSec xml:lang="fr">', b"<langSec>"),
        (b"preferredTerm-admn-sts", b"preferred"),
        (b'<descrip type="subjectField">', b'<descrip type="subject">'),
        (b"<note>x</note>", b'<descrip type="definition">x</descrip>'),
        (b'<termNote type="partOfSpeech">noun</termNote>', b'<termNote type="partOfSpeech">n.</termNote>'),
        (b"</conceptEntry>", b"<note>late</note></conceptEntry>"),
        (b"<term>b</term>", b"<note>early</note><term>b</term>"),
        (b"<sourceDesc>", b"<titleStmt/><sourceDesc>"),
    ],
)
def test_what_is_against_the_rules_is_seen(old: bytes, new: bytes) -> None:
    data = written(ENTRIES)
    assert old in data
    assert errors(data.replace(old, new)) != ""
