from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aligner.pipeline.cache import Cache, key_of
from aligner.storage import open_folder


def cache(folder: Path) -> Cache:
    return Cache(open_folder(str(folder)), "kept/")


def entry(folder: Path) -> Path:
    (found,) = (path for path in folder.rglob("*") if path.is_file())
    return found


def test_a_value_is_made_once(tmp_path: Path) -> None:
    calls: list[int] = []

    def make() -> dict[str, str]:
        calls.append(1)
        return {"été": "summer"}

    key = key_of("read", "x")
    assert cache(tmp_path).json("read", key, make) == {"été": "summer"}
    assert cache(tmp_path).json("read", key, make) == {"été": "summer"}
    assert len(calls) == 1


def test_arrays_and_bytes_come_back_as_they_were(tmp_path: Path) -> None:
    arrays: list[np.ndarray[Any, Any]] = [
        np.arange(5, dtype=np.uint64),
        np.zeros(0, np.float32),
        np.array([[1, 2], [3, 4]], np.int32),
    ]
    cache(tmp_path).arrays("learn", "aa", lambda: arrays)
    for found, made in zip(cache(tmp_path).arrays("learn", "aa", list), arrays, strict=True):
        assert found.dtype == made.dtype
        np.testing.assert_array_equal(found, made)
    cache(tmp_path).raw("units", "bb", lambda: b"\x00\n<tu>")
    assert cache(tmp_path).raw("units", "bb", bytes) == b"\x00\n<tu>"


@pytest.mark.parametrize("kind", ["json", "raw", "arrays"])
@pytest.mark.parametrize("damage", ["cut", "altered", "emptied", "header"])
def test_a_damaged_entry_is_noticed_and_made_again(tmp_path: Path, kind: str, damage: str) -> None:
    values = {"json": [1, 2, 3], "raw": b"abcdef", "arrays": [np.arange(9)]}
    getattr(cache(tmp_path), kind)("read", "aa", lambda: values[kind])
    path = entry(tmp_path)
    whole = path.read_bytes()
    middle = len(whole) - 3
    path.write_bytes(
        {
            "cut": whole[:-1],
            "altered": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
            "emptied": b"",
            "header": b"x" + whole[1:],
        }[damage]
    )
    again = cache(tmp_path)
    getattr(again, kind)("read", "aa", lambda: values[kind])
    assert again.made == {"read": 1}
    assert path.read_bytes() == whole


def test_the_same_value_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        cache(tmp_path / name).arrays("learn", "aa", lambda: [np.arange(9)])
        cache(tmp_path / name).json("read", "aa", lambda: {"b": 1, "a": "é"})
    files = [sorted((tmp_path / name).rglob("aa")) for name in ("one", "two")]
    assert [path.read_bytes() for path in files[0] if path.is_file()] == [
        path.read_bytes() for path in files[1] if path.is_file()
    ]


def test_an_array_of_objects_is_never_read(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="allow_pickle"):
        cache(tmp_path).arrays("learn", "aa", lambda: [np.array([object()])])
    assert not list(tmp_path.rglob("aa/*"))


def test_keys_tell_steps_and_parts_apart() -> None:
    keys = {key_of("read", "a"), key_of("align", "a"), key_of("read", "b"), key_of("read", "a", "b")}
    assert len(keys) == 4
    assert key_of("read", {"b": 1, "a": 2}) == key_of("read", {"a": 2, "b": 1})
