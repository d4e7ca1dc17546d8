from __future__ import annotations

from pathlib import Path

from aligner.pipeline.cache import Cache, key_of


def test_a_value_is_made_once(tmp_path: Path) -> None:
    calls: list[int] = []

    def make() -> dict[str, str]:
        calls.append(1)
        return {"été": "summer"}

    key = key_of("read", "x")
    assert Cache(tmp_path).get("read", key, make) == {"été": "summer"}
    assert Cache(tmp_path).get("read", key, make) == {"été": "summer"}
    assert len(calls) == 1


def test_fresh_makes_again_and_stores(tmp_path: Path) -> None:
    key = key_of("read", "x")
    Cache(tmp_path).get("read", key, lambda: 1)
    assert Cache(tmp_path, fresh=True).get("read", key, lambda: 2) == 2
    assert Cache(tmp_path).get("read", key, lambda: 3) == 2


def test_a_damaged_entry_is_made_again(tmp_path: Path) -> None:
    key = key_of("read", "x")
    Cache(tmp_path).get("read", key, lambda: [1, 2, 3])
    (entry,) = tmp_path.rglob("*.json")
    entry.write_bytes(entry.read_bytes()[:-1])
    cache = Cache(tmp_path)
    assert cache.get("read", key, lambda: [4]) == [4]
    assert cache.made == ["read"]
    assert Cache(tmp_path).get("read", key, lambda: [5]) == [4]


def test_keys_tell_steps_and_parts_apart() -> None:
    keys = {key_of("read", "a"), key_of("align", "a"), key_of("read", "b"), key_of("read", "a", "b")}
    assert len(keys) == 4
    assert key_of("read", {"b": 1, "a": 2}) == key_of("read", {"a": 2, "b": 1})
