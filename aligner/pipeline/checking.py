"""Bringing together what is to be checked: one document, a memory, or a corpora folder with all its pairs."""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aligner import configuration
from aligner.checks.core.check import Check
from aligner.checks.core.run import Outcome, Part, merged, parts, run, shares
from aligner.checks.core.settings import RANK, checks_to_run, judge
from aligner.checks.core.views import CollectionView, DocumentView, PairView, of_bitext, of_document, of_units
from aligner.configuration import CheckSettings, Configuration
from aligner.errors import AlignerError, UsageError
from aligner.glossary.deciding import listed
from aligner.glossary.decisions import Decision
from aligner.model import Document, Finding, Severity
from aligner.pipeline import corpus as corpora
from aligner.pipeline.copies import together
from aligner.pipeline.keeping import Keeper
from aligner.pipeline.values import from_json, to_json
from aligner.review import glossary_decisions
from tmx import TermEntry, formats, open_units, read_terms
from tmx.errors import UnsupportedFormat
from tmx.lang import primary

DOCUMENTS = (".txt", ".docx", ".pdf", ".html", ".htm", ".xml")
"""Endings that are documents, whatever else could be read from them."""

_LARGE = 6000
"""Passages from which processes share the work: copying one costs some tenths of a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRequest:
    """What is to be checked, and how."""

    paths: tuple[Path, ...]
    memory: Path | None = None
    """A memory the paths are held against, for checks across documents."""
    glossary: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    least: Severity | None = "info"
    """Severity below which nothing is wanted; None for the settings' one, or ``warning``."""
    jobs: int = 1
    """Processes that may share the work of a large collection."""
    cache: Path | None = None
    """Folder of results of earlier runs, kept by content; None keeps nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What the checks found."""

    findings: list[Finding]
    """Neither suppressed nor held against a baseline yet, in order of the input."""
    suppressed: int
    checks: list[Check]
    """Those that ran."""
    documents: dict[tuple[str, str], Document]
    """Everything read, by symbol and language."""
    paths: dict[str, str]
    """Files of memories, by the name their findings carry."""
    remarks: list[str]
    """Checks that failed, documents left out, suppressions without effect: one line each."""
    failed: bool
    """Whether a document could not be read or a check failed."""
    settings: CheckSettings = field(default_factory=CheckSettings)
    folder: Path = Path()
    """Where paths of the settings are relative to."""


@dataclass(slots=True)
class _Gathered:
    documents: list[DocumentView] = field(default_factory=list)
    pairs: list[PairView] = field(default_factory=list)
    read: dict[tuple[str, str], Document] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    failed: bool = False
    keeper: Keeper = field(default_factory=lambda: Keeper(None))


def check(request: CheckRequest) -> CheckResult:
    """Run the checks over everything ``request`` names.

    Raises :class:`AlignerError` and :class:`tmx.errors.TmxError` where a path given can't be read; a document inside a
    corpora folder that can't be read is a remark, and the others are checked.
    """
    settings, folder = _settings(request.paths)
    checks = _wanted(checks_to_run(settings.check, request.select, request.ignore), request, settings.check)
    terms = _terms(request, settings, folder)
    gathered = _Gathered(keeper=Keeper(request.cache))
    for path in request.paths:
        _gather(path, settings, terms, gathered)
    if request.memory:
        _gather_memory(request.memory, terms, gathered)
    collection = CollectionView(documents=tuple(gathered.documents), pairs=tuple(gathered.pairs), terms=terms)
    gathered.keeper.note([each.id for each in checks], to_json(terms), settings.source, settings.targets)
    kept = gathered.keeper.findings(lambda: to_json(_run(checks, collection, request.jobs)))
    outcome: Outcome = from_json(Outcome, kept)
    judged = judge(outcome.findings, settings.check, lambda finding: _relative(finding, gathered, folder))
    remarks = list(gathered.remarks)
    remarks += [f"check {one.check} failed on {one.document}: {one.reason}" for one in outcome.failures]
    remarks += [f"suppression of {one.check} ({one.reason}) matches nothing any more" for one in judged.unused]
    return CheckResult(
        findings=judged.kept,
        suppressed=len(judged.suppressed),
        checks=checks,
        documents=gathered.read,
        paths=gathered.paths,
        remarks=remarks,
        failed=gathered.failed or bool(outcome.failures),
        settings=settings.check,
        folder=folder,
    )


def _relative(finding: Finding, gathered: _Gathered, folder: Path) -> str:
    """The file a finding lies in, relative to ``folder`` where it lies below it, with slashes."""
    document = gathered.read.get((finding.document, finding.language))
    path = Path(document.source if document else gathered.paths.get(finding.document, finding.document)).resolve()
    top = folder.resolve()
    return (path.relative_to(top) if path.is_relative_to(top) else path).as_posix()


def _wanted(checks: list[Check], request: CheckRequest, settings: CheckSettings) -> list[Check]:
    """Those of ``checks`` that may find something grave enough."""
    least = RANK[request.least or settings.min_severity or "warning"]
    return [check for check in checks if RANK[settings.severity.get(check.id, check.graver or check.severity)] >= least]


def _run(checks: list[Check], collection: CollectionView, jobs: int) -> Outcome:
    """Run the checks, side by side where the collection is large; the outcome is the same."""
    size = sum(len(view.passages) for view in collection.documents)
    if size < _LARGE:
        return run(checks, collection)
    # nothing of what lives now is garbage: looking through millions of values again and again finds none
    enabled = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        works = [functools.partial(_share, share, collection) for share in shares(checks, jobs)]
        found = together(works, jobs) if len(works) > 1 else [work() for work in works]
    finally:
        gc.unfreeze()
        if enabled:
            gc.enable()
    return merged(from_json(Part, part) for each in found for part in each)


def _share(checks: list[Check], collection: CollectionView) -> Any:  # noqa: ANN401  (a JSON value)
    return to_json(parts(checks, collection))


def _settings(paths: Sequence[Path]) -> tuple[Configuration, Path]:
    """The settings of the first path's folder or one above it, and the folder they stand in."""
    start = paths[0] if paths[0].is_dir() else paths[0].parent
    for folder in (start, *start.resolve().parents):
        found = configuration.find(folder)
        if found.path:
            return found, found.path.parent
    return Configuration(), start


def _terms(request: CheckRequest, settings: Configuration, folder: Path) -> tuple[TermEntry, ...]:
    """The list asked for as it is; else the one beside the documents, as people decided about its terms."""
    if request.glossary:
        with read_terms(request.glossary) as reader:
            return tuple(reader)
    first = request.paths[0]
    terms: tuple[TermEntry, ...] = ()
    if settings.glossary:
        terms = corpora.term_list(folder, settings.glossary)
    elif first.is_dir():
        terms = corpora.term_list(first, "")
    return listed(terms, _term_decisions(first, settings), settings.source)


def _term_decisions(path: Path, settings: Configuration) -> tuple[Decision, ...]:
    """What people decided about terms, from beside the documents: no further up than their settings stand."""
    here = path.resolve()
    start = here if here.is_dir() else here.parent
    top = settings.path.parent.resolve() if settings.path else start.parent
    for folder in (start, *start.parents):
        if (folder / glossary_decisions.FILE).is_file():
            return glossary_decisions.read(folder / glossary_decisions.FILE)
        if folder == top:
            break
    return ()


def _gather(path: Path, settings: Configuration, terms: tuple[TermEntry, ...], gathered: _Gathered) -> None:
    if path.is_dir():
        _gather_folder(path, settings, terms, gathered)
    elif path.suffix.lower() in DOCUMENTS or not _is_memory(path):
        _add(gathered.keeper.document(path), terms, gathered)
    else:
        _gather_memory(path, terms, gathered)


def _is_memory(path: Path) -> bool:
    try:
        formats.detect(str(path), path.read_bytes()[:8192] if path.is_file() else b"")
    except UnsupportedFormat:
        return False
    return True


def _add(document: Document, terms: tuple[TermEntry, ...], gathered: _Gathered) -> None:
    gathered.documents.append(of_document(document, terms))
    gathered.read[document.symbol, document.language] = document


def _gather_folder(path: Path, settings: Configuration, terms: tuple[TermEntry, ...], gathered: _Gathered) -> None:
    corpus = corpora.find(path)
    gathered.remarks += corpus.warnings
    documents: dict[tuple[str, str], Document] = {}
    for file in corpus.files:
        try:
            document = corpora.declared(gathered.keeper.document(file.path, file.language), file)
            gathered.keeper.note(file.stem, file.status)
            documents[file.language, file.stem] = document
        except AlignerError as error:
            gathered.remarks.append(str(error))
            gathered.failed = True
    for document in documents.values():
        _add(document, terms, gathered)
    if settings.source not in corpus.languages:
        return
    for target in corpora.targets_for(corpus, settings.source, settings.targets):
        pairs = [
            (document, documents[target, stem])
            for (language, stem), document in sorted(documents.items())
            if language == settings.source and (target, stem) in documents
        ]
        gathered.pairs += [of_bitext(bitext, terms) for bitext in gathered.keeper.bitexts(pairs)]


def _gather_memory(path: Path, terms: Iterable[TermEntry], gathered: _Gathered) -> None:
    if path.is_file():
        gathered.keeper.note(corpora.checksum(path), path.name)
    with open_units(path) as reader:
        units = list(reader)
        source = reader.header.source_language
    languages = list(dict.fromkeys(variant.language for unit in units for variant in unit.variants))
    if source not in languages and languages:
        source = next((tag for tag in languages if primary(tag) == (source and primary(source))), languages[0])
    targets = [tag for tag in languages if tag != source]
    if not targets:
        raise UsageError("no unit of it is in two languages", source=str(path), advice="give a bilingual file")
    gathered.paths[path.name] = str(path)
    views = [of_units(units, (source, target), path.name, tuple(terms)) for target in targets]
    units.clear()
    gathered.pairs += views
    gathered.documents += [views[0].source, *(view.target for view in views)]
