"""``dragoman glossary`` as a user runs it, and the project's own term list."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import tmx
from aligner.cli.glossary import command
from aligner.documents import read
from aligner.errors import UnreadableDocument, UsageError
from aligner.glossary.inputs import read_list, read_memories
from aligner.segmentation import segments
from tests.aligner.glossary.test_build import PAIRS


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """A memory of a few units."""
    path = tmp_path / "memory.tmx"
    units = [
        tmx.TranslationUnit(
            str(number),
            (tmx.Variant("fr", source), tmx.Variant("en", target)),
            properties=(tmx.Property("x-document", "A/1"), tmx.Property("x-ref-source", f"I.{number}")),
        )
        for number, (source, target) in enumerate(PAIRS, 1)
    ]
    tmx.write(path, units, header=tmx.Header(source_language="fr"))
    return path


def run(*arguments: object) -> str:
    """Run the command and return its standard output."""
    result = CliRunner().invoke(command, [str(one) for one in arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    assert result.return_value == 0
    return result.stdout


def test_every_format_is_written(memory: Path, tmp_path: Path) -> None:
    endings = ("tbx", "csv", "tsv", "xlsx", "html", "json", "txt")
    outputs = [part for ending in endings for part in ("-o", tmp_path / f"g.{ending}")]
    assert "0 listed" in run(memory, *outputs)
    entries = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))["entries"]
    for ending in ("tbx", "csv", "tsv"):
        with tmx.read_terms(tmp_path / f"g.{ending}") as reader:
            assert len(list(reader)) == len(entries)
    page = (tmp_path / "g.html").read_text(encoding="utf-8")
    assert "<mark>" in page
    assert "://" not in page


def test_listed_terms_are_all_answered(memory: Path, tmp_path: Path) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text("# a remark\ntraite des personnes\n\nextradition\n", encoding="utf-8")
    said = run(memory, "--terms", terms, "-o", tmp_path / "g.json")
    assert said == "2 entries: 2 listed, 0 decided, 0 proposed\nextradition: not found in the memory\n"


def test_a_language_that_is_not_there(memory: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_memories([str(memory)], "fr", ["es"])
    assert str(caught.value) == (
        f"{memory}: no unit with text in fr and es: it has en, fr (choose with --source-lang and --target-lang)"
    )


def test_an_empty_list(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(UnreadableDocument) as caught:
        read_list(str(path), "fr", "en")
    assert str(caught.value) == (f"{path}: no term in fr (one term a line, or a column or section in that language)")


def test_statuses_and_columns_that_are_none_are_told(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("fr,en,en status,colour\nvictime,victim,wonderful,red\n", encoding="utf-8")
    entries, remarks = read_list(str(path), "fr", "en")
    assert [term.status for section in entries[0].languages for term in section.terms] == ["", ""]
    assert remarks == [
        f"{path}: line 1: column 'colour' is not known: left out",
        f"{path}: line 2: status 'wonderful' is not known, left out; "
        "there are preferred, admitted, deprecated, forbidden",
    ]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("terms.csv", "eins,zwei\n1,2\n", "line 1: the first row must name the languages"),
        ("terms.csv", "de,nl\nHaus,huis\n", "no term in fr"),
        ("terms.csv", "", "the file is empty"),
        ("terms.tbx", "<martif", "terms.tbx"),
    ],
)
def test_a_list_that_cannot_be_used_ends_with_one_line(
    memory: Path, tmp_path: Path, name: str, content: str, problem: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    out = tmp_path / "g.json"
    command = [
        sys.executable,
        "-c",
        "from aligner.cli import main; main()",
        "glossary",
        memory,
        "--terms",
        tmp_path / name,
        "-o",
        out,
    ]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, out.exists()) == (2, "", False)
    assert problem in done.stderr
    assert done.stderr.count("\n") == 1


def test_own_list_and_its_tbx_say_the_same(root: Path) -> None:
    folder = root / "corpora" / "terms"
    with tmx.read_terms(folder / "terms.csv") as source, tmx.read_terms(folder / "terms.tbx") as made:
        entries = list(source)
        assert list(made) == entries
    assert len(entries) >= 120
    assert [entry.languages[0].terms[0].text for entry in entries[:2]] == [
        "consentement",
        "abus d’une situation de vulnérabilité",
    ]
    firsts = [entry.languages[0].terms[0].text for entry in entries]
    assert len(set(firsts)) == len(firsts)


def test_own_list_says_of_every_form_what_it_rests_on(root: Path) -> None:
    with tmx.read_terms(root / "corpora" / "terms" / "terms.csv") as reader:
        entries = list(reader)
        assert list(reader.remarks.lines()) == []
    for entry in entries:
        marked = re.findall(r"(?:^|; )(?:attested|not compared with a text): ([a-z]{2}(?: [a-z]{2})*)", entry.note)
        languages = [section.language for section in entry.languages if section.terms[0].status == "preferred"]
        assert sorted(" ".join(marked).split()) == sorted(languages), entry.id
        assert entry.definition or entry.languages[0].terms[0].contexts, entry.id
        for section in entry.languages:
            assert all(term.status for term in section.terms), entry.id
            assert sum(term.status == "preferred" for term in section.terms) == 1, entry.id


def test_contexts_of_the_own_list_stand_in_the_document(root: Path) -> None:
    text = read(root / "corpora" / "fr" / "CTOC-COP-WG.4-2019-5.txt")
    sentences = {segment.text: segment.ref for segment in segments(text, "sentence")}
    with tmx.read_terms(root / "corpora" / "terms" / "terms.csv") as reader:
        contexts = [one for entry in reader for term in entry.languages[0].terms for one in term.contexts]
    assert len(contexts) > 100
    assert all(sentences.get(one.text) == one.ref for one in contexts)
