"""A build: from a corpora folder to memories, glossary, findings, report and summary.

Reading, aligning and extracting are cached steps (see :mod:`aligner.pipeline.steps`); every output is rewritten only
where its bytes changed. One document that can't be read is reported and left out; the others go on.
"""

from __future__ import annotations

import functools
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner import configuration
from aligner.errors import UsageError
from aligner.model import Bitext
from aligner.pipeline import corpus as corpora
from aligner.pipeline import engines, outputs, results, steps, summary
from aligner.pipeline.cache import Cache
from aligner.pipeline.results import CACHE
from aligner.review import decisions, glossary_decisions, overlay
from tmx.files import write_text

RECORD = "outputs.json"
"""Name of the file in the cache's folder that says what each output was made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What a build is asked to do."""

    corpora: Path
    out: Path
    source: str = ""
    """Empty for what the settings say, French if they say nothing."""
    targets: tuple[str, ...] = ()
    """Empty for what the settings say, every language the corpora hold if they say nothing."""
    jobs: int = 1
    """Processes that read documents side by side, from 1."""
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
    written: tuple[Path, ...]
    """All outputs, in name order, whether their bytes changed or not."""
    done: tuple[str, ...]
    """Names of the steps that were not taken from the cache."""
    failures: tuple[str, ...]
    """One line for every document that could not be read."""
    warnings: tuple[str, ...]


def build(options: BuildOptions) -> BuildResult:
    """Build everything ``options`` ask for.

    Raises :class:`~aligner.errors.UsageError` where the corpora hold no documents or not the languages asked for.
    """
    began = time.perf_counter()
    corpus = corpora.find(options.corpora)
    settings = configuration.find(options.corpora)
    source = options.source or settings.source
    targets = corpora.targets_for(corpus, source, options.targets or settings.targets)
    terms = corpora.term_list(options.corpora, settings.glossary)
    folder = options.out / CACHE
    cache = Cache(folder, options.fresh)
    outcomes = _read(corpus, (source, *targets), options, folder)
    failures = tuple(outcome.error for outcome in outcomes if outcome.document is None)
    said = decisions.read(options.corpora / decisions.FILE)
    remarks: list[str] = []
    pairs: dict[tuple[str, str], list[Bitext]] = {}
    matched = {target: found for target in targets if (found := list(_matched(outcomes, source, target)))}
    found_in = steps.align_pairs(cache, list(matched.values()), options.jobs)
    for target, bitexts in zip(matched, found_in, strict=True):
        pairs[source, target] = [_decided(bitext, said, remarks) for bitext in bitexts]
    if not pairs and not failures:
        raise UsageError(
            "no document stands in two languages",
            source=str(options.corpora),
            advice="give the versions of a document the same name in each language's folder",
        )
    staging = outputs.staged(folder / "new")
    about_terms = glossary_decisions.read(options.corpora / glossary_decisions.FILE)
    aligned = steps.Aligned(pairs=pairs)
    glossary, checked = steps.examine(cache, aligned, steps.Known(terms, about_terms), settings.check, options.jobs)
    made = outputs.Results(aligned=aligned, glossary=glossary, findings=checked.findings, date=options.date)
    record = {} if options.fresh else outputs.read_record(folder / RECORD)
    written = outputs.place(options.out, staging, list(outputs.outputs(made)), record, options.jobs)
    outputs.write_record(folder / RECORD, record)
    figures = {
        "documents": len({outcome.file.stem for outcome in outcomes if outcome.document}),
        "pairs": [summary.pair_summary(source, target, bitexts) for (_, target), bitexts in pairs.items()],
        "glossary": {"entries": len(glossary.entries)},
        "findings": summary.findings_summary(checked.findings),
        "seconds": 0.0 if options.reproducible else round(time.perf_counter() - began, 2),
    }
    written += outputs.place(options.out, staging, [_summary(figures)], {})
    results.write(options.out, options.corpora, cache)
    return BuildResult(
        summary=figures,
        written=tuple(sorted(written)),
        done=tuple(cache.made),
        failures=failures,
        warnings=(*corpus.warnings, *_missing(corpus, source, targets), *remarks, *checked.failures),
    )


def _decided(bitext: Bitext, said: Sequence[decisions.Decision], remarks: list[str]) -> Bitext:
    """The bitext as people decided it; what no longer fits is added to ``remarks``."""
    changed, conflicts = overlay.apply(bitext, said)
    place = f"{decisions.FILE}: {bitext.source.symbol} ({bitext.source.language}-{bitext.target.language})"
    remarks.extend(f"{place}: {conflict.reason}" for conflict in conflicts)
    return changed


def _summary(figures: dict[str, Any]) -> outputs.Output:
    text = json.dumps(figures, ensure_ascii=False, indent=2) + "\n"
    return outputs.Output("summary.json", "", lambda path: write_text(path, text))


def _read(corpus: corpora.Corpus, languages: Sequence[str], options: BuildOptions, folder: Path) -> list[steps.Outcome]:
    """Read the documents; side by side they are read into the cache, and taken from there."""
    files = [file for file in corpus.files if file.language in languages]
    tasks = [(file, str(folder), options.fresh) for file in files]
    if options.jobs > 1:
        engines.together([functools.partial(steps.read_into_cache, task) for task in tasks], options.jobs)
        tasks = [(file, str(folder), False) for file in files]
    return [steps.read_document(task) for task in tasks]


def _matched(
    outcomes: Iterable[steps.Outcome], source: str, target: str
) -> Iterator[tuple[steps.Outcome, steps.Outcome]]:
    """Yield the documents that could be read in both languages, by stem."""
    read = {(outcome.file.language, outcome.file.stem): outcome for outcome in outcomes if outcome.document}
    for language, stem in sorted(read):
        if language == source and (target, stem) in read:
            yield read[source, stem], read[target, stem]


def _missing(corpus: corpora.Corpus, source: str, targets: Sequence[str]) -> Iterator[str]:
    """Yield a line for every document that lacks its counterpart."""
    stems = corpus.of(source)
    for target in targets:
        others = corpus.of(target)
        for stem in sorted(stems.keys() - others.keys()):
            yield f"{stems[stem].path}: no counterpart in '{target}'"
        for stem in sorted(others.keys() - stems.keys()):
            yield f"{others[stem].path}: no counterpart in '{source}'"
