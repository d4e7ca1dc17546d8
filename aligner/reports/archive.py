"""A report over an archive: how much was aligned, where to look, what failed, and how it went over the years.

It takes in one pair after the other and keeps only totals and the least confident pairs, so its size does not grow
with the archive.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aligner.reports.page.markup import Html, element, join
from aligner.reports.page.shell import Part, shell

SHOWN = 100
"""Pairs, documents and failures that are named; of more, the number is given."""
TELLING = 10
"""Matched beads from which the mean confidence of a pair is compared with others."""
_YEAR = re.compile(r"(?<!\d)(19[4-9]\d|20\d\d)(?!\d)")


@dataclass(slots=True)
class Tally:
    """Figures of many pairs, added up."""

    pairs: int = 0
    segments: int = 0
    """Of both sides."""
    unmatched: int = 0
    """Segments without a counterpart, of both sides."""
    moved: int = 0
    """Pairs in which something changed places."""
    unrelated: int = 0
    """Pairs whose texts do not correspond."""
    confidence: float = 0.0
    """Sum over the matched beads."""
    matched: int = 0
    """Beads with text on both sides."""

    def add(self, figures: Mapping[str, Any]) -> None:
        """Add one pair, as the pipeline's figures give it."""
        self.pairs += 1
        self.segments += sum(figures["segments"])
        self.unmatched += sum(figures["unmatched"])
        self.moved += "moved" in figures["notices"]
        self.unrelated += "unrelated" in figures["notices"]
        self.confidence += figures["confidence"][0]
        self.matched += figures["confidence"][1]

    def as_json(self) -> dict[str, Any]:
        """The figures with their shares."""
        return {
            "pairs": self.pairs,
            "segments": self.segments,
            "unmatched": self.unmatched,
            "unmatched_share": _share(self.unmatched, self.segments),
            "moved": self.moved,
            "unrelated": self.unrelated,
            "mean_confidence": _share(self.confidence, self.matched),
        }


@dataclass(slots=True)
class ArchiveReport:
    """What a build of an archive has to say."""

    languages: dict[str, Tally] = field(default_factory=dict)
    """By language pair, ``fr-en``."""
    years: dict[str, Tally] = field(default_factory=dict)
    """By the year in a document's date, symbol or name; ``unknown`` where there is none."""
    documents: int = 0
    alone: int = 0
    """Documents without a counterpart in a language asked for."""
    named_alone: list[str] = field(default_factory=list)
    failures: Sequence[str] = ()
    """One line for each document that could not be read or aligned."""
    _least: list[tuple[float, str, dict[str, Any]]] = field(default_factory=list)

    def add(self, pair: str, figures: Mapping[str, Any]) -> None:
        """Take in the figures of one pair of documents in the languages ``pair``."""
        self.languages.setdefault(pair, Tally()).add(figures)
        self.years.setdefault(year_of(figures), Tally()).add(figures)
        total, met = figures["confidence"]
        mean = total / met if met >= TELLING else 1.0
        if "unrelated" in figures["notices"]:
            mean = 0.0
        row = {
            "symbol": figures["symbol"],
            "source": figures["source"],
            "target": figures["target"],
            "mean_confidence": round(mean, 4),
            "segments": list(figures["segments"]),
            "unmatched": list(figures["unmatched"]),
        }
        # a heap of the worst: its first entry is the best of them
        entry = (-mean, f"{figures['source']} {figures['target']}", row)
        if len(self._least) < SHOWN:
            heapq.heappush(self._least, entry)
        else:
            heapq.heappushpop(self._least, entry)

    def without_counterpart(self, names: Iterable[str]) -> None:
        """Count documents that stand in one language only, and keep the first names."""
        for name in names:
            self.alone += 1
            if len(self.named_alone) < SHOWN:
                self.named_alone.append(name)

    def least(self) -> list[dict[str, Any]]:
        """The pairs that are believed least, the worst first."""
        return [row for _, _, row in sorted(self._least, key=lambda entry: (-entry[0], entry[1]))]

    def as_json(self) -> dict[str, Any]:
        """The report as a JSON value."""
        return {
            "documents": self.documents,
            "without_counterpart": {"count": self.alone, "first": self.named_alone},
            "languages": {name: tally.as_json() for name, tally in self.languages.items()},
            "years": {name: self.years[name].as_json() for name in sorted(self.years)},
            "least_confident": self.least(),
            "failures": {"count": len(self.failures), "first": list(self.failures[:SHOWN])},
        }


def year_of(figures: Mapping[str, Any]) -> str:
    """The year a document is from: of its date, else in its symbol, else of its file's folder; ``unknown`` else.

    The last part of a symbol, and the name of the file itself, is a number that may look like a year.
    """
    places = [figures["date"]]
    places += re.split(r"[/-]", figures["symbol"])[:-1]
    places += figures["source"].split("/")[:-1]
    for place, text in enumerate(places):
        found = _YEAR.search(text) if place == 0 else _YEAR.fullmatch(text)
        if found:
            return found[0]
    return "unknown"


def render(report: ArchiveReport) -> str:
    """The report as a page of its own, without network."""
    parts = [
        Part(id="languages", title="Language pairs", content=_tallies("Languages", report.languages)),
        Part(id="years", title="Over the years", content=_tallies("Year", dict(sorted(report.years.items())))),
        Part(id="least", title="Where to look first", content=_least(report.least())),
        Part(id="alone", title="Without counterpart", content=_names(report.alone, report.named_alone)),
        Part(id="failures", title="Failures", content=_names(len(report.failures), report.failures[:SHOWN])),
    ]
    pairs = sum(tally.pairs for tally in report.languages.values())
    subtitle = f"{report.documents:,} documents, {pairs:,} aligned pairs, {len(report.failures):,} failures"
    return shell("Archive", subtitle, parts)


def _tallies(heading: str, tallies: Mapping[str, Tally]) -> Html:
    heads = (heading, "Pairs", "Segments", "Unmatched", "With moves", "Unrelated", "Confidence")
    rows = []
    for name, tally in tallies.items():
        found = tally.as_json()
        cells = (f"{tally.pairs:,}", f"{tally.segments:,}", f"{found['unmatched_share']:.2%}", f"{tally.moved:,}",
                 f"{tally.unrelated:,}", f"{found['mean_confidence']:.3f}")  # fmt: skip
        rows.append(element("tr", element("th", name, scope="row"), *(element("td", cell) for cell in cells)))
    return _table(heads, rows)


def _least(rows: Sequence[Mapping[str, Any]]) -> Html:
    heads = ("Document", "Files", "Confidence", "Segments", "Unmatched")
    found = []
    for row in rows:
        cells = (
            f"{row['source']}, {row['target']}",
            f"{row['mean_confidence']:.3f}",
            " and ".join(f"{count:,}" for count in row["segments"]),
            " and ".join(f"{count:,}" for count in row["unmatched"]),
        )
        heading = element("th", element("bdi", row["symbol"]), scope="row")
        found.append(element("tr", heading, *(element("td", cell) for cell in cells)))
    return _table(heads, found)


def _table(heads: Sequence[str], rows: Sequence[Html]) -> Html:
    if not rows:
        return element("p", "None.", class_="quiet")
    head = element("thead", element("tr", *(element("th", name, scope="col") for name in heads)))
    return element("div", element("table", head, element("tbody", *rows)), class_="contents")


def _names(count: int, names: Sequence[str]) -> Html:
    if not count:
        return element("p", "None.", class_="quiet")
    said = element("p", f"{count:,}" + (f", the first {len(names):,} of them:" if count > len(names) else ""))
    return join([said, element("ul", *(element("li", name) for name in names))])


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
