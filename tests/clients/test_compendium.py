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


def aligned(folder: Path, root: Path, level: str) -> dict[str, set[str]]:
    """Source texts of the memory of that level, with their translations."""
    expected: dict[str, set[str]] = {}
    documents = [root / "corpora" / language / NAME for language in ("fr", "en")]
    dragoman("align", *documents, "-o", folder / "memory.tmx", "--level", level, "--quiet")
    with tmx.open_units(folder / "memory.tmx") as units:
        for unit in units:
            expected.setdefault(flat(unit.text("fr")), set()).add(flat(unit.text("en")))
    return expected


def blocks(folder: Path, root: Path) -> tuple[Path, list[str]]:
    """The French blocks, and a file with one a line; OmegaT takes a blank line for a paragraph's end."""
    found = json.loads(dragoman("read", root / "corpora" / "fr" / NAME, "--format", "json"))["blocks"]
    texts = [flat(block["text"]) for block in found if block["text"].strip()]
    source = folder / "blocks.txt"
    source.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    return source, texts


def test_omegat_translates_every_block_as_the_memory_says(tmp_path: Path, root: Path) -> None:
    omegat.jar()
    expected = aligned(tmp_path, root, "paragraph")
    source, texts = blocks(tmp_path, root)
    translated = omegat.translate(tmp_path, tmp_path / "memory.tmx", source).read_text(encoding="utf-8-sig")
    results = [flat(line) for line in translated.splitlines() if line.strip()]
    assert len(results) == len(texts)
    wrong = [text for text, result in zip(texts, results, strict=True) if result not in expected.get(text, set())]
    assert not wrong, f"{len(wrong)} of {len(texts)}, first: {wrong[0]}"


def test_nearly_all_sentences_are_cut_as_omegat_cuts_them(tmp_path: Path, root: Path) -> None:
    omegat.jar()
    expected = aligned(tmp_path, root, "sentence")
    cut = [flat(text) for text in omegat.segments(tmp_path, blocks(tmp_path, root)[0])]
    missing = [text for text in cut if text not in expected]
    assert len(missing) <= 0.03 * len(cut), f"{len(missing)} of {len(cut)}, first: {missing[0]}"
