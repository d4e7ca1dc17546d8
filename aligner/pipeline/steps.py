"""The steps of a build, each a function of plain values, each keyed by the content of what goes into it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from aligner.configuration import CheckSettings
from aligner.errors import AlignerError
from aligner.glossary.decisions import Decision
from aligner.glossary.model import Glossary
from aligner.model import Bitext, Document, Finding
from aligner.pipeline.cache import Cache, key_of
from aligner.pipeline.corpus import CorpusFile, checksum, declared
from aligner.pipeline.values import from_json, to_json
from tmx.terms import TermEntry

Step = tuple[str, str, Callable[[], Any]]
"""A step's name, the key of its result, and what makes it."""
PROPOSED = 150
"""Terms that a build proposes beside the listed ones; 'dragoman glossary --top' gives more."""


@dataclass(frozen=True, kw_only=True)
class Aligned:
    """The aligned documents of a build."""

    pairs: Mapping[tuple[str, str], list[Bitext]]
    """By source and target language."""

    @functools.cached_property
    def bitexts(self) -> list[Bitext]:
        """All of them, pair by pair."""
        return [bitext for bitexts in self.pairs.values() for bitext in bitexts]

    @functools.cached_property
    def signed(self) -> str:
        """A digest of everything in them."""
        return key_of("bitexts", to_json(self.bitexts))


class Known(NamedTuple):
    """What is known of the terms before a build."""

    terms: tuple[TermEntry, ...]
    """The project's term list."""
    decisions: tuple[Decision, ...] = ()
    """What people decided about an earlier run."""


class Checked(NamedTuple):
    """What the checks found, and the checks that failed."""

    findings: list[Finding]
    failures: list[str]
    """One line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A document that was read, or the reason why it was not."""

    file: CorpusFile
    key: str
    """Key of the reading step: identifies content, language and version."""
    document: Document | None
    error: str = ""


def read_document(task: tuple[CorpusFile, str, bool]) -> Outcome:
    """Read one document, or take it from the cache: ``(file, cache folder, fresh)`` to its outcome.

    An unreadable document is an outcome with the reason, not an error: the others go on.
    """
    from aligner.documents import read

    file, folder, fresh = task
    key = ""
    try:
        key = key_of("read", checksum(file.path), str(file.path), file.language)
        value = Cache(Path(folder), fresh).get("read", key, lambda: to_json(read(file.path, language=file.language)))
    except AlignerError as error:
        return Outcome(file=file, key=key, document=None, error=str(error))
    except OSError as error:
        return Outcome(file=file, key=key, document=None, error=f"{file.path}: {error.strerror or error}")
    return Outcome(file=file, key=key, document=declared(from_json(Document, value), file))


def read_into_cache(task: tuple[CorpusFile, str, bool]) -> None:
    """Read one document for the cache alone."""
    read_document(task)


def align_pairs(cache: Cache, matched: Sequence[Sequence[tuple[Outcome, Outcome]]], jobs: int) -> list[list[Bitext]]:
    """Align the documents of each language pair, learning from all of a pair's together."""
    aligned = cache.get_all([_alignment(outcomes) for outcomes in matched], jobs)
    pairs = [[from_json(Bitext, value) for value in values] for values in aligned]
    cache.get_all([_doubt(outcomes, bitexts) for outcomes, bitexts in zip(matched, pairs, strict=True)], jobs)
    return pairs


def _key(step: str, outcomes: Sequence[tuple[Outcome, Outcome]]) -> str:
    return key_of(step, [[a.key, a.file.status, b.key, b.file.status] for a, b in outcomes])


def _doubt(outcomes: Sequence[tuple[Outcome, Outcome]], bitexts: Sequence[Bitext]) -> Step:
    """How likely each bead is wrong: where a person who reviews the alignment should look first."""

    def make() -> Any:  # noqa: ANN401  (a JSON value)
        from aligner.alignment.doubt import doubts
        from aligner.alignment.options import EngineOptions

        found = []
        for bitext in bitexts:
            languages = bitext.source.language, bitext.target.language
            options = EngineOptions(source_language=languages[0], target_language=languages[1])
            texts = [[one.text for one in side] for side in (bitext.source_segments, bitext.target_segments)]
            found.append([round(one, 4) for one in doubts(texts[0], texts[1], bitext.beads, options)])
        return found

    return "doubt", _key("doubt", outcomes), make


def _alignment(outcomes: Sequence[tuple[Outcome, Outcome]]) -> Step:
    def make() -> Any:  # noqa: ANN401  (a JSON value)
        from aligner.alignment import AlignOptions, align_all

        pairs = [(one.document, other.document) for one, other in outcomes if one.document and other.document]
        return to_json(align_all(pairs, AlignOptions(level="sentence")))

    return "align", _key("align", outcomes), make


def examine(
    cache: Cache, aligned: Aligned, known: Known, settings: CheckSettings, jobs: int
) -> tuple[Glossary, Checked]:
    """Build the glossary and run the checks over all documents and pairs of one build, side by side."""
    from aligner.checks.core.settings import judge

    if not aligned.pairs:
        return Glossary(source_language="", target_languages=(), entries=()), Checked([], [])
    glossary, checked = cache.get_all([_glossary(aligned, known), _checks(aligned, known.terms, settings)], jobs)
    found, failures = from_json(Checked, checked)
    return from_json(Glossary, glossary), Checked(judge(found, settings).kept, failures)


def _glossary(aligned: Aligned, known: Known) -> Step:
    """Answer for the listed terms and propose further ones, obeying what people decided."""

    def make() -> Any:  # noqa: ANN401  (a JSON value)
        from aligner.glossary import BilingualUnit, GlossaryOptions
        from aligner.glossary import build_glossary as extract

        source = next(iter(aligned.pairs))[0]
        options = GlossaryOptions(
            source_language=source,
            target_languages=tuple(target for _, target in aligned.pairs),
            terms=known.terms,
            top=PROPOSED,
            decisions=known.decisions,
        )
        units = [BilingualUnit(*row) for row in _bilingual_rows(aligned)]
        return to_json(extract(units, options))

    return "glossary", key_of("whole glossary", aligned.signed, to_json(known)), make


def _bilingual_rows(aligned: Aligned) -> Iterator[tuple[str, str, str, str, str]]:
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


def _checks(aligned: Aligned, terms: tuple[TermEntry, ...], settings: CheckSettings) -> Step:
    """Run the checks; one that fails does not hide what the others found.

    What is let stand is parted off afterwards, so that one more suppression costs no run.
    """
    named = sorted({*settings.severity, *(one.check for one in settings.suppress)})
    named += sorted({name for names in settings.per_document.values() for name in names})

    def make() -> Any:  # noqa: ANN401  (a JSON value)
        from aligner.checks.core.run import run
        from aligner.checks.core.settings import checks_to_run
        from aligner.checks.core.views import CollectionView, of_bitext, of_document

        bitexts = aligned.bitexts
        documents = {(d.symbol, d.language, d.source): d for b in bitexts for d in (b.source, b.target)}
        collection = CollectionView(
            documents=tuple(of_document(document, terms) for document in documents.values()),
            pairs=tuple(of_bitext(bitext, terms) for bitext in bitexts),
            terms=terms,
        )
        outcome = run(checks_to_run(settings), collection)
        failures = [f"check {one.check} failed on {one.document}: {one.reason}" for one in outcome.failures]
        return to_json(Checked(outcome.findings, failures))

    # the names of checks that the settings only speak of are part of the key so that a wrong one is found
    key = key_of("all findings", aligned.signed, to_json(terms), settings.select, settings.ignore, named)
    return "check", key, make
