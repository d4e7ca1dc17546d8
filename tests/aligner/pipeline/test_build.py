"""The build as a user runs it: the command in a process of its own, on a corpora folder made for the test."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tmx
from aligner.pipeline import corpus as corpora
from aligner.pipeline.build import BuildOptions, build

FRENCH = """\
I. Première réunion
1. Les États parties devraient adopter une loi sur les forêts communales. Ils devraient en informer la Conférence.
2. Le Secrétariat devrait publier 12 guides sur la pêche côtière.
3. Les États parties devraient :
  a) Protéger les lacs et les rivières ;
  b) Planter 3 000 arbres chaque année.
"""
ENGLISH = """\
I. First meeting
1. States parties should adopt a law on communal forests. They should inform the Conference of it.
2. The Secretariat should publish 12 guides on coastal fishing.
3. States parties should:
  (a) Protect lakes and rivers;
  (b) Plant 3,000 trees each year.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language, text in (("fr", FRENCH), ("en", ENGLISH)):
        (tmp_path / "corpora" / language).mkdir(parents=True)
        (tmp_path / "corpora" / language / "A-1.txt").write_text(text, encoding="utf-8")
    return tmp_path


def dragoman(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from aligner.cli import main; main()", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_a_build_writes_memory_report_and_summary(folder: Path) -> None:
    done = dragoman(folder, "build", "corpora", "-o", "build")
    assert (done.returncode, done.stderr) == (0, "")
    names = set(contents(folder / "build"))
    assert {"memory.fr-en.tmx", "report.html", "summary.json"} <= names
    assert [line for line in done.stdout.splitlines() if "/" in line] == [f"build/{name}" for name in sorted(names)]
    summary = json.loads((folder / "build" / "summary.json").read_text(encoding="utf-8"))
    assert list(summary) == ["documents", "pairs", "glossary", "findings", "seconds"]
    (pair,) = summary["pairs"]
    assert list(pair) == [
        "source", "target", "documents", "paragraphs", "segments", "beads", "unmatched", "mean_confidence",
    ]  # fmt: skip
    assert pair["paragraphs"] == {"source": 3, "target": 3, "aligned": 3}
    assert pair["beads"] == {"1-1": 7}
    assert pair["unmatched"] == {"source": 0, "target": 0}


def test_the_memory_holds_sentences_and_the_paragraphs_they_make(folder: Path) -> None:
    build(BuildOptions(corpora=folder / "corpora", out=folder / "build"))
    with tmx.open_units(folder / "build" / "memory.fr-en.tmx") as reader:
        units = list(reader)
    assert len({unit.id for unit in units}) == len(units)
    whole = [unit for unit in units if unit.segtype == "paragraph"]
    assert [unit.property("x-ref-source") for unit in whole] == ["I.1"]
    assert whole[0].text("fr") == FRENCH.splitlines()[1].removeprefix("1. ")
    assert sum(unit.property("x-ref-source") == "I.1" for unit in units) == 3


def test_the_same_corpora_give_the_same_bytes_anywhere(folder: Path) -> None:
    first = dragoman(folder, "build", "corpora", "-o", "one", SOURCE_DATE_EPOCH="0", PYTHONHASHSEED="1", TZ="UTC")
    second = dragoman(
        folder, "build", "corpora", "-o", "two", "--jobs", "2",
        SOURCE_DATE_EPOCH="0", PYTHONHASHSEED="2", TZ="Asia/Tokyo", LANG="C", LC_ALL="C",
    )  # fmt: skip
    assert first.returncode == second.returncode == 0
    assert contents(folder / "one") == contents(folder / "two")


def test_a_second_build_does_nothing_again_and_touches_nothing(folder: Path) -> None:
    options = BuildOptions(corpora=folder / "corpora", out=folder / "build", reproducible=True)
    assert build(options).done
    before = {path: path.stat().st_mtime_ns for path in (folder / "build").iterdir() if path.is_file()}
    assert build(options).done == {}
    assert before == {path: path.stat().st_mtime_ns for path in (folder / "build").iterdir() if path.is_file()}


def test_a_changed_document_is_read_again_and_the_other_is_not(folder: Path) -> None:
    options = BuildOptions(corpora=folder / "corpora", out=folder / "build")
    build(options)
    path = folder / "corpora" / "en" / "A-1.txt"
    path.write_text(ENGLISH.replace("each year", "every year"), encoding="utf-8")
    assert "align" in build(options).done
    assert b"every year" in (folder / "build" / "memory.fr-en.tmx").read_bytes()


def test_one_unreadable_document_does_not_stop_the_others(folder: Path) -> None:
    (folder / "corpora" / "fr" / "B-2.txt").write_bytes(b"")
    (folder / "corpora" / "en" / "B-2.txt").write_text(ENGLISH, encoding="utf-8")
    done = dragoman(folder, "build", "corpora", "-o", "build")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "B-2.txt" in done.stderr
    assert json.loads((folder / "build" / "summary.json").read_text(encoding="utf-8"))["pairs"][0]["documents"] == 1


def test_a_folder_that_is_no_language_is_passed_over(folder: Path) -> None:
    for name in ("???", "notes and drafts", "x" * 30):
        (folder / "corpora" / name).mkdir()
        shutil.copy(folder / "corpora" / "fr" / "A-1.txt", folder / "corpora" / name)
    assert corpora.find(folder / "corpora").languages == ("en", "fr")


def test_a_document_without_counterpart_is_said(folder: Path) -> None:
    shutil.copy(folder / "corpora" / "fr" / "A-1.txt", folder / "corpora" / "fr" / "C-3.txt")
    done = dragoman(folder, "build", "corpora", "-o", "build")
    assert done.returncode == 0
    assert f"warning: {Path('corpora/fr/C-3.txt')}: no counterpart in 'en'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build", "nowhere", "-o", "x"), "dragoman: nowhere: no such folder (it should hold one folder per language)"),
        (
            ("build", "corpora", "-o", "x", "--targets", "es"),
            "dragoman: corpora: no documents in 'es' (it holds en, fr)",
        ),
        (("build", "corpora"), "dragoman: Missing option '-o' / '--output' ('dragoman build --help' says more)"),
        (("build", "corpora", "-o", "x", "--date", "yesterday"), "dragoman: --date yesterday: not a date "
         "(write 2026-11-23 or 20261123T120000Z)"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line_and_leaves_nothing(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    done = dragoman(folder, *arguments)
    assert (done.returncode, done.stderr, done.stdout) == (2, message + "\n", "")
    assert not (folder / "x").exists()


def test_the_manifest_is_read_and_held_against_the_files(folder: Path) -> None:
    manifest = folder / "corpora" / "manifest.toml"
    manifest.write_text('[[document]]\nfile = "fr/A-1.txt"\nsha256 = "00"\nstatus = "official"\n', encoding="utf-8")
    found = corpora.find(folder / "corpora")
    assert found.of("fr")["A-1"].status == "official"
    assert "differs from the sha256" in found.warnings[0]
    manifest.write_text('[[document]]\nfile = "fr/A-1.txt"\nstatu = "official"\n', encoding="utf-8")
    with pytest.raises(Exception, match=r"manifest.toml, document 1: unknown key 'statu'"):
        corpora.find(folder / "corpora")


def test_the_compendium_is_aligned_paragraph_by_paragraph(root: Path, tmp_path: Path) -> None:
    result = build(BuildOptions(corpora=root / "corpora", out=tmp_path, targets=("en",)))
    (pair,) = result.summary["pairs"]
    assert pair["paragraphs"] == {"source": 198, "target": 198, "aligned": 198}
    assert pair["unmatched"] == {"source": 0, "target": 0}
    assert result.failures == ()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no terminals here")
@pytest.mark.parametrize("quiet", [False, True])
def test_how_far_it_is_is_shown_on_a_terminal_only(folder: Path, quiet: bool) -> None:
    main, terminal = os.openpty()
    command = [sys.executable, "-c", "from aligner.cli import main; main()", "build", str(folder / "corpora"), "-o"]
    with os.fdopen(terminal, "wb") as errors:
        on_terminal = [*command, str(folder / "shown"), *(["--quiet"] if quiet else [])]
        subprocess.run(on_terminal, check=True, stdout=subprocess.DEVNULL, stderr=errors)
        errors.write(b"end\n")
        errors.flush()
        shown = b""
        while b"end" not in shown:
            shown += os.read(main, 1 << 16)
    os.close(main)
    assert (b"read: 2 of 2" in shown) is not quiet
    assert (b"align again: 1 of 1" in shown) is not quiet
    found = subprocess.run([*command, str(folder / "piped")], check=True, capture_output=True)
    assert b" of " not in found.stderr


def test_the_findings_obey_settings_by_path_and_by_document(folder: Path) -> None:
    path = folder / "corpora" / "en" / "A-1.txt"
    path.write_text(ENGLISH.replace("publish 12 guides", "publish the the 12 guides"), encoding="utf-8")
    found = []
    for table in ('per-path."fr/*"', 'per-path."en/A-*"', 'per-document."A-1"'):
        settings = f'[check.{table}]\nignore = ["repeated-word"]\n'
        (folder / "corpora" / "dragoman.toml").write_text(settings, encoding="utf-8")
        assert dragoman(folder, "build", "-o", "out").returncode == 0
        findings = json.loads((folder / "out" / "findings.json").read_text(encoding="utf-8"))
        found.append(sum(each["check"] == "repeated-word" for each in findings))
    assert found == [1, 0, 0]
