"""``dragoman memory`` as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import tmx
from tests.conftest import ROOT
from tests.tmx.store.samples import unit

UNITS = [
    unit("1", "Les ports contrôlent les navires.", "Ports inspect vessels.", document="A/1", ref="I.1"),
    unit("2", "Les gardiens protègent la forêt.", "Guards protect the forest.", document="A/1", ref="I.2"),
    unit("3", "Les gardes protègent la rivière.", "Guards protect the river.", document="A/2", ref="I.1"),
]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", "from aligner.cli import main; main()", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("memory")
    tmx.write_units(folder / "a.tmx", UNITS, header=tmx.Header(source_language="fr"))
    url = f"sqlite:///{folder / 'memory.db'}"
    done = run("memory", "import", folder / "a.tmx", folder / "a.tmx", "--db", url)
    assert (done.returncode, done.stdout) == (0, "3 units added, 0 updated, 3 already there\n"), done.stderr
    return url


def test_stats(database: str) -> None:
    found = json.loads(run("memory", "stats", "--db", database, "--format", "json").stdout)
    assert list(found) == ["units", "languages", "documents", "bytes"]
    assert (found["units"], found["languages"], found["documents"]) == (3, {"en": 3, "fr": 3}, 2)


def test_lookup(database: str, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("Les gardiens protègent la rive.\nRien de tel\n", encoding="utf-8")
    options = ("--db", database, "--source-lang", "fr", "--target-lang", "en")
    done = run("memory", "lookup", "--file", queries, *options, "--min-score", 50, "--format", "json")
    answers: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(answer) for answer in answers] == [["query", "ms", "matches"]] * 2
    assert [[match["score"] for match in answer["matches"]] for answer in answers] == [[80, 60], []]
    assert answers[0]["matches"][0] == {
        "score": 80,
        "source": "Les gardiens protègent la forêt.",
        "target": "Guards protect the forest.",
        "unit": "2",
        "document": "A/1",
        "ref": "I.2",
    }
    done = run("memory", "lookup", "Les gardiens protègent la rive.", *options, "--top", 1)
    assert done.stdout.splitlines()[1:] == [
        "  80 % Les gardiens protègent la [-forêt-]{+rive+}.",
        "        Guards protect the forest.",
        "        (A/1, I.2, 2)",
        "",
    ]


def test_concordance(database: str) -> None:
    done = run("memory", "concordance", "foret", "--db", database, "--lang", "fr", "--format", "json")
    (line,) = json.loads(done.stdout)
    assert (line["match"], line["left"]) == ("forêt", "Les gardiens protègent la ")
    assert line["translations"] == {"en": "Guards protect the forest."}


def test_export_merge_and_diff(database: str, tmp_path: Path) -> None:
    whole, other, merged = (tmp_path / name for name in ("whole.tmx", "other.tmx", "merged.tmx"))
    assert run("memory", "export", whole, "--db", database).returncode == 0
    with tmx.open_units(whole) as reader:
        assert [one.id for one in reader] == ["1", "2", "3"]
    changed = unit("2", "Les gardiens protègent la forêt.", "Wardens protect the forest.", document="A/1", ref="I.2")
    tmx.write_units(other, [UNITS[0], changed], header=tmx.Header(source_language="fr"))
    done = run("memory", "merge", whole, other, "-o", merged)
    assert done.stdout == f"4 units written: 0 new from {other}, 1 duplicates joined, 1 conflicts\n"
    assert done.stderr.splitlines()[-1] == (
        "conflict: A/1, I.2: Guards protect the forest. <> Wardens protect the forest. (both kept)"
    )
    assert (run("memory", "diff", whole, whole).returncode, run("memory", "diff", whole, other).returncode) == (0, 1)
    found = json.loads(run("memory", "diff", whole, other, "--format", "json").stdout)
    assert (found["same"], len(found["removed"]), found["added"], len(found["changed"])) == (1, 1, [], 1)


def test_a_bad_file_leaves_the_store_as_it_was(database: str, tmp_path: Path) -> None:
    good = tmp_path / "good.tmx"
    tmx.write_units(good, [unit("9", "La digue.", "The dyke.")], header=tmx.Header(source_language="fr"))
    bad = ROOT / "tests" / "cases" / "formats" / "tmx14" / "invalid" / "raw-ampersand.tmx"
    done = run("memory", "import", good, bad, "--db", database)
    assert done.returncode == 2
    assert done.stderr.startswith(f"dragoman: {bad}, line 10: ")
    assert json.loads(run("memory", "stats", "--db", database, "--format", "json").stdout)["units"] == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("stats", "--db", "sqlite:///none.db"), "none.db: there is no such store; 'dragoman memory import' makes one"),
        (("lookup", "--db", "sqlite:///none.db"), "say either a text or --file QUERIES.txt"),
        (("stats", "--db", "x"), "'x' is not the address of a store; write sqlite:///memory.db or postgresql://…"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str) -> None:
    done = run("memory", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"dragoman: {message}\n")
