"""How the sentences of each pair correspond, for texts of more than one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from aligner.checks.analysis.proportion import Usual, deviation, letters_of, usual
from aligner.checks.core.views import Pair, PairView, Passage
from aligner.model import Bead, Span
from aligner.segmentation import segment_text
from tmx.lang import primary

_INNER_END = re.compile(r"[.!?…؟]\W{0,3}\s+\W{0,3}\w|[。！？][^\s”’」』）)]")
_SURE = 0.95
_LIKELY = 0.5
"""Confidence of an unmatched sentence from which it is believed, alone and with the lengths behind it."""
_LEANING = 0.8
"""Standard deviations of length by which the other side must be short."""
_SHORTEST = 15
"""Letters a sentence has: markers and initials are none."""
_HAN = 0.3
"""Chinese characters for a letter."""
_ABBREVIATED = re.compile(r"\b[^\W\d_]{1,2}\.$")
_ANCHOR = re.compile(r"\d+|[A-Z][a-zà-ÿ]{2,}|[A-Z]{2,}")
_COMPANY = 4000
"""Pairs of one sentence each that the aligner learns from beside those of several."""


class Cut(NamedTuple):
    """The sentences of a pair and their beads."""

    pair: Pair
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    beads: tuple[Bead, ...]
    """Over positions in ``source`` and ``target``."""


def _sentences(passage: Passage) -> tuple[Span, ...]:
    if not _INNER_END.search(passage.text):
        return (Span(0, len(passage.text)),)
    return tuple(segment_text(passage.text, passage.language))


def cuts(view: PairView) -> list[Cut]:
    """Every pair of ``view`` with more than one sentence on either side, with its sentences aligned."""
    several: list[tuple[Pair, tuple[Span, ...], tuple[Span, ...]]] = []
    company: list[tuple[Pair, tuple[Span, ...], tuple[Span, ...]]] = []
    for pair in view.pairs:
        if not pair.target.text:
            continue
        source, target = _sentences(pair.source), _sentences(pair.target)
        if len(source) > 1 or len(target) > 1:
            several.append((pair, source, target))
        elif len(company) < _COMPANY:
            company.append((pair, source, target))
    if not several:
        return []
    from aligner.alignment.engine import EngineOptions, align_many  # loads a compiler

    texts = [
        (
            [pair.source.text[span.start : span.end] for span in source],
            [pair.target.text[span.start : span.end] for span in target],
        )
        for pair, source, target in several + company
    ]
    options = EngineOptions(source_language=view.source.language, target_language=view.target.language)
    aligned = align_many(texts, options)
    return [Cut(*each, tuple(beads)) for each, beads in zip(several, aligned, strict=False)]


def alone(view: PairView) -> tuple[list[tuple[Pair, Span]], list[tuple[Pair, Span]]]:
    """Sentences of the source that nothing of the target translates, and the reverse, each with its pair.

    A sentence counts where the alignment is sure of it, or fairly sure and the lengths of the texts say the same.
    """
    scale = Scale(
        view.shared(usual),
        (letters_of(view.source.language), letters_of(view.target.language)),
        (_shortest(view.source.language), _shortest(view.target.language)),
    )
    found: tuple[list[tuple[Pair, Span]], list[tuple[Pair, Span]]] = ([], [])
    for cut in view.shared(cuts):
        for side, span in _alone(cut, scale):
            found[side].append((cut.pair, span))
    return found


def repeated(view: PairView) -> list[tuple[Pair, Span]]:
    """Sentences of the target that stood before in the same text, where nothing of the source stands twice."""
    found = []
    for pair in view.pairs:
        span = _again(pair.target)
        if span and not _again(pair.source):
            found.append((pair, span))
    return found


def _again(passage: Passage) -> Span | None:
    """The second half of a text that is its first half again, or the first sentence that stood before."""
    text, least = passage.text, _shortest(passage.language)
    half = len(text) // 2
    if half >= least and text[:half].strip() == text[-half:].strip():
        return Span(len(text) - half, len(text))
    # most texts are one sentence, and of most others no two begin alike
    if not _INNER_END.search(text):
        return None
    seen = set()
    for span in _sentences(passage):
        sentence = text[span.start : span.end].strip()
        if len(sentence) >= least and sentence in seen:
            return span
        seen.add(sentence)
    return None


class Scale(NamedTuple):
    """How lengths are judged in a view."""

    ratio: Usual
    measures: tuple[Callable[[str], float], Callable[[str], float]]
    shortest: tuple[float, float]
    """Letters that a sentence has, on either side."""

    def far(self, source: str, target: str) -> float:
        """Standard deviations by which ``target`` is longer than usual."""
        return deviation(self.measures[0](source), self.measures[1](target), self.ratio)


def _shortest(language: str) -> float:
    return _SHORTEST * (_HAN if primary(language) == "zh" else 1.0)


def _alone(cut: Cut, scale: Scale) -> Iterator[tuple[int, Span]]:
    """Side and span of each sentence of ``cut`` that is believed to stand alone."""
    far = scale.far(cut.pair.source.text, cut.pair.target.text)
    for bead in cut.beads:
        side = 0 if bead.source else 1
        agrees = far < -_LEANING if side == 0 else far > _LEANING
        if bead.source and bead.target:
            continue
        if bead.confidence < _SURE and not (bead.confidence >= _LIKELY and agrees):
            continue
        spans = [(cut.source, cut.target)[side][place] for place in bead.source or bead.target]
        span = Span(spans[0].start, spans[-1].end)
        if bead.confidence < _SURE and abs(len(cut.source) - len(cut.target)) == 1:
            span = _likeliest(cut, side, scale)
        text = cut.pair.side(side).text[span.start : span.end]
        # «la cause Procureur c.» and "Prosecutor v." are cut where an abbreviation was taken for an end
        if not _ABBREVIATED.search(text) and scale.measures[side](text) >= scale.shortest[side]:
            yield side, span


def _likeliest(cut: Cut, side: int, scale: Scale) -> Span:
    """The sentence without which the others correspond best, by length and by figures and names they share.

    In a short memory the alignment has learned no words, and is sure only that one is too many.
    """
    longer, shorter = (cut.source, cut.target)[:: 1 if side == 0 else -1]
    texts = [cut.pair.side(side).text[span.start : span.end] for span in longer]
    others = [cut.pair.side(1 - side).text[span.start : span.end] for span in shorter]

    def fit(left_out: int) -> float:
        rest = texts[:left_out] + texts[left_out + 1 :]
        total = 0.0
        for mine, theirs in zip(rest, others, strict=False):
            shared = len(set(_ANCHOR.findall(mine)) & set(_ANCHOR.findall(theirs)))
            far = scale.far(mine, theirs) if side == 0 else scale.far(theirs, mine)
            total += 2.0 * shared - far * far / 2
        return total

    return longer[max(range(len(longer)), key=fit)]
