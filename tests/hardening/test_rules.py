"""Rules of safety that can be read off the code: one way to write, and no pickle."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hardening import samples

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for package in ("tmx", "aligner") for path in (ROOT / package).rglob("*.py"))
WRITERS = {
    "tmx/files.py": "it is the one way",
    "tmx/formats/xlsx/write.py": "a member of an archive, whose stream comes from tmx.files",
    "aligner/fetch/parts.py": "a download is a part until it is whole; then tmx.files writes it",
    "aligner/pipeline/memories.py": "a memory grows in the build's staging folder; whole, it goes where it belongs",
    "aligner/storage/remote.py": "files behind an address: shown when complete, or moved to their name then",
}
"""Modules that open files for writing themselves, and why."""
MODES = {mode + kind for mode in ("w", "x", "a", "r+", "w+", "a+") for kind in ("", "b", "t")}
CODE = {"pickle", "cPickle", "_pickle", "shelve", "marshal", "dill", "joblib", "cloudpickle"}
"""Modules that load code, or what amounts to it."""


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def named(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def writes(call: ast.Call) -> bool:
    """Whether a call opens a file for writing: ``open`` with such a mode, or a path's ``write_…``."""
    if named(call) in ("write_text", "write_bytes"):
        # the functions of tmx.files take the path first; a path's methods do not
        return isinstance(call.func, ast.Attribute) and len(call.args) < 2
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    texts = [node.value for each in given for node in ast.walk(each) if isinstance(node, ast.Constant)]
    return named(call) == "open" and any(isinstance(text, str) and text in MODES for text in texts)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_written_in_one_way_and_nothing_loads_pickles(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    imported |= {(node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not imported & CODE
    for call in calls(path):
        allowed = next((k.value for k in call.keywords if k.arg == "allow_pickle"), None)
        assert allowed is None or (isinstance(allowed, ast.Constant) and allowed.value is False), call.lineno
        assert named(call) != "load" or not (
            isinstance(call.func, ast.Attribute) and ast.unparse(call.func) == "np.load"
        )
    if name not in WRITERS:
        assert [call.lineno for call in calls(path) if writes(call)] == []


def test_the_exceptions_are_needed() -> None:
    for name in WRITERS:
        assert any(writes(call) for call in calls(ROOT / name)) or name == "tmx/files.py", name


WATCHED = """
import sys
def hook(event, values):
    if event == "pickle.find_class":
        frame, modules = sys._getframe(), set()
        while frame:
            modules.add(frame.f_globals.get("__name__", "").split(".")[0])
            frame = frame.f_back
        # numba keeps compiled code by pickle, in a folder that is the user's alone (tmx.compiled); pools talk by pickle
        if not modules & {"numba", "multiprocessing", "concurrent"}:
            raise SystemExit(f"a pickle names {values}")
sys.addaudithook(hook)
from aligner.cli import main
main()
"""


@pytest.mark.parametrize("name", ["align", "build", "learn", "check", "glossary"])
def test_no_command_loads_a_pickle(name: str, tmp_path: Path) -> None:
    source, out = samples.make(tmp_path / "corpora"), tmp_path / "out"
    out.mkdir()
    for _ in range(2):
        # the second time from the cache
        command = [sys.executable, "-c", WATCHED, *samples.filled(samples.WRITING[name], source, out)]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False)
        assert done.returncode in samples.WRITING[name].codes or "no baseline" in done.stderr, done.stderr
        assert "a pickle names" not in done.stderr
