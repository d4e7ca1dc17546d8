from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import tmx
from aligner.alignment import ladder
from aligner.cli.align import command
from aligner.errors import AlignerError, UsageError
from tmx.errors import TmxError

FRENCH = """\
I. Première réunion, tenue à Vienne les 14 et 15 avril 2009
1. Les États parties devraient ratifier la Convention de 1961. Ils devraient agir en 2010.
2. Les États parties devraient :
a) Adopter la décision 4/4 de la Conférence ;
b) Communiquer les 34 recommandations au Secrétariat.
3. Le Groupe de travail a examiné le document CTOC/COP/WG.4/2009/2.
"""
ENGLISH = """\
I. First meeting, held in Vienna on 14 and 15 April 2009
1. States parties should ratify the Convention of 1961. They should act in 2010.
2. States parties should:
(a) Adopt decision 4/4 of the Conference;
(b) Communicate the 34 recommendations to the Secretariat.
3. The Working Group considered document CTOC/COP/WG.4/2009/2.
"""
SPANISH = """\
I. Primera reunión, celebrada en Viena los días 14 y 15 de abril de 2009
1. Los Estados partes deberían ratificar la Convención de 1961. Deberían actuar en 2010.
2. Los Estados partes deberían:
a) Adoptar la decisión 4/4 de la Conferencia;
b) Comunicar las 34 recomendaciones a la Secretaría.
3. El Grupo de Trabajo examinó el documento CTOC/COP/WG.4/2009/2.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("a.fr.txt", FRENCH), ("a.en.txt", ENGLISH), ("a.es.txt", SPANISH)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, standalone_mode=False)


def _refused(*arguments: str) -> str:
    error = _run(*arguments).exception
    assert isinstance(error, AlignerError | TmxError | OSError), error
    return str(error)


def _units(path: Path) -> list[tmx.TranslationUnit]:
    with tmx.open_units(path) as reader:
        return list(reader)


def _json(result: Result) -> Any:  # noqa: ANN401  (what JSON holds)
    return json.loads(result.stdout)


def test_a_memory_comes_out_and_the_proof_is_told(folder: Path) -> None:
    result = _run("a.fr.txt", "a.en.txt", "-o", "out.tmx")
    assert result.exception is None
    units = _units(folder / "out.tmx")
    assert ("Les États parties devraient :", "States parties should:") in [
        (unit.text("fr"), unit.text("en")) for unit in units
    ]
    assert {unit.property("x-ref-source") for unit in units} >= {"I", "I.1", "I.2", "I.2.a", "I.2.b", "I.3"}
    assert "a.fr.txt → a.en.txt: segments 7 + 7 in, 7 + 7 out; unmatched 0 + 0; furniture 0; repairs" in result.stderr
    assert (
        result.stdout == "fr → en  7 and 7 segments; beads 1-1: 7; mean confidence " + result.stdout.split()[-1] + "\n"
    )


def test_paragraphs_are_the_segments_at_paragraph_level(folder: Path) -> None:
    _run("a.fr.txt", "a.en.txt", "-o", "out.tmx", "--level", "paragraph")
    assert [unit.segtype for unit in _units(folder / "out.tmx")] == ["paragraph"] * 6


def test_json_has_the_figures(folder: Path) -> None:
    value = _json(_run("a.fr.txt", "a.en.txt", "-o", "out.ladder", "--format", "json"))
    assert list(value) == [
        "source",
        "target",
        "beads",
        "unmatched",
        "moved",
        "mean_confidence",
        "repairs",
        "furniture",
        "seconds",
        "signature",
    ]
    assert value["source"] == {"file": "a.fr.txt", "language": "fr", "blocks": 6, "segments": 7}
    assert value["beads"] == {"1-1": 7}
    assert value["unmatched"] == {"source": 0, "target": 0}
    assert [bead.kind for bead in ladder.read(folder / "out.ladder")] == ["1-1"] * 7


def test_each_ending_makes_its_format(folder: Path) -> None:
    names = ["x.tmx", "x.csv", "x.tsv", "x.xlf", "x.po", "x.json", "x.ladder", "x.html"]
    result = _run("a.fr.txt", "a.en.txt", *(part for name in names for part in ("-o", name)))
    assert result.exception is None
    for name in names[:5]:
        assert len(_units(folder / name)) == 7
    assert len(json.loads((folder / "x.json").read_text(encoding="utf-8"))["beads"]) == 7
    assert (folder / "x.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_several_targets_make_a_file_each(folder: Path) -> None:
    result = _run("a.fr.txt", "a.en.txt", "a.es.txt", "-o", "out.tmx", "--format", "json")
    assert [value["target"]["language"] for value in _json(result)] == ["en", "es"]
    assert len(_units(folder / "out.fr-en.tmx")) == len(_units(folder / "out.fr-es.tmx")) == 7
    assert not (folder / "out.tmx").exists()


def test_nway_joins_all_languages_in_one_file(folder: Path) -> None:
    _run("a.fr.txt", "a.en.txt", "a.es.txt", "-o", "out.tmx", "--nway")
    units = _units(folder / "out.tmx")
    assert [[variant.language for variant in unit.variants] for unit in units] == [["fr", "en", "es"]] * 7


def test_lines_are_segments_when_asked(folder: Path) -> None:
    result = _run(
        "a.fr.txt", "a.en.txt", "--segments", "-o", "out.ladder", "--source-lang", "fr", "--target-lang", "en"
    )
    assert result.exception is None
    assert [(bead.source, bead.target) for bead in ladder.read(folder / "out.ladder")] == [
        ((i,), (i,)) for i in range(6)
    ]


def test_a_list_of_pairs_is_done_in_one_go(folder: Path) -> None:
    (folder / "list.tsv").write_text("a.fr.txt\ta.en.txt\na.fr.txt\ta.es.txt\tes/pair.ladder\n", encoding="utf-8")
    result = _run("--pairs", "list.tsv", "-o", "made")
    assert result.exception is None
    assert len(_units(folder / "made" / "a.fr.tmx")) == 7
    assert len(ladder.read(folder / "made" / "es" / "pair.ladder")) == 7


def test_two_processes_read_what_one_reads(folder: Path) -> None:
    for jobs in ("1", "2"):
        _run("a.fr.txt", "a.en.txt", "-o", f"{jobs}.tmx", "--jobs", jobs)
    assert (folder / "1.tmx").read_bytes() == (folder / "2.tmx").read_bytes()


def test_confidence_and_spacing_are_applied(folder: Path) -> None:
    _run("a.fr.txt", "a.en.txt", "-o", "out.tmx", "--spacing", "restore", "--date", "2026-11-23")
    units = _units(folder / "out.tmx")
    assert "Les États parties devraient\u00a0:" in [unit.text("fr") for unit in units]
    assert {unit.created for unit in units} == {"20261123T000000Z"}


def test_unrelated_documents_make_an_empty_memory_and_a_warning(folder: Path) -> None:
    other = [f"{number}. {'Whales sing deep below. ' * (11 - number)}{number}." for number in range(1, 11)]
    (folder / "b.txt").write_text("\n".join(other) + "\n", encoding="utf-8")
    one = [f"{number}. {'Adopter la décision sur la traite. ' * (1 + number % 4)}" for number in range(1, 11)]
    (folder / "c.txt").write_text("\n".join(one) + "\n", encoding="utf-8")
    result = _run("c.txt", "b.txt", "-o", "out.tmx", "--source-lang", "fr", "--target-lang", "en")
    assert "warning: unrelated: the texts do not correspond: nothing of c.txt was aligned with b.txt" in result.stderr
    assert _units(folder / "out.tmx") == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.fr.txt", "-o", "x.tmx"], "two documents are needed (dragoman align SOURCE TARGET -o OUT.tmx)"),
        (["a.fr.txt", "a.en.txt"], "no file to write (add -o OUT.tmx)"),
        (["a.fr.txt", "none.txt", "-o", "x.tmx"], "none.txt: there is no such file"),
        (["a.fr.txt", ".", "-o", "x.tmx"], ".: this is a folder, not a document"),
        (["a.fr.txt", "a.en.txt", "--pairs", "l.tsv", "-o", "x"],
         "--pairs takes its documents from the list (leave SOURCE and TARGET out)"),
        (["--pairs", "l.tsv"], "--pairs needs one folder to write into (add -o FOLDER)"),
        (["--pairs", "none.tsv", "-o", "x"], "none.tsv: there is no such file"),
        (["--pairs", "bad.tsv", "-o", "x"],
         "bad.tsv, line 2: not a pair of files (write source<TAB>target or source<TAB>target<TAB>output)"),
        (["--pairs", "out.tsv", "-o", "x"], "out.tsv, line 1: ../y.tmx lies outside the folder x"),
        (["--pairs", "twice.tsv", "-o", "x"],
         "twice.tsv, line 2: a.fr.tmx would be written twice (name the output in the third column)"),
        (["--pairs", "empty.tsv", "-o", "x"], "empty.tsv: no pairs in it"),
        (["a.fr.txt", "a.en.txt", "a.es.txt", "-o", "x.ladder", "--nway"],
         "x.ladder: this format holds two languages only (leave --nway out)"),
        (["a.fr.txt", "a.en.txt", "-o", "x.tmx", "--scorer", "embedding"],
         "--scorer embedding needs vectors (add --embeddings SRC.npy TGT.npy, or --model NAME)"),
        (["a.fr.txt", "a.en.txt", "-o", "x.tmx", "--model", "m"],
         "vectors take part only with --scorer embedding (add --scorer embedding)"),
        (["a.fr.txt", "a.en.txt", "-o", "x.tmx", "--scorer", "embedding", "--model", "./none"],
         "./none: there is no such folder (name a sentence-transformers model)"),
        (["a.fr.txt", "a.en.txt", "-o", "x.tmx", "--embeddings", "a.fr.txt", "a.fr.txt"],
         "a.fr.txt: not an array of numbers in NumPy's .npy format "
         "(one row of numbers a segment is needed, as numpy.save writes it)"),
        (["a.fr.txt", "a.en.txt", "-o", "x.tmx", "--target-lang", "en,es"],
         "2 languages for 1 targets (give one, or one for each)"),
        (["a.fr.txt", "a.en.txt", "a.en.txt", "-o", "x.tmx", "--nway"],
         "a.en.txt: two versions in en: a unit holds one text a language "
         "(say which language each document is in with --source-lang and --target-lang)"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_in_one_line(folder: Path, arguments: list[str], message: str) -> None:
    (folder / "bad.tsv").write_text("a.fr.txt\ta.en.txt\njust one\n", encoding="utf-8")
    (folder / "out.tsv").write_text("a.fr.txt\ta.en.txt\t../y.tmx\n", encoding="utf-8")
    (folder / "twice.tsv").write_text("a.fr.txt\ta.en.txt\na.fr.txt\ta.es.txt\n", encoding="utf-8")
    (folder / "empty.tsv").write_text("\n", encoding="utf-8")
    before = sorted(folder.iterdir())
    assert _refused(*arguments) == message
    assert sorted(folder.iterdir()) == before


def test_an_unknown_ending_fails_before_any_work(folder: Path) -> None:
    assert "x.doc" in _refused("a.fr.txt", "none.txt", "-o", "x.doc")


def test_a_folder_that_is_not_there_is_named(folder: Path) -> None:
    result = _run("a.fr.txt", "a.en.txt", "-o", "none/x.tmx")
    assert isinstance(result.exception, UsageError | OSError)
    assert "none" in str(result.exception)
