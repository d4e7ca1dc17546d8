"""A small bitext to decide about, and decisions about it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from aligner.glossary.model import Glossary, GlossaryContext, GlossaryEntry, GlossaryTerm, GlossaryVariant, Usage
from aligner.model import Bead, Bitext, Document, Finding, Segment, Span
from aligner.review.built import BuildResults
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


def glossary() -> Glossary:
    """Two proposed terms and a listed one, with evidence."""

    def entry(name: str, english: str, count: int, *, listed: bool = False) -> GlossaryEntry:
        usage = (Usage("A/1", "I", "", count - 1), Usage("A/1", "II", "", 1))
        source = GlossaryTerm(text=name, count=count, refs=("I.1", "II.3"), usage=usage)
        target = GlossaryTerm(text=english, count=count, refs=("I.1",), share=1.0, confidence=0.9)
        context = GlossaryContext(
            document="A/1",
            ref="I.1",
            source=f"Le {name} siège.",
            target=f"The {english} sits.",
            language="en",
            source_spans=((3, 3 + len(name)),),
            target_spans=((4, 4 + len(english)),),
        )
        return GlossaryEntry(
            id=f"t-{name}",
            score=0.9,
            listed=listed,
            terms={"fr": (source,), "en": (target,)},
            contexts=(context,),
            variants=(
                GlossaryVariant(text=f"{name}s", count=2, refs=("II.3",), usage=usage[1:], reason="same equivalent"),
            ),
        )

    entries = (
        entry("comité", "committee", 5, listed=True),
        entry("État", "State", 4),
        entry("traite", "trafficking", 3),
    )
    return Glossary(source_language="fr", target_languages=("en",), entries=entries)


def findings() -> tuple[Finding, ...]:
    """Two of one check, one of another."""
    return tuple(
        Finding(
            check=check,
            severity="warning",
            document="A/1",
            language="fr",
            ref=f"I.{place}",
            message=f"“{text.split()[0]}” is seen",
            span=Span(0, len(text.split()[0])),
            source=text,
            fingerprint=f"{place:016}",
        )
        for place, (check, text) in enumerate(
            [("repeated-word", FRENCH[0]), ("repeated-word", FRENCH[1]), ("split-word", FRENCH[2])], 1
        )
    )


def built(corpora: Path, *bitexts: Bitext) -> BuildResults:
    """What a build of ``corpora`` would have left."""
    return BuildResults(corpora=corpora, bitexts=bitexts or (bitext(),), glossary=glossary, findings=findings())
