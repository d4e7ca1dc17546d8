"""Two memories made one, or compared.

Two units speak of the same thing if document, reference, and the language and text of their first variant are the
same. If their other texts are the same, too, they are duplicates, and the better one stays: the one a person decided
about, else the later one, else the first memory's. If not, they are in conflict, and a declared policy decides.
Nothing is left out that is not reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tmx.formats.bilingual import REVIEW
from tmx.model import TranslationUnit

Policy = Literal["both", "first", "second", "newest"]
"""Which units of a conflict stay."""
POLICIES: tuple[Policy, ...] = ("both", "first", "second", "newest")
Key = tuple[str, str, str, str]


class Conflict(NamedTuple):
    """Units that translate the same text in different ways."""

    first: tuple[TranslationUnit, ...]
    second: TranslationUnit
    kept: Literal["both", "first", "second"]


@dataclass(slots=True, kw_only=True)
class Merged:
    """Two memories as one, and what became of their units."""

    units: list[TranslationUnit] = field(default_factory=list)
    """Those of the first memory in its order, then what the second adds, in its order."""
    duplicates: int = 0
    """Units of the second memory that the first has, too."""
    added: int = 0
    """Units of the second memory that speak of something new."""
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Difference:
    """How two memories differ."""

    removed: list[TranslationUnit] = field(default_factory=list)
    """What only the first one has."""
    added: list[TranslationUnit] = field(default_factory=list)
    """What only the second one has."""
    changed: list[tuple[TranslationUnit, TranslationUnit]] = field(default_factory=list)
    """The same text, translated in another way."""
    same: int = 0
    """Units that both have."""

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.removed or self.added or self.changed)


def key(unit: TranslationUnit) -> Key:
    """What the unit speaks of: document, reference, language and text of the first variant."""
    first = unit.variants[0] if unit.variants else None
    return (
        unit.property("x-document"),
        unit.property("x-ref-source"),
        first.language if first else "",
        first.text if first else "",
    )


def merge(first: Iterable[TranslationUnit], second: Iterable[TranslationUnit], policy: Policy = "both") -> Merged:
    """Make one memory of two, conflicts by ``policy``."""
    merged = Merged()
    slots: list[TranslationUnit | None] = list(first)
    places = _places([unit for unit in slots if unit])
    for unit in second:
        own = places.setdefault(key(unit), [])
        twin = next((place for place in own if _texts(slots[place]) == _texts(unit)), None)
        if twin is not None:
            merged.duplicates += 1
            slots[twin] = _better(slots[twin], unit)
            continue
        before = tuple(found for place in own if (found := slots[place]) is not None)
        if before:
            kept = _kept(policy, before, unit)
            merged.conflicts.append(Conflict(before, unit, kept))
            if kept == "first":
                continue
            if kept == "second":
                for place in own:
                    slots[place] = None
                own.clear()
        else:
            merged.added += 1
        own.append(len(slots))
        slots.append(unit)
    merged.units = [unit for unit in slots if unit is not None]
    return merged


def diff(first: Iterable[TranslationUnit], second: Iterable[TranslationUnit]) -> Difference:
    """Compare two memories by what their units speak of and say; identifiers, dates and notes do not count."""
    found = Difference()
    old: dict[Key, list[TranslationUnit]] = {}
    for unit in first:
        old.setdefault(key(unit), []).append(unit)
    fresh: list[TranslationUnit] = []
    for unit in second:
        own = old.get(key(unit), [])
        twin = next((place for place, each in enumerate(own) if _texts(each) == _texts(unit)), None)
        if twin is None:
            fresh.append(unit)
        else:
            found.same += 1
            del own[twin]
    for unit in fresh:
        own = old.get(key(unit), [])
        if own:
            found.changed.append((own.pop(0), unit))
        else:
            found.added.append(unit)
    found.removed = [unit for units in old.values() for unit in units]
    return found


def _places(units: Iterable[TranslationUnit]) -> dict[Key, list[int]]:
    places: dict[Key, list[int]] = {}
    for place, unit in enumerate(units):
        places.setdefault(key(unit), []).append(place)
    return places


def _texts(unit: TranslationUnit | None) -> list[tuple[str, str]]:
    return sorted((variant.language, variant.text) for variant in unit.variants) if unit else []


def _date(unit: TranslationUnit) -> str:
    return unit.changed or unit.created


def _better(first: TranslationUnit | None, second: TranslationUnit) -> TranslationUnit:
    if first is None:
        return second
    ranks = [(bool(unit.property(REVIEW)), _date(unit)) for unit in (first, second)]
    return second if ranks[1] > ranks[0] else first


def _kept(
    policy: Policy, before: tuple[TranslationUnit, ...], unit: TranslationUnit
) -> Literal["both", "first", "second"]:
    if policy != "newest":
        return policy
    return "second" if _date(unit) > max(map(_date, before)) else "first"
