"""What is loaded and when it is compiled."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from aligner.alignment import kernels


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
    kernels._stamp.cache_clear()
    try:
        assert kernels.compile_needed()
        kernels.note_compiled()
        assert not kernels.compile_needed()
    finally:
        kernels._stamp.cache_clear()
