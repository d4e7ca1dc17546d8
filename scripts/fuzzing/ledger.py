"""How long each reader has been fuzzed, and what came of it: a small table that grows from sitting to sitting.

One row for each reader and state of its code, so that an hour may be put together from several sittings, and a reader
that was changed begins anew.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

from tmx.files import write_text

LEDGER = Path(__file__).with_name("ledger.tsv")
ROOT = Path(__file__).resolve().parents[2]
_OWN = """
import hashlib, sys, tempfile
from pathlib import Path
root, kind = Path(sys.argv[1]), sys.argv[2]
sys.path.insert(0, str(root))
from tests.hardening.readers import files, refused
for path in files(kind, "valid"):
    copy = Path(tempfile.mkdtemp()) / path.name
    copy.write_bytes(path.read_bytes())
    refused(kind, copy)
names = {getattr(module, "__file__", None) or "" for module in list(sys.modules.values())}
packages = root / "aligner", root / "tmx"
own = sorted(path for path in map(Path, names) if any(path.is_relative_to(package) for package in packages))
print(hashlib.sha256(b"".join(path.read_bytes() for path in own)).hexdigest()[:8])
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What has been done for one reader in one state of its code."""

    reader: str
    code: str
    """First digits of the SHA-256 of all modules of the two packages that reading its valid files loads."""
    minutes: float
    """Of processor time that went into reading inputs; starting up does not count."""
    executions: int
    """Inputs read."""
    peak: int
    """Megabytes at most, of a process of the fuzzer with everything loaded and instrumented."""
    found: int
    """Crashes, hangs over 10 s and excesses over 1 GB: each of them is a case now, or is being mended."""


def code_of(kind: str) -> str:
    """The state of the code that reads a format."""
    done = subprocess.run([sys.executable, "-c", _OWN, str(ROOT), kind], cwd=ROOT, capture_output=True, text=True,
                          check=True)  # fmt: skip
    return done.stdout.strip()


def entries(path: Path = LEDGER) -> list[Entry]:
    """All rows of the table; none where there is no table yet."""
    if not path.exists():
        return []
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        Entry(reader=reader, code=code, minutes=float(minutes), executions=int(executions), peak=int(peak),
              found=int(found))
        for reader, code, minutes, executions, peak, found in rows
    ]  # fmt: skip


def added(known: Iterable[Entry], new: Entry) -> list[Entry]:
    """The rows with one more sitting in them, in the order of readers and of time."""
    rows = list(known)
    for place, old in enumerate(rows):
        if (old.reader, old.code) == (new.reader, new.code):
            rows[place] = replace(
                old,
                minutes=old.minutes + new.minutes,
                executions=old.executions + new.executions,
                peak=max(old.peak, new.peak),
                found=old.found + new.found,
            )
            return rows
    return [*rows, new]


def record(new: Entry, path: Path = LEDGER) -> None:
    """Add a sitting to the table on disk."""
    rows = sorted(added(entries(path), new), key=lambda entry: entry.reader)
    lines = ["\t".join(field.name for field in fields(Entry))]
    for entry in rows:
        reader, code, minutes, *rest = astuple(entry)
        lines.append("\t".join((reader, code, f"{minutes:.2f}", *map(str, rest))))
    write_text(path, "\n".join(lines) + "\n")


def table(kinds: Iterable[str], path: Path = LEDGER) -> str:
    """What has been done for each reader, over all states of its code, as the documentation shows it."""
    lines = ["| reader | minutes | inputs read | most memory | found |", "| --- | --- | --- | --- | --- |"]
    for kind in kinds:
        done = [entry for entry in entries(path) if entry.reader == kind]
        minutes, executions = sum(entry.minutes for entry in done), sum(entry.executions for entry in done)
        peak, found = max((entry.peak for entry in done), default=0), sum(entry.found for entry in done)
        lines.append(
            f"| {kind} | {minutes:.1f} | {executions:,} | {peak} MB | {found} |" if done else f"| {kind} | 0 | 0 | | |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from tests.hardening.readers import READERS

    PAGE = ROOT / "docs" / "fuzzing.md"
    HEAD = PAGE.read_text(encoding="utf-8").partition("| reader |")[0]
    write_text(PAGE, HEAD + table(READERS))
