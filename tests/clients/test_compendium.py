"""The compendium as a translator meets it: OmegaT, with the memory made of it, gives back every block's translation."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import tmx
from tests.clients import omegat

pytestmark = pytest.mark.client
NAME = "CTOC-COP-WG.4-2019-5.txt"


def dragoman(*arguments: object) -> str:
    line = [sys.executable, "-c", "from aligner.cli import main; main()", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def flat(text: str) -> str:
    return " ".join(text.split())


def test_omegat_translates_every_block_as_the_memory_says(tmp_path: Path, root: Path) -> None:
    omegat.jar()
    french, english = root / "corpora" / "fr" / NAME, root / "corpora" / "en" / NAME
    memory = tmp_path / "memory.tmx"
    dragoman("align", french, english, "-o", memory, "--level", "paragraph", "--quiet")
    expected: dict[str, set[str]] = {}
    with tmx.open_units(memory) as units:
        for unit in units:
            expected.setdefault(flat(unit.text("fr")), set()).add(flat(unit.text("en")))
    blocks = json.loads(dragoman("read", french, "--format", "json"))["blocks"]
    texts = [flat(block["text"]) for block in blocks if block["text"].strip()]
    source = tmp_path / "blocks.txt"
    source.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    translated = omegat.translate(tmp_path, memory, source).read_text(encoding="utf-8-sig")
    results = [flat(line) for line in translated.splitlines() if line.strip()]
    assert len(results) == len(texts)
    wrong = [text for text, result in zip(texts, results, strict=True) if result not in expected.get(text, set())]
    assert not wrong, f"{len(wrong)} of {len(texts)}, first: {wrong[0]}"
