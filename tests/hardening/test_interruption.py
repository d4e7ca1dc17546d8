"""Killed or interrupted at any moment, a command leaves the old file or the new one, never half of either."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.hardening import samples
from tests.hardening.samples import WRITING, contents, dragoman, filled, leftovers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and signals")
STEPS = {"align": 2, "build": 30}
"""Every how many touches a run is stopped; every one where nothing is said."""


def stopped_everywhere(name: str, number: int, root: Path, folder: Path) -> list[dict[str, Any]]:
    """Run a command stopped at each of its touches of the output folder; how each run ended."""
    source = samples.make(folder / "corpora")
    (folder / "out").mkdir()
    for file in WRITING[name].files:
        (folder / "out" / file).write_bytes(WRITING[name].old(file))
    command = filled(WRITING[name], source, "{out}")
    step = str(STEPS.get(name, 1))
    done = subprocess.run(
        [sys.executable, "-m", "tests.hardening.interruption", str(number), step, str(folder / "out"), *command],
        cwd=root,
        env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ends: list[dict[str, Any]] = json.loads(done.stdout)
    assert len(ends) > 2, ends
    assert ends[-1]["code"] in WRITING[name].codes, ends[-1]
    return ends


@pytest.mark.parametrize("name", WRITING)
def test_killed_at_any_moment_it_leaves_the_old_file_or_the_new(name: str, root: Path, tmp_path: Path) -> None:
    ends = stopped_everywhere(name, signal.SIGKILL, root, tmp_path)
    new = contents(Path(ends[-1]["folder"]))
    assert set(WRITING[name].files) <= set(new)
    for end in ends[:-1]:
        assert end["code"] == -signal.SIGKILL
        for file, data in contents(Path(end["folder"])).items():
            assert data in (WRITING[name].old(file), new[file]), (end["folder"], file)
    # the next run goes on, and ends as if nothing had happened
    for end in (ends[len(ends) // 2], ends[-2]):
        done = dragoman(*filled(WRITING[name], tmp_path / "corpora", end["folder"]))
        assert done.returncode in WRITING[name].codes, done.stderr
        assert contents(Path(end["folder"])) == new


@pytest.mark.parametrize("name", WRITING)
def test_interrupted_it_says_so_and_leaves_nothing_behind(name: str, root: Path, tmp_path: Path) -> None:
    ends = stopped_everywhere(name, signal.SIGINT, root, tmp_path)
    new = contents(Path(ends[-1]["folder"]))
    for end in ends[:-1]:
        assert (end["code"], end["said"].splitlines()[-1:]) == (130, ["dragoman: interrupted"]), end
        assert "Traceback" not in end["said"]
        assert leftovers(Path(end["folder"])) == []
        for file, data in contents(Path(end["folder"])).items():
            assert data in (WRITING[name].old(file), new[file]), (end["folder"], file)


def test_interrupted_with_several_processes_it_ends_without_a_traceback(tmp_path: Path) -> None:
    source = samples.make(tmp_path / "corpora")
    for number in range(2, 40):
        for language in ("fr", "en"):
            text = (source / language / "A-1.txt").read_text(encoding="utf-8")
            (source / language / f"A-{number}.txt").write_text(text.replace("1", str(number)), encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-c", "from aligner.cli import main; main()", "build", str(source), "-o",
         str(tmp_path / "out"), "--jobs", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    while running.poll() is None and not any((tmp_path / "out").rglob("*")):
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate()
    assert (running.returncode, said.lstrip()) == (130, b"dragoman: interrupted\n")
