"""Aligned pairs as people decided them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.model import Bitext
from aligner.pipeline.plan import Pair
from aligner.review import overlay
from aligner.review.decisions import Decision


@dataclass(frozen=True, slots=True)
class Decided:
    """A bitext as people decided it."""

    pair: Pair
    bitext: Bitext
    remarks: tuple[str, ...]
    """Decisions that no longer fit, one line each."""


def decided(pair: Pair, bitext: Bitext, decisions: Sequence[Decision]) -> Decided:
    """Lay what people decided over a bitext."""
    said = [one for one in decisions if one.document == bitext.source.symbol]
    if not said:
        return Decided(pair, bitext, ())
    changed, conflicts = overlay.apply(bitext, said)
    place = f"decisions.jsonl: {bitext.source.symbol} ({bitext.source.language}-{bitext.target.language})"
    return Decided(pair, changed, tuple(f"{place}: {conflict.reason}" for conflict in conflicts))
