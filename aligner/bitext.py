"""The bridge from an aligned pair of documents to translation units: the only place where one becomes the other."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from aligner.errors import UsageError
from aligner.languages import get
from aligner.model import Bead, Bitext, Document, Segment
from tmx import Property, TranslationUnit, Variant

Spacing = Literal["keep", "restore"]
NO_BREAK_SPACE = "\u00a0"
CLOSED_UP = ("zh", "ja", "th", "lo", "km", "my")
"""Languages that write sentences one after another without a space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOptions:
    """What becomes of beads."""

    date: str = ""
    """``YYYYMMDDThhmmssZ`` as creation date of every unit; none where empty."""
    min_confidence: float = 0.0
    """Beads below it make no unit, 0 to 1."""
    name: str = ""
    """What tells the document from others of the same symbol, for the identifiers; may be empty."""
    spacing: Spacing = "keep"
    """``restore`` puts the no-break spaces of the language's typography back where a plain space stands."""


def to_units(bitext: Bitext, options: UnitOptions | None = None) -> Iterator[TranslationUnit]:
    """Yield a unit for every bead with text on both sides, in the order of the beads.

    Identifiers are unique within the document and the same in every run: symbol, ref of the source, position among
    the units of that ref, and a digest of the texts. Each unit says where it comes from in ``x-document``,
    ``x-ref-source``, ``x-ref-target``, how sure it is in ``x-confidence``, and what stands before and after it in
    ``x-context-pre`` and ``x-context-post`` (the neighbouring source segments).
    """
    return join_units([bitext], options)


def join_units(bitexts: Sequence[Bitext], options: UnitOptions | None = None) -> Iterator[TranslationUnit]:
    """Yield units of all ``bitexts``, which share their source: one variant a language, joined through the source.

    Beads that overlap in the source are joined into one unit. Raises :class:`~aligner.errors.UsageError` where the
    sources differ or two targets have the same language.
    """
    chosen = options or UnitOptions()
    _check(bitexts)
    first = bitexts[0]
    seen: Counter[str] = Counter()
    for group in _groups(bitexts, chosen.min_confidence):
        parts = [
            _Part(first.source, [first.source_segments[i] for i in group.source]),
            *(
                _Part(bitext.target, [bitext.target_segments[j] for j in group.targets[place]])
                for place, bitext in enumerate(bitexts)
                if group.targets[place]
            ),
        ]
        variants = tuple(Variant(part.document.language, part.text(chosen.spacing)) for part in parts)
        ref = parts[0].ref
        seen[ref] += 1
        yield TranslationUnit(
            id=_identifier((first.source.symbol, ref, seen[ref]), chosen.name, variants),
            variants=variants,
            properties=_properties(first, group, parts, chosen),
            segtype=_segtype(first.level, parts),
            created=chosen.date,
        )


def two_sided(bitext: Bitext) -> tuple[Bead, ...]:
    """The beads with text on both sides: those that become units."""
    return tuple(
        bead
        for bead in bitext.beads
        if _text(bitext.source_segments, bead.source) and _text(bitext.target_segments, bead.target)
    )


def _text(segments: Sequence[Segment], places: Sequence[int]) -> bool:
    return any(segments[place].text.strip() for place in places)


@dataclass(frozen=True, slots=True)
class _Group:
    """Source segments that make one unit, and their counterparts in each bitext."""

    source: tuple[int, ...]
    targets: tuple[tuple[int, ...], ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Part:
    """One side of a unit."""

    document: Document
    segments: list[Segment]

    @property
    def ref(self) -> str:
        """Where it stands: the first and, if it is another, the last block."""
        first, last = self.segments[0].ref, self.segments[-1].ref
        return first if first == last else f"{first}–{last}"

    def text(self, spacing: Spacing) -> str:
        """Its segments, joined as the language does."""
        language = self.document.language
        between = "" if language.split("-")[0] in CLOSED_UP else " "
        text = between.join(segment.text.strip() for segment in self.segments if segment.text.strip())
        return restore_spacing(text, language) if spacing == "restore" else text


def _check(bitexts: Sequence[Bitext]) -> None:
    if not bitexts:
        raise UsageError("no aligned documents to make units from")
    languages = [bitexts[0].source.language, *(bitext.target.language for bitext in bitexts)]
    for place, language in enumerate(languages):
        if language in languages[:place]:
            raise UsageError(
                f"two versions in {language}: a unit holds one text a language",
                source=bitexts[max(place - 1, 0)].target.source,
                advice="say which language each document is in with --source-lang and --target-lang",
            )
    if any(bitext.source_segments != bitexts[0].source_segments for bitext in bitexts):
        raise UsageError("the versions were not aligned with the same source")


def _groups(bitexts: Sequence[Bitext], least: float) -> Iterator[_Group]:
    """Join the beads of all bitexts that share source segments, in the order of the first."""
    full = [[bead for bead in two_sided(bitext) if bead.confidence >= least] for bitext in bitexts]
    leader = list(range(len(bitexts[0].source_segments)))

    def find(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for beads in full:
        for bead in beads:
            for place in bead.source[1:]:
                one, other = sorted((find(bead.source[0]), find(place)))
                leader[other] = one
    members: dict[int, list[int]] = {}
    for place in sorted({i for beads in full for bead in beads for i in bead.source}):
        members.setdefault(find(place), []).append(place)
    targets: dict[tuple[int, int], list[int]] = {}
    sure: dict[int, float] = {}
    for number, beads in enumerate(full):
        for bead in beads:
            root = find(bead.source[0])
            targets.setdefault((root, number), []).extend(bead.target)
            sure[root] = min(sure.get(root, 1.0), bead.confidence)
    for root, places in members.items():
        found = tuple(tuple(sorted(targets.get((root, number), ()))) for number in range(len(bitexts)))
        yield _Group(tuple(places), found, sure[root])


def _identifier(place: tuple[str, str, int], name: str, variants: Sequence[Variant]) -> str:
    said = [name] * bool(name) + [f"{one.language}\0{one.text}" for one in variants]
    digest = hashlib.sha256("\0".join(said).encode("utf-8", "replace"))
    name = "_".join("{}:{}:{}".format(*place).split())
    return f"{name}:{digest.hexdigest()[:8]}"


def _properties(first: Bitext, group: _Group, parts: Sequence[_Part], options: UnitOptions) -> tuple[Property, ...]:
    """Provenance, confidence and context, in a fixed order; an empty one is left out."""
    targets = [(part.document.language, part.ref) for part in parts[1:]]
    values = [("x-document", first.source.symbol, ""), ("x-ref-source", parts[0].ref, "")]
    values += [("x-ref-target", ref, language if len(targets) > 1 else "") for language, ref in targets]
    values.append(("x-confidence", f"{group.confidence:.3f}", ""))
    for name, places in (
        ("x-context-pre", range(group.source[0] - 1, -1, -1)),
        ("x-context-post", range(group.source[-1] + 1, len(first.source_segments))),
    ):
        near = next(
            (first.source_segments[i].text.strip() for i in places if first.source_segments[i].text.strip()), ""
        )
        language = first.source.language
        values.append((name, restore_spacing(near, language) if options.spacing == "restore" else near, ""))
    return tuple(Property(name, value, language) for name, value, language in values if value)


def _segtype(level: str, parts: Sequence[_Part]) -> str:
    """A unit of several sentences must say so, or a program that cuts into sentences misses it."""
    several = any(len(part.segments) > 1 for part in parts)
    return "paragraph" if level == "paragraph" or several else "sentence"


def restore_spacing(text: str, language: str) -> str:
    r"""Put no-break spaces where the language's typography asks for a space beside a sign and a plain one stands.

    >>> restore_spacing("Les États parties devraient : a) « agir » ;", "fr")
    'Les États parties devraient\xa0: a) «\xa0agir\xa0»\xa0;'
    """
    try:
        rules = get(language)
    except UsageError:
        return text
    if not rules.spaced_signs:
        return text
    text = re.sub(f" (?=[{re.escape(rules.spaced_signs)}])", NO_BREAK_SPACE, text)
    opening = "".join(start for start, end in rules.quotes if end in rules.spaced_signs and len(start) == 1)
    return re.sub(f"(?<=[{re.escape(opening)}]) ", NO_BREAK_SPACE, text) if opening else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The proof that nothing was lost: what went in, and where it came out."""

    source: int
    """Segments of the source; all of them are in exactly one bead."""
    target: int
    unmatched_source: int
    """Segments in beads without a counterpart."""
    unmatched_target: int
    furniture: int
    """Pieces of both files that are no part of the documents' bodies."""
    repairs: int


def account(bitext: Bitext) -> Account:
    """Count the segments in and out; raises :class:`AssertionError` where one is in no bead or in two."""
    for side, size in (("source", len(bitext.source_segments)), ("target", len(bitext.target_segments))):
        places = sorted(place for bead in bitext.beads for place in getattr(bead, side))
        if places != list(range(size)):
            raise AssertionError(f"{size} {side} segments went in, {len(places)} came out")
    return Account(
        source=len(bitext.source_segments),
        target=len(bitext.target_segments),
        unmatched_source=sum(len(bead.source) for bead in bitext.beads if not bead.target),
        unmatched_target=sum(len(bead.target) for bead in bitext.beads if not bead.source),
        furniture=len(bitext.source.furniture) + len(bitext.target.furniture),
        repairs=len(bitext.source.repairs) + len(bitext.target.repairs),
    )


def as_json(bitext: Bitext) -> dict[str, Any]:
    """A bitext as a value for JSON: both documents by name, beads with refs and texts, notices."""

    def side(document: Document) -> dict[str, str]:
        return {"file": document.source, "symbol": document.symbol, "language": document.language}

    def texts(segments: Sequence[Segment], places: Sequence[int]) -> list[dict[str, str]]:
        return [{"ref": segments[place].ref, "text": segments[place].text} for place in places]

    return {
        "source": side(bitext.source),
        "target": side(bitext.target),
        "level": bitext.level,
        "signature": bitext.signature,
        "beads": [
            {
                "source": texts(bitext.source_segments, bead.source),
                "target": texts(bitext.target_segments, bead.target),
                "confidence": round(bead.confidence, 4),
                "moved": bead.moved,
            }
            for bead in bitext.beads
        ],
        "notices": [
            {
                "kind": notice.kind,
                "source_refs": list(notice.source_refs),
                "target_refs": list(notice.target_refs),
                "message": notice.message,
            }
            for notice in bitext.notices
        ],
    }
