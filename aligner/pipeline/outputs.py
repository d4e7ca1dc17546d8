"""The files a build leaves: each made beside its place, and put there only where its bytes changed."""

from __future__ import annotations

import filecmp
import functools
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from aligner import __version__
from aligner.glossary.model import Glossary
from aligner.model import Bitext, Finding
from aligner.pipeline.cache import key_of
from aligner.pipeline.corpus import checksum
from aligner.pipeline.engines import together
from aligner.pipeline.paragraphs import longer_paragraphs
from aligner.pipeline.steps import Aligned
from aligner.pipeline.values import to_json
from tmx.files import write_text


class Output(NamedTuple):
    """A file of the build: its name in the output folder, what it is made from, and what writes it to a path."""

    name: str
    key: str
    """Digest of everything that it is made from."""
    write: Callable[[Path], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What the outputs are made from."""

    aligned: Aligned
    glossary: Glossary
    findings: Sequence[Finding] = ()
    date: str = ""
    """Date of the units; empty for none."""


def outputs(results: Results) -> Iterator[Output]:
    """Yield every output but the summary."""
    signed, entries, findings = results.aligned.signed, to_json(results.glossary), to_json(results.findings)
    for (source, target), bitexts in results.aligned.pairs.items():
        name = f"memory.{source}-{target}.tmx"
        yield Output(name, key_of(name, signed, results.date), _memory(source, bitexts, results.date))
    for ending in ("tbx", "csv", "xlsx"):
        name = f"glossary.{ending}"
        yield Output(name, key_of(name, list(results.aligned.pairs), entries, results.date), _glossary(results))
    yield Output("findings.json", key_of("findings.json", findings), _findings(results))
    yield Output("report.html", key_of("report.html", signed, entries, findings), _report(results))


def place(
    folder: Path, staging: Path, wanted: Sequence[Output], record: dict[str, list[str]], jobs: int = 1
) -> list[Path]:
    """Bring ``wanted`` into ``folder`` and return their paths; what is there already, made from the same, is left.

    ``record`` says of each output what it was made from and the SHA-256 of its bytes, and is brought up to date. Files
    are written into ``staging`` and moved; both folders lie on one file system, so there is an old file or the new
    one, never half.
    """
    due = [each for each in wanted if not _stands(folder / each.name, each, record)]
    makers = [functools.partial(_make, staging / each.name, each) for each in sorted(due, key=_weight)]
    together(makers, jobs)
    for each in due:
        path, made = folder / each.name, staging / each.name
        record[each.name] = [each.key, checksum(made)]
        if path.is_file() and filecmp.cmp(made, path, shallow=False):
            made.unlink()
        else:
            made.replace(path)
    return [folder / each.name for each in wanted]


def _stands(path: Path, output: Output, record: dict[str, list[str]]) -> bool:
    return path.is_file() and record.get(output.name) == [output.key, checksum(path)]


def _make(path: Path, output: Output) -> None:
    output.write(path)


def _weight(output: Output) -> tuple[bool, str]:
    """What takes longest comes first, so that processes end together."""
    return not output.name.endswith((".html", ".xlsx")), output.name


def read_record(path: Path) -> dict[str, list[str]]:
    """What an earlier run wrote down with :func:`write_record`; empty where it is missing or damaged."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def write_record(path: Path, record: dict[str, list[str]]) -> None:
    """Write down what the outputs were made from."""
    write_text(path, json.dumps(record, indent=1, sort_keys=True) + "\n")


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
        from aligner.glossary.outputs import write as write_glossary
        from tmx import WriteOptions

        source = results.glossary.source_language
        options = WriteOptions(source_language=source, date=results.date, tool_version=__version__)
        write_glossary(str(path), results.glossary, options)

    return write


def _findings(results: Results) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        from aligner.reports.findings.as_json import rows

        write_text(path, json.dumps(rows(results.findings), ensure_ascii=False, indent=2) + "\n")

    return write


def _report(results: Results) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        from aligner.reports.page import render

        write_text(path, render(results.aligned.bitexts, findings=results.findings, glossary=results.glossary))

    return write
