"""The files a build leaves: made in memory or streamed, and only touched on disk where their bytes change."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from aligner.model import Bitext, Finding
from aligner.pipeline.cache import Cache
from aligner.pipeline.corpus import Corpus
from tmx.files import write_bytes


class File(NamedTuple):
    """An output: its name in the output folder and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What the outputs are made from."""

    pairs: Mapping[tuple[str, str], list[Bitext]]
    corpus: Corpus
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The outputs, and the figures of them that the summary wants."""

    files: tuple[File, ...]
    entries: int
    """Entries of the glossary."""
    findings: tuple[Finding, ...]


def make(results: Results, cache: Cache) -> Made:
    """Make every output of a build but the summary."""
    files = [*_memories(results), _report(results)]
    return Made(files=tuple(files), entries=0, findings=())


def _memories(results: Results) -> Iterator[File]:
    from aligner.bitext import UnitOptions, to_units
    from tmx import WriteOptions, dump_units

    for (source, target), bitexts in results.pairs.items():
        units = (unit for bitext in bitexts for unit in to_units(bitext, UnitOptions(date=results.date)))
        stream = io.BytesIO()
        dump_units(stream, units, "tmx", WriteOptions(source_language=source, date=results.date))
        yield File(f"memory.{source}-{target}.tmx", stream.getvalue())


def _report(results: Results) -> File:
    from aligner.reports.page import PageOptions, render

    bitexts = [bitext for each in results.pairs.values() for bitext in each]
    return File("report.html", render(bitexts, PageOptions()).encode())


def write(folder: Path, files: Iterable[File]) -> list[Path]:
    """Write ``files`` into ``folder``, each whole or not at all; one whose bytes are already there is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for file in files:
        path = folder / file.name
        if not path.is_file() or path.read_bytes() != file.data:
            write_bytes(path, file.data)
        paths.append(path)
    return paths
