"""Folders here and behind an address behave alike; a build through either gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aligner.errors import UsageError
from aligner.pipeline.build import BuildOptions, build
from aligner.storage import Folder, open_folder
from tests.aligner.pipeline.conftest import archive, contents

__all__ = ["archive", "contents"]


@pytest.fixture(scope="session")
def bucket() -> Iterator[Callable[[str], str]]:
    """An S3-like storage of its own; gives the address of a folder in it."""
    pytest.importorskip("s3fs", reason="needs the extra [cluster]")
    server = pytest.importorskip("moto.server", reason="needs moto").ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        import fsspec
        import s3fs

        facts = {"endpoint_url": f"http://{host}:{port}", "key": "test", "secret": "test"}
        patch.setitem(fsspec.config.conf, "s3", facts)
        s3fs.S3FileSystem(**facts).mkdir("archive")
        yield lambda name: f"s3://archive/{name}"
    server.stop()


@pytest.fixture(params=["local", "memory", "s3"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    name = request.node.name.replace("[", "-").replace("]", "")
    if request.param == "local":
        return open_folder(str(tmp_path / "new"))
    if request.param == "memory":
        pytest.importorskip("fsspec", reason="needs the extra [cluster]")
        return open_folder(f"memory://{name}")
    return open_folder(request.getfixturevalue("bucket")(name))


def test_what_is_written_is_read(folder: Folder) -> None:
    assert not folder.exists()
    folder.write("a/b.bin", b"\x00one")
    with folder.writing("c.txt") as stream:
        stream.write(b"two, ")
        stream.write(b"three")
    assert folder.exists()
    assert folder.read("a/b.bin") == b"\x00one"
    with folder.reading("c.txt") as stream:
        assert stream.read() == b"two, three"
    entry = folder.entry("c.txt")
    assert entry is not None
    assert (entry.name, entry.size) == ("c.txt", 10)
    assert sorted(entry.name for entry in folder.files()) == ["a/b.bin", "c.txt"]
    assert [entry.name for entry in folder.files("a")] == ["a/b.bin"]


def test_a_file_that_is_not_there(folder: Folder) -> None:
    folder.write("here", b"")
    assert folder.entry("gone") is None
    assert folder.entry("deep/gone") is None
    with pytest.raises(FileNotFoundError):
        folder.read("gone")
    assert list(folder.files("gone")) == []
    folder.remove("gone")


def test_the_stamp_changes_with_the_file(folder: Folder) -> None:
    folder.write("a", b"one")
    before = folder.entry("a")
    assert folder.entry("a") == before
    folder.write("a", b"two")
    assert folder.entry("a") != before


def test_a_write_that_fails_leaves_the_old_file(folder: Folder) -> None:
    folder.write("a", b"old")
    with pytest.raises(ZeroDivisionError), folder.writing("a") as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert folder.read("a") == b"old"
    assert [entry.name for entry in folder.files()] == ["a"]


def test_hidden_files_are_passed_over_and_folders_removed(folder: Folder) -> None:
    for name in (".hidden/a", "b/.c", "b/d", "b/e/f"):
        folder.write(name, b"x")
    assert sorted(entry.name for entry in folder.files()) == ["b/d", "b/e/f"]
    folder.remove("b")
    assert list(folder.files()) == []
    assert folder.read(".hidden/a") == b"x"


def test_an_unknown_protocol_is_said() -> None:
    with pytest.raises(UsageError, match="pigeon"):
        open_folder("pigeon://roof/x")


def test_a_build_from_and_to_s3_gives_the_same_bytes(
    archive: Path, contents: Callable[[Path], dict[str, bytes]], bucket: Callable[[str], str]
) -> None:
    import fsspec

    system: Any = fsspec.filesystem("s3")
    system.put(str(archive), "archive/corpora", recursive=True)
    here = archive.parent / "build"
    build(BuildOptions(corpora=archive, out=here, reproducible=True))
    there = BuildOptions(corpora=bucket("corpora"), out=bucket("build"), reproducible=True)
    assert build(there).done["read"] == 40
    system.invalidate_cache()
    stored = {path.rpartition("/")[2]: system.cat_file(path) for path in system.ls("archive/build", detail=False)
              if not path.endswith("/.dragoman")}  # fmt: skip
    assert stored == contents(here)
    assert build(there).done == {}
