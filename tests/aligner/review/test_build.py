"""Decisions made beside the corpora hold in what the next build writes."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

import tmx
from aligner.alignment.evidence_kinds import KINDS
from aligner.errors import AlignerError
from aligner.glossary.deciding import listed
from aligner.glossary.decisions import Decision as TermDecision
from aligner.glossary.decisions import Judged
from aligner.pipeline import results
from aligner.pipeline.build import BuildOptions, build
from aligner.review import glossary_decisions
from aligner.review.decisions import FILE, Decision, DecisionFile, anchors
from aligner.review.workspace import Workspace
from tmx.terms import LanguageSection, Term, TermEntry, TermStatus

FRENCH = "I. Forêts\n1. Les États devraient protéger les forêts.\n2. Le Secrétariat devrait publier 12 guides.\n"
ENGLISH = "I. Forests\n1. States should protect forests.\n2. The Secretariat should publish 12 guides.\n"


def texts(folder: Path) -> list[str | None]:
    with tmx.open_units(folder / "build" / "memory.fr-en.tmx") as reader:
        return [unit.text("en") for unit in reader]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language, text in (("fr", FRENCH), ("en", ENGLISH)):
        (tmp_path / "corpora" / language).mkdir(parents=True)
        (tmp_path / "corpora" / language / "A-1.txt").write_text(text, encoding="utf-8")
    build(BuildOptions(corpora=tmp_path / "corpora", out=tmp_path / "build"))
    return tmp_path


def test_a_rejected_pair_is_not_in_the_next_memory(folder: Path) -> None:
    assert texts(folder) == ["Forests", "States should protect forests.", "The Secretariat should publish 12 guides."]
    loaded = results.load(folder / "build")
    assert loaded.corpora == folder / "corpora"
    (bitext,) = loaded.bitexts
    said = Decision(
        document=bitext.source.symbol,
        source_language="fr",
        target_language="en",
        verdict="rejected",
        source=anchors(bitext.source_segments, (1,)),
        target=anchors(bitext.target_segments, (1,)),
    )
    DecisionFile(folder / "corpora" / FILE).write([said], "")
    options = BuildOptions(corpora=folder / "corpora", out=folder / "build")
    assert build(options).warnings == ()
    assert texts(folder) == ["Forests", "The Secretariat should publish 12 guides."]
    assert results.load(folder / "build").bitexts == (bitext,)

    french = FRENCH.replace("Les États", "Les Parties")
    (folder / "corpora" / "fr" / "A-1.txt").write_text(french, encoding="utf-8")
    assert build(options).warnings == (
        "decisions.jsonl: A-1 (fr-en): This text is no longer in the document: "
        "I.1 “Les États devraient protéger les forêts.”",
    )


def test_a_segment_that_was_cut_and_split_is_two_units_of_the_next_memory(folder: Path) -> None:
    desk = Workspace(lambda: results.load(folder / "build"), lambda: "1").desks().alignment
    for side, at in (("source", "Les États devraient"), ("target", "States should")):
        desk.cut(0, desk.documents()["version"], 1, (side, 0, len(at)))
    desk.act(0, desk.documents()["version"], "split", [1], (1, 1))
    assert build(BuildOptions(corpora=folder / "corpora", out=folder / "build")).warnings == ()
    # and the paragraph of several segments as a whole, as in every memory
    whole = "States should protect forests."
    guides = "The Secretariat should publish 12 guides."
    assert texts(folder) == ["Forests", "States should", "protect forests.", guides, whole]


def test_what_speaks_for_a_bead_is_kept_by_the_build(folder: Path) -> None:
    loaded = results.load(folder / "build")
    explained = loaded.explained(0, 0)
    assert explained is not None
    assert len(explained.beads) == len(loaded.bitexts[0].beads)
    assert [one.kind for one in explained.beads[2]] == list(KINDS)
    assert ("12", "12") in explained.beads[2][0].pairs


def test_a_folder_without_a_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(AlignerError) as caught:
        results.load(tmp_path)
    assert str(caught.value) == f"{tmp_path}: no build was made here (run 'dragoman build' again)"


def test_decisions_about_terms_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / glossary_decisions.FILE
    made = [
        TermDecision(term="traite", verdict="accepted", target="trafficking", note='says "so"\n\x7f\\'),
        TermDecision(term="eau", verdict="rejected"),
    ]
    glossary_decisions.write(path, made, "")
    assert path.read_text(encoding="utf-8").startswith('[[decision]]\nterm = "eau"\ndecision = "rejected"\n\n[[')
    assert [(one.term, one.note) for one in glossary_decisions.read(path)] == [
        ("eau", ""),
        ("traite", 'says "so"\n\x7f\\'),
    ]


def test_the_checks_hold_texts_against_what_was_decided_about_terms(folder: Path) -> None:
    def found() -> list[tuple[str, str]]:
        rows = json.loads((folder / "build" / "findings.json").read_text(encoding="utf-8"))
        return [(row["ref"], row["message"]) for row in rows if row["check"] == "deprecated-term"]

    assert found() == []
    statuses = (Judged("en", "guides", "deprecated"), Judged("en", "manuals", "preferred"))
    decision = TermDecision(term="guides", verdict="accepted", statuses=statuses)
    path = folder / "corpora" / glossary_decisions.FILE
    glossary_decisions.write(path, [decision], "")
    options = BuildOptions(corpora=folder / "corpora", out=folder / "build")
    build(options)
    assert found() == [("I.2", "“guides” is deprecated: “manuals”")]
    path.unlink()
    build(options)
    assert found() == []


def test_a_term_list_is_held_as_people_decided_about_it() -> None:
    def entry(name: str, *english: tuple[str, TermStatus]) -> TermEntry:
        terms = tuple(Term(text=text, status=status) for text, status in english)
        sections = (
            LanguageSection(language="fr", terms=(Term(text=name),)),
            LanguageSection(language="en", terms=terms),
        )
        return TermEntry(id=name, languages=sections)

    terms = [
        entry("traite", ("trafficking", ""), ("trade", "")),
        entry("eau", ("water", "")),
        entry("mer", ("sea", "")),
    ]
    decisions = [
        TermDecision(term="Traite", verdict="accepted", statuses=(Judged("en", "trade", "preferred"),)),
        TermDecision(term="eau", verdict="rejected"),
        TermDecision(term="mer", verdict="annotated", note="later"),
        TermDecision(term="ciel", verdict="annotated", statuses=(Judged("en", "heaven", "forbidden"),)),
    ]
    assert listed(terms, decisions, "fr") == (
        entry("traite", ("trade", "preferred"), ("trafficking", "")),
        terms[2],
        dataclasses.replace(entry("ciel", ("heaven", "forbidden")), id=""),
    )
