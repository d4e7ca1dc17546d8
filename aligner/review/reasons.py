"""Why the machine paired what it paired: the engine's own evidence about a row, in sentences a person can check."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from aligner.model import Bead, Bitext, Segment
from aligner.reports.page.naming import shown_ref
from aligner.review.overlay import Row

if TYPE_CHECKING:
    from aligner.alignment.evidence import Evidence, Explainer

REACH = 200
"""Segments on either side that a row is explained with, at least."""
STRONG, CLEAR = 3.0, 1.0
"""Nats from which evidence is called strong, or clear."""
NAMES = {
    "number": "Figures",
    "cognate": "Words alike",
    "lexicon": "Words known to translate each other",
    "length": "Length",
    "punctuation": "Punctuation",
}


class Reason(NamedTuple):
    """One thing that speaks for a row, or against it."""

    name: str
    weight: float
    """In nats: above 0 for, below 0 against."""
    text: str


class _Stretch(NamedTuple):
    """A part of a document with what explains it: a whole report would take more memory than all pages together."""

    source: dict[int, int]
    """Places of segments in the stretch, by their place in the document."""
    target: dict[int, int]
    explainer: Explainer

    def bead(self, bead: Bead) -> Bead | None:
        """A bead of the document as one of the stretch, None where it reaches beyond."""
        if not (self.source.keys() >= set(bead.source) and self.target.keys() >= set(bead.target)):
            return None
        return Bead(tuple(self.source[at] for at in bead.source), tuple(self.target[at] for at in bead.target))


class Reasons:
    """Explains rows of several documents; what it needs is learned when it is first asked for."""

    def __init__(self, bitexts: Sequence[Bitext]) -> None:
        self.bitexts = bitexts
        self._lock = threading.Lock()
        self._last: tuple[tuple[int, int], _Stretch] | None = None

    def of(self, document: int, rows: Sequence[Row], place: int) -> list[dict[str, str]]:
        """The reasons for a row as it stands now, the weightiest first."""
        bitext, bead = self.bitexts[document], rows[place].bead
        if not bead.source or not bead.target:
            return [_shown(Reason("No counterpart", -1.0, "Nothing on the other side went better with it."))]
        stretch, near = self._around(document, bead)
        expected = stretch.explainer.expected(near)
        found = [_reason(one, expected, bitext, rows[place]) for one in stretch.explainer.about(near)]
        found += [_numbering(bitext, rows[place]), _neighbours(rows, place)]
        if bead.moved:
            found.append(Reason("Moved", -0.5, "It stands elsewhere in the other text than what is around it."))
        said = [one for one in found if one.text]
        return [_shown(one) for one in sorted(said, key=lambda one: -abs(one.weight))]

    def _around(self, document: int, bead: Bead) -> tuple[_Stretch, Bead]:
        """The stretch that a bead lies in, and the bead there. The one looked at last is kept."""
        part = document, bead.source[0] // REACH
        with self._lock:
            if self._last is None or self._last[0] != part or self._last[1].bead(bead) is None:
                self._last = part, _stretch(self.bitexts[document], bead)
            stretch = self._last[1]
        near = stretch.bead(bead)
        assert near is not None
        return stretch, near


def _stretch(bitext: Bitext, bead: Bead) -> _Stretch:
    from aligner.alignment.evidence import Explainer
    from aligner.alignment.options import EngineOptions

    begin = (bead.source[0] // REACH - 1) * REACH
    near = [each for each in bitext.beads if any(begin <= at < begin + 3 * REACH for at in each.source)]
    sources = sorted({at for each in (*near, bead) for at in each.source})
    targets = sorted({at for each in (*near, bead) for at in each.target})
    here = {at: place for place, at in enumerate(sources)}
    there = {at: place for place, at in enumerate(targets)}
    beads = [Bead(tuple(here[at] for at in each.source), tuple(there[at] for at in each.target)) for each in near]
    options = EngineOptions(source_language=bitext.source.language, target_language=bitext.target.language)
    texts = [bitext.source_segments[at].text for at in sources], [bitext.target_segments[at].text for at in targets]
    return _Stretch(here, there, Explainer(texts[0], texts[1], beads, options))


def _shown(reason: Reason) -> dict[str, str]:
    size = abs(reason.weight)
    strength = "strong" if size >= STRONG else "clear" if size >= CLEAR else "slight"
    return {
        "name": reason.name,
        "side": "for" if reason.weight > 0 else "against",
        "strength": strength,
        "text": reason.text,
    }


def _reason(evidence: Evidence, expected: float, bitext: Bitext, row: Row) -> Reason:
    name = NAMES[evidence.kind]
    if evidence.kind == "length":
        lengths = _length(bitext.source_segments, row.bead.source), _length(bitext.target_segments, row.bead.target)
        text = f"{lengths[0]} and {lengths[1]} characters; about {expected:.0f} were expected."
        return Reason(name, evidence.weight, text)
    if evidence.kind == "punctuation":
        texts = {True: "Both sides end and go on alike.", False: "The sides end or go on differently."}
        return Reason(name, evidence.weight, texts[evidence.weight > 0])
    # brackets and strokes are evidence, but tell a person nothing
    said = [(one, other) for one, other in evidence.pairs if any(letter.isalnum() for letter in one)]
    pairs = ", ".join(one if one == other else f"{one} – {other}" for one, other in said)
    lone = ", ".join(one for one in evidence.lone if any(letter.isalnum() for letter in one))
    parts = [pairs, f"without the counterpart they have elsewhere: {lone}" if lone else ""]
    return Reason(name, evidence.weight, "; ".join(part for part in parts if part))


def _length(segments: Sequence[Segment], places: Sequence[int]) -> int:
    return sum(len(segments[place].text) for place in places)


def _numbering(bitext: Bitext, row: Row) -> Reason:
    """Whether both sides stand under the same paragraph number."""
    refs = {bitext.source_segments[place].ref for place in row.bead.source}
    others = {bitext.target_segments[place].ref for place in row.bead.target}
    if not any(ref.rpartition(".")[2][:1] not in ("~", "") for ref in refs | others):
        return Reason("Paragraph number", 0.0, "")
    here = ", ".join(shown_ref(ref, bitext.source.language) for ref in sorted(refs))
    there = ", ".join(shown_ref(ref, bitext.target.language) for ref in sorted(others))
    if refs & others:
        return Reason("Paragraph number", 2.0, f"The same on both sides: {here}.")
    return Reason("Paragraph number", -2.0, f"{here} on one side, {there} on the other.")


def _neighbours(rows: Sequence[Row], place: int) -> Reason:
    near = [rows[at] for at in (place - 1, place + 1) if 0 <= at < len(rows)]
    sure = [row.bead.confidence for row in near if row.bead.source and row.bead.target]
    if not near:
        return Reason("Rows around it", 0.0, "")
    if len(sure) < len(near):
        return Reason("Rows around it", -0.5, "A row next to it has no counterpart.")
    least = min(sure)
    return Reason("Rows around it", 0.5 if least >= 0.9 else -0.5, f"Their confidence is at least {100 * least:.0f} %.")
