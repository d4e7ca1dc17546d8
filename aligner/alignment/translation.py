"""Translations against a reference: BLEU, chrF and TER by sacrebleu, for the whole and by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aligner.errors import AlignerError


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Scores of a translation, 0 to 100 (TER: edits for 100 words of the reference, lower is better)."""

    bleu: float
    chrf: float
    ter: float
    signatures: tuple[str, ...]
    """Sacrebleu's own, one for each metric in the order above."""
    paragraphs: tuple[tuple[float, float, float], ...]
    """The three scores of each paragraph; BLEU smoothed as for single sentences."""

    def as_json(self) -> dict[str, Any]:
        """The shape of the command line, two decimal places."""
        return {
            "bleu": round(self.bleu, 2),
            "chrf": round(self.chrf, 2),
            "ter": round(self.ter, 2),
            "signatures": list(self.signatures),
            "paragraphs": [
                {"bleu": round(bleu, 2), "chrf": round(chrf, 2), "ter": round(ter, 2)}
                for bleu, chrf, ter in self.paragraphs
            ],
        }


def score_translation(hypothesis: Sequence[str], reference: Sequence[str], language: str) -> Quality:
    """Score paragraphs of a translation against those of a reference, one for one.

    Chinese, Japanese and Korean are cut as sacrebleu does for them. Raises :class:`AlignerError` where sacrebleu is
    not installed; the caller makes sure that both have the same number of paragraphs, at least one.
    """
    try:
        from sacrebleu import BLEU, CHRF, TER
    except ImportError as error:
        raise AlignerError(
            "sacrebleu is not installed", advice="pip install 'dragoman[evaluation]' scores translations"
        ) from error
    base = language.partition("-")[0]
    cut = {"zh": "zh", "ja": "char", "ko": "char"}.get(base, "13a")
    metrics = (
        BLEU(tokenize=cut),
        CHRF(),
        TER(normalized=True, asian_support=base in ("zh", "ja", "ko")),
    )
    single = (BLEU(tokenize=cut, effective_order=True), metrics[1], metrics[2])
    whole = [metric.corpus_score(list(hypothesis), [list(reference)]).score for metric in metrics]
    parts = [
        tuple(metric.sentence_score(ours, [theirs]).score for metric in single)
        for ours, theirs in zip(hypothesis, reference, strict=True)
    ]
    return Quality(
        bleu=whole[0],
        chrf=whole[1],
        ter=whole[2],
        signatures=tuple(
            f"{name}|{metric.get_signature()}" for name, metric in zip(("BLEU", "chrF", "TER"), metrics, strict=True)
        ),
        paragraphs=tuple((bleu, chrf, ter) for bleu, chrf, ter in parts),
    )
