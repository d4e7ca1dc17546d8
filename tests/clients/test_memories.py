"""Memories in the hands of the programs they are for."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import tmx
from tests.clients import omegat
from tests.conftest import ROOT
from tmx.convert import convert

pytestmark = pytest.mark.client
TEXTS = [
    (
        "Premier paragraphe. Il a deux phrases, et un « guillemet ».",
        "First paragraph. It has two sentences, and a “quote”.",
    ),
    ("a)\tDes tabulations & des <balises> ;", "(a) Tabs & <tags>;"),
    ("L’article 6, par. 3, de la Convention\u00a0:", "Article 6, para. 3, of the Convention:"),
    ("Кириллица и 中文 dans une ligne", "Cyrillic and Chinese in one line 🙂"),
]


def units() -> list[tmx.TranslationUnit]:
    return [
        tmx.TranslationUnit(
            f"u/{number}",
            (tmx.Variant("fr", source), tmx.Variant("en", target)),
            (tmx.Note("a note"),),
            (tmx.Property("x-document", "A/1"), tmx.Property("x-confidence", "0.97")),
            "paragraph",
            matches=(tmx.Match(source, target, 99, "A/2, 5"),),
        )
        for number, (source, target) in enumerate(TEXTS)
    ]


def memory(folder: Path, name: str) -> Path:
    tmx.write_units(folder / name, units(), header=tmx.Header(source_language="fr"))
    return folder / name


def lines_of(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


@pytest.mark.parametrize("name", ["memory.tmx", "memory.tmx.gz"])
def test_omegat_translates_every_line(tmp_path: Path, name: str) -> None:
    source = tmp_path / "a.txt"
    # a tab is written as a space in a memory; OmegaT's text filter takes a blank line as a paragraph's end
    source.write_text("\n\n".join(text.replace("\t", " ") for text, _ in TEXTS) + "\n", encoding="utf-8")
    target = omegat.translate(tmp_path, memory(tmp_path, name), source)
    assert lines_of(target) == [text for _, text in TEXTS]


def test_omegat_translates_a_word_document(tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    wanted = [TEXTS[0], TEXTS[2]]
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text, _ in wanted)
    with zipfile.ZipFile(source, "w") as archive:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>')
    target = omegat.translate(tmp_path, memory(tmp_path, "memory.tmx"), source)
    root = etree.fromstring(zipfile.ZipFile(target).read("word/document.xml"))
    found = ["".join(text.text or "" for text in par.iter(f"{{{word}}}t")) for par in root.iter(f"{{{word}}}p")]
    assert found == [text for _, text in wanted]


@pytest.mark.parametrize(("name", "side"), [("a.xlf", 1), ("a.po", 0)])
def test_omegat_opens_files_to_be_translated(tmp_path: Path, name: str, side: int) -> None:
    """Of an XLIFF, OmegaT 3.6 shows the targets there are; of a PO, the sources that have no translation yet."""
    given = units() if side else [unit._replace(variants=unit.variants[:1], matches=()) for unit in units()]
    tmx.write_units(tmp_path / name, given, options=tmx.WriteOptions(source_language="fr", target_language="en"))
    cut = [one for one in omegat.segments(tmp_path, tmp_path / name) if not one.startswith("Project-Id-Version")]
    texts = [pair[side].replace("\t", " ") for pair in TEXTS]
    # cut where OmegaT's rules cut, and nothing is lost between
    assert all(any(one in text for text in texts) for one in cut)
    assert sum(len("".join(one.split())) for one in cut) == sum(len("".join(text.split())) for text in texts)


@pytest.mark.parametrize("name", ["plain", "inline", "details", "several-languages", "windows-1252"])
def test_what_we_write_is_valid_by_the_dtd(tmp_path: Path, name: str) -> None:
    dtd = etree.DTD(io.BytesIO(zipfile.ZipFile(omegat.jar()).read("schemas/tmx14.dtd")))
    path = tmp_path / "a.tmx"
    case = ROOT / "tests" / "cases" / "formats" / "tmx14" / "valid" / f"{name}.tmx"
    convert(str(case), str(path), tmx.ReadOptions(), tmx.WriteOptions(date="20190528T083000Z"))
    assert dtd.validate(etree.parse(path)), dtd.error_log


def test_xml_tmx_reads_every_unit(tmp_path: Path) -> None:
    probe = ["perl", "-MXML::TMX", "-e1"]
    if shutil.which("perl") is None or subprocess.run(probe, check=False, capture_output=True).returncode:
        pytest.skip("needs XML::TMX (Debian: libxml-tmx-perl)")
    script = 'XML::TMX::Reader->new($ARGV[0])->for_tu(sub { print $_[0]{en}{-seg}, "\\n" })'
    line = ["perl", "-C", "-MXML::TMX::Reader", "-e", script, str(memory(tmp_path, "a.tmx"))]
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=True)
    assert len(done.stdout.splitlines()) == len(TEXTS)


@pytest.mark.parametrize("name", ["a.tmx", "a.xlf", "a.po", "b.xlf2"])
def test_the_translate_toolkit_reads_the_same_texts(tmp_path: Path, name: str) -> None:
    factory = pytest.importorskip("translate.storage.factory")
    path = memory(tmp_path, name)
    if name.endswith("xlf2"):
        xliff2 = pytest.importorskip("translate.storage.xliff2", reason="this Translate Toolkit knows no XLIFF 2")
        store = xliff2.Xliff2File.parsefile(str(path))
    else:
        store = factory.getobject(str(path))
    found = [(unit.source, unit.target) for unit in store.units if not unit.isheader() and unit.source]
    assert found == [(source.replace("\t", " "), target) for source, target in TEXTS]


def test_msgfmt_and_polib_accept_our_po(tmp_path: Path) -> None:
    polib = pytest.importorskip("polib")
    path = memory(tmp_path, "a.po")
    assert [entry.msgstr for entry in polib.pofile(str(path))] == [target for _, target in TEXTS]
    if shutil.which("msgfmt") is None:
        pytest.skip("needs msgfmt (Debian: gettext)")
    line = ["msgfmt", "-c", "-o", os.devnull, str(path)]
    done = subprocess.run(line, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_libreoffice_opens_our_workbook(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice (Debian: libreoffice-calc-nogui)")
    path = memory(tmp_path, "a.xlsx")
    line = [
        office,
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
    ]
    subprocess.run([*line, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=180)
    with tmx.open_units(tmp_path / "a.csv") as reader:
        assert [unit.text("en") for unit in reader] == [target for _, target in TEXTS]
