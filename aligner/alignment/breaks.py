"""Whether both sides break alike: a question mark here and there, a small letter or a figure at the next start.

How a segment ends and how the next begins are sorted into a few classes. A break is likelier to be one of both
sides if the classes go together; which go together is learned from the beads, starting from "the same ones do".
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aligner.alignment.tokens import Longs, Side

Floats = npt.NDArray[np.float64]

CLASSES = 16
CAPITAL = 1
LETTERS = frozenset({1, 2, 4})
"""Classes of letters: capitals, small ones, those of scripts without either."""
_MARKS = {
    ".": 6,
    ",": 7,
    ";": 8,
    ":": 9,
    "?": 10,
    "!": 11,
    '"': 12,
    "'": 12,
    ")": 13,
    "]": 13,
    "(": 14,
    "[": 14,
    "-": 15,
}
_FOLD = np.full(256, 5, np.int64)
_FOLD[:5] = range(5)
for _mark, _class in _MARKS.items():
    _FOLD[ord(_mark)] = _class
SAME = 0.5
"""Share of breaks at which both sides have the same class for a reason, before anything is learned."""


def tails(side: Side) -> Longs:
    """int64[N+1]: class of how the segment before each node ends; letters of all scripts are one class."""
    folded = _FOLD[side.tails]
    out = np.zeros(len(side) + 1, np.int64)
    out[1:] = np.where(folded == 4, 1, folded)
    return out


def heads(side: Side) -> Longs:
    """int64[N+1]: class of how the segment after each node begins."""
    out = np.zeros(len(side) + 1, np.int64)
    out[:-1] = _FOLD[side.heads]
    return out


def table(source: Longs, target: Longs, nodes: Longs, weight: float, worth: float) -> Floats:
    """Return float64[16, 16]: log-likelihood ratio of two classes meeting at a break both sides share.

    ``nodes`` int64[B, 2] are breaks believed to be shared; the starting belief is ``worth`` as many breaks for each
    class; ``weight`` multiplies the result.
    """
    usual_s, usual_t = _usual(source), _usual(target)
    counts = np.bincount(source[nodes[:, 0]] * CLASSES + target[nodes[:, 1]], minlength=CLASSES * CLASSES)
    counts = counts.reshape(CLASSES, CLASSES)
    same = np.eye(CLASSES)
    # scripts without capitals: their letters say nothing until it is learned
    for letter in sorted(LETTERS):
        same[letter, letter] = 0.0
    forward = _given(counts, same, usual_t, worth) / usual_t[None, :]
    backward = _given(counts.T, same, usual_s, worth).T / usual_s[:, None]
    return np.asarray(0.5 * weight * (np.log(forward) + np.log(backward)))


def _usual(classes: Longs) -> Floats:
    counts = np.bincount(classes, minlength=CLASSES) + 0.5
    return np.asarray(counts / counts.sum())


def _given(counts: npt.NDArray[np.int64], same: Floats, usual: Floats, worth: float) -> Floats:
    """float64[16, 16]: probability of the second class given the first."""
    alike = SAME * same.sum(axis=1, keepdims=True)
    belief = SAME * same + (1.0 - alike) * usual[None, :]
    return np.asarray((counts + worth * belief) / (counts.sum(axis=1, keepdims=True) + worth))
