"""What is loaded and when it is compiled."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from aligner.alignment import compiled


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_nothing_of_the_compiler_is_loaded_for(option: str) -> None:
    code = (
        "import sys; from aligner.cli import main\n"
        f"sys.argv = ['dragoman', {option!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "assert not {'numba', 'llvmlite'} & set(sys.modules), 'numba was imported'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_compiling_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "cache"))
    compiled._stamp.cache_clear()
    try:
        assert compiled.compile_needed()
        compiled.note_compiled()
        assert not compiled.compile_needed()
    finally:
        compiled._stamp.cache_clear()


def test_asking_whether_it_is_compiled_loads_no_compiler() -> None:
    code = (
        "import sys; from aligner.alignment.compiled import compile_needed\n"
        "compile_needed()\n"
        "assert not {'numba', 'llvmlite', 'numpy'} & set(sys.modules), 'too much was imported'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


EVERY_USE = """
import importlib, pkgutil
import numpy as np
from numba.core.dispatcher import Dispatcher
import aligner.alignment
from aligner.alignment import AlignOptions, align, compiled, lexicon_learn
from aligner.alignment.engine import EngineOptions, align_segments
from aligner.model import Block, Document

compiled.warm()
names = [module.name for module in pkgutil.iter_modules(aligner.alignment.__path__)]
found = [value for name in names for value in vars(importlib.import_module(f"aligner.alignment.{name}")).values()]
kernels = {
    id(value): value for value in found
    if isinstance(value, Dispatcher) and not value.targetoptions.get("no_cpython_wrapper")
}
before = {key: len(kernel.signatures) for key, kernel in kernels.items()}
texts = [f"Le point {k} : voir {k * 7} et \U0003fff0." for k in range(30)]
other = [f"Point {k}: see {k * 7}. Also, B{k}." for k in range(29)]
lexicon = lexicon_learn.learn_lexicon(list(zip(texts, other)), "fr", "en")
for language in ("en", "zh", "ar", "xx"):
    for scorer in ("lexical", "embedding"):
        vectors = tuple(np.ones((len(side), 4), np.float32) for side in (texts, other))
        options = EngineOptions(
            source_language="fr", target_language=language, scorer=scorer,
            embeddings=vectors if scorer == "embedding" else None, boundaries=((3, 3),),
            lexicon=lexicon if language == "xx" else None,
        )
        align_segments(texts, other, options)
    sides = [
        Document(
            symbol="", language=tag,
            blocks=tuple(Block(kind="item", ref=f"{k}", text=text) for k, text in enumerate(side)),
        )
        for tag, side in (("fr", texts), (language, other))
    ]
    align(*sides, AlignOptions(level="paragraph"))
for key, kernel in kernels.items():
    optional = kernel.py_func.__module__ == "aligner.alignment.embedding"
    assert before[key] == (0 if optional else 1), f"warming compiles {kernel.py_func.__name__} {before[key]} times"
    assert len(kernel.signatures) == 1, f"{kernel.py_func.__name__} was compiled for {kernel.signatures}"
assert len(kernels) > 10
"""


def test_warming_compiles_every_kernel_once_and_for_all() -> None:
    done = subprocess.run([sys.executable, "-c", EVERY_USE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
