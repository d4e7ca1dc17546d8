"""OmegaT cuts as we do: its rules in our engine, our rules in its engine."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from aligner.documents import read
from aligner.segmentation import SrxRules, own_rules, segment_text
from aligner.segmentation.srx import dump, parse
from tests.aligner.segmentation.test_cases import FOLDER, SIX, cases_of

JAR = Path("/usr/share/omegat/OmegaT.jar")
RULES = "org/omegat/core/segmentation/defaultRules.srx"
LIBRARIES = "/usr/share/java/*"

pytestmark = [
    pytest.mark.client,
    pytest.mark.skipif(not JAR.exists() or not shutil.which("javac"), reason="OmegaT or a Java compiler is missing"),
]


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("omegat")
    command = ["javac", "-encoding", "UTF-8", "-cp", f"{JAR}:{LIBRARIES}", "-d", str(folder)]
    subprocess.run([*command, str(FOLDER / "OmegatSegments.java")], check=True, capture_output=True)
    return folder


def omegat(harness: Path, rules: Path | None, texts: list[tuple[str, str]]) -> list[list[str]]:
    """The segments OmegaT makes of each text, with its own rules or those of an unpacked folder."""
    path = ":".join(str(part) for part in (harness, rules, JAR, LIBRARIES) if part)
    command = ["java", "-Dfile.encoding=UTF-8", "-cp", path, "OmegatSegments"]
    data = "".join(f"{language}\t{text}\n" for language, text in texts).encode("utf-8")
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    cut = done.stdout.decode("utf-8").split("\x01\n")[:-1]
    return [[segment.strip() for segment in text.split("\n") if segment.strip()] for text in cut]


def ours(rules: SrxRules, texts: list[tuple[str, str]]) -> list[list[str]]:
    return [[text[span.start : span.end] for span in segment_text(text, tag, rules)] for tag, text in texts]


def all_texts() -> list[tuple[str, str]]:
    return [(tag, case.replace("|", "" if tag == "zh" else " ")) for tag in SIX for case in cases_of(tag)]


def test_our_rules_cut_alike_in_omegat(harness: Path, tmp_path: Path) -> None:
    place = tmp_path / RULES
    place.parent.mkdir(parents=True)
    place.write_bytes(dump(own_rules()))
    assert omegat(harness, tmp_path, all_texts()) == ours(own_rules(), all_texts())


def test_omegats_rules_cut_alike_here(harness: Path) -> None:
    with zipfile.ZipFile(JAR) as jar:
        rules = parse(jar.read(RULES), source="defaultRules.srx")
    assert omegat(harness, None, all_texts()) == ours(rules, all_texts())


def test_omegats_segments_of_the_compendium_are_found(harness: Path) -> None:
    compendium = Path(__file__).parents[3] / "corpora" / "fr" / "CTOC-COP-WG.4-2019-5.txt"
    texts = [("fr", block.text) for block in read(compendium, language="fr").walk()]
    with zipfile.ZipFile(JAR) as jar:
        rules = parse(jar.read(RULES), source="defaultRules.srx")
    theirs = {segment for text in omegat(harness, None, texts) for segment in text}
    found = {segment for text in ours(rules, texts) for segment in text}
    assert len(theirs) > 300
    assert len(theirs & found) >= 0.97 * len(theirs), sorted(theirs - found)


def test_our_file_is_valid() -> None:
    with zipfile.ZipFile(JAR) as jar:
        schema = jar.read("schemas/srx20.xsd").replace(b'schemaLocation="http://www.w3.org/2001/xml.xsd"', b"")
    assert etree.XMLSchema(etree.fromstring(schema)).validate(etree.fromstring(dump(own_rules())))
