"""Units that say what an earlier one of the file says: told with their line, and kept."""

from __future__ import annotations

from collections.abc import Callable

from tmx.hashes import Recent
from tmx.model import TranslationUnit
from tmx.options import ReadOptions
from tmx.remarks import KEPT, Remarks

KIND = "duplicate-unit"
REMEMBERED = 500_000
"""Units among which a duplicate is noticed, at least: 16 MB at most, however long the file is."""
_PLACE = ("x-document", "x-ref-source")
_SHOWN = 60


class Duplicates:
    """Watches the units of one file, if it is asked to."""

    def __init__(self, options: ReadOptions, remarks: Remarks) -> None:
        self.wanted = options.duplicates
        """Whether anybody wants to know."""
        self._remarks = remarks
        self._met = Recent(REMEMBERED)

    def watched(self, unit: TranslationUnit, line: int) -> TranslationUnit:
        """Return ``unit``, which stands at ``line``, and report it if it is a duplicate."""
        if self.wanted:
            self.watch(unit, lambda: line)
        return unit

    def watch(self, unit: TranslationUnit, line: Callable[[], int]) -> None:
        """Report ``unit`` if document, reference, languages and texts are those of an earlier one.

        ``line`` says where it stands, and is asked only where that is told.
        """
        place = [one.value for one in unit.properties if one.type in _PLACE] if unit.properties else ()
        if self._met.add((*place, *[variant[:2] for variant in unit.variants])) or not unit.variants:
            return
        told = self._remarks.counts[KIND] < KEPT
        text = unit.variants[0].text
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        message = f"the same unit was there before: {shown}"
        self._remarks.add(KIND, message, line=line() if told else 0, unit=unit.id)
