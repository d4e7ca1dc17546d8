"""The evidence named for a bead."""

from __future__ import annotations

from aligner.alignment import evidence as engine
from aligner.alignment.engine import EngineOptions, align_segments
from aligner.alignment.evidence_kinds import KINDS, Evidence
from aligner.model import Bead

SOURCE = [f"Le Comité numéro {k * 11} examine la question{chr(97 + k)} de la traite." for k in range(12)]
TARGET = [f"Committee number {k * 11} considers matter question{chr(97 + k)} of trafficking." for k in range(12)]
OPTIONS = EngineOptions(source_language="fr", target_language="en")


def explain(source: list[str], target: list[str], beads: list[Bead]) -> list[tuple[Evidence, ...]]:
    return list(engine.explain(engine.read(source, target, beads, OPTIONS), beads).beads)


def test_figures_and_cognates_speak_for_a_bead_and_are_named() -> None:
    beads = align_segments(SOURCE, TARGET, OPTIONS)
    evidence = explain(SOURCE, TARGET, beads)
    assert [len(pieces) for pieces in evidence] == [len(KINDS)] * len(beads)
    number = evidence[3][KINDS.index("number")]
    assert number.weight > 1.0
    assert ("33", "33") in number.pairs
    assert evidence[3][KINDS.index("punctuation")].weight > 0.0


def test_a_figure_without_counterpart_speaks_against() -> None:
    target = [*TARGET]
    target[3], target[8] = target[3].replace("33", "88"), target[8].replace("88", "33")
    beads = align_segments(SOURCE, target, OPTIONS)
    place = next(k for k, bead in enumerate(beads) if 3 in bead.source)
    number = explain(SOURCE, target, beads)[place][KINDS.index("number")]
    assert number.weight < 0.0
    assert set(number.lone) == {"33", "88"}


def test_one_sided_beads_have_no_evidence() -> None:
    beads = align_segments(["a b"], [], OPTIONS)
    assert explain(["a b"], [], beads) == [()]
