"""Reading and writing TMX against lxml, expat and the Translate Toolkit: units a second, and memory

Options: numbers of units (200000 and 2000000). Speed is measured with the first, memory with all, to show that it
stays flat. Rounds are interleaved, so that whatever else the machine does meets all alike; the best of each counts, in
processor time. Memory is the peak of a process that does nothing else, above that of a bare interpreter.

Three memories are read: plain ones, two short texts a unit; with six properties a unit, as the aligner writes them;
and, where ../shared/un6 is there, the realistic ones of _recombined.py: texts of 200 characters, two properties.
lxml and expat walk through the elements and build nothing.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from xml.parsers import expat

import _recombined
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


def read_expat(path: Path) -> None:
    """Events for every element and every text, of which nothing is made."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda *_: None
    parser.EndElementHandler = parser.CharacterDataHandler = lambda _: None
    with path.open("rb") as stream:
        parser.ParseFile(stream)


def read_toolkit(path: Path) -> None:
    from translate.storage.tmx import tmxfile

    for unit in tmxfile.parsefile(str(path)).units:
        _ = unit.source, unit.target


def convert_ours(path: Path) -> None:
    target = path.with_suffix(".xlf")
    convert(str(path), str(target), tmx.ReadOptions(), tmx.WriteOptions())
    target.unlink()


def count_of(path: Path) -> int:
    """Number of units, which the names of our files begin with."""
    return int(path.stem.partition("-")[0])


ALONE: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "reading, ours": read_ours,
    "reading, lxml": read_lxml,
    "reading, expat": read_expat,
    "reading, toolkit": read_toolkit,
    "writing, ours": lambda path: write_ours(path.with_suffix(".new.tmx"), count_of(path)),
    "writing, lxml": lambda path: write_lxml(path.with_suffix(".new.tmx"), count_of(path)),
    "convert to XLIFF": convert_ours,
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


READERS = {"ours": read_ours, "lxml": read_lxml, "expat": read_expat}


def reading(title: str, path: Path, count: int) -> None:
    report(f"reading, {title}", best({name: partial(read, path) for name, read in READERS.items()}, count))
    once: dict[str, Callable[[], None]] = {"ours": partial(read_ours, path), "toolkit": partial(read_toolkit, path)}
    report(f"reading, {title}, the Translate Toolkit (one round)", best(once, count, 1))


def speeds(folder: Path, count: int) -> None:
    """Print how fast we and the others are."""
    plain, other = folder / f"{count}-plain.tmx", folder / "other.tmx"
    reading("plain", plain, count)
    write_ours(other, count // 4, properties=True)
    reading("six properties a unit", other, count // 4)
    if _recombined.FOLDER.is_dir():
        tmx.write_units(other, _recombined.realistic(count // 4), header=tmx.Header(source_language="fr"))
        reading("realistic", other, count // 4)
    jobs: dict[str, Callable[[], None]] = {"ours": partial(write_ours, other, count)}
    jobs["lxml"] = partial(write_lxml, other, count)
    report("writing", best(jobs, count))
    other.unlink()


def memory(path: Path, *, largest: bool) -> None:
    bare = peak("nothing", path)
    print(f"peak memory above the {bare:.0f} MB of doing nothing")
    for name in ALONE:
        # the Translate Toolkit would take several GB of the larger ones
        if name != "nothing" and not (largest and "toolkit" in name):
            print(f"  {name:18} {peak(name, path) - bare:>6.0f} MB")


def main() -> None:
    counts = [int(argument) for argument in sys.argv[1:]] or [200_000, 2_000_000]
    print(
        f"Python {platform.python_version()}, lxml {lxml.__version__}, best of {ROUNDS} rounds, processor time, "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    )
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            plain = Path(folder) / f"{count}-plain.tmx"
            write_ours(plain, count)
            print(f"{count:,} units, {plain.stat().st_size / 1e6:.0f} MB")
            if count == counts[0]:
                speeds(Path(folder), count)
            memory(plain, largest=count > counts[0])
            plain.unlink()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        ALONE[sys.argv[2]](Path(sys.argv[3]))
        print(memory_used())
    else:
        main()
