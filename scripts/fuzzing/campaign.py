"""Fuzz the readers one after the other, each in a process of its own, and print what came of it.

A line for each reader: minutes of processor time, executions, how many files the corpus grew to, the most memory it
took, and every crash, hang (over 10 s of processor time) or excess of memory (over 1 GB) that was found.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from scripts.fuzzing.ledger import Entry, added, code_of, entries, record  # noqa: E402
from tests.hardening.readers import READERS, seeds  # noqa: E402

OUT = ROOT / "build" / "fuzz"
HANG = 10
"""Seconds of processor time one file may take."""
BUSY = 6
"""How many times as long it may take on the clock: the machine may have other things to do."""
ROUND = 900
"""Seconds on the clock after which a process makes room for a new one, and what was done is written down."""
BREAKDOWNS = 20
"""Processes of one reader that may break down before it is left."""
MEMORY = 1024
"""Megabytes the process may take, the toolkit itself included."""
SUSPECTS = ("timeout-", "slow-unit-", "crash-", "oom-")
"""How libFuzzer names inputs that it could not judge on a busy machine, or that broke its own process."""


class Sitting(NamedTuple):
    """What one process did."""

    minutes: float
    executions: int
    peak: int
    broken: bool
    """Whether it ended before its time."""


def main() -> int:
    """Run the campaign; 1 if anything was found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=1, help="minutes of processor time for each reader")
    options.add_argument("--reader", action="append", choices=sorted(READERS), help="only this one; may be repeated")
    options.add_argument(
        "--record",
        action="store_true",
        help="write it down in scripts/fuzzing/ledger.tsv; what stands there for the code as it is counts",
    )
    chosen = options.parse_args()
    failed = False
    print(f"{'reader':20} {'minutes':>7} {'executions':>10} {'corpus':>6} {'peak MB':>7}  found", flush=True)
    for kind in chosen.reader or READERS:
        failed |= run(kind, chosen.minutes, recorded=chosen.record)
    return int(failed)


def run(kind: str, minutes: float, *, recorded: bool) -> bool:
    """Fuzz one reader and print its line; whether anything was found."""
    corpus, found = OUT / kind / "corpus", OUT / kind / "found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for path in seeds(kind):
        (corpus / path.name).write_bytes(path.read_bytes())
    code, before = code_of(kind), kept(found)
    if recorded:
        minutes -= sum(entry.minutes for entry in entries() if (entry.reader, entry.code) == (kind, code))
    done = Entry(reader=kind, code=code, minutes=0, executions=0, peak=0, found=0)
    rounds = broken = 0
    while done.minutes < minutes and broken < BREAKDOWNS:
        rounds += 1
        known = kept(found)
        sitting = seated(kind, corpus, found, min(ROUND, 60 * BUSY * (minutes - done.minutes)))
        step = Entry(reader=kind, code=code, minutes=sitting.minutes, executions=sitting.executions,
                     peak=sitting.peak, found=len(judged(kind, found, known)))  # fmt: skip
        broken += sitting.broken
        (done,) = added([done], step)
        if recorded:
            record(step)
    names = sorted(path.name for path in kept(found) - before)
    line = f"{kind:20} {done.minutes:7.1f} {done.executions:10} {len(list(corpus.iterdir())):6} {done.peak:7}"
    print(f"{line}  {', '.join(names) or 'nothing'}", flush=True)
    return bool(names)


def seated(kind: str, corpus: Path, found: Path, seconds: float) -> Sitting:
    """One process, until its time on the clock is over or it breaks down; its log is kept."""
    spent = OUT / kind / "spent.txt"
    spent.unlink(missing_ok=True)
    command = [
        sys.executable, str(Path(__file__).with_name("target.py")), kind, str(found), str(spent), str(corpus),
        f"-max_total_time={max(1, int(seconds))}", f"-timeout={HANG * BUSY}", f"-report_slow_units={HANG}",
        f"-rss_limit_mb={MEMORY}", f"-malloc_limit_mb={MEMORY}", f"-artifact_prefix={found}/", "-max_len=200000",
        "-print_final_stats=1",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          env={**os.environ, "PYTHONHASHSEED": "0"})  # fmt: skip
    text = done.stdout.decode("utf-8", "replace")
    (OUT / kind / "log.txt").write_text(text, encoding="utf-8")
    minutes, executions = spent.read_text(encoding="utf-8").split() if spent.exists() else ("0", "0")
    peak = re.search(r"stat::peak_rss_mb:\s+(\d+)", text)
    return Sitting(float(minutes), int(executions), int(peak[1]) if peak else 0, done.returncode != 0)


def kept(found: Path) -> set[Path]:
    """Inputs that were found, without the notes beside them."""
    return {path for path in found.iterdir() if path.suffix != ".trace"}


def judged(kind: str, found: Path, known: set[Path]) -> set[Path]:
    """What is new among the inputs found; suspects that the reader itself masters are removed."""
    for path in kept(found) - known:
        if path.name.startswith(SUSPECTS) and not breaks(kind, path):
            path.unlink()
    return kept(found) - known


def breaks(kind: str, path: Path) -> bool:
    """Whether an input ends the reader's process, or takes more processor time or memory than it may."""
    code = (
        "import resource, shutil, sys, tempfile\n"
        "from pathlib import Path\n"
        "from tests.hardening.readers import files, refused\n"
        "refused(sys.argv[1], files(sys.argv[1], 'valid')[0])\n"
        "before = resource.getrusage(resource.RUSAGE_SELF)\n"
        f"most = int(before.ru_utime) + {HANG}\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))\n"
        "target = Path(tempfile.mkdtemp()) / ('input' + sys.argv[3])\n"
        "shutil.copy(sys.argv[2], target)\n"
        "refused(sys.argv[1], target)\n"
        "after = resource.getrusage(resource.RUSAGE_SELF)\n"
        f"sys.exit((after.ru_maxrss - before.ru_maxrss) // 1024 > {MEMORY})\n"
    )
    command = [sys.executable, "-c", code, kind, str(path), READERS[kind].ending]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode != 0


if __name__ == "__main__":
    sys.exit(main())
