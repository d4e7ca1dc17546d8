"""What a document would get from memory, in the bands translators are paid by, and its pre-translation."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import tmx
from aligner.errors import UsageError
from aligner.model import Document, Level, Segment
from aligner.segmentation import segments
from tmx.lang import normalise, primary
from tmx.store import Store, open_store
from tmx.store.fuzzy import EXACT, IN_CONTEXT, measure
from tmx.store.lookup import Found, Query, lookup
from tmx.store.words import CLOSED_UP

REPETITION = "repetitions"
NEW = "new"
_FROM = ((IN_CONTEXT, "101"), (EXACT, "100"), (95, "95-99"), (85, "85-94"), (75, "75-84"), (50, "50-74"), (0, NEW))
"""Lowest score of each band, in percent."""
BANDS = (REPETITION, *(name for _, name in _FROM))
LEAST = 50
"""Lowest score that counts as a match."""
PROPOSALS = 3
"""Matches that the pre-translation offers for a segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverageOptions:
    """How to look up a document."""

    target_language: str = "en"
    level: Level = "sentence"
    """Whether sentences or whole paragraphs are looked up: as the memory was cut."""
    fill_from: int = 75
    """Lowest score, in percent, of a match that becomes the target text of the pre-translation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leveraged:
    """A segment and what the memory has for it."""

    segment: Segment
    band: str
    """One of :data:`BANDS`: in context before repetition, repetition before all else."""
    words: int
    """Separated by spaces; in Chinese and its like, characters."""
    characters: int
    """Without spaces."""
    matches: tuple[Found, ...] = ()
    """Best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Sums of a band."""

    segments: int = 0
    words: int = 0
    characters: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverage:
    """A document and what the memory has for it."""

    document: Document
    options: LeverageOptions
    segments: tuple[Leveraged, ...] = field(default=())
    """In document order."""

    def counts(self) -> Mapping[str, Count]:
        """Sums by band, all bands in order."""
        return {band: _count(one for one in self.segments if one.band == band) for band in BANDS}

    def total(self) -> Count:
        """Sums of the document."""
        return _count(self.segments)

    def paragraphs(self) -> Mapping[str, Sequence[Leveraged]]:
        """Segments by the block they stand in, in document order."""
        found: dict[str, list[Leveraged]] = {}
        for one in self.segments:
            found.setdefault(one.segment.ref, []).append(one)
        return found


def leverage(document: Document, store: Store, options: LeverageOptions) -> Leverage:
    """Look up every segment of ``document`` in ``store``. Raises :class:`tmx.errors.TmxError`."""
    source = normalise(document.language)
    target = normalise(options.target_language)
    if primary(source) == primary(target):
        raise UsageError(
            f"the document is in {source}, the language asked for", source=document.source, advice="say --target-lang"
        )
    found: list[Leveraged] = []
    seen: dict[str, tuple[Found, ...]] = {}
    own = segments(document, options.level)
    for place, segment in enumerate(own):
        query = Query(
            text=segment.text,
            source_language=source,
            target_language=target,
            before=own[place - 1].text if place else "",
            after=own[place + 1].text if place + 1 < len(own) else "",
            most=PROPOSALS,
            least=LEAST,
        )
        matches = tuple(lookup(store.database, query))
        score = matches[0].score if matches else 0
        band = next(name for least, name in _FROM if score >= least)
        if segment.text in seen and score != IN_CONTEXT:
            band = REPETITION
        seen.setdefault(segment.text, matches)
        words = len(measure(segment.text).words) if primary(source) in CLOSED_UP else len(segment.text.split())
        characters = len("".join(segment.text.split()))
        found.append(Leveraged(segment=segment, band=band, words=words, characters=characters, matches=matches))
    return Leverage(document=document, options=options, segments=tuple(found))


def pre_translation(found: Leverage) -> Iterator[tmx.TranslationUnit]:
    """Yield the document's segments as units: target from the best match, all matches as proposals with origin.

    What is exact passes for translated, the rest asks for a person's look.
    """
    source = normalise(found.document.language)
    target = normalise(found.options.target_language)
    for place, one in enumerate(found.segments, 1):
        variants = [tmx.Variant(source, one.segment.text)]
        properties = [
            tmx.Property("x-document", found.document.symbol),
            tmx.Property("x-ref-source", one.segment.ref),
            tmx.Property("x-band", one.band),
        ]
        best = one.matches[0] if one.matches else None
        if best and best.score >= found.options.fill_from:
            variants.append(tmx.Variant(target, best.target))
            properties += [
                tmx.Property("x-match", str(best.score)),
                tmx.Property("x-match-origin", origin(best)),
                tmx.Property("x-state", "translated" if best.score >= EXACT else "needs-review"),
            ]
        yield tmx.TranslationUnit(
            id=f"{one.segment.ref}:{place}",
            variants=tuple(variants),
            properties=tuple(properties),
            segtype=found.options.level,
            matches=tuple(tmx.Match(each.source, each.target, each.score, origin(each)) for each in one.matches),
        )


def origin(match: Found) -> str:
    """Where a match comes from: document and paragraph, else its identifier."""
    return ", ".join(part for part in (match.document, match.ref) if part) or match.unit


@contextmanager
def opened(memory: str, url: str, target_language: str) -> Iterator[Store]:
    """The store at ``url``, or one made of the bilingual file ``memory`` and thrown away afterwards."""
    if bool(memory) == bool(url):
        raise UsageError("say either --memory FILE or --db URL")
    if url:
        with open_store(url) as store:
            yield store
        return
    options = tmx.ReadOptions(target_language=target_language)
    with (
        tempfile.TemporaryDirectory(prefix="dragoman-") as folder,
        open_store(f"sqlite:///{Path(folder) / 'memory.db'}", create=True) as store,
        tmx.open_units(memory, options) as units,
    ):
        store.add(units)
        yield store


def _count(found: Iterable[Leveraged]) -> Count:
    own = list(found)
    return Count(segments=len(own), words=sum(one.words for one in own), characters=sum(one.characters for one in own))
