"""A small bitext to decide about, and decisions about it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from aligner.model import Bead, Bitext, Document, Segment, Span
from aligner.review.decisions import Decision, Verdict, anchors

FRENCH = ("Le comité siège.", "Il lit.", "Les États devraient :", "Planter.", "Les États devraient :", "Pêcher.")
ENGLISH = ("The committee sits.", "It reads.", "States should:", "Plant.", "States should:", "Fish.")
BEADS = tuple(Bead((place,), (place,), 0.9 - place / 10) for place in range(6))


def segments(texts: Sequence[str], first_ref: int = 1) -> tuple[Segment, ...]:
    return tuple(Segment(text, f"I.{place}", Span(0, len(text))) for place, text in enumerate(texts, start=first_ref))


def bitext(
    french: Sequence[str] = FRENCH, english: Sequence[str] = ENGLISH, beads: Sequence[Bead] = BEADS, first_ref: int = 1
) -> Bitext:
    return Bitext(
        source=Document(symbol="A/1", language="fr"),
        target=Document(symbol="A/1", language="en"),
        level="sentence",
        source_segments=segments(french, first_ref),
        target_segments=segments(english, first_ref),
        beads=tuple(beads),
    )


def decision(
    source: Sequence[int], target: Sequence[int], verdict: Verdict = "corrected", about: Bitext | None = None
) -> Decision:
    pair = about or bitext()
    return Decision(
        document=pair.source.symbol,
        source_language=pair.source.language,
        target_language=pair.target.language,
        verdict=verdict,
        source=anchors(pair.source_segments, source),
        target=anchors(pair.target_segments, target),
    )


def with_beads(pair: Bitext, *beads: Bead) -> Bitext:
    return dataclasses.replace(pair, beads=beads)
