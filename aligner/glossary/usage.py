"""Where and when a form is used: by document, section and date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from aligner.glossary.model import BilingualUnit, Usage

_YEAR = re.compile(r"(?<!\d)(?:19[4-9]|20\d)\d(?!\d)")


_NOTE = re.compile("n[0-9]+")
NOTES = "notes"
"""Section of all footnotes."""


class Sections:
    """The section each unit stands in, and when it was written.

    The date is a year that the section's heading names (« Première réunion, tenue à Vienne les 14 et 15 avril 2009 »),
    else one in the document's symbol, else the day the unit was made.
    """

    def __init__(self, units: Sequence[BilingualUnit]) -> None:
        self._units = units
        self._years: dict[tuple[str, str], str] = {}
        for unit in units:
            if unit.ref and "." not in unit.ref and (found := _YEAR.findall(unit.source)):
                self._years.setdefault((unit.document, unit.ref), found[-1])

    def usage(self, places: Iterable[int]) -> tuple[Usage, ...]:
        """How often ``places``, numbers of units, fall into each section, in the order of the memory."""
        counts: Counter[tuple[str, str]] = Counter()
        dates: dict[tuple[str, str], str] = {}
        for place in sorted(places):
            unit = self._units[place]
            section = unit.ref.partition(".")[0]
            note = bool(_NOTE.fullmatch(section))
            part = (unit.document, NOTES if note else section)
            counts[part] += 1
            known = "" if note else self._years.get(part) or _symbol_year(unit.document)
            dates.setdefault(part, known or _day(unit.date))
        return tuple(Usage(document, section, dates[document, section], n) for (document, section), n in counts.items())


def _symbol_year(symbol: str) -> str:
    """The year in a document symbol such as CTOC/COP/WG.4/2019/5."""
    return next((part for part in symbol.split("/") if _YEAR.fullmatch(part)), "")


def _day(date: str) -> str:
    """``YYYY-MM-DD`` of a ``YYYYMMDDThhmmssZ``."""
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}" if len(date) >= 8 else ""
