"""Alignment: segments per second in process and whole process, growth with length, memory, several processes.

Texts are lines of a parallel corpus (``--lines``, files devset.fr and devset.en); beyond its length lines repeat,
their longer words changed so that no repeat equals another. A segment is a line of either side. Every figure is the
best of ``--repeat`` runs, taken in a process of its own; memory is the peak of that process. The first, compiling
run is measured with an empty cache folder. nltk's gale_church and PyPI's galechurch run on the same texts, where
they are installed.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from aligner import __version__

GROWTH = (250, 500, 1000, 2000, 4000, 8000, 16000)
ONE = 300


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=Path, default=Path("../shared/un6"))
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--cold", action="store_true", help="also measure the first, compiling run")
    parser.add_argument("--task", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.task:
        kind, size = given.task.split(":")
        print(*_measure(kind, int(size), given.lines, given.repeat))
        return
    print(f"signature: dragoman:{__version__}|python:{sys.version.split()[0]}|lines:{given.lines.name}|fr-en")
    print(f"load before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores\n")
    print(f"{'segments a side':>16}{'one pass':>12}{'learning':>12}{'peak MB':>10}   segments/s of both, in process")
    for size in GROWTH:
        rows = [_child(f"{kind}:{size}", given) for kind in ("one", "two")]
        print(f"{size:16}{rows[0][0]:12,.0f}{rows[1][0]:12,.0f}{rows[1][1]:10.0f}")
    print(f"\n{'others, segments/s':>22}{250:>12}{1000:>12}")
    for kind in ("nltk", "galechurch"):
        figures = [_child(f"{kind}:{size}", given)[0] for size in (250, 1000)]
        print(f"{kind:>22}" + "".join(f"{figure:12,.0f}" if figure else f"{'–':>12}" for figure in figures))
    print(f"\n40 documents of {ONE} segments a side, learning each: ", end="")
    print("; ".join(f"{jobs} jobs {_child(f'jobs{jobs}:{ONE}', given)[0]:,.0f} segments/s" for jobs in (1, 2)))
    print(f"dragoman align --segments, {ONE} a side, whole process: {_process(given, warm=True):.2f} s")
    if given.cold:
        print(f"the first run ever, compiling: {_process(given, warm=False):.1f} s")


def _texts(lines: Path, size: int, start: int = 0) -> tuple[list[str], list[str]]:
    sides: list[list[str]] = []
    for tag in ("fr", "en"):
        base = (lines / f"devset.{tag}").read_text(encoding="utf-8").split("\n")[:-1]
        out = []
        for k in range(start, start + size):
            turn, place = divmod(k, len(base))
            out.append(re.sub(r"(\w{5,})", rf"q{turn}\1", base[place]) if turn else base[place])
        sides.append(out)
    return sides[0], sides[1]


def _measure(kind: str, size: int, lines: Path, repeat: int) -> tuple[float, float]:
    """Return (segments per second, peak memory in MB)."""
    source, target = _texts(lines, size)
    # the sides are made unequal, or the diagonal would always be right
    del target[size // 3 : size // 3 + 3], source[size // 2]
    segments = len(source) + len(target)
    if kind.startswith("jobs"):
        jobs = int(kind[4:])
        parts = [_texts(lines, size, start=size * k) for k in range(40)]
        with ProcessPoolExecutor(jobs) as pool:
            list(pool.map(_learning, parts[:jobs]))
            seconds = _best(lambda: list(pool.map(_learning, parts)), repeat)
        segments = 80 * size
    else:
        run = {"one": _one_pass, "two": _learning, "nltk": _nltk, "galechurch": _galechurch}[kind]
        try:
            run((source[:20], target[:20]))
        except ImportError:
            return 0.0, 0.0
        seconds = _best(lambda: run((source, target)), repeat if kind in ("one", "two") else 1)
    return segments / seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _best(run: Callable[[], object], repeat: int) -> float:
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def _one_pass(texts: tuple[list[str], list[str]]) -> None:
    from aligner.alignment.engine import EngineOptions, align_segments

    align_segments(*texts, EngineOptions(source_language="fr", target_language="en", learn=False))


def _learning(texts: tuple[list[str], list[str]]) -> None:
    from aligner.alignment.engine import EngineOptions, align_segments

    align_segments(*texts, EngineOptions(source_language="fr", target_language="en", learn=True))


def _nltk(texts: tuple[list[str], list[str]]) -> None:
    from nltk.translate.gale_church import align_blocks  # type: ignore[import-untyped]

    align_blocks([len(s) for s in texts[0]], [len(t) for t in texts[1]])


def _galechurch(texts: tuple[list[str], list[str]]) -> None:
    import galechurch

    galechurch.align(*texts)


def _child(task: str, given: argparse.Namespace) -> list[float]:
    command = [sys.executable, __file__, "--task", task, "--lines", str(given.lines), "--repeat", str(given.repeat)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return [float(word) for word in done.stdout.split()]


def _process(given: argparse.Namespace, *, warm: bool) -> float:
    source, target = _texts(given.lines, ONE)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.txt").write_text("\n".join(source) + "\n", encoding="utf-8")
        (folder / "b.txt").write_text("\n".join(target) + "\n", encoding="utf-8")
        environment = dict(os.environ)
        if not warm:
            environment["NUMBA_CACHE_DIR"] = str(folder / "cache")
        command = [
            *(str(Path(sys.executable).with_name("dragoman")), "align", "a.txt", "b.txt", "--segments"),
            *("--source-lang", "fr", "--target-lang", "en", "-o", "c.ladder", "--quiet"),
        ]

        def run() -> None:
            subprocess.run(command, check=True, cwd=folder, env=environment, capture_output=True)

        if warm:
            run()
        return _best(run, given.repeat if warm else 1)


if __name__ == "__main__":
    main()
