"""Small corpora, and what a build of them left."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from aligner.documents import read
from aligner.pipeline import batches, examine

ROOT = Path(__file__).resolve().parents[3]


@functools.cache
def paragraphs() -> tuple[tuple[str, str], ...]:
    """Paragraphs of the compendium, French and English."""
    sides = [read(ROOT / "corpora" / tag / "CTOC-COP-WG.4-2019-5.txt", language=tag) for tag in ("fr", "en")]
    texts = [{block.ref: block.text for block in side.walk() if block.kind == "paragraph"} for side in sides]
    return tuple((text, texts[1][ref]) for ref, text in texts[0].items() if ref in texts[1] and len(text) > 40)


def write_document_pair(folder: Path, stem: str, count: int = 6) -> None:
    """Write ``fr/STEM.txt`` and ``en/STEM.txt``."""
    chance = random.Random(stem)
    chosen = [chance.choice(paragraphs()) for _ in range(count)]
    for side, language in enumerate(("fr", "en")):
        path = folder / language / f"{stem}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"{number}. {pair[side]}" for number, pair in enumerate(chosen, start=1)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twenty document pairs, which are several small batches and more than are examined whole."""
    monkeypatch.setattr(batches, "MEAN", 4)
    monkeypatch.setattr(batches, "GROUP_MEAN", 4)
    monkeypatch.setattr(examine, "EVERYTHING", 10)
    monkeypatch.setattr(examine, "SAMPLE", 1)
    for number in range(20):
        write_document_pair(tmp_path / "corpora", f"A-{number:03}")
    return tmp_path / "corpora"


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    """What stands in an output folder, beside the cache."""

    def read_all(folder: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}

    return read_all
