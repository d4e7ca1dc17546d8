"""Manifests and link files as input, and the report over an archive."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from aligner.errors import AlignerError
from aligner.pipeline import corpus as corpora
from aligner.pipeline.build import BuildOptions, build

Contents = Callable[[Path], dict[str, bytes]]


def rows(archive: Path) -> list[tuple[str, str, str]]:
    return [
        (path.stem, language, f"corpora/{language}/{path.name}")
        for language in ("en", "fr")
        for path in sorted((archive / language).iterdir())
    ]


def write_tsv(path: Path, lines: Sequence[tuple[str, ...]], heading: str = "document\tlanguage\tpath") -> Path:
    path.write_text("\n".join([heading, *("\t".join(line) for line in lines)]) + "\n", encoding="utf-8")
    return path


def test_a_manifest_gives_what_the_folder_gives(archive: Path, contents: Contents) -> None:
    folder = archive.parent
    manifest = write_tsv(folder / "all.tsv", rows(archive))
    for location, name in ((archive, "one"), (manifest, "two")):
        build(BuildOptions(corpora=location, out=folder / name, reproducible=True))
    one, two = contents(folder / "one"), contents(folder / "two")
    assert one["memory.fr-en.tmx"] == two["memory.fr-en.tmx"]
    assert one["summary.json"] == two["summary.json"]


def test_a_manifest_may_be_parquet(archive: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    from pyarrow import parquet

    names = ("path", "document", "language")
    columns = {name: [dict(zip(("document", "language", "path"), row, strict=True))[name] for row in rows(archive)]
               for name in names}  # fmt: skip
    parquet.write_table(pyarrow.table(columns), archive.parent / "all.parquet")
    write_tsv(archive.parent / "all.tsv", rows(archive))
    found = [corpora.find(archive.parent / f"all.{ending}").files for ending in ("parquet", "tsv")]
    assert found[0] == found[1]
    assert len(found[0]) == 40


@pytest.mark.parametrize(
    ("heading", "line", "message"),
    [
        ("document\tlanguage\tfile", ("A", "fr", "a.txt"), "heading: no column 'path'"),
        ("document\tlanguage\tpath", ("A", "fr", ""), "row 1: document, language or path is empty"),
        ("document\tlanguage\tpath", ("A", "fr", "../a.txt"), "row 1: '../a.txt' leads out of the manifest's folder"),
        ("document\tlanguage\tpath", ("A", "fr", "/etc/passwd"), "row 1: '/etc/passwd' leads out"),
        ("document\tlanguage\tpath", ("A", "?", "a.txt"), "row 1: '\\?' is no language"),
    ],
)
def test_what_is_wrong_in_a_manifest_is_said(tmp_path: Path, heading: str, line: tuple[str, ...], message: str) -> None:
    with pytest.raises(AlignerError, match=message):
        corpora.find(write_tsv(tmp_path / "all.tsv", [line], heading))


def test_a_document_twice_in_a_manifest_is_said(tmp_path: Path) -> None:
    path = write_tsv(tmp_path / "all.tsv", [("A", "fr", "a.txt"), ("A", "fr", "b.txt")])
    with pytest.raises(AlignerError, match="row 2: 'A' in 'fr' stands in row 1, too"):
        corpora.find(path)


def test_a_listed_file_that_is_missing_is_a_failure_and_the_others_go_on(archive: Path) -> None:
    manifest = write_tsv(archive.parent / "all.tsv", [*rows(archive), ("B", "fr", "corpora/fr/B.txt")])
    result = build(BuildOptions(corpora=manifest, out=archive.parent / "build"))
    assert [line.partition(": ")[2] for line in result.failures] == ["No such file or directory"]
    assert result.summary["pairs"][0]["documents"] == 20


TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI.2><text lang="{tag}"><body>{paragraphs}</body></text></TEI.2>
"""


@pytest.fixture
def un_corpus(archive: Path) -> Path:
    """The layout of the United Nations Parallel Corpus: years below languages, TEI, links beside them."""
    root = archive.parent / "UNv1.0-TEI"
    for tag in ("fr", "en"):
        for number, path in enumerate(sorted((archive / tag).iterdir())[:4]):
            lines = path.read_text(encoding="utf-8").splitlines()
            body = "".join(f'<p id="{k}"><s id="{k}:1">{line}</s></p>' for k, line in enumerate(lines, start=1))
            name = f"odd_{tag}" if number == 3 else f"{number}"
            target = root / tag / "1999" / "a" / f"{name}.xml"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(TEI.format(tag=tag, paragraphs=body), encoding="utf-8")
    links = '<cesAlign><linkGrp fromDoc="en/1999/a/odd_en.xml" toDoc="fr/1999/a/odd_fr.xml">' \
            '<link type="1-1" xtargets="1:1;1:1" score="1"/></linkGrp></cesAlign>'  # fmt: skip
    (root / "links" / "en-fr").mkdir(parents=True)
    (root / "links" / "en-fr" / "odd.xml").write_text(links, encoding="utf-8")
    return root


def test_the_layout_of_the_un_parallel_corpus_is_read(un_corpus: Path) -> None:
    result = build(BuildOptions(corpora=un_corpus, out=un_corpus.parent / "build"))
    assert result.failures == ()
    (pair,) = result.summary["pairs"]
    assert pair["documents"] == 4
    assert pair["paragraphs"]["aligned"] == pair["paragraphs"]["source"] == 24


def test_without_links_documents_of_different_names_stay_alone(un_corpus: Path) -> None:
    (un_corpus / "links" / "en-fr" / "odd.xml").write_text("<cesAlign", encoding="utf-8")
    found = corpora.find(un_corpus)
    assert len({file.stem for file in found.files}) == 5
    assert "odd.xml" in found.warnings[0]


def test_an_archive_has_a_report_of_its_own(archive: Path) -> None:
    (archive / "fr" / "Z-1999.txt").write_text("1. Seul.\n", encoding="utf-8")
    (archive / "fr" / "A-004.txt").write_bytes(b"")
    lines = (archive / "en" / "A-007.txt").read_text(encoding="utf-8").splitlines()
    (archive / "en" / "A-007.txt").write_text("\n".join(lines[:2]), encoding="utf-8")
    build(BuildOptions(corpora=archive, out=archive.parent / "build"))
    report = json.loads((archive.parent / "build" / "report.json").read_text(encoding="utf-8"))
    assert report["languages"]["fr-en"]["pairs"] == 19
    assert report["languages"]["fr-en"]["unmatched"] > 3
    assert report["without_counterpart"] == {"count": 1, "first": ["fr/Z-1999.txt"]}
    assert report["failures"]["count"] == 1
    assert "A-004" in report["failures"]["first"][0]
    assert set(report["years"]) == {"unknown"}
    assert len(report["least_confident"]) == 19
    page = (archive.parent / "build" / "report.html").read_text(encoding="utf-8")
    assert "19 aligned pairs" in page
    assert "fr/Z-1999.txt" in page
    summary = json.loads((archive.parent / "build" / "summary.json").read_text(encoding="utf-8"))
    assert summary["findings"]["checked"] is False
    assert summary["glossary"]["sample"] >= 1
