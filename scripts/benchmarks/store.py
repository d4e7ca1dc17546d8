"""The store: import, lookup among many units, and how often the nearest one is found

Options: a number of units (100000), a number of queries (100), then perhaps the URL of an empty PostgreSQL database.
Units are recombined from the halves of UN sentences in ../shared/un6, which makes lookup harder than it is in real
memories: every half stands in hundreds of units. Queries are texts of the store with 0 to 4 words exchanged. A query
counts as answered if one of its first five matches scores at least what the text it was made from scores. Brute force
is rapidfuzz over all texts, in this run.
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

import rapidfuzz

import tmx
from tmx.store import Store, open_store
from tmx.store.candidates import BUDGET
from tmx.store.fuzzy import score
from tmx.store.lookup import LOOKED_AT, MEASURED, Query, lookup

FOLDER = Path(__file__).resolve().parents[2] / ".." / "shared" / "un6"
EDITS = 5
SEED = 5


def halves(language: str) -> list[tuple[list[str], list[str]]]:
    lines = (FOLDER / f"devset.{language}").read_text(encoding="utf-8").splitlines()
    words = [line.split() for line in lines]
    return [(one[: len(one) // 2], one[len(one) // 2 :]) for one in words]


def units(count: int) -> Iterator[tmx.TranslationUnit]:
    """Units of a front half and a back half of sentences, the same ones in both languages."""
    chance = random.Random(SEED)
    sides = {tag: halves(tag) for tag in ("fr", "en")}
    size = len(sides["fr"])
    for number in range(count):
        front, back = chance.randrange(size), chance.randrange(size)
        variants = [tmx.Variant(tag, " ".join(own[front][0] + own[back][1])) for tag, own in sides.items()]
        properties = (tmx.Property("x-document", f"D/{number // 100}"), tmx.Property("x-ref-source", f"I.{number}"))
        yield tmx.TranslationUnit(f"u{number}", tuple(variants), properties=properties)


def edited(texts: list[str], count: int) -> Iterator[tuple[int, str, str]]:
    """Number of words exchanged, query, and the text it was made from."""
    chance = random.Random(SEED + 1)
    vocabulary = " ".join(chance.sample(texts, min(1000, len(texts)))).split()
    for number in range(count):
        text = chance.choice(texts)
        words = text.split()
        edits = min(number % EDITS, max(0, len(words) - 1))
        for place in chance.sample(range(len(words)), edits):
            words[place] = chance.choice(vocabulary)
        yield edits, " ".join(words), text


def at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def measure(store: Store, texts: list[str], queries: int) -> None:
    """Print how long lookups take, how often the nearest is found, and how long brute force takes."""
    wall: list[float] = []
    processor: list[float] = []
    answered = [[0, 0] for _ in range(EDITS)]
    for edits, query, text in edited(texts, queries):
        begin, began = time.perf_counter(), time.process_time()
        found = lookup(store.database, Query(text=query, source_language="fr", target_language="en", least=1))
        wall.append(1000 * (time.perf_counter() - begin))
        processor.append(1000 * (time.process_time() - began))
        answered[edits][0] += any(min(one.score, 100) >= score(query, text) for one in found)
        answered[edits][1] += 1
    print(f"  lookup: p50 {at(wall, 0.5):.1f} ms, p95 {at(wall, 0.95):.1f} ms (processor {at(processor, 0.5):.1f} ms)")
    hits, asked = (sum(one[place] for one in answered) for place in (0, 1))
    shares = ", ".join(f"{edits} edits {hit}/{all_}" for edits, (hit, all_) in enumerate(answered))
    print(f"  nearest in the first five: {100 * hits / asked:.1f} % ({shares})")
    brute: list[float] = []
    for _, query, _ in edited(texts, 3):
        begin = time.perf_counter()
        rapidfuzz.process.extract(query, texts, scorer=rapidfuzz.fuzz.ratio, limit=5)
        brute.append(1000 * (time.perf_counter() - begin))
    print(f"  brute force: p50 {at(brute, 0.5):.0f} ms, {at(brute, 0.5) / at(wall, 0.5):.0f} times ours")


def fill(store: Store, path: Path, count: int) -> list[str]:
    """Import a TMX; return its French texts."""
    with tmx.open_units(path) as reader:
        begin, began = time.perf_counter(), time.process_time()
        store.add(reader)
        spent, worked = time.perf_counter() - begin, time.process_time() - began
    print(f"  import of a TMX: {count / spent:,.0f} units/s ({count / worked:,.0f} a second of processor time)")
    print(f"  size: {store.stats().bytes / 1e6:.0f} MB")
    return [unit.text("fr") for unit in units(count)]


def main() -> None:
    count, queries = ([int(one) for one in sys.argv[1:3]] + [100_000, 100][len(sys.argv[1:3]) :])[:2]
    if not FOLDER.is_dir():
        sys.exit("needs the sentences of ../shared/un6")
    print(
        f"Python {platform.python_version()}, rapidfuzz {rapidfuzz.__version__}, {os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f}, seed {SEED}"
    )
    print(
        f"{count:,} units, {queries} queries, budget {BUDGET}, {LOOKED_AT} candidates read, {MEASURED} compared in full"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.tmx"
        tmx.write_units(path, units(count), header=tmx.Header(source_language="fr"))
        with open_store(f"sqlite:///{folder}/warm.db", create=True) as store:
            store.add(units(10))  # what is compiled at first use does not count
        for url in (f"sqlite:///{folder}/memory.db", *sys.argv[3:4]):
            print(url.partition(":")[0])
            with open_store(url, create=True) as store:
                measure(store, fill(store, path, count), queries)


if __name__ == "__main__":
    main()
