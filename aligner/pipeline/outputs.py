"""The files a build leaves: each made beside its place, and put there only where its bytes changed."""

from __future__ import annotations

import filecmp
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from aligner import __version__
from aligner.model import Bitext, Finding
from aligner.pipeline.paragraphs import longer_paragraphs
from tmx.files import write_text
from tmx.terms import TermEntry


class Output(NamedTuple):
    """A file of the build: its name in the output folder, and what writes it to a path."""

    name: str
    write: Callable[[Path], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What the outputs are made from."""

    pairs: Mapping[tuple[str, str], list[Bitext]]
    """Aligned documents by source and target language."""
    glossary: Sequence[TermEntry] = ()
    findings: Sequence[Finding] = ()
    date: str = ""
    """Date of the units; empty for none."""


def outputs(results: Results) -> Iterator[Output]:
    """Yield every output but the summary."""
    for (source, target), bitexts in results.pairs.items():
        yield Output(f"memory.{source}-{target}.tmx", _memory(source, bitexts, results.date))
    for ending in ("tbx", "csv", "xlsx"):
        yield Output(f"glossary.{ending}", _glossary(results))
    yield Output("findings.json", _findings(results))
    yield Output("report.html", _report(results))


def place(folder: Path, staging: Path, output: Output) -> Path:
    """Write ``output`` into ``staging``, move it into ``folder`` where it is new there, and return its path.

    Both folders lie on one file system, so the move is a rename: an old file or the new one, never half.
    """
    path = folder / output.name
    made = staging / output.name
    output.write(made)
    if path.is_file() and filecmp.cmp(made, path, shallow=False):
        made.unlink()
    else:
        made.replace(path)
    return path


def staged(folder: Path) -> Path:
    """Return an empty staging folder; what a killed run left in it is removed."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _memory(source: str, bitexts: list[Bitext], date: str) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        from aligner.bitext import UnitOptions, to_units
        from tmx import Header, WriteOptions, write_units

        header = Header(source_language=source, segtype="sentence", tool="dragoman", tool_version=__version__)
        chosen = UnitOptions(date=date)
        levels = (level for bitext in bitexts for level in (bitext, longer_paragraphs(bitext)))
        units = (unit for level in levels for unit in to_units(level, chosen))
        options = WriteOptions(source_language=source, date=date, tool_version=__version__)
        write_units(path, units, header=header, options=options)

    return write


def _glossary(results: Results) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        from tmx import WriteOptions, write_terms

        source = next(iter(results.pairs), ("", ""))[0]
        options = WriteOptions(source_language=source, date=results.date, tool_version=__version__)
        write_terms(path, results.glossary, options=options)

    return write


def _findings(results: Results) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        from aligner.reports.findings.as_json import rows

        write_text(path, json.dumps(rows(results.findings), ensure_ascii=False, indent=2) + "\n")

    return write


def _report(results: Results) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        from aligner.reports.page import render

        bitexts = [bitext for each in results.pairs.values() for bitext in each]
        write_text(path, render(bitexts, findings=results.findings, glossary=results.glossary))

    return write
