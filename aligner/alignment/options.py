"""What the caller of the engine decides, and the weights that were measured on the development sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from aligner.alignment.counts import Lesson
    from aligner.alignment.encoding import Encoder
    from aligner.alignment.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Parameters of the score; the defaults were chosen on the development sets, for all languages alike."""

    floor_first: float = 0.8
    """ε of the first pass: what a token without counterpart is multiplied by; log ε is its cost."""
    floor_background: float = 0.7
    """ε of the first pass when a background lexicon takes part."""
    floor_learned: float = 0.5
    """ε of the passes after learning."""
    shared: float = 0.45
    """Weight of identity and cognates."""
    lexicon: float = 0.6
    """Weight of the lexicon."""
    prune_first: float = 0.5
    """Pairs that raise a token's likelihood by less than this share are left out of the first pass."""
    prune: float = 2.0
    """The same after learning: weaker pairs are mostly noise."""
    breaks: float = 1.3
    """Weight of what ends and begins at a break."""
    break_belief: float = 20.0
    """Breaks the starting belief about a class is worth."""
    length: float = 1.1
    """Weight of the length term."""
    order: float = 6.0
    """λ of the order of words: how fast it grows unlikely that counterparts stand far from each other; 0: no matter."""
    disorder: float = 0.15
    """Share of words that may stand anywhere."""
    trust: float = 3.0
    """Counts the background lexicon is worth for a word it knows."""
    doubt: float = 1.0
    """Counts added to a word's total in the learned lexicon."""
    prior_beads: float = 20.0
    """Beads the starting priors of bead types are worth."""
    lonely: float = 0.8
    """How the cost of leaving a segment alone grows with the logarithm of its length."""
    passes: int = 3
    """Learning passes after the first, at most."""
    steady: float = 0.03
    """Share of beads that may change from one pass to the next if that is to be the last."""
    sharpness: float = 0.5
    """1/temperature of the posterior."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOptions:
    """One run of the engine over one or many pairs of texts."""

    source_language: str = ""
    """BCP 47 tag; empty where it is not known."""
    target_language: str = ""
    """BCP 47 tag; empty where it is not known."""
    boundaries: tuple[tuple[int, int], ...] = ()
    """Positions (i, j), ascending: both sides must break before source segment i and target segment j."""
    lexicon: Lexicon | None = None
    """The lexicon to use; None: the background lexicon of the two languages, if there is one."""
    background: bool = True
    """Whether the background lexicon may be used where ``lexicon`` is None."""
    learn: bool | Literal["auto"] = "auto"
    """Whether a lexicon is learned from the texts; auto: where there are enough segments to learn from."""
    lesson: Lesson | None = None
    """What many texts taught together, for a pair that is aligned again; nothing is then learned from it alone."""
    scorer: Literal["lexical", "embedding"] = "lexical"
    """Whether vectors take part."""
    embeddings: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]] | None = None
    """float32[N, D] and float32[M, D]: one vector a segment; for the embedding scorer."""
    encoder: Encoder | None = None
    """What computes them where they are not given."""
    weights: Weights = field(default_factory=Weights)
    """Parameters of the score."""
