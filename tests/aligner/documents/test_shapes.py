"""Documents of several shapes and layouts, none of which the readers were written for one by one."""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest

from tests.aligner.documents.shapes import press
from tests.aligner.documents.shapes.measure import FORMATS, score
from tests.aligner.documents.shapes.tree import LANGUAGES, SHAPES, known

REACHED = {"text": 0.97, "pdf": 0.95}
"""F1 by reference and text; 0.99 where not said otherwise (wrapped text and print lose line ends)."""
SEEDS = (1, 3)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_shape(name: str, shape: str, language: str, tmp_path: Path) -> None:
    if name == "pdf" and not press.available(language):
        pytest.skip("no font to print this language with")
    scores = [score(known(language, shape, seed), name, seed, tmp_path) for seed in SEEDS]
    assert all(not got.facts for got in scores)
    mean = statistics.mean(got.f1 for got in scores)
    assert mean >= REACHED.get(name, 0.99), [(got.missing, got.invented) for got in scores]
