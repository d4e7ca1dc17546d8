"""Which documents ``dragoman align`` reads, and what it makes of each pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.errors import UnreadableDocument, UsageError

if TYPE_CHECKING:
    from aligner.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One source, its targets, and the files to be made of each of them (or of all together, n-way)."""

    source: str
    targets: tuple[str, ...]
    outputs: tuple[tuple[str, ...], ...]
    """For each target the files to write; a single entry for all of them where they are joined."""
    joined: bool = False
    """Whether the files hold all targets, and are named as the user named them."""
    folder: str = ""
    """A folder to make, with what is needed below it, before writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the user asked for."""

    source: str
    targets: tuple[str, ...]
    outputs: tuple[str, ...]
    pairs: str
    """A list of pairs, in place of source and targets."""
    joined: bool
    """All languages in one file."""
    lines: bool
    """Every line of a file is one segment."""
    languages: tuple[str, str]
    """Of the source and of the targets (with commas), empty where not said."""
    output_needed: bool


def plan(request: Request) -> list[Job]:
    """The jobs that a request amounts to. Raises :class:`UsageError` where it contradicts itself."""
    if request.pairs:
        if request.source:
            raise UsageError("--pairs takes its documents from the list", advice="leave SOURCE and TARGET out")
        if len(request.outputs) != 1:
            raise UsageError("--pairs needs one folder to write into", advice="add -o FOLDER")
        return _listed(request.pairs, request.outputs[0])
    if not request.source or not request.targets:
        raise UsageError("two documents are needed", advice="dragoman align SOURCE TARGET -o OUT.tmx")
    if not request.outputs and request.output_needed:
        raise UsageError("no file to write", advice="add -o OUT.tmx")
    together = len(request.targets) == 1 or request.joined
    outputs = (request.outputs,) * (1 if together else len(request.targets))
    return [Job(source=request.source, targets=request.targets, outputs=outputs, joined=together)]


def _listed(path: str, folder: str) -> list[Job]:
    """The pairs of a list; names in it are relative to the list, outputs are written under ``folder``."""
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UnreadableDocument("not text in UTF-8", source=path) from error
    except FileNotFoundError as error:
        raise UnreadableDocument("there is no such file", source=path) from error
    except OSError as error:
        raise UnreadableDocument(error.strerror or str(error), source=path) from error
    base = Path(path).parent
    jobs: dict[str, Job] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) not in (2, 3) or not all(fields[:2]) or "\0" in line:
            advice = "write source<TAB>target or source<TAB>target<TAB>output"
            raise UsageError("not a pair of files", source=path, place=f"line {number}", advice=advice)
        name = fields[2] if len(fields) == 3 and fields[2] else f"{Path(fields[0]).stem}.tmx"
        out = Path(folder) / name
        if not out.resolve().is_relative_to(Path(folder).resolve()):
            raise UsageError(f"{name} lies outside the folder {folder}", source=path, place=f"line {number}")
        if str(out) in jobs:
            raise UsageError(
                f"{name} would be written twice",
                source=path,
                place=f"line {number}",
                advice="name the output in the third column",
            )
        jobs[str(out)] = Job(
            source=str(base / fields[0]),
            targets=(str(base / fields[1]),),
            outputs=((str(out),),),
            joined=True,
            folder=folder,
        )
    if not jobs:
        raise UsageError("no pairs in it", source=path)
    return list(jobs.values())


def read_all(jobs: Sequence[Job], request: Request, processes: int) -> dict[tuple[str, str], Document]:
    """Every document once, by path and language asked for."""
    wanted: dict[tuple[str, str], None] = {}
    for job in jobs:
        wanted[job.source, request.languages[0]] = None
        wanted |= dict.fromkeys(languages(job, request))
    if processes > 1 and len(wanted) > 1:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(min(processes, len(wanted))) as pool:
            found = list(pool.map(_read, *zip(*wanted, strict=True), [request.lines] * len(wanted)))
    else:
        found = [_read(path, language, request.lines) for path, language in wanted]
    return dict(zip(wanted, found, strict=True))


def languages(job: Job, request: Request) -> list[tuple[str, str]]:
    """Each target with the language it was said to have."""
    tags = request.languages[1].split(",")
    if len(tags) not in (1, len(job.targets)):
        raise UsageError(f"{len(tags)} languages for {len(job.targets)} targets", advice="give one, or one for each")
    return list(zip(job.targets, tags * (len(job.targets) // len(tags)), strict=True))


def _read(path: str, language: str, lines: bool) -> Document:
    from aligner.alignment import lines as line_files
    from aligner.documents import read
    from tmx.lang import normalise

    tag = normalise(language) if language else None
    return line_files.read(path, language=tag) if lines else read(path, language=tag)
