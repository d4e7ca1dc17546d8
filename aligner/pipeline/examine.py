"""What is looked for across documents: the glossary and the findings of the checks.

Both compare texts with each other and need them in memory. So a collection of up to :data:`EVERYTHING` pairs is
examined whole; of an archive, the glossary is made from a sample of pairs, and no checks are run.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from aligner.configuration import CheckSettings
from aligner.glossary.decisions import Decision
from aligner.glossary.model import Glossary
from aligner.model import Bitext, Document, Finding
from aligner.pipeline.cache import MISFITS, Cache, key_of
from aligner.pipeline.copies import together
from aligner.pipeline.plan import File, Work
from aligner.pipeline.steps import Steps
from aligner.pipeline.values import from_json, to_json
from tmx.terms import TermEntry

EVERYTHING = 200
"""Pairs of documents up to which a collection is examined whole."""
SAMPLE = 50
"""Pairs that the glossary of an archive is made from, at least."""
PROPOSED = 150
"""Terms that a build proposes beside the listed ones; 'dragoman glossary --top' gives more."""
Make = Callable[[], Any]
Languages = tuple[str, str]


class Checked(NamedTuple):
    """What the checks found, before what is let stand is parted off, and the checks that failed."""

    findings: list[Finding]
    failures: list[str]
    """One line each."""


class Known(NamedTuple):
    """What is known before anything is examined."""

    terms: tuple[TermEntry, ...]
    """The project's term list."""
    decisions: tuple[Decision, ...]
    """What people decided about the terms of an earlier run."""
    checks: CheckSettings


FORMS: Mapping[str, Any] = {"glossary": Glossary, "check": Checked}
"""Types of what is kept, by step."""


class Sample(NamedTuple):
    """What the glossary of an archive is made from, so that any process can make it."""

    works: tuple[tuple[Languages, tuple[Work, ...]], ...]
    """Batches by source and target language."""
    known: Known


NOTHING = Glossary(source_language="", target_languages=(), entries=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was found."""

    glossary: Glossary = NOTHING
    findings: Sequence[Finding] = ()
    failures: Sequence[str] = ()
    """Checks that failed, one line each."""
    sample: int = 0
    """Pairs that were looked at, where it was not all of them."""
    keys: Mapping[str, str] | None = None
    """Keys of the results, by step."""


class Aligned:
    """The aligned documents that are examined, brought into memory when they are needed."""

    def __init__(self, steps: Steps, works: Mapping[Languages, Sequence[Work]]) -> None:
        self._steps = _Remembering(steps.site, steps.cache)
        self.works = works

    @functools.cached_property
    def pairs(self) -> dict[Languages, list[Bitext]]:
        """Bitexts as people decided them, by source and target language."""
        return {
            languages: [each.bitext for work in works for each in self._steps.decided(work)]
            for languages, works in self.works.items()
        }

    @functools.cached_property
    def bitexts(self) -> list[Bitext]:
        """All of them, language pair by language pair."""
        return [bitext for bitexts in self.pairs.values() for bitext in bitexts]

    @functools.cached_property
    def key(self) -> str:
        """Identifies everything in them."""
        works = [work for works in self.works.values() for work in works]
        status = [[file.name, file.status] for work in works for pair in work.batch.pairs for file in pair]
        return key_of("aligned", [work.figures_key for work in works], status)


class _Remembering(Steps):
    """Steps that keep the documents they read: one document stands in several pairs."""

    @functools.cached_property
    def _read(self) -> dict[File, Document]:
        return {}

    def document(self, file: File, data: bytes | None = None) -> Document:
        if file not in self._read:
            self._read[file] = super().document(file, data)
        return self._read[file]


def whole(works: Mapping[Languages, Sequence[Work]]) -> bool:
    """Whether a collection is small enough to be examined whole."""
    return sum(len(work.batch.pairs) for each in works.values() for work in each) <= EVERYTHING


def looked_at(works: Mapping[Languages, list[Work]]) -> dict[Languages, list[Work]]:
    """The works of a small collection so that it can be reviewed; those of an archive as they are."""
    if not whole(works):
        return dict(works)
    return {languages: [replace(work, looked_at=True) for work in each] for languages, each in works.items()}


def sampled(works: Mapping[Languages, Sequence[Work]]) -> dict[Languages, list[Work]]:
    """Batches that stand for an archive: the same ones whatever else is in it."""

    def mark(work: Work) -> bytes:
        return hashlib.sha256(work.batch.pairs[0][0].stem.encode("utf-8", "surrogatepass")).digest()

    found: dict[Languages, list[Work]] = {}
    for languages, each in works.items():
        taken: list[Work] = []
        for work in sorted(each, key=mark):
            if sum(len(one.batch.pairs) for one in taken) >= SAMPLE:
                break
            taken.append(work)
        found[languages] = sorted(taken, key=lambda work: work.batch.pairs[0][0].stem)
    return found


def sample_of(works: Mapping[Languages, Sequence[Work]], known: Known) -> Sample:
    """The sample of an archive."""
    return Sample(tuple((languages, tuple(each)) for languages, each in sampled(works).items()), known)


def look_at(steps: Steps, sample: Sample) -> None:
    """Make the glossary of a sample, for a build that asks for it later."""
    examine(steps.cache, Aligned(steps, dict(sample.works)), sample.known, 1, checks=False)


def examine(cache: Cache, aligned: Aligned, known: Known, jobs: int, *, checks: bool) -> Examined:
    """Make the glossary and, where ``checks`` says so, run the checks, side by side."""
    if not aligned.works:
        return Examined()
    from aligner.checks.core.settings import judge

    wanted: dict[str, tuple[str, Make]] = {
        "glossary": (key_of("glossary", aligned.key, to_json(known[:2])), lambda: _glossary(aligned, known))
    }
    if checks:
        wanted["check"] = _check_key(aligned, known), lambda: _check(aligned, known)
    values = _made(cache, aligned, wanted, jobs)
    found, failures = from_json(Checked, values.get("check", [[], []]))
    return Examined(
        glossary=from_json(Glossary, values["glossary"]),
        findings=judge(found, known.checks, _file_of(aligned.works)).kept,
        failures=failures,
        sample=0 if checks else sum(len(work.batch.pairs) for each in aligned.works.values() for work in each),
        keys={step: key for step, (key, _) in wanted.items()},
    )


def _file_of(works: Mapping[Languages, Sequence[Work]]) -> Callable[[Finding], str]:
    """Which file of the corpora's folder a finding lies in, for settings by path."""
    pairs = [pair for each in works.values() for work in each for pair in work.batch.pairs]
    names = {(file.symbol, file.language): file.name for pair in pairs for file in pair}
    return lambda finding: names.get((finding.document, finding.language), "")


def _check_key(aligned: Aligned, known: Known) -> str:
    """What is let stand is parted off afterwards, so that one more suppression costs no run.

    The names of checks that the settings only speak of are part of the key so that a wrong one is found.
    """
    settings = known.checks
    named = sorted({*settings.severity, *(one.check for one in settings.suppress)})
    named += sorted(
        {name for table in (settings.per_document, settings.per_path) for names in table.values() for name in names}
    )
    return key_of("check", aligned.key, to_json(_held(aligned, known)), settings.select, settings.ignore, named)


def _held(aligned: Aligned, known: Known) -> tuple[TermEntry, ...]:
    """The terms that texts are held against: the list, as people decided about it."""
    from aligner.glossary.deciding import listed

    return listed(known.terms, known.decisions, next(iter(aligned.works))[0])


def _made(cache: Cache, aligned: Aligned, wanted: Mapping[str, tuple[str, Make]], jobs: int) -> dict[str, Any]:
    """Take from the cache what is there, and make the rest side by side."""
    values = {step: _kept(cache, step, key) for step, (key, _) in wanted.items()}
    missing = [step for step, value in values.items() if value is None]
    if missing:
        # brought into memory once, before this process is copied
        _ = aligned.bitexts
    for step, made in zip(missing, together([wanted[step][1] for step in missing], jobs), strict=True):
        values[step] = cache.json(step, wanted[step][0], functools.partial(_given, made))
    return values


def _kept(cache: Cache, step: str, key: str) -> Any:  # noqa: ANN401  (a JSON value)
    """What the cache has; None where it has nothing, or something of another form."""
    value = cache.get(step, key)
    try:
        from_json(FORMS[step], value)
    except MISFITS:
        cache.drop(step, key)
        return None
    return value


def _given(value: object) -> object:
    return value


def _glossary(aligned: Aligned, known: Known) -> Any:  # noqa: ANN401  (a JSON value)
    """Answer for the listed terms and propose further ones, obeying what people decided."""
    from aligner.glossary import BilingualUnit, GlossaryOptions, build_glossary

    options = GlossaryOptions(
        source_language=next(iter(aligned.pairs))[0],
        target_languages=tuple(target for _, target in aligned.pairs),
        terms=known.terms,
        top=PROPOSED,
        decisions=known.decisions,
    )
    units = [BilingualUnit(*row) for row in _rows(aligned)]
    if not units:
        # documents that do not correspond have no common terms
        return to_json(Glossary(source_language=options.source_language, target_languages=(), entries=()))
    return to_json(build_glossary(units, options))


def _rows(aligned: Aligned) -> Iterator[tuple[str, str, str, str, str]]:
    for (_, target), bitexts in aligned.pairs.items():
        for bitext in bitexts:
            for bead in bitext.beads:
                if bead.source and bead.target:
                    left = [bitext.source_segments[place] for place in bead.source]
                    right = [bitext.target_segments[place] for place in bead.target]
                    yield (
                        " ".join(segment.text for segment in left),
                        " ".join(segment.text for segment in right),
                        bitext.source.symbol,
                        left[0].ref,
                        target,
                    )


def _check(aligned: Aligned, known: Known) -> Any:  # noqa: ANN401  (a JSON value)
    """Run the checks; one that fails does not hide what the others found."""
    from aligner.checks.core.run import run
    from aligner.checks.core.settings import checks_to_run
    from aligner.checks.core.views import CollectionView, of_bitext, of_document

    bitexts, terms = aligned.bitexts, _held(aligned, known)
    documents = {(d.symbol, d.language, d.source): d for b in bitexts for d in (b.source, b.target)}
    collection = CollectionView(
        documents=tuple(of_document(document, terms) for document in documents.values()),
        pairs=tuple(of_bitext(bitext, terms) for bitext in bitexts),
        terms=terms,
    )
    outcome = run(checks_to_run(known.checks), collection)
    failures = [f"check {one.check} failed on {one.document}: {one.reason}" for one in outcome.failures]
    return to_json(Checked(outcome.findings, failures))
