"""Builds on a real dask scheduler with two worker processes: same bytes, whatever ends in the middle."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from aligner.errors import UsageError
from aligner.pipeline.engines import open_engine

pytest.importorskip("distributed", reason="needs the extra [cluster]")
Contents = Callable[[Path], dict[str, bytes]]
PYTHON = (sys.executable, "-W", "ignore", "-m")


class Parts(NamedTuple):
    """A cluster of this machine."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def cluster(folder: Path) -> Iterator[Parts]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{found.getsockname()[1]}"
    command = [*PYTHON, "distributed.cli.dask_scheduler", "--host", address, "--no-dashboard"]
    scheduler = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    command = [*PYTHON, "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    workers = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder) for _ in range(2)
    ]
    try:
        _await(address, 2)
        yield Parts(address, scheduler, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def _await(address: str, workers: int) -> None:
    from distributed import Client

    client: Client
    with Client(address, timeout=60, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(workers, timeout=60)


def started(archive: Path | str, out: Path | str, address: str) -> subprocess.Popen[str]:
    code = "from aligner.cli import main; main()"
    return subprocess.Popen(
        [*PYTHON[:3], "-c", code, "build", str(archive), "-o", str(out), "--engine", "dask", "--scheduler", address],
        env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def built_here(archive: Path) -> Path:
    """What a build in one process makes."""
    out = archive.parent / "here"
    subprocess.run(
        [sys.executable, "-c", "from aligner.cli import main; main()", "build", str(archive), "-o", str(out), "-q"],
        env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return out


def until_aligning(out: Path, process: subprocess.Popen[str]) -> None:
    while process.poll() is None and not list((out / ".dragoman").glob("counts/*/*")):
        time.sleep(0.01)


def test_a_cluster_gives_the_same_bytes_and_survives_its_parts(archive: Path, contents: Contents) -> None:
    folder = archive.parent
    expected = contents(built_here(archive))
    with cluster(folder) as parts:
        process = started(archive, folder / "one", parts.address)
        until_aligning(folder / "one", process)
        parts.workers[0].send_signal(signal.SIGKILL)
        assert process.communicate(timeout=120)[1] == ""
        assert process.returncode == 0
        assert contents(folder / "one") == expected

        process = started(archive, folder / "two", parts.address)
        until_aligning(folder / "two", process)
        parts.scheduler.send_signal(signal.SIGKILL)
        _, said = process.communicate(timeout=120)
        assert process.returncode == 2, said
        assert said.splitlines()[-1].startswith(f"dragoman: the scheduler at {parts.address} is gone (what is done")
        assert "Traceback" not in said
        assert not (folder / "two" / "summary.json").exists()
    done = {path.name for path in (folder / "two" / ".dragoman" / "read").glob("*/*")}
    assert len(done) == 40
    with cluster(folder) as parts:
        process = started(archive, folder / "two", parts.address)
        assert process.communicate(timeout=120)[1] == ""
    assert contents(folder / "two") == expected


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """An S3-like storage; processes that are started find it by their environment.

    Its bucket ``cluster`` is no other test's: servers of one process share theirs.
    """
    s3fs = pytest.importorskip("s3fs", reason="needs the extra [cluster]")
    server = pytest.importorskip("moto.server", reason="needs moto").ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    facts = {"endpoint_url": f"http://{host}:{port}", "key": "test", "secret": "test"}
    for name, value in facts.items():
        monkeypatch.setenv(f"FSSPEC_S3_{name.upper()}", value)
    s3fs.S3FileSystem(**facts).mkdir("cluster")
    yield facts
    server.stop()


def test_workers_read_and_write_a_storage_behind_an_address(
    archive: Path, contents: Contents, storage: dict[str, str]
) -> None:
    import s3fs

    system: Any = s3fs.S3FileSystem(**storage)
    system.put(str(archive), "cluster/corpora", recursive=True)
    here = built_here(archive)
    with cluster(archive.parent) as parts:
        process = started("s3://cluster/corpora", "s3://cluster/build", parts.address)
        assert process.communicate(timeout=240)[1] == ""
        assert process.returncode == 0
    system.invalidate_cache()
    names = [path for path in system.ls("cluster/build", detail=False) if not path.endswith("/.dragoman")]
    stored = {path.rpartition("/")[2]: system.cat_file(path) for path in names}
    expected = contents(here)
    # the page names the places of the documents
    assert stored.pop("report.html") and expected.pop("report.html")
    assert stored == expected


def test_a_scheduler_that_does_not_answer_is_said(archive: Path) -> None:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{found.getsockname()[1]}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aligner.pipeline.engines.cluster.PATIENCE", 0.5)
        with pytest.raises(UsageError, match="no scheduler answers at"):
            open_engine("dask", 1, address)


def test_a_scheduler_without_workers_is_said(tmp_path: Path) -> None:
    with cluster(tmp_path) as parts:
        for worker in parts.workers:
            worker.terminate()
            worker.wait()
        with pytest.raises(UsageError, match="has no workers"):
            open_engine("dask", 1, parts.address)
