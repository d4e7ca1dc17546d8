"""OmegaT as a translator uses it, in a throw-away project, and what comes out."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from lxml import etree

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>{source}</source_lang><target_lang>{target}</target_lang>
<sentence_seg>{sentences}</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags><external_command></external_command></project></omegat>
"""
PARTS = ("omegat", "source", "target", "tm/auto", "tm/enforce", "glossary", "dictionary")


def jar() -> Path:
    """OmegaT's program; the test is skipped where it, or Java, is not installed."""
    found = Path(os.environ.get("OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))
    if not found.is_file() or shutil.which("java") is None:
        pytest.skip("needs OmegaT and Java (Debian: omegat)")
    return found


class _InJar(etree.Resolver):
    """Finds what the schema includes in the archive it came from."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # noqa: ANN401
        name = "schemas/" + (system_url or "").rsplit("/", 1)[-1]
        if name in self.archive.namelist():
            return self.resolve_string(self.archive.read(name), context)
        return self.resolve_empty(context)


def schema(name: str) -> etree.XMLSchema:
    """One of the schemas that come with OmegaT."""
    archive = zipfile.ZipFile(jar())
    parser = etree.XMLParser()
    parser.resolvers.add(_InJar(archive))
    found = etree.fromstring(archive.read(f"schemas/{name}"), parser, base_url=f"mem:/schemas/{name}")
    return etree.XMLSchema(found)


def translate(folder: Path, memory: Path, source: Path, *, sentences: bool = False) -> Path:
    """Have OmegaT translate ``source`` with ``memory`` from fr to en; return the translated file.

    OmegaT ends with 0 even if it dropped the whole memory: only the text that comes out proves anything.
    """
    project = _project(folder, source, sentences)
    shutil.copy(memory, project / "tm" / "auto" / ("memory.tmx.gz" if memory.suffix == ".gz" else "memory.tmx"))
    _run(folder, project, "--mode=console-translate")
    return project / "target" / source.name


def segments(folder: Path, source: Path) -> list[str]:
    """The sentences of ``source`` as OmegaT's own rules cut them, each once."""
    project = _project(folder, source, sentences=True)
    found = folder / "segments.tmx"
    # a pseudo-translation of this kind writes every source segment as its own translation
    options = [f"--pseudotranslatetmx={found}", "--pseudotranslatetype=equal"]
    _run(folder, project, "--mode=console-createpseudotranslatetmx", *options)
    return [next(unit.iter("seg")).text or "" for unit in ElementTree.parse(found).iter("tu")]


def _project(folder: Path, source: Path, sentences: bool) -> Path:
    project = folder / "project"
    for part in PARTS:
        (project / part).mkdir(parents=True, exist_ok=True)
    settings = PROJECT.format(source="fr", target="en", sentences=str(sentences).lower())
    (project / "omegat.project").write_text(settings, encoding="utf-8")
    shutil.copy(source, project / "source" / source.name)
    return project


def _run(folder: Path, project: Path, *options: str) -> None:
    line = ["java", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true", "-jar", str(jar()), str(project)]
    line += [*options, f"--config-dir={folder / 'config'}"]
    done = subprocess.run(line, capture_output=True, text=True, timeout=300, check=True)
    log = "".join(path.read_text(encoding="utf-8") for path in (folder / "config").rglob("OmegaT.log"))
    problems = [text for text in (done.stdout + log).splitlines() if "SEVERE" in text or "Exception" in text]
    assert not problems, problems[:3]
