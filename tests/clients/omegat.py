"""OmegaT as a translator uses it, in a throw-away project, and what comes out."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

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


def translate(folder: Path, memory: Path, source: Path, *, sentences: bool = False) -> Path:
    """Have OmegaT translate ``source`` with ``memory`` from fr to en; return the translated file.

    OmegaT ends with 0 even if it dropped the whole memory: only the text that comes out proves anything.
    """
    program = jar()
    project = folder / "project"
    for part in PARTS:
        (project / part).mkdir(parents=True, exist_ok=True)
    settings = PROJECT.format(source="fr", target="en", sentences=str(sentences).lower())
    (project / "omegat.project").write_text(settings, encoding="utf-8")
    shutil.copy(source, project / "source" / source.name)
    shutil.copy(memory, project / "tm" / "auto" / ("memory.tmx.gz" if memory.suffix == ".gz" else "memory.tmx"))
    line = ["java", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true", "-jar", str(program), str(project)]
    line += ["--mode=console-translate", f"--config-dir={folder / 'config'}"]
    done = subprocess.run(line, capture_output=True, text=True, timeout=300, check=True)
    log = "".join(path.read_text(encoding="utf-8") for path in (folder / "config").rglob("OmegaT.log"))
    problems = [text for text in (done.stdout + log).splitlines() if "SEVERE" in text or "Exception" in text]
    assert not problems, problems[:3]
    return project / "target" / source.name
