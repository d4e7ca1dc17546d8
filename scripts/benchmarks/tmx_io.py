"""Reading and writing TMX against lxml and the Translate Toolkit: units a second, and memory

Options: a number of units (200000), then perhaps a second, larger one to show that memory stays flat. Rounds are
interleaved, so that whatever else the machine does meets all alike; the best of each counts, in processor time.
Memory is the peak of a process that does nothing else, above that of a bare interpreter.
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml
from lxml import etree

import tmx
from tmx.convert import convert

ROUNDS = 5
FR = "Les États parties devraient envisager de renforcer la coopération entre leurs services de répression, point {}."
EN = "States parties should consider strengthening cooperation among their law enforcement agencies, item {}."


def units(count: int, properties: bool) -> Iterator[tmx.TranslationUnit]:
    """Units of the length that sentences of UN documents have, or with what the aligner adds to them."""
    for number in range(count):
        added: tuple[tmx.Property, ...] = ()
        if properties:
            added = (
                tmx.Property("x-document", "CTOC/COP/WG.4/2019/5"),
                tmx.Property("x-ref-source", f"IV.{number // 3}"),
                tmx.Property("x-ref-target", f"IV.{number // 3}"),
                tmx.Property("x-confidence", f"{0.5 + number % 50 / 100:.2f}"),
                tmx.Property("x-context-pre", FR.format(number - 1)),
                tmx.Property("x-context-post", FR.format(number + 1)),
            )
        variants = (tmx.Variant("fr", FR.format(number)), tmx.Variant("en", EN.format(number)))
        yield tmx.TranslationUnit(f"5:{number}", variants, (), added, "sentence")


def write_ours(path: Path, count: int, properties: bool = False) -> None:
    tmx.write_units(path, units(count, properties), header=tmx.Header(source_language="fr"))


def write_lxml(path: Path, count: int) -> None:
    """The same units through lxml's incremental writer, element by element."""
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    with etree.xmlfile(str(path), encoding="utf-8") as out, out.element("tmx", version="1.4"):
        with out.element("header", srclang="fr"):
            pass
        with out.element("body"):
            for unit in units(count, False):
                element = etree.Element("tu", tuid=unit.id, segtype=unit.segtype)
                for variant in unit.variants:
                    side = etree.SubElement(element, "tuv", {language: variant.language})
                    etree.SubElement(side, "seg").text = variant.text
                out.write(element)


def read_ours(path: Path) -> None:
    with tmx.open_units(path) as reader:
        for _ in reader:
            pass


def read_lxml(path: Path) -> None:
    """A plain loop that builds nothing."""
    for _, element in etree.iterparse(str(path), events=("end",), tag="tu"):
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def read_toolkit(path: Path) -> None:
    from translate.storage.tmx import tmxfile

    for unit in tmxfile.parsefile(str(path)).units:
        _ = unit.source, unit.target


def convert_ours(path: Path) -> None:
    target = path.with_suffix(".xlf")
    convert(str(path), str(target), tmx.ReadOptions(), tmx.WriteOptions())
    target.unlink()


ALONE = {
    "ours": read_ours,
    "lxml": read_lxml,
    "toolkit": read_toolkit,
    "convert": convert_ours,
    "nothing": lambda _: None,
}


def best(jobs: dict[str, Callable[[], None]], count: int, rounds: int = ROUNDS) -> dict[str, float]:
    """Units a second of each job, the best of all rounds."""
    seconds = dict.fromkeys(jobs, float("inf"))
    for _ in range(rounds):
        for name, job in jobs.items():
            begin = time.process_time()
            job()
            seconds[name] = min(seconds[name], time.process_time() - begin)
    return {name: count / spent for name, spent in seconds.items()}


def peak(name: str, path: Path) -> float:
    """Peak memory in MB of a process of its own."""
    line = [sys.executable, __file__, "--alone", name, str(path)]
    return int(subprocess.run(line, check=True, capture_output=True, text=True).stdout) / 1024


def memory_used() -> int:
    """This process's own peak in kB; getrusage would inherit the parent's."""
    found = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) if found else 0


def report(title: str, rates: dict[str, float], ours: str = "ours") -> None:
    print(title)
    for name, rate in rates.items():
        print(f"  {name:12} {rate:>9,.0f} units/s   ours is {rates[ours] / rate:.2f} times as fast")


def speeds(plain: Path, rich: Path, other: Path, count: int) -> None:
    """Print how fast we and the others are."""
    report("reading", best({"ours": lambda: read_ours(plain), "lxml": lambda: read_lxml(plain)}, count))
    jobs = {"ours": lambda: read_ours(plain), "toolkit": lambda: read_toolkit(plain)}
    report("reading, the Translate Toolkit (one round)", best(jobs, count, 1))
    jobs = {"ours": lambda: read_ours(rich), "lxml": lambda: read_lxml(rich)}
    report("reading, six properties a unit", best(jobs, count // 4))
    jobs = {"ours": lambda: write_ours(other, count), "lxml": lambda: write_lxml(other, count)}
    report("writing", best(jobs, count))


def main() -> None:
    counts = [int(argument) for argument in sys.argv[1:]] or [200_000]
    print(f"Python {platform.python_version()}, lxml {lxml.__version__}, best of {ROUNDS} rounds, processor time")
    with tempfile.TemporaryDirectory() as folder:
        plain, rich, other = (Path(folder) / name for name in ("plain.tmx", "rich.tmx", "other.tmx"))
        for count in counts:
            write_ours(plain, count)
            print(f"{count:,} units, {plain.stat().st_size / 1e6:.0f} MB")
            if count == counts[0]:
                write_ours(rich, count // 4, properties=True)
                speeds(plain, rich, other, count)
            bare = peak("nothing", plain)
            for name in ("ours", "lxml", "convert"):
                print(
                    f"  peak memory, {name}: {peak(name, plain) - bare:.0f} MB above the {bare:.0f} MB of doing nothing"
                )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        ALONE[sys.argv[2]](Path(sys.argv[3]))
        print(memory_used())
    else:
        main()
