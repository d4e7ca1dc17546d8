"""Finding the pairs of a batch that the aligner stumbles over, so that they cost themselves and no other."""

from __future__ import annotations

from typing import NamedTuple

from aligner.alignment.joint import align_again, align_first
from aligner.pipeline.decided import decided
from aligner.pipeline.figures import figures_of
from aligner.pipeline.plan import Batch, Pair, Work
from aligner.pipeline.steps import Steps
from aligner.pipeline.units import units_of


class Stumble(NamedTuple):
    """A pair that can't be aligned."""

    pair: Pair
    reason: str


def stumbling(steps: Steps, work: Batch | Work, error: Exception) -> list[Stumble]:
    """The pairs that fail by themselves; where none does, all of them, for the ``error`` that they made together."""
    batch = work.batch if isinstance(work, Work) else work
    found = [Stumble(pair, reason) for pair in batch.pairs if (reason := _reason(steps, pair))]
    return found or [Stumble(pair, _named(error)) for pair in batch.pairs]


def _reason(steps: Steps, pair: Pair) -> str:
    """Why a pair can't be aligned; empty where it can."""
    try:
        documents = [(steps.document(pair[0]), steps.document(pair[1]))]
        first, counts = align_first(documents)
        (bitext,) = align_again(documents, first, counts)
        units_of(bitext, "", "")
        figures_of(decided(pair, bitext, ()))
    except OSError:
        raise
    except Exception as error:  # whatever it is, the other pairs are to go on
        return _named(error)
    return ""


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
