"""What checks look at: documents, pairs and collections, each with the analyses that several checks share.

An analysis is a function of a view; ``view.shared(analysis)`` keeps its result, so that many checks pay for it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from aligner.model import Bitext, Block, Document, Segment
from tmx import TranslationUnit
from tmx.terms import TermEntry

Result = TypeVar("Result")


class Passage(NamedTuple):
    """A text with its address: a block of a document, or one side of a unit of a memory."""

    text: str
    ref: str
    """Block reference; empty in a memory that names none."""
    kind: str = "text"
    """Kind of the block; ``unit`` for a memory."""
    unit: str | None = None
    """Identifier of the translation unit, for a memory."""
    marker: str = ""
    document: str = ""
    """Symbol of the document it stands in."""
    language: str = ""
    """BCP 47 tag."""


class Pair(NamedTuple):
    """A text and its translation."""

    source: Passage
    target: Passage
    confidence: float = 1.0
    """Probability that they belong together, 0 to 1."""
    single: bool = True
    """Whether one block of either side met exactly one of the other."""

    def side(self, number: int) -> Passage:
        """The source (0) or the target (1)."""
        return self.target if number else self.source


class _Sharing:
    _kept: dict[Callable[..., Any], Any]

    def shared(self, analysis: Callable[..., Result]) -> Result:
        """The result of ``analysis(self)``, computed at the first call."""
        if analysis not in self._kept:
            self._kept[analysis] = analysis(self)
        kept: Result = self._kept[analysis]
        return kept

    def forget(self) -> None:
        """Drop what was kept: it would be computed anew."""
        self._kept.clear()


@dataclass(slots=True, kw_only=True)
class DocumentView(_Sharing):
    """One document, or one language side of a memory, for monolingual checks."""

    symbol: str
    language: str
    passages: tuple[Passage, ...]
    """In document order; blocks without text are left out."""
    document: Document | None = None
    """The tree; None for a memory."""
    terms: tuple[TermEntry, ...] = ()
    """The glossary to check against."""
    _kept: dict[Callable[..., Any], Any] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class PairView(_Sharing):
    """Two versions of a document, or a bilingual memory."""

    source: DocumentView
    target: DocumentView
    pairs: tuple[Pair, ...]
    """What met, block by block (a memory: unit by unit), in order of the source."""
    sentences: tuple[Pair, ...]
    """The same by sentence where the aligner cut sentences; else equal to ``pairs``."""
    bitext: Bitext | None = None
    """None for a memory."""
    terms: tuple[TermEntry, ...] = ()
    _kept: dict[Callable[..., Any], Any] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class CollectionView(_Sharing):
    """Everything that is checked together, for checks across documents."""

    documents: tuple[DocumentView, ...]
    pairs: tuple[PairView, ...]
    terms: tuple[TermEntry, ...] = ()
    _kept: dict[Callable[..., Any], Any] = field(default_factory=dict)


View = DocumentView | PairView | CollectionView


def of_document(document: Document, terms: Sequence[TermEntry] = ()) -> DocumentView:
    """The view of a document."""
    passages = tuple(
        Passage(block.text, block.ref, block.kind, None, block.marker, document.symbol, document.language)
        for block in document.walk()
        if block.text
    )
    return DocumentView(
        symbol=document.symbol,
        language=document.language,
        passages=passages,
        document=document,
        terms=tuple(terms),
    )


def of_bitext(bitext: Bitext, terms: Sequence[TermEntry] = ()) -> PairView:
    """The view of two aligned documents."""
    source, target = of_document(bitext.source, terms), of_document(bitext.target, terms)
    return PairView(
        source=source,
        target=target,
        pairs=tuple(_block_pairs(bitext)),
        sentences=tuple(_sentence_pairs(bitext)),
        bitext=bitext,
        terms=tuple(terms),
    )


def of_units(
    units: Iterable[TranslationUnit], languages: tuple[str, str], name: str, terms: Sequence[TermEntry] = ()
) -> PairView:
    """The view of a bilingual memory called ``name``, ``languages`` being its source and target.

    Units without a source text are left out; one without a target has an empty target passage.
    """
    pairs: list[Pair] = []
    for place, unit in enumerate(units, start=1):
        key = unit.id or str(place)
        document = unit.property("x-document") or name
        sides = [
            Passage(unit.text(tag).strip(), unit.property(ref), "unit", key, "", document, tag)
            for tag, ref in zip(languages, ("x-ref-source", "x-ref-target"), strict=True)
        ]
        if sides[0].text:
            pairs.append(Pair(sides[0], sides[1]))
    views = [
        DocumentView(
            symbol=name,
            language=tag,
            passages=tuple(pair.side(side) for pair in pairs if pair.side(side).text),
            terms=tuple(terms),
        )
        for side, tag in enumerate(languages)
    ]
    return PairView(source=views[0], target=views[1], pairs=tuple(pairs), sentences=tuple(pairs), terms=tuple(terms))


def _block_pairs(bitext: Bitext) -> Iterator[Pair]:
    sources, targets = list(bitext.source.walk()), list(bitext.target.walk())
    for bead in bitext.block_beads:
        if bead.source and bead.target:
            left = _joined([sources[index] for index in bead.source], bitext.source)
            right = _joined([targets[index] for index in bead.target], bitext.target)
            if left.text and right.text:
                yield Pair(left, right, bead.confidence, bead.kind == "1-1")


def _joined(blocks: Sequence[Block], document: Document) -> Passage:
    first = blocks[0]
    text = " ".join(block.text for block in blocks if block.text)
    return Passage(text, first.ref, first.kind, None, first.marker, document.symbol, document.language)


def _segments_joined(segments: Sequence[Segment], document: Document) -> Passage:
    text = " ".join(segment.text for segment in segments)
    return Passage(text, segments[0].ref, "text", None, "", document.symbol, document.language)


def _sentence_pairs(bitext: Bitext) -> Iterator[Pair]:
    for bead in bitext.beads:
        if bead.source and bead.target:
            yield Pair(
                _segments_joined([bitext.source_segments[index] for index in bead.source], bitext.source),
                _segments_joined([bitext.target_segments[index] for index in bead.target], bitext.target),
                bead.confidence,
                bead.kind == "1-1",
            )
