"""What checks look at: documents, pairs and collections, each with the analyses that several checks share.

An analysis is a function of a view; ``view.shared(analysis)`` keeps its result, so that many checks pay for it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from aligner.model import Bitext, Block, Document
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


class Pair(NamedTuple):
    """A text and its translation."""

    source: Passage
    target: Passage
    confidence: float = 1.0
    """Probability that they belong together, 0 to 1."""
    single: bool = True
    """Whether one block of either side met exactly one of the other."""


class _Sharing:
    _kept: dict[Callable[..., Any], Any]

    def shared(self, analysis: Callable[..., Result]) -> Result:
        """The result of ``analysis(self)``, computed at the first call."""
        if analysis not in self._kept:
            self._kept[analysis] = analysis(self)
        kept: Result = self._kept[analysis]
        return kept


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
        Passage(block.text, block.ref, block.kind, None, block.marker, document.symbol)
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
    return Passage(text, first.ref, first.kind, None, first.marker, document.symbol)


def _sentence_pairs(bitext: Bitext) -> Iterator[Pair]:
    for bead in bitext.beads:
        if bead.source and bead.target:
            left = [bitext.source_segments[index] for index in bead.source]
            right = [bitext.target_segments[index] for index in bead.target]
            yield Pair(
                Passage(" ".join(part.text for part in left), left[0].ref, "text", None, "", bitext.source.symbol),
                Passage(" ".join(part.text for part in right), right[0].ref, "text", None, "", bitext.target.symbol),
                bead.confidence,
                bead.kind == "1-1",
            )
