"""Fuzz the readers one after the other, each in a process of its own, and print what came of it.

A line for each reader: how long, how many executions, how many files the corpus grew to, the most memory it took,
and every crash, hang (over 10 s) or excess of memory (over 1 GB) that was found.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.hardening.readers import READERS, seeds  # noqa: E402

OUT = ROOT / "build" / "fuzz"
HANG = 10
"""Seconds one file may take."""
ROUNDS = 20
"""Processes for one reader, at most: each but the last ended by a hang or by too much memory."""
MEMORY = 1024
"""Megabytes the process may take, the toolkit itself included."""


def main() -> int:
    """Run the campaign; 1 if anything was found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=60, help="seconds for each reader")
    options.add_argument("--reader", action="append", choices=sorted(READERS), help="only this one; may be repeated")
    chosen = options.parse_args()
    failed = False
    print(f"{'reader':20} {'seconds':>7} {'executions':>10} {'corpus':>6} {'peak MB':>7}  found", flush=True)
    for kind in chosen.reader or READERS:
        failed |= run(kind, chosen.seconds)
    return int(failed)


def run(kind: str, seconds: int) -> bool:
    """Fuzz one reader and print its line; whether anything was found."""
    corpus, found = OUT / kind / "corpus", OUT / kind / "found"
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(parents=True, exist_ok=True)
    for path in seeds(kind):
        (corpus / path.name).write_bytes(path.read_bytes())
    before = set(found.iterdir())
    start = time.monotonic()
    log = OUT / kind / "log.txt"
    log.unlink(missing_ok=True)
    executed = peak = rounds = 0
    # a hang or too much memory ends the process, and the rest of the time goes to another one
    while (left := seconds - int(time.monotonic() - start)) > 5 and rounds < ROUNDS:
        rounds += 1
        text = _round(kind, corpus, found, left, rounds)
        log.open("a", encoding="utf-8").write(text)
        executed += stat(text, "number_of_executed_units")
        peak = max(peak, stat(text, "peak_rss_mb"))
    for path in set(found.iterdir()) - before:
        if path.name.startswith(("timeout-", "slow-unit-")) and not hangs(kind, path):
            path.unlink()
    new = sorted(path.name for path in set(found.iterdir()) - before if path.suffix != ".trace")
    took = time.monotonic() - start
    files = len(list(corpus.iterdir()))
    print(f"{kind:20} {took:7.0f} {executed:10} {files:6} {peak:7}  {', '.join(new) or 'nothing'}", flush=True)
    return bool(new)


def _round(kind: str, corpus: Path, found: Path, seconds: int, seed: int) -> str:
    """One process, until the time is over or it breaks down; what it printed."""
    command = [
        sys.executable, str(Path(__file__).with_name("target.py")), kind, str(found), str(corpus),
        f"-max_total_time={seconds}", f"-seed={seed}", f"-timeout={HANG}", f"-rss_limit_mb={MEMORY}",
        f"-malloc_limit_mb={MEMORY}",
        f"-artifact_prefix={found}/", "-max_len=200000", "-print_final_stats=1",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          env={**os.environ, "PYTHONHASHSEED": "0"})  # fmt: skip
    return done.stdout.decode("utf-8", "replace")


def hangs(kind: str, path: Path) -> bool:
    """Whether an input takes the reader more than its seconds of processor time; a busy machine is no hang."""
    ending = READERS[kind].ending
    code = (
        "import resource, shutil, sys, tempfile\n"
        "from pathlib import Path\n"
        "from tests.hardening.readers import refused\n"
        "refused(sys.argv[1], sorted((Path('tests/cases/readers') / sys.argv[1] / 'valid').iterdir())[0])\n"
        "spent = resource.getrusage(resource.RUSAGE_SELF).ru_utime\n"
        f"resource.setrlimit(resource.RLIMIT_CPU, (int(spent) + {HANG}, int(spent) + {HANG} + 1))\n"
        "target = Path(tempfile.mkdtemp()) / ('input' + sys.argv[3])\n"
        "shutil.copy(sys.argv[2], target)\n"
        "refused(sys.argv[1], target)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, kind, str(path), ending], cwd=ROOT, capture_output=True, check=False
    )
    return done.returncode < 0


def stat(text: str, name: str) -> int:
    """A figure of libFuzzer's final statistics."""
    found = re.search(rf"stat::{name}:\s+(\d+)", text)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    sys.exit(main())
