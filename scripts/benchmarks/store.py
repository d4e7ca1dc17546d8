"""The store: import, lookup among many units against brute force, and how often the nearest one is found

Options: a number of units (100000), a number of queries (200), then `realistic` or `halves`: the memories that
_recombined.py describes. The store is filled from a TMX, in SQLite and, where it is installed, in a PostgreSQL server
started for the purpose. Queries are texts of the memory with 0 to 4 words exchanged. Brute force is rapidfuzz over all
texts, in this run. A query counts as answered

  by our score      if one of the first five matches scores at least what the text it was made from scores;
  by rapidfuzz      if one of the first five is as like the query as the text that brute force finds (fuzz.ratio).
"""

from __future__ import annotations

import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import rapidfuzz

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import _recombined

import tmx
from tests.tmx.store import server
from tmx.store import Store, open_store
from tmx.store.candidates import BUDGET
from tmx.store.fuzzy import score
from tmx.store.lookup import LOOKED_AT, MEASURED, Query, lookup

EDITS = 5
SEED = 6
BRUTE_FORCE = 100
"""Queries answered by brute force, too, which takes most of the run."""


class Asked(NamedTuple):
    edits: int
    """Words exchanged."""
    query: str
    text: str
    """What it was made from."""


def asked(texts: list[str], count: int) -> Iterator[Asked]:
    """Queries, from none to four words exchanged in turn."""
    chance = random.Random(SEED)
    vocabulary = " ".join(chance.sample(texts, min(1000, len(texts)))).split()
    for number in range(count):
        text = chance.choice(texts)
        words = text.split()
        edits = min(number % EDITS, max(0, len(words) - 1))
        for place in chance.sample(range(len(words)), edits):
            words[place] = chance.choice(vocabulary)
        yield Asked(edits, " ".join(words), text)


def at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


class Brute(NamedTuple):
    """What brute force finds for one query."""

    ms: float
    nearest: float
    """Likeness of the nearest text, 0 to 100."""


def brute_force(texts: list[str], queries: list[Asked]) -> list[Brute]:
    found = []
    for one in queries:
        begin = time.perf_counter()
        best = rapidfuzz.process.extract(one.query, texts, scorer=rapidfuzz.fuzz.ratio, limit=5)
        found.append(Brute(1000 * (time.perf_counter() - begin), best[0][1]))
    return found


def measure(store: Store, queries: list[Asked], brute: list[Brute]) -> None:
    """Print how long lookups take, and how often the nearest is found."""
    wall: list[float] = []
    processor: list[float] = []
    ours = [[0, 0] for _ in range(EDITS)]
    theirs = 0
    for number, one in enumerate(queries):
        begin, began = time.perf_counter(), time.process_time()
        found = lookup(store.database, Query(text=one.query, source_language="fr", target_language="en", least=1))
        wall.append(1000 * (time.perf_counter() - begin))
        processor.append(1000 * (time.process_time() - began))
        ours[one.edits][0] += any(min(match.score, 100) >= score(one.query, one.text) for match in found)
        ours[one.edits][1] += 1
        if number < len(brute):
            likeness = [rapidfuzz.fuzz.ratio(one.query, match.source) for match in found]
            theirs += max(likeness, default=0) >= brute[number].nearest
    print(
        f"  lookup: p50 {at(wall, 0.5):.1f} ms, p95 {at(wall, 0.95):.1f} ms "
        f"(processor p50 {at(processor, 0.5):.1f} ms, p95 {at(processor, 0.95):.1f} ms)"
    )
    hits, all_ = (sum(one[place] for one in ours) for place in (0, 1))
    shares = ", ".join(f"{edits} edits {hit}/{of}" for edits, (hit, of) in enumerate(ours))
    print(f"  nearest in the first five, by our score: {100 * hits / all_:.1f} % ({shares})")
    print(f"  nearest in the first five, by rapidfuzz: {100 * theirs / len(brute):.1f} % of {len(brute)}")
    print(f"  brute force at the median takes {at([one.ms for one in brute], 0.5) / at(wall, 0.5):.0f} times as long")


def fill(store: Store, path: Path, count: int) -> None:
    with tmx.open_units(path) as reader:
        begin, began = time.perf_counter(), time.process_time()
        store.add(reader)
        spent, worked = time.perf_counter() - begin, time.process_time() - began
    print(f"  import of a TMX: {count / spent:,.0f} units/s ({count / worked:,.0f} a second of processor time)")
    print(f"  size: {store.stats().bytes / 1e6:.0f} MB")


def run(url: str, path: Path, count: int, queries: list[Asked], brute: list[Brute]) -> None:
    print(url.partition(":")[0])
    with open_store(url, create=True) as store:
        fill(store, path, count)
        measure(store, queries, brute)


def main() -> None:
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    count, queries = (*numbers, *(100_000, 200)[len(numbers) :])[:2]
    kind = next((one for one in sys.argv[1:] if one in _recombined.KINDS), "realistic")
    if not _recombined.FOLDER.is_dir():
        sys.exit("needs the sentences of ../shared/un6")
    print(
        f"Python {platform.python_version()}, rapidfuzz {rapidfuzz.__version__}, {os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f}, seeds {_recombined.SEED} and {SEED}"
    )
    print(f"{count:,} units ({kind}), budget {BUDGET}, {LOOKED_AT} candidates read, {MEASURED} compared in full")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.tmx"
        make = _recombined.KINDS[kind]
        tmx.write_units(path, make(count), header=tmx.Header(source_language="fr"))
        with tmx.open_units(path) as reader:
            texts = [unit.text("fr") for unit in reader]
        drawn = list(asked(texts, queries))
        brute = brute_force(texts, drawn[:BRUTE_FORCE])
        print(f"brute force: p50 {at([one.ms for one in brute], 0.5):.0f} ms")
        del texts
        with open_store(f"sqlite:///{folder}/warm.db", create=True) as store:
            store.add(make(10))  # what is compiled at first use does not count
        run(f"sqlite:///{folder}/memory.db", path, count, drawn, brute)
        if server.can_start():
            with server.server() as url:
                run(url, path, count, drawn, brute)
        else:
            print(f"postgresql: {server.NEEDED}")


if __name__ == "__main__":
    main()
