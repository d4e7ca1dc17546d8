"""Glossaries as OmegaT's own readers see them, entry by entry, and TBX by its schema."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

import tmx
from tests.clients import omegat

pytestmark = pytest.mark.client
ENTRIES = [
    tmx.TermEntry(
        id="1 a",
        subject="crime",
        definition="a <definition>",
        languages=(
            tmx.LanguageSection(
                language="fr",
                terms=(
                    tmx.Term(text="traite des êtres humains", contexts=(tmx.Context("La traite…", "A/1", "IV.46"),)),
                ),
            ),
            tmx.LanguageSection(
                language="en",
                terms=(
                    tmx.Term(text="trafficking in human beings", status="preferred", part_of_speech="noun"),
                    tmx.Term(text="human trafficking", status="forbidden", note="not in titles"),
                ),
            ),
        ),
    ),
    tmx.TermEntry(
        id="",
        languages=(
            tmx.LanguageSection(language="fr", terms=(tmx.Term(text="État partie"),)),
            tmx.LanguageSection(language="en", terms=(tmx.Term(text="State party"),)),
        ),
    ),
]
WANTED = {
    ("traite des êtres humains", "trafficking in human beings"),
    ("traite des êtres humains", "human trafficking"),
    ("État partie", "State party"),
}


def test_tbx_is_valid_by_its_schema(tmp_path: Path) -> None:
    schema = omegat.schema("tbx.xsd")
    path = tmp_path / "a.tbx"
    tmx.write_terms(path, ENTRIES)
    assert schema.validate(etree.parse(path)), schema.error_log


@pytest.mark.parametrize("name", ["a.tbx", "a.txt", "a.utf8"])
def test_omegat_sees_every_entry(tmp_path: Path, name: str) -> None:
    program = omegat.jar()
    if shutil.which("javac") is None:
        pytest.skip("needs a Java compiler (Debian: openjdk-17-jdk-headless)")
    path = tmp_path / name
    tmx.write_terms(path, ENTRIES)
    source = Path(__file__).with_name("Entries.java")
    line = ["java", f"-Duser.home={tmp_path}", f"-Djava.io.tmpdir={tmp_path}", "-Dfile.encoding=UTF-8"]
    line += ["-Djava.awt.headless=true", "-cp", str(program), str(source), str(path), "fr", "en"]
    done = subprocess.run(line, check=False, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr[:500]
    found = {tuple(line.split("\t")) for line in done.stdout.splitlines()}
    assert found == WANTED


def test_the_translate_toolkit_reads_our_tbx(tmp_path: Path) -> None:
    tbx = pytest.importorskip("translate.storage.tbx")
    path = tmp_path / "a.tbx"
    tmx.write_terms(path, ENTRIES)
    found = [(unit.source, unit.target) for unit in tbx.tbxfile.parsefile(str(path)).units]
    assert found == [("traite des êtres humains", "trafficking in human beings"), ("État partie", "State party")]
