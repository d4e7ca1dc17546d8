"""Why the machine paired what it paired: the engine's own evidence about a row, in sentences a person can check."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from aligner.alignment.evidence_kinds import KINDS, PART, WITHOUT, Evidence, Explanation, Lengths
from aligner.model import Bead, Bitext, Segment
from aligner.reports.naming import shown_ref
from aligner.review.built import unexplained
from aligner.review.prepared import Row
from tmx.store.words import fold

STRONG, CLEAR = 3.0, 1.0
"""Nats from which evidence is called strong, or clear."""
KEPT = 8
"""Parts of documents whose evidence is kept in memory."""
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


class Reasons:
    """Explains rows of several documents from what the build noted of them.

    The engine itself is not loaded: it would take more time and memory than all pages together.
    """

    def __init__(self, explained: Callable[[int, int], Explanation | None] = unexplained) -> None:
        """``explained``: as in :class:`~aligner.review.built.BuildResults`."""
        self._explained = functools.lru_cache(KEPT)(explained)

    def of(self, document: int, bitext: Bitext, rows: Sequence[Row], place: int) -> list[dict[str, str]]:
        """The reasons for a row of a document as it stands now, the weightiest first.

        ``bitext`` has the machine's beads and the segments that the rows speak of.
        """
        bead = rows[place].bead
        if not bead.source or not bead.target:
            return [_shown(Reason("No counterpart", -1.0, "Nothing on the other side went better with it."))]
        found = [*self._told(document, bitext, bead), _numbering(bitext, rows[place]), _neighbours(rows, place)]
        if bead.moved:
            found.append(Reason("Moved", -0.5, "It stands elsewhere in the other text than what is around it."))
        said = [one for one in found if one.text]
        return [_shown(one) for one in sorted(said, key=lambda one: -abs(one.weight))]

    def _told(self, document: int, bitext: Bitext, bead: Bead) -> Iterator[Reason]:
        """Yield what the build noted of a bead; of one that a person drew, what it noted of the words in it."""
        held = [at for at, each in enumerate(bitext.beads) if _meet(each, bead)]
        notes = [self._explained(document, at // PART) for at in held]
        known = [(note, note.beads[at % PART]) for note, at in zip(notes, held, strict=True) if note]
        if not known:
            return
        sides = _texts(bitext.source_segments, bead.source), _texts(bitext.target_segments, bead.target)
        first = bitext.beads[held[0]]
        same = (first.source, first.target) == (bead.source, bead.target)
        evidence = known[0][1] if same else _redrawn([one for _, each in known for one in each], sides, known[0][0])
        for one in evidence:
            yield _reason(one, sides, known[0][0].lengths)


def _meet(one: Bead, other: Bead) -> bool:
    return not (set(one.source).isdisjoint(other.source) and set(one.target).isdisjoint(other.target))


def _texts(segments: Sequence[Segment], places: Sequence[int]) -> str:
    return "\n".join(segments[place].text for place in places)


def _redrawn(noted: Sequence[Evidence], sides: tuple[str, str], note: Explanation) -> list[Evidence]:
    """The evidence about a bead from that about the machine's beads whose segments it has."""
    found = []
    for kind in KINDS[:3]:
        mine = [one for one in noted if one.kind == kind]
        pairs = dict.fromkeys(pair for one in mine for pair in one.pairs)
        here = [pair for pair in pairs if _stands(pair[0], sides[0]) and _stands(pair[1], sides[1])]
        met = {word for pair in here for word in pair}
        words = dict.fromkeys(word for pair in (*pairs, *(one.lone for one in mine)) for word in pair)
        lone = [word for word in words if word not in met and _stands(word, sides[0]) != _stands(word, sides[1])]
        worth = sum(max(one.weight + WITHOUT * len(one.lone), 0.0) for one in mine) / max(len(pairs), 1)
        weight = worth * len(here) - WITHOUT * len(lone)
        found.append(Evidence(kind=kind, weight=weight, pairs=tuple(here), lone=tuple(lone)))
    weight = note.lengths.weight(*(len(text) for text in sides))
    return [*found, Evidence(kind="length", weight=weight)]


def _stands(word: str, text: str) -> bool:
    """Whether a word, or a number as a whole, stands in a text."""
    if not word[-1:].isdecimal():
        return word in text
    return re.search(rf"(?<!\d){re.escape(word)}(?!\d)", text) is not None


def _shown(reason: Reason) -> dict[str, str]:
    size = abs(reason.weight)
    strength = "strong" if size >= STRONG else "clear" if size >= CLEAR else "slight"
    return {
        "name": reason.name,
        "side": "for" if reason.weight > 0 else "against",
        "strength": strength,
        "text": reason.text,
    }


def _reason(evidence: Evidence, sides: tuple[str, str], lengths: Lengths) -> Reason:
    name = NAMES[evidence.kind]
    if evidence.kind == "length":
        here, there = (len(text.replace("\n", "")) for text in sides)
        text = f"{here} and {there} characters; about {lengths.expected(here):.0f} were expected."
        return Reason(name, evidence.weight, text)
    if evidence.kind == "punctuation":
        texts = {True: "Both sides end and go on alike.", False: "The sides end or go on differently."}
        return Reason(name, evidence.weight, texts[evidence.weight > 0])
    said = [(one, other) for one, other in evidence.pairs if _telling(one)]
    pairs = ", ".join(one if one == other else f"{one} – {other}" for one, other in said)
    lone = ", ".join(one for one in evidence.lone if _telling(one))
    parts = [pairs, f"without the counterpart they have elsewhere: {lone}" if lone else ""]
    return Reason(name, evidence.weight, "; ".join(part for part in parts if part))


def _telling(word: str) -> bool:
    """Whether a word tells a person something: not brackets, strokes, or a letter before an apostrophe."""
    return any(letter.isalnum() for letter in word) and (len(word) > 1 or not "a" <= fold(word) < "\u2e80")


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
