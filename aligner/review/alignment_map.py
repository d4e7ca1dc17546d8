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
    """The strips in document order: the first row of each, its gravest row with that row's grade, and its length."""
    count = min(STRIPS, len(rows))
    found = []
    for number in range(count):
        begin, end = number * len(rows) // count, (number + 1) * len(rows) // count
        worst = max(range(begin, end), key=lambda place: (_RANK[grade(rows[place])], -rows[place].trust))
        found.append(
            {
                "row": begin,
                "rows": end - begin,
                "worst": worst,
                "grade": grade(rows[worst]),
                "trust": round(rows[worst].trust, 2),
            }
        )
    return found
