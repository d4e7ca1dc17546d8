"""What a terminologist decides: on disk at once, taken back, conflicts, saved in every format."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from aligner.errors import UsageError
from aligner.glossary.deciding import decided
from aligner.glossary.model import Glossary
from aligner.review import exports, glossary_decisions
from aligner.review.decisions import StaleDecisions
from aligner.review.glossary_desk import GlossaryDesk, TermQuery
from tests.aligner.review.samples import glossary

HEAD = '[[decision]]\nid = "t-traite"\nterm = "traite"\n'


@pytest.fixture
def desk(tmp_path: Path) -> GlossaryDesk:
    return GlossaryDesk(glossary, tmp_path / glossary_decisions.FILE, "build")


def act(desk: GlossaryDesk, action: str, identifier: str = "t-traite", **values: str) -> None:
    desk.act(desk.entries(TermQuery())["version"], action, identifier, values)


def listed(desk: GlossaryDesk, **query: Any) -> list[str]:  # noqa: ANN401
    return [entry["term"] for entry in desk.entries(TermQuery(**query))["entries"]]


def terms(glossary: Glossary, language: str, place: int = 2) -> list[tuple[str, str]]:
    return [(term.text, term.status) for term in glossary.entries[place].terms[language]]


@pytest.mark.parametrize(
    ("action", "values", "written"),
    [
        ("accept", {}, 'decision = "accepted"\n'),
        ("reject", {}, 'decision = "rejected"\n'),
        ("merge", {"into": "état"}, 'decision = "merged"\ninto = "État"\n'),
        ("rename", {"into": "traite des personnes"}, 'decision = "renamed"\ninto = "traite des personnes"\n'),
        (
            "status",
            {"language": "en", "text": "human trafficking", "status": "deprecated"},
            'decision = "annotated"\nstatuses = [\n    "en: human trafficking = deprecated",\n]\n',
        ),
        ("note", {"text": "ask  Vienna"}, 'decision = "annotated"\nnote = "ask Vienna"\n'),
        ("definition", {"text": "Protocol, art. 3"}, 'decision = "annotated"\ndefinition = "Protocol, art. 3"\n'),
    ],
)
def test_an_action_is_on_disk_and_can_be_taken_back_and_done_again(
    desk: GlossaryDesk, action: str, values: dict[str, str], written: str
) -> None:
    act(desk, action, **values)
    assert desk.path.read_text(encoding="utf-8") == HEAD + written
    read = glossary_decisions.read(desk.path)
    desk.turn(desk.entries(TermQuery())["version"], back=True)
    assert desk.path.read_text(encoding="utf-8") == ""
    desk.turn(desk.entries(TermQuery())["version"], back=False)
    assert glossary_decisions.read(desk.path) == read
    assert decided(decided(glossary(), read), read) == decided(glossary(), read)


def test_what_is_decided_is_shown_at_once(desk: GlossaryDesk) -> None:
    act(desk, "status", language="en", text="human trafficking", status="preferred")
    act(desk, "status", language="en", text="trafficking", status="forbidden")
    act(desk, "status", language="fr", text="traite", status="preferred")
    assert terms(desk.decided(accepted_only=False), "en") == [
        ("human trafficking", "preferred"),
        ("trafficking", "forbidden"),
    ]
    act(desk, "status", language="en", text="trafficking", status="preferred")
    assert terms(desk.decided(accepted_only=False), "en") == [("trafficking", "preferred")]
    act(desk, "status", language="en", text="trafficking", status="")
    assert terms(desk.decided(accepted_only=False), "en") == [("trafficking", "")]
    assert listed(desk, status="preferred") == ["traite"]
    assert listed(desk, status="open") == ["comité", "État", "traite"]


def test_merged_concepts_share_their_terms_and_evidence(desk: GlossaryDesk) -> None:
    act(desk, "merge", into="État")
    merged = desk.decided(accepted_only=False)
    assert [entry.id for entry in merged.entries] == ["t-comité", "t-État"]
    assert terms(merged, "fr", 1) == [("État", ""), ("traite", "admitted")]
    assert terms(merged, "en", 1) == [("State", ""), ("trafficking", "")]
    assert len(merged.entries[1].contexts) == 2
    with pytest.raises(UsageError, match="no entry has the term “x”"):
        act(desk, "merge", "t-comité", into="x")
    with pytest.raises(UsageError, match="say which concept it belongs to"):
        act(desk, "merge", "t-comité", into="")


def test_entries_are_filtered_by_status_and_text_and_sorted(desk: GlossaryDesk) -> None:
    act(desk, "reject", "t-État")
    assert listed(desk, status="rejected") == ["État"]
    assert listed(desk, status="listed") == ["comité"]
    assert listed(desk, text="TRAFFICK") == ["traite"]
    assert listed(desk, text="etats") == ["État"]
    assert listed(desk, order="term") == ["comité", "traite", "État"]
    assert listed(desk, order="count") == ["comité", "État", "traite"]
    found = desk.entries(TermQuery(offset=1, limit=1))
    assert (found["total"], found["open"], len(found["entries"])) == (3, 2, 1)


def test_an_entry_shows_its_evidence(desk: GlossaryDesk) -> None:
    entry = desk.entry("t-traite")
    assert entry["chart"]["parts"] == [{"document": "A/1", "section": "I"}, {"document": "A/1", "section": "II"}]
    assert entry["chart"]["lines"] == [
        {"text": "traite", "counts": [2, 1]},
        {"text": "traites", "counts": [0, 1]},
    ]
    assert entry["contexts"][0]["target"]["spans"] == ((4, 15),)
    assert entry["languages"][0]["terms"][0]["refs"][1] == {"ref": "II.3", "shown": "II, par. 3"}


def test_a_stale_or_impossible_action_is_refused_and_nothing_written(desk: GlossaryDesk) -> None:
    old = desk.entries(TermQuery())["version"]
    act(desk, "accept")
    before = desk.path.read_bytes()
    with pytest.raises(StaleDecisions):
        desk.act(old, "reject", "t-traite", {})
    for action, values, message in (
        ("burn", {}, "unknown action 'burn'"),
        ("rename", {"into": ""}, "say what it becomes"),
        ("status", {"language": "en", "text": "x", "status": "good"}, "unknown status 'good'"),
        ("status", {"language": "en", "text": " ", "status": "preferred"}, "a status is of a term: say which"),
    ):
        with pytest.raises(UsageError) as caught:
            act(desk, action, **values)
        assert str(caught.value) == message
    with pytest.raises(UsageError, match="there is no such entry"):
        act(desk, "accept", "t-x")
    assert desk.path.read_bytes() == before


def test_a_decision_about_a_term_that_is_gone_stands_and_is_shown(desk: GlossaryDesk) -> None:
    act(desk, "accept")
    later = GlossaryDesk(lambda: dataclasses.replace(glossary(), entries=glossary().entries[:2]), desk.path, "later")
    found = later.entries(TermQuery())
    assert found["conflicts"] == ["“traite” is accepted, but is not found in the texts any more."]
    assert [entry["id"] for entry in found["entries"]] == ["t-comité", "t-État", "said-traite"]
    assert later.entry("said-traite")["contexts"] == []
    act(later, "reopen", "said-traite")
    assert glossary_decisions.read(desk.path) == ()


@pytest.mark.parametrize("ending", ["tbx", "csv", "xlsx"])
def test_the_glossary_is_saved_as_it_stands(desk: GlossaryDesk, tmp_path: Path, ending: str) -> None:
    act(desk, "accept")
    act(desk, "reject", "t-État")
    everything = exports.glossary(desk.decided(accepted_only=False), ending)
    assert everything.name == f"glossary.{ending}"
    path = tmp_path / everything.name
    path.write_bytes(exports.glossary(desk.decided(accepted_only=True), ending).body)
    if ending == "xlsx":
        from openpyxl import load_workbook

        assert [row[1].value for row in load_workbook(path).worksheets[0].iter_rows(min_row=2)] == ["comité", "traite"]
    else:
        text = path.read_text(encoding="utf-8")
        assert "traite" in text
        assert "État" not in text


def test_an_unknown_ending_is_refused() -> None:
    with pytest.raises(UsageError, match=r"the glossary is not written as '\.\./x'"):
        exports.glossary(glossary(), "../x")
