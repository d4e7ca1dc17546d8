"""Terms that were decided on the glossary page, as the check command knows them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from aligner.cli import dragoman
from aligner.glossary.decisions import Decision, Judged
from aligner.review import glossary_decisions

TEXTS = {
    "fr": "1. Le Comité étudie la traite des personnes.\n2. Les États luttent contre la traite des personnes.\n",
    "en": "1. The Committee studies human trafficking.\n2. States combat trafficking in persons.\n",
}
STATUSES = (Judged("en", "human trafficking", "forbidden"), Judged("en", "trafficking in persons", "preferred"))


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    for language, text in TEXTS.items():
        (tmp_path / "corpora" / language).mkdir(parents=True)
        (tmp_path / "corpora" / language / "A-1.txt").write_text(text, encoding="utf-8")
    return tmp_path / "corpora"


def found(*arguments: str | Path) -> list[str]:
    given = ["check", *map(str, arguments), "--select", "deprecated-term", "--format", "json"]
    result = CliRunner().invoke(dragoman, given, standalone_mode=False)
    assert result.exception is None
    return [finding["message"] for finding in json.loads(result.stdout)]


def decide(folder: Path, *decisions: Decision) -> None:
    glossary_decisions.write(folder / glossary_decisions.FILE, decisions, "")


MESSAGE = "“human trafficking” is forbidden: “trafficking in persons”"


@pytest.mark.parametrize("checked", [".", "en/A-1.txt"])
def test_a_decided_status_is_checked_without_a_term_list(corpora: Path, checked: str) -> None:
    assert found(corpora / checked) == []
    decide(corpora, Decision(term="traite des personnes", verdict="accepted", statuses=STATUSES))
    assert found(corpora / checked) == [MESSAGE]


def test_a_decision_changes_the_list_beside_the_documents_but_not_one_that_is_named(corpora: Path) -> None:
    rows = "fr,en\ntraite des personnes,trafficking in persons\n"
    (corpora / "terms.csv").write_text(rows, encoding="utf-8")
    (corpora / "dragoman.toml").write_text('glossary = "terms.csv"\n', encoding="utf-8")
    decide(corpora, Decision(term="traite des personnes", verdict="annotated", statuses=STATUSES[:1]))
    assert found(corpora) == [MESSAGE]
    assert found(corpora, "--glossary", corpora / "terms.csv") == []


def test_decisions_above_the_settings_are_others(corpora: Path) -> None:
    decide(corpora.parent, Decision(term="traite des personnes", verdict="accepted", statuses=STATUSES))
    (corpora / "dragoman.toml").write_text('source = "fr"\n', encoding="utf-8")
    assert found(corpora / "en" / "A-1.txt") == []
    decide(corpora, Decision(term="traite des personnes", verdict="rejected", statuses=STATUSES))
    assert found(corpora / "en" / "A-1.txt") == []
