"""What bilingual formats share: which two languages they are about, and how far a translation has got."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from tmx.lang import matches, normalise
from tmx.model import Header, Property, TranslationUnit, Variant
from tmx.options import WriteOptions
from tmx.remarks import Remarks

State = Literal["new", "needs-review", "translated", "reviewed", "final"]
"""How far a translation has got."""
STATE = "x-state"
"""Property that keeps a state which follows from nothing else."""
REVIEW = "x-review"
"""Property with a person's decision: ``confirmed``, ``corrected`` or ``rejected``."""
CONFIDENCE = "x-confidence"
"""Property with the probability, 0 to 1, that source and target belong together."""
SURE = 0.9
"""Confidence from which an alignment passes for translated without a person's look."""


class Pair(NamedTuple):
    """A unit reduced to two languages."""

    unit: TranslationUnit
    source: Variant
    target: Variant | None
    """None where the unit has no target, or an empty one."""


class Pairs:
    """The units that have a source text, with the source and target language of them all."""

    def __init__(
        self, header: Header, units: Iterable[TranslationUnit], options: WriteOptions, remarks: Remarks
    ) -> None:
        source = iter(units)
        first = next(source, None)
        self._units = itertools.chain(() if first is None else (first,), source)
        self._remarks = remarks
        tags = [variant.language for variant in first.variants if variant.language] if first else []
        wanted = options.source_language or header.source_language.replace("*all*", "")
        self.source = _best(wanted, tags) or (tags[0] if tags else "und")
        others = [tag for tag in tags if tag != self.source]
        self.target = _best(options.target_language or header.target_language, others) or (others or ["und"])[0]

    def __iter__(self) -> Iterator[Pair]:
        for unit in self._units:
            source, target = _variant(unit, self.source), _variant(unit, self.target)
            if source is None or not source.text.strip():
                self._remarks.add("no-source", f"unit left out: it has no text in {self.source}", unit=unit.id)
                continue
            yield Pair(folded(unit), source, target if target and target.text.strip() else None)


def _variant(unit: TranslationUnit, tag: str) -> Variant | None:
    """The variant in that language, else in a more special form of it, else in a broader one (``fr`` for ``fr-FR``)."""
    found = unit.variant(tag)
    return found or next((one for one in unit.variants if one.language and matches(one.language, tag)), None)


def _best(wanted: str, tags: list[str]) -> str:
    """``wanted`` normalised, or a tag of the file that is a more or less special form of it."""
    if not wanted:
        return ""
    tag = normalise(wanted)
    related = [one for one in tags if one.partition("-")[0] == tag.partition("-")[0]]
    return tag if tag in tags or not related else related[0]


def state_of(unit: TranslationUnit, target: Variant | None) -> State:
    """How far the translation has got: by a person's decision, else as said, else by confidence."""
    if target is None:
        return "new"
    review = unit.property(REVIEW)
    if review in ("confirmed", "corrected"):
        return "final"
    if review == "rejected":
        return "needs-review"
    said = unit.property(STATE)
    if said in ("new", "needs-review", "translated", "reviewed", "final"):
        return said  # type: ignore[return-value]  # mypy does not narrow by ``in``
    try:
        confidence = float(unit.property(CONFIDENCE) or "1")
    except ValueError:
        confidence = 0.0
    return "translated" if confidence >= SURE else "needs-review"


def with_state(unit: TranslationUnit, state: State) -> TranslationUnit:
    """``unit`` with a property that says ``state``, unless the state follows from the unit as it is."""
    target = unit.variants[1] if len(unit.variants) > 1 else None
    if state == "new" or state_of(unit, target) == state:
        return unit
    added = Property(REVIEW, "confirmed") if state == "final" else Property(STATE, state)
    return unit._replace(properties=(*unit.properties, added))


_FOLDED = ("segtype", "created", "changed", "created_by", "changed_by")
"""Fields of a unit that most formats have no place for."""


def folded(unit: TranslationUnit) -> TranslationUnit:
    """``unit`` with what has no place of its own in most formats as properties: ``x-segtype``, ``x-created``, …

    >>> folded(TranslationUnit("1", (), segtype="paragraph")).properties
    (Property(type='x-segtype', value='paragraph', language=''),)
    """
    extra = [Property(f"x-{name.replace('_', '-')}", value) for name in _FOLDED if (value := getattr(unit, name))]
    return unit._replace(properties=(*unit.properties, *extra)) if extra else unit


def unfolded(unit: TranslationUnit) -> TranslationUnit:
    """``unit`` with those properties back in their fields."""
    names = {f"x-{name.replace('_', '-')}": name for name in _FOLDED}
    found: dict[str, Any] = {names[one.type]: one.value for one in unit.properties if one.type in names}
    if not found:
        return unit
    kept = tuple(one for one in unit.properties if one.type not in names)
    return unit._replace(properties=kept, **found)
