"""How often the engine learns from its own beads."""

from __future__ import annotations

import numpy as np
import pytest

from aligner.alignment import learning
from aligner.alignment.engine import EngineOptions, Weights, align_segments
from aligner.alignment.pairs import Pairs
from aligner.alignment.tokens import Longs, Side


def _texts(kept: float) -> tuple[list[str], list[str]]:
    """Two texts in invented languages of which ``kept`` is the share of words that are translated at all."""
    chosen = np.random.default_rng(3)
    words = ["".join(chosen.choice(list("bdfgklmnprstvaeiou"), 6)) for _ in range(160)]
    other = ["".join(chosen.choice(list("бвгдежзиклмнопрст"), 6)) for _ in range(160)]
    source, target = [], []
    for _ in range(80):
        numbers = chosen.integers(0, 160, int(chosen.integers(4, 18)))
        source.append(" ".join(words[n] for n in numbers))
        target.append(" ".join(other[n] if chosen.random() < kept else other[chosen.integers(160)] for n in numbers))
        if chosen.random() < 0.3 and len(target) > 1:
            target[-2:] = [f"{target[-2]} {target[-1]}"]
    return source, target


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Get one entry for each time that a lexicon is learned: the number of beads it is learned from."""
    calls: list[int] = []
    real = learning.learn

    def learn(source: Side, target: Side, beads: Longs, training: learning.Training) -> tuple[Pairs, Longs, Longs]:
        calls.append(len(beads))
        return real(source, target, beads, training)

    monkeypatch.setattr(learning, "learn", learn)
    return calls


@pytest.mark.parametrize(("steady", "turns"), [(1.0, 1), (0.03, 3), (-1.0, 3)])
def test_learning_stops_when_the_beads_are_steady(steady: float, turns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _counted(monkeypatch)
    source, target = _texts(0.4)
    options = EngineOptions(
        source_language="en", target_language="ru", background=False, weights=Weights(steady=steady)
    )
    align_segments(source, target, options)
    assert len(calls) == turns


def test_a_pair_that_is_clear_at_once_is_learned_from_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _counted(monkeypatch)
    text = [f"{number} {'word ' * (number % 7)}{number * 31}" for number in range(40)]
    align_segments(text, text, EngineOptions(source_language="en", target_language="fr"))
    assert len(calls) == 1
