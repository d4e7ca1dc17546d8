"""The map of a whole document: so many strips from its beginning to its end, each as grave as its gravest row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aligner.review.prepared import Row
from aligner.review.rows import grade

STRIPS = 600
"""Most strips of a map: about what a screen is wide."""
GRAVITY = ("sure", "said", "rejected", "moved", "target-only", "source-only", "likely", "doubtful")
"""Grades from what needs no look to what needs one most."""
_RANK = {name: rank for rank, name in enumerate(GRAVITY)}


def strips(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The strips in document order: where each begins, how many rows it has, and the gravest of them.

    Of that one its number, its grade, how many rows of the strip have the same grade, and how far it is trusted.
    """
    grades = [grade(row) for row in rows]
    count = min(STRIPS, len(rows))
    found = []
    for number in range(count):
        begin, end = number * len(rows) // count, (number + 1) * len(rows) // count
        worst = max(range(begin, end), key=lambda place: (_RANK[grades[place]], -rows[place].trust))
        found.append(
            {
                "row": begin,
                "rows": end - begin,
                "worst": worst,
                "grade": grades[worst],
                "alike": grades[begin:end].count(grades[worst]),
                "trust": round(rows[worst].trust, 2),
            }
        )
    return found
