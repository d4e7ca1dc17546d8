"""Writes are whole or not at all, and their errors name the file that was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tmx import files


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "memory.tmx"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), files.replacing(target) as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_errors_name_the_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_options: object) -> tuple[int, str]:
        raise PermissionError(13, "Permission denied", str(tmp_path / ".a.tmx.x.part"))

    folder = tmp_path / "memory.tmx"
    folder.mkdir()
    assert _problem(folder) == ("this is a folder, not a file", str(folder))
    assert _problem(tmp_path / "no" / "a.tmx") == ("its folder does not exist", str(tmp_path / "no" / "a.tmx"))
    monkeypatch.setattr("tempfile.mkstemp", refused)
    reason = "nothing can be written in its folder: Permission denied"
    assert _problem(tmp_path / "a.tmx") == (reason, str(tmp_path / "a.tmx"))
    assert list(tmp_path.iterdir()) == [folder]


def _problem(path: Path) -> tuple[str, str]:
    with pytest.raises(OSError, match="folder") as caught, files.replacing(path):
        pass
    return str(caught.value.strerror), str(caught.value.filename)
