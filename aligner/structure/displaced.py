"""Paragraphs out of their order: ``5. 7. 6. 8.``.

The outline's costs depend on the marker before, so it takes the odd one out for text without marker. Seen from the
whole numbering it is the very paragraph that is missing from it, and is given its marker back here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from aligner.structure.markers import Reading
from aligner.structure.outline import PARAGRAPH, Choice, Start


def restored(starts: Sequence[Start], choices: Sequence[Choice]) -> list[Choice]:
    """Return ``choices`` with the markers of displaced paragraphs.

    A block without marker is one if its number lies inside a numbering that counts on without it, is written in
    the same style, and no other block there could bear that number.
    """
    mended = list(choices)
    for run, end in _spans(choices):
        taken = {reading.value for reading in _paragraphs(choices, run)}
        styles = {reading.style for reading in _paragraphs(choices, run)}
        found = [
            (index, reading)
            for index in range(run[0], end)
            if choices[index].starts and choices[index].reading is None
            for reading in starts[index].readings
            if reading.level == PARAGRAPH and reading.style in styles
        ]
        claims = Counter(reading.value for _, reading in found)
        for index, reading in found:
            if min(taken) < reading.value < max(taken) and reading.value not in taken and claims[reading.value] == 1:
                mended[index] = Choice(reading, True)
    return mended


def _spans(choices: Sequence[Choice]) -> Iterator[tuple[list[int], int]]:
    """Each numbering with the index at which the next one begins."""
    runs = [*_runs(choices), [len(choices)]]
    for run, following in pairwise(runs):
        yield run, following[0]


def _runs(choices: Sequence[Choice]) -> Iterator[list[int]]:
    """Indices of the paragraphs of each numbering that counts upwards."""
    run: list[int] = []
    last = 0
    for index, choice in enumerate(choices):
        if choice.reading is None or choice.reading.level != PARAGRAPH:
            continue
        if run and choice.reading.value <= last:
            yield run
            run = []
        run.append(index)
        last = choice.reading.value
    if run:
        yield run


def _paragraphs(choices: Sequence[Choice], run: Sequence[int]) -> Iterator[Reading]:
    for index in run:
        reading = choices[index].reading
        if reading is not None:
            yield reading
