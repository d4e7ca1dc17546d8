"""From one format to another: units and terms pass through, and what gets lost on the way is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from tmx import formats
from tmx.errors import TmxError, UnsupportedFormat
from tmx.formats.descriptor import FEATURES, TERM_FEATURES, TermFormat, UnitFormat, entry_features, unit_features
from tmx.interchange import first_bytes, open_units, read_terms, write_terms, write_units
from tmx.options import ReadOptions, WriteOptions
from tmx.remarks import Remarks

Record = TypeVar("Record")
Either = TypeVar("Either", UnitFormat, TermFormat)


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What became of a conversion."""

    records: int = 0
    """Units or entries that were read."""
    terms: bool = False
    """Whether they were entries of a glossary."""
    title: str = ""
    """Name of the format written."""
    losses: Counter[str] = field(default_factory=Counter)
    """How many records had something that the new format cannot keep, by what it is."""
    reading: Remarks = field(default_factory=Remarks)
    """What was noticed while reading."""
    writing: Remarks = field(default_factory=Remarks)
    """What was noticed while writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which formats to use; by default the endings and contents say it."""

    source: str = ""
    """Name of the format to read."""
    target: str = ""
    """Name of the format to write."""
    terms: bool = False
    """Take tables for glossaries, where they could be either."""


def convert(
    source: str, target: str, reading: ReadOptions, writing: WriteOptions, choice: Choice | None = None
) -> Outcome:
    """Read ``source`` and write ``target``, streaming where both formats do.

    Raises :class:`tmx.errors.TmxError` with file and line, in which case ``target`` is left as it was, and OSError.
    """
    choice = choice or Choice()
    head = first_bytes(source)
    units_in = _attempt(lambda: formats.detect(source, head, choice.source))
    units_out = _attempt(lambda: formats.for_writing(target, choice.target))
    terms_in = _attempt(lambda: formats.detect_terms(source, head, choice.source))
    terms_out = _attempt(lambda: formats.for_writing_terms(target, choice.target))
    are_units = isinstance(units_in, UnitFormat) and isinstance(units_out, UnitFormat)
    if isinstance(terms_in, TermFormat) and isinstance(terms_out, TermFormat) and (choice.terms or not are_units):
        outcome = Outcome(title=terms_out.title, terms=True)
        with read_terms(source, reading, format_name=terms_in.name) as entries:
            counted = _counted(entries, outcome, entry_features, frozenset(TERM_FEATURES) - terms_out.keeps)
            outcome.writing = write_terms(target, counted, options=writing, format_name=terms_out.name)
            outcome.reading = entries.remarks
        return outcome
    if isinstance(units_in, UnitFormat) and isinstance(units_out, UnitFormat):
        return _convert_units(source, target, (units_in, units_out), reading, writing)
    if isinstance(units_in, TmxError) and isinstance(terms_in, TmxError):
        raise units_in
    if isinstance(units_out, TmxError) and isinstance(terms_out, TmxError):
        raise units_out
    kinds = ("glossary", "memory") if isinstance(units_in, TmxError) else ("memory", "glossary")
    raise UnsupportedFormat(f"a {kinds[0]} cannot be written as a {kinds[1]}", source=target)


def _convert_units(
    source: str, target: str, chosen: tuple[UnitFormat, UnitFormat], reading: ReadOptions, writing: WriteOptions
) -> Outcome:
    units_in, units_out = chosen
    outcome = Outcome(title=units_out.title)
    lost = frozenset(FEATURES) - units_out.keeps
    if writing.target_language:
        # whoever names two languages does not want the others
        lost -= {"languages"}
    if not writing.inline:
        lost -= {"inline"}
    with open_units(source, reading, format_name=units_in.name) as units:
        counted = _counted(units, outcome, unit_features, lost)
        outcome.writing = write_units(target, counted, header=units.header, options=writing, format_name=units_out.name)
        outcome.reading = units.remarks
    return outcome


def _attempt(detect: Callable[[], Either]) -> Either | TmxError:
    try:
        return detect()
    except UnsupportedFormat as error:
        return error


def _counted(
    records: Iterable[Record], outcome: Outcome, features: Callable[[Record], set[str]], lost: frozenset[str]
) -> Iterator[Record]:
    for record in records:
        outcome.records += 1
        for feature in features(record) & lost:
            outcome.losses[feature] += 1
        yield record


def loss_lines(outcome: Outcome) -> list[str]:
    """What the format written could not keep, one line each, in the order of the lists of features."""
    named = TERM_FEATURES if outcome.terms else FEATURES
    what = "entries" if outcome.terms else "units"
    return [
        f"{outcome.title} does not keep {said} ({outcome.losses[name]} {what})"
        for name, said in named.items()
        if outcome.losses[name]
    ]
