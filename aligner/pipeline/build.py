"""A build: from a corpora folder to memories, glossary, findings, report and summary.

What is done is planned first, from the names and contents of the files; an engine then does what is missing, step by
step (see :mod:`aligner.pipeline.steps`), and the outputs are put together from the results. One document that can't
be read is reported and left out; the others go on.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from aligner.errors import UsageError
from aligner.pipeline import corpus as corpora
from aligner.pipeline import examine, outputs, results
from aligner.pipeline.engines import Engine, InProcess
from aligner.pipeline.examine import Aligned, Examined, Known, Languages
from aligner.pipeline.finishing import Finishing
from aligner.pipeline.memories import Memories
from aligner.pipeline.outputs import Output
from aligner.pipeline.plan import File, Site, Work
from aligner.pipeline.planning import Without, plan
from aligner.pipeline.run import Run, Say, silent
from aligner.pipeline.settings import Beside, beside
from aligner.pipeline.steps import STEPS
from aligner.pipeline.summary import PairTotals, findings_summary
from aligner.pipeline.tasks import Reading
from aligner.reports.archive import ArchiveReport


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What a build is asked to do."""

    corpora: Path | str
    """Path or address of the folder of documents."""
    out: Path | str
    """Path or address of the folder to write into."""
    source: str = ""
    """Empty for what the settings say, French if they say nothing."""
    targets: tuple[str, ...] = ()
    """Empty for what the settings say, every language the corpora hold if they say nothing."""
    fresh: bool = False
    """Redo everything, whatever the cache holds."""
    date: str = ""
    """``YYYYMMDDThhmmssZ`` for the memories' dates; empty for none."""
    reproducible: bool = False
    """Leave the time the build took out of the summary, so that all outputs are the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a build did."""

    summary: dict[str, Any]
    """As in ``summary.json``."""
    written: tuple[str, ...]
    """All outputs, in name order, whether their bytes changed or not."""
    done: Mapping[str, int]
    """How often each step had to be done."""
    failures: tuple[str, ...]
    """One line for every document that could not be read or aligned."""
    warnings: tuple[str, ...]


def build(options: BuildOptions, engine: Engine | None = None, say: Say = silent) -> BuildResult:
    """Build everything ``options`` ask for, in this process or where ``engine`` runs it.

    ``say`` is told how far each step is. Raises :class:`~aligner.errors.UsageError` where the corpora hold no
    documents or not the languages asked for.
    """
    began = time.perf_counter()
    corpus = corpora.find(options.corpora)
    about = beside(corpus.folder)
    source = options.source or about.settings.source
    targets = corpora.targets_for(corpus, source, options.targets or about.settings.targets)
    run = Run(Site.of(corpus.folder.location, str(options.out)), engine or InProcess(), say)
    if options.fresh:
        run.steps.cache.clear(STEPS)
    readings = run.read(
        [_file(each) for each in corpus.files if each.language in (source, *targets)], fresh=options.fresh
    )
    with outputs.place(run.out, fresh=options.fresh) as place:
        return _built(run, place, _Asked(options, corpus, about, source, targets), readings, began)


class _Asked(NamedTuple):
    """What is to be built, and from what."""

    options: BuildOptions
    corpus: corpora.Corpus
    about: Beside
    source: str
    targets: Sequence[str]

    @property
    def known(self) -> Known:
        """What is known before anything is examined."""
        return Known(self.about.terms, self.about.term_decisions, self.about.settings.check)


def _built(run: Run, place: outputs.Place, asked: _Asked, readings: Sequence[Reading], began: float) -> BuildResult:
    """Make the outputs from what was read."""
    options, corpus = asked.options, asked.corpus
    works, memories = _aligned(run, place, asked, readings)
    totals = _Totals(run, works)
    written = place.put(list(memories.outputs()))
    totals.report.documents = len({reading.file.stem for reading in readings if not reading.error})
    totals.report.without_counterpart(_alone(readings, asked.source, asked.targets))
    totals.report.failures = tuple(run.failures)
    examined, others = _examined(run, works, asked, totals.report)
    written += place.put(others, run.jobs)
    summary = {
        "documents": totals.report.documents,
        "pairs": [each.summary() for each in totals.pairs],
        **_counts(examined),
        "seconds": 0.0 if options.reproducible else round(time.perf_counter() - began, 2),
    }
    written += place.put([outputs.text("summary.json", json.dumps(summary, ensure_ascii=False, indent=2) + "\n")])
    results.write(run.out, corpus.folder.location, works, examined)
    return BuildResult(
        summary=summary,
        written=tuple(_as_named(str(options.out), name) for name in sorted(written)),
        done=run.done,
        failures=tuple(run.failures),
        warnings=(
            *corpus.warnings,
            *_missing(corpus, asked.source, asked.targets),
            *totals.remarks,
            *examined.failures,
        ),
    )


def _as_named(out: str, name: str) -> str:
    """A file of the output folder, under the folder's name as the user wrote it."""
    return f"{out.rstrip('/')}/{name}" if "://" in out else str(Path(out) / name)


def _file(found: corpora.CorpusFile) -> File:
    return File(
        name=found.name,
        language=found.language,
        stem=found.stem,
        size=found.size,
        stamp=found.stamp,
        status=found.status,
    )


def _aligned(
    run: Run, place: outputs.Place, asked: _Asked, readings: Sequence[Reading]
) -> tuple[dict[Languages, list[Work]], Memories]:
    """Align everything; pairs that can't be aligned, or in whose company processes end, are left out after that.

    The memories are those of what was aligned, more or less written.
    """
    date, about = asked.options.date, asked.about
    files = [reading.file for reading in readings]
    unread = {reading.file.name for reading in readings if reading.error}
    while True:
        without = Without(unread, run.lost)
        found = {
            languages: plan(files, languages, about.decisions, date, without)
            for languages in ((asked.source, target) for target in asked.targets)
        }
        works = examine.looked_at({languages: each for languages, each in found.items() if each})
        if not works and not run.failures:
            raise UsageError(
                "no document stands in two languages",
                source=str(asked.options.corpora),
                advice="give the versions of a document the same name in each language's folder",
            )
        memories = Memories(run.steps, works, date, place)
        sample = None if examine.whole(works) else examine.sample_of(works, asked.known)
        if run.align([work for each in works.values() for work in each], Finishing(memories, sample)):
            return works, memories
        memories.discard()


class _Totals:
    """The figures of all pairs added up, and what is to be said of them."""

    def __init__(self, run: Run, works: Mapping[Languages, Sequence[Work]]) -> None:
        self.pairs = [PairTotals(*languages) for languages in works]
        self.remarks: list[str] = []
        self.report = ArchiveReport()
        for totals, each in zip(self.pairs, works.values(), strict=True):
            for work in each:
                for pair in run.steps.figures(work):
                    totals.add(pair)
                    self.report.add("-".join(totals.languages), pair)
                    self.remarks += pair["remarks"]


def _examined(
    run: Run,
    works: Mapping[Languages, Sequence[Work]],
    asked: _Asked,
    over_all: ArchiveReport,
) -> tuple[Examined, list[Output]]:
    """Look for terms and defects; what is written about them, and of an archive the report ``over_all``."""
    whole = examine.whole(works)
    aligned = Aligned(run.steps, works if whole else examine.sampled(works))
    examined = examine.examine(run.steps.cache, aligned, asked.known, run.jobs, checks=whole)
    found = [*outputs.glossaries(examined.glossary, asked.options.date), outputs.findings(examined.findings)]
    return examined, [*found, *([outputs.report(aligned, examined)] if whole else outputs.archive_report(over_all))]


def _counts(examined: Examined) -> dict[str, Any]:
    """What the summary says of glossary and findings."""
    glossary: dict[str, Any] = {"entries": len(examined.glossary.entries)}
    findings: dict[str, Any] = dict(findings_summary(finding.severity for finding in examined.findings))
    if examined.sample:
        glossary["sample"] = examined.sample
        findings["checked"] = False
    return {"glossary": glossary, "findings": findings}


def _alone(readings: Sequence[Reading], source: str, targets: Sequence[str]) -> Iterator[str]:
    """Yield the names of files that lack a counterpart."""
    stems = {language: {one.file.stem for one in readings if one.file.language == language} for language in targets}
    sources = {one.file.stem for one in readings if one.file.language == source}
    for file in (reading.file for reading in readings):
        others = [stems[target] for target in targets] if file.language == source else [sources]
        if any(file.stem not in other for other in others):
            yield file.name


def _missing(corpus: corpora.Corpus, source: str, targets: Sequence[str]) -> Iterator[str]:
    """Yield a line for every document that lacks its counterpart."""
    stems = corpus.of(source)
    for target in targets:
        others = corpus.of(target)
        for stem in sorted(stems.keys() - others.keys()):
            yield f"{stems[stem].path}: no counterpart in '{target}'"
        for stem in sorted(others.keys() - stems.keys()):
            yield f"{others[stem].path}: no counterpart in '{source}'"
