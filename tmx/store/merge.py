"""Two memories made one, or compared, in flat memory: the units are put aside on disk.

Two units speak of the same thing if document, reference, and the language and text of their first variant are the
same. If their other texts are the same, too, they are duplicates, and the better one stays: the one a person decided
about, else the later one, else the first memory's. If not, they are in conflict, and a declared policy decides.
Nothing is left out that is not reported.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tmx.formats.bilingual import REVIEW
from tmx.model import TranslationUnit
from tmx.store.shelf import Placed, Shelf

Policy = Literal["both", "first", "second", "newest"]
"""Which units of a conflict stay."""
POLICIES: tuple[Policy, ...] = ("both", "first", "second", "newest")
Kept = Literal["both", "first", "second"]
_STAY, _GO = "stay", "go"
_OLD, _FRESH, _SAME, _ADDED, _CHANGED = "old", "fresh", "same", "added", "changed"


class Conflict(NamedTuple):
    """Units that translate the same text in different ways."""

    first: tuple[TranslationUnit, ...]
    second: TranslationUnit
    kept: Kept


@dataclass(slots=True, kw_only=True)
class Merged:
    """Two memories as one, and what became of their units; good as long as its block is open."""

    shelf: Shelf = field(repr=False)
    count: int = 0
    """Units of both together."""
    duplicates: int = 0
    """Units of the second memory that the first has, too."""
    added: int = 0
    """Units of the second memory that speak of something new."""
    in_conflict: int = 0
    """Units of the second memory that translate otherwise."""

    def units(self) -> Iterator[TranslationUnit]:
        """Those of the first memory in its order, then what the second adds, in its order."""
        return self.shelf.units(_STAY)

    def conflicts(self) -> Iterator[Conflict]:
        """The conflicts, in the order of the second memory."""
        for kept, (*first, second) in self.shelf.groups():
            yield Conflict(tuple(first), second, kept)  # type: ignore[arg-type]  # groups are named by what is kept


@dataclass(slots=True, kw_only=True)
class Difference:
    """How two memories differ; good as long as its block is open."""

    shelf: Shelf = field(repr=False)
    same: int = 0
    """Units that both have."""
    removed: int = 0
    added: int = 0
    changed: int = 0

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.removed or self.added or self.changed)

    def units_removed(self) -> Iterator[TranslationUnit]:
        """What only the first one has."""
        return self.shelf.units(_OLD)

    def units_added(self) -> Iterator[TranslationUnit]:
        """What only the second one has."""
        return self.shelf.units(_ADDED)

    def units_changed(self) -> Iterator[tuple[TranslationUnit, TranslationUnit]]:
        """The same text, translated in another way: before and now."""
        for _, (old, new) in self.shelf.groups():
            yield old, new


@contextlib.contextmanager
def merge(
    first: Iterable[TranslationUnit], second: Iterable[TranslationUnit], policy: Policy = "both"
) -> Iterator[Merged]:
    """Make one memory of two, conflicts by ``policy``. Raises whatever reading them raises."""
    with Shelf() as shelf:
        merged = Merged(shelf=shelf)
        for unit in first:
            shelf.put(unit, _STAY)
            merged.count += 1
        for unit in second:
            _take(merged, unit, policy)
        yield merged


def _take(merged: Merged, unit: TranslationUnit, policy: Policy) -> None:
    """Put a unit of the second memory where it belongs."""
    shelf = merged.shelf
    own = shelf.alike(unit, _STAY)
    twin = next((one for one in own if _texts(one.unit) == _texts(unit)), None)
    if twin is not None:
        merged.duplicates += 1
        better = _better(twin.unit, unit)
        if better is not twin.unit:
            shelf.replace(twin.place, better)
        return
    kept = _kept(policy, own, unit) if own else "both"
    place = shelf.put(unit, _GO if kept == "first" else _STAY)
    merged.count += kept != "first"
    if not own:
        merged.added += 1
        return
    merged.in_conflict += 1
    shelf.group(kept, [*(one.place for one in own), place])
    if kept == "second":
        for one in own:
            shelf.move(one.place, _GO)
        merged.count -= len(own)


@contextlib.contextmanager
def diff(first: Iterable[TranslationUnit], second: Iterable[TranslationUnit]) -> Iterator[Difference]:
    """Compare two memories by what their units speak of and say; identifiers, dates and notes do not count."""
    with Shelf() as shelf:
        found = Difference(shelf=shelf)
        for unit in first:
            shelf.put(unit, _OLD)
            found.removed += 1
        for unit in second:
            twin = next((one for one in shelf.alike(unit, _OLD) if _texts(one.unit) == _texts(unit)), None)
            if twin is None:
                shelf.put(unit, _FRESH)
            else:
                shelf.move(twin.place, _SAME)
                found.same += 1
        for place, unit in shelf.places(_FRESH):
            own = shelf.alike(unit, _OLD)[:1]
            shelf.move(place, _CHANGED if own else _ADDED)
            found.added += not own
            for old in own:
                shelf.group(_CHANGED, [old.place, place])
                shelf.move(old.place, _CHANGED)
                found.changed += 1
        found.removed -= found.same + found.changed
        yield found


def _texts(unit: TranslationUnit) -> list[tuple[str, str]]:
    return sorted((variant.language, variant.text) for variant in unit.variants)


def _date(unit: TranslationUnit) -> str:
    return unit.changed or unit.created


def _better(first: TranslationUnit, second: TranslationUnit) -> TranslationUnit:
    ranks = [(bool(unit.property(REVIEW)), _date(unit)) for unit in (first, second)]
    return second if ranks[1] > ranks[0] else first


def _kept(policy: Policy, before: Sequence[Placed], unit: TranslationUnit) -> Kept:
    if policy != "newest":
        return policy
    return "second" if _date(unit) > max(_date(one.unit) for one in before) else "first"
