"""How the sentences of each pair correspond, for texts of more than one sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from aligner.checks.analysis.proportion import deviation, letters_of, usual
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
    ratio = view.shared(usual)
    measures = letters_of(view.source.language), letters_of(view.target.language)
    found: tuple[list[tuple[Pair, Span]], list[tuple[Pair, Span]]] = ([], [])
    for cut in view.shared(cuts):
        far = deviation(measures[0](cut.pair.source.text), measures[1](cut.pair.target.text), ratio)
        for bead in cut.beads:
            if bead.source and bead.target:
                continue
            side = 0 if bead.source else 1
            spans = [(cut.source, cut.target)[side][place] for place in bead.source or bead.target]
            span = Span(spans[0].start, spans[-1].end)
            text = cut.pair.side(side).text[span.start : span.end]
            # «la cause Procureur c.» and "Prosecutor v." are cut where an abbreviation was taken for an end
            cut_off = re.search(r"\b[^\W\d_]{1,2}\.$", text) is not None
            short = cut_off or measures[side](text) < _SHORTEST * (_HAN if view_side(view, side) == "zh" else 1.0)
            agrees = far < -_LEANING if side == 0 else far > _LEANING
            if not short and (bead.confidence >= _SURE or (bead.confidence >= _LIKELY and agrees)):
                found[side].append((cut.pair, span))
    return found


def view_side(view: PairView, side: int) -> str:
    """Primary language of the source (0) or the target (1)."""
    return primary((view.source, view.target)[side].language)
