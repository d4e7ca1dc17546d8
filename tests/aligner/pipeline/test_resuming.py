"""Builds that are killed, damaged or changed end as if nothing had happened, and do no more than they must."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from aligner.alignment.bitexts import AlignOptions, Cut, Pair, cut_of
from aligner.pipeline.build import BuildOptions, build
from aligner.pipeline.cache import Cache
from aligner.pipeline.engines import Processes
from aligner.storage import open_folder
from tests.aligner.pipeline.conftest import write_document_pair

Contents = Callable[[Path], dict[str, bytes]]


def options(archive: Path, name: str = "build", *, fresh: bool = False) -> BuildOptions:
    return BuildOptions(corpora=archive, out=archive.parent / name, reproducible=True, fresh=fresh)


def test_any_number_of_processes_gives_the_same_bytes(archive: Path, contents: Contents) -> None:
    build(options(archive, "one"))
    engine = Processes(2)
    build(options(archive, "two"), engine)
    engine.close()
    assert contents(archive.parent / "one") == contents(archive.parent / "two")


def test_a_changed_document_redoes_its_own_batch(archive: Path, contents: Contents) -> None:
    first = build(options(archive))
    assert first.done["read"] == 40
    assert first.done["first"] > 2
    path = archive / "en" / "A-013.txt"
    path.write_text(path.read_text(encoding="utf-8") + "99. Something new was added.\n", encoding="utf-8")
    again = build(options(archive))
    assert again.done["read"] == 1
    assert again.done["first"] == 1
    assert again.done["units"] < first.done["units"] or first.done["learn"] == 1
    build(options(archive, "afresh"))
    assert contents(archive.parent / "build") == contents(archive.parent / "afresh")


def test_a_touched_document_is_not_read_again_into_anything_new(archive: Path) -> None:
    build(options(archive))
    os.utime(archive / "fr" / "A-003.txt", (1, 1))
    assert build(options(archive)).done == {}


def test_force_does_everything_again(archive: Path) -> None:
    first = build(options(archive))
    assert build(options(archive)).done == {}
    assert build(options(archive, fresh=True)).done == first.done


@pytest.mark.parametrize("step", ["read", "first", "counts", "learn", "align", "units", "figures", "glossary"])
def test_a_damaged_result_is_noticed_and_made_again(archive: Path, contents: Contents, step: str) -> None:
    build(options(archive))
    before = contents(archive.parent / "build")
    for path in (archive.parent / "build" / ".dragoman" / step).rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-2] + b"!!")
    for path in (archive.parent / "build").iterdir():
        if path.is_file():
            path.unlink()
    build(options(archive))
    assert contents(archive.parent / "build") == before


@pytest.mark.parametrize("step", ["read", "first", "counts", "learn", "align", "figures", "glossary"])
def test_a_result_of_another_form_is_noticed_and_made_again(archive: Path, contents: Contents, step: str) -> None:
    build(options(archive))
    before = contents(archive.parent / "build")
    cache = Cache(open_folder(str(archive.parent / "build" / ".dragoman")))
    for path in (archive.parent / "build" / ".dragoman" / step).glob("*/*"):
        path.unlink()
        if step in {"counts", "learn"}:
            cache.arrays(step, path.name, lambda: [np.arange(3)])
        else:
            cache.json(step, path.name, lambda: [{"a field": "of another time"}])
    for path in (archive.parent / "build").iterdir():
        if path.is_file():
            path.unlink()
    # what was made from it is missing, or it would not be looked at
    for later in {"read": ["first", "align", "units"], "first": ["align", "units"]}.get(step, ["units"]):
        shutil.rmtree(archive.parent / "build" / ".dragoman" / later)
    build(options(archive))
    assert contents(archive.parent / "build") == before


def test_a_killed_build_goes_on_where_it_was(archive: Path, contents: Contents) -> None:
    out = archive.parent / "build"
    command = [sys.executable, "-c", "from aligner.cli import main; main()", "build", str(archive), "-o", str(out)]
    process = subprocess.Popen(
        [*command, "--jobs", "2"], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
    )
    while process.poll() is None and not list((out / ".dragoman").glob("counts/*/*")):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not (out / "summary.json").exists()
    again = build(options(archive))
    assert again.done.get("read", 0) == 0
    assert again.done["units"] > 0
    build(options(archive, "whole"))
    assert contents(out) == contents(archive.parent / "whole")


def test_a_document_that_becomes_readable_is_taken_in(archive: Path) -> None:
    path = archive / "fr" / "A-011.txt"
    text = path.read_bytes()
    path.write_bytes(b"")
    result = build(options(archive))
    assert len(result.failures) == 1
    assert "A-011.txt" in result.failures[0]
    assert build(options(archive)).failures == result.failures
    path.write_bytes(text)
    assert build(options(archive)).failures == ()


def test_a_pair_that_can_not_be_aligned_costs_no_other(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbling(pair: Pair, chosen: AlignOptions) -> Cut:
        if pair.source.symbol == "A-005":
            raise ZeroDivisionError("deep inside")
        return cut_of(pair, chosen)

    with monkeypatch.context() as patch:
        patch.setattr("aligner.alignment.joint.cut_of", stumbling)
        result = build(options(archive))
    assert result.failures == ("fr/A-005.txt and en/A-005.txt: can't be aligned: ZeroDivisionError: deep inside",)
    assert result.summary["pairs"][0]["documents"] == 19
    # what failed is not kept: the reason may be gone
    mended = build(options(archive))
    assert mended.failures == ()
    assert mended.summary["pairs"][0]["documents"] == 20


def test_documents_of_one_symbol_keep_their_units_apart(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_document_pair(tmp_path / "corpora", f"{name}-x")
        for language in ("fr", "en"):
            path = tmp_path / "corpora" / language / f"{name}-x.txt"
            same = (tmp_path / "corpora" / language / "one-x.txt").read_text(encoding="utf-8")
            path.write_text(same if "CTOC" in same else f"CTOC/COP/2019/5\n\n{same}", encoding="utf-8")
    build(options(tmp_path / "corpora"))
    memory = (tmp_path / "build" / "memory.fr-en.tmx").read_text(encoding="utf-8")
    identifiers = [part.split('"')[0] for part in memory.split('<tu tuid="')[1:]]
    assert len(identifiers) == len(set(identifiers)) >= 12
