"""Compiled code is only ever loaded from a folder that is the user's alone."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

from tmx import compiled

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes are POSIX's")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("NUMBA_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / "home"


def test_it_lies_in_the_users_cache_folder_for_no_one_else(home: Path) -> None:
    folder = compiled.cache_folder()
    assert folder == home / ".cache" / "dragoman"
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_others_may_write_is_closed_to_them_first(home: Path) -> None:
    folder = home / ".cache" / "dragoman"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert compiled.cache_folder() == folder
    assert folder.stat().st_mode & 0o777 == 0o700


def test_without_a_home_it_lies_in_the_temporary_files(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.write_text("not a folder", encoding="utf-8")
    folder = compiled.cache_folder()
    assert folder is not None
    assert folder.parent == home.parent
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_link_somebody_laid_there_is_not_followed(home: Path, tmp_path: Path) -> None:
    home.write_text("not a folder", encoding="utf-8")
    folder = compiled.cache_folder()
    assert folder is not None
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    assert compiled.cache_folder() is None


def test_a_folder_of_another_user_is_not_used(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert compiled.cache_folder() is None


def test_code_runs_where_nothing_can_be_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_candidates", list)

    @compiled.kernel
    def twice(value: int) -> int:
        return 2 * value

    assert twice(21) == 42
