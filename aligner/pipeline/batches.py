"""Dealing documents out: batches that one process handles at a time, and groups of batches that learn together.

Where a batch or a group ends depends on the documents' names, not on how many come before: a document that is added,
removed or changed concerns its own batch and group, and all others stay as they are and need not be done again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")

MEAN, MOST = 16, 32
"""Pairs of a batch, on average and at most."""
LARGEST = 3_000_000
"""Bytes of the files of a batch, unless one pair alone has more."""
GROUP_MEAN, GROUP_MOST = 16, 32
"""Batches of a group, on average and at most: from 256 pairs on, more documents teach hardly anything new."""


class Named(NamedTuple):
    """What is dealt out: a name, and the bytes behind it."""

    name: str
    size: int


def batches(items: Iterable[T], named: Callable[[T], Named]) -> Iterator[list[T]]:
    """Deal ``items``, sorted by name, out into batches."""
    batch: list[T] = []
    size = 0
    for item in items:
        name, count = named(item)
        if batch and (len(batch) >= MOST or size + count > LARGEST):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += count
        if _mark(name) % MEAN == 0:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def groups(dealt: Sequence[T], last_name: Callable[[T], str]) -> Iterator[list[T]]:
    """Deal batches out into groups; ``last_name`` is the name of a batch's last item."""
    group: list[T] = []
    for batch in dealt:
        group.append(batch)
        if len(group) >= GROUP_MOST or _mark(last_name(batch)) // MEAN % GROUP_MEAN == 0:
            yield group
            group = []
    if group:
        yield group


def _mark(name: str) -> int:
    """A number that looks like chance and is the same everywhere."""
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:4], "big")
