"""Builds of many document pairs: segments per second from text to TMX, memory, reruns, processes, dask.

Documents are made by recombining lines of a parallel corpus (``--lines``, files devset.fr and devset.en): 40 to 140
numbered paragraphs each, of one to three sentences, under headings. A segment is a sentence of either side. Every
build is a process of its own (``dragoman build``); its memory is the peak of the proportional set size of it and all
its children, polled four times a second; dask's scheduler and workers count in its processor time, not in its memory.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from _documents import write_pairs

from aligner import __version__

CORPUS = 2 * 25_800_000
"""Segments of both sides of the United Nations Parallel Corpus in French and English (Ziemski et al. 2016)."""
DRAGOMAN = str(Path(sys.executable).with_name("dragoman"))


class Figures(NamedTuple):
    """What a build took."""

    seconds: float
    processor: float
    """Seconds of processor time, of all processes that ended with it."""
    megabytes: float


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--lines", type=Path, default=Path("../shared/un6"))
    parser.add_argument("--jobs", type=int, nargs="+", default=[2, 1])
    parser.add_argument("--dask", type=int, default=0, metavar="WORKERS", help="also on a dask cluster of this machine")
    parser.add_argument("--folder", type=Path, help="where to work, and keep the documents; else a temporary folder")
    given = parser.parse_args()
    print(f"signature: dragoman:{__version__}|python:{sys.version.split()[0]}|lines:{given.lines.name}|fr-en")
    print(f"load before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores\n")
    with tempfile.TemporaryDirectory() as name:
        for pairs in given.pairs:
            _measure(given.folder or Path(name), pairs, given)


def _measure(folder: Path, pairs: int, given: argparse.Namespace) -> None:
    corpora = folder / f"corpora-{pairs}"
    if not corpora.is_dir():
        write_pairs(corpora, pairs, given.lines)
    size = sum(path.stat().st_size for path in corpora.rglob("*.txt"))
    print(f"{pairs:,} document pairs, {size / 1e6:,.0f} MB of text")
    out = folder / f"build-{pairs}"
    segments = 0
    rates: dict[str, float] = {}
    for jobs in given.jobs:
        shutil.rmtree(out, ignore_errors=True)
        figures = _build(corpora, out, "--jobs", str(jobs))
        summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
        segments = sum(summary["pairs"][0]["segments"].values())
        rates[f"--jobs {jobs}"] = segments / figures.seconds
        _line(f"--jobs {jobs}", figures, f"{segments:,} segments, {_rates(segments, figures)}")
        if jobs == given.jobs[0]:
            _estimate(out, segments, figures)
            _reruns(corpora, out, jobs, figures)
    if given.dask:
        shutil.rmtree(out, ignore_errors=True)
        with _cluster(given.dask) as (address, processes):
            before = _used(processes)
            figures = _build(corpora, out, "--engine", "dask", "--scheduler", address)
            figures = figures._replace(processor=figures.processor + _used(processes) - before)
        rates["dask"] = segments / figures.seconds
        _line(f"dask, {given.dask} workers", figures, _rates(segments, figures))
    first = next(iter(rates.values()))
    print("   " + ", ".join(f"{name}: {rate / first:.2f}" for name, rate in rates.items()) + " of the first\n")
    shutil.rmtree(out, ignore_errors=True)


def _rates(segments: int, figures: Figures) -> str:
    used = figures.processor / segments * 1e6
    return f"{segments / figures.seconds:,.0f} segments/s, {used:.0f} µs of processor a segment"


def _estimate(out: Path, segments: int, figures: Figures) -> None:
    """Sizes, and what French and English of the whole United Nations Parallel Corpus would take after them."""
    stored = sum(path.stat().st_size for path in (out / ".dragoman").rglob("*") if path.is_file())
    memory = (out / "memory.fr-en.tmx").stat().st_size
    print(f"   memory.fr-en.tmx {memory / 1e6:,.0f} MB, results of steps {stored / 1e6:,.0f} MB")
    times = CORPUS / segments
    print(
        f"   the whole corpus, {CORPUS / 1e6:.1f} million segments: {figures.processor * times / 3600:.1f} core-hours, "
        f"results {stored * times / 1e9:.0f} GB, memory.fr-en.tmx {memory * times / 1e9:.0f} GB"
    )


def _reruns(corpora: Path, out: Path, jobs: int, whole: Figures) -> None:
    again = _build(corpora, out, "--jobs", str(jobs))
    _line("nothing changed", again, f"{whole.seconds / again.seconds:.0f} times faster")
    path = sorted((corpora / "en").iterdir())[len(list((corpora / "en").iterdir())) // 2]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("the", "that", 1), encoding="utf-8")
    _line("one document changed", _build(corpora, out, "--jobs", str(jobs)), "")
    path.write_text(text, encoding="utf-8")


def _line(name: str, figures: Figures, remark: str) -> None:
    print(
        f"   {name:22}{figures.seconds:8.1f} s{figures.processor:9.1f} s of processor{figures.megabytes:8.0f} MB"
        f"   {remark}",
        flush=True,
    )


def _build(corpora: Path, out: Path, *options: str) -> Figures:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        [DRAGOMAN, "build", str(corpora), "-o", str(out), "--quiet", *options],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "SOURCE_DATE_EPOCH": "0"},
    )
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak))
    watcher.start()
    if process.wait():
        raise SystemExit(f"dragoman build ended with {process.returncode}")
    seconds = time.perf_counter() - start
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Figures(seconds, used, peak[0])


def _watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(_megabytes(each) for each in _family(process.pid)))
        time.sleep(0.25)


def _family(process: int) -> Iterator[int]:
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _megabytes(process: int) -> float:
    """Proportional set size: pages that several processes share count once in all."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _used(processes: list[int]) -> float:
    """Seconds of processor time that processes and their children have used so far."""
    ticks = 0
    for process in (each for top in processes for each in _family(top)):
        with suppress(OSError):
            # the name in brackets may hold spaces
            facts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(facts[11]) + int(facts[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def _cluster(workers: int) -> Iterator[tuple[str, list[int]]]:
    """A scheduler and workers on this machine, one thread each: its address, and its processes."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{found.getsockname()[1]}"
    python = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    started = [subprocess.Popen([*python, "--host", address, "--no-dashboard"], stderr=subprocess.DEVNULL)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard"]
    started += [subprocess.Popen(worker, stderr=subprocess.DEVNULL) for _ in range(workers)]
    try:
        from distributed import Client

        with Client(address, timeout=30) as client:
            client.wait_for_workers(workers)
        yield address, [process.pid for process in started]
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
