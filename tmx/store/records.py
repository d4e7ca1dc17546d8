"""Units as rows of the store, and back: every field of a unit comes out as it went in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from tmx.formats.bilingual import CONFIDENCE, REVIEW
from tmx.model import Code, Match, Note, Part, Property, TranslationUnit, Variant

DOCUMENT = "x-document"
REF = "x-ref-source"
BEFORE = "x-context-pre"
AFTER = "x-context-post"
_COLUMNS = (DOCUMENT, REF, BEFORE, AFTER)
"""Properties whose values have columns of their own; ``more`` keeps their places only."""
_PLAIN = ("segtype", "created", "changed", "created_by", "changed_by", "source_language")
_BEGIN, _END = TranslationUnit._fields.index("segtype"), TranslationUnit._fields.index("attributes")
"""Where those stand in a unit, side by side; attributes and matches come last."""
assert TranslationUnit._fields[_BEGIN:] == (*_PLAIN, "attributes", "matches")
_BARE = tuple(Variant("", ""))[2:]
_LISTS = ("notes", "attributes", "matches")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
COLUMNS = ("digest", "name", "document", "ref", "date", "confidence", "review", "before", "after", "more")
"""Columns of a unit, in the order of :class:`Record`."""


class Record(NamedTuple):
    """A unit without its texts, as the store keeps it."""

    digest: bytes
    """What tells it from every other unit: a digest over identifier, document, reference, languages and texts."""
    name: str
    """Identifier within its memory."""
    document: str
    ref: str
    date: str
    """When it was last changed, else created: ``YYYYMMDDThhmmssZ``, or empty."""
    confidence: float | None
    """0 to 1; None where none is said."""
    review: str
    """``confirmed``, ``corrected``, ``rejected`` or empty."""
    before: str
    """Text of the segment before, in the language of the first variant."""
    after: str
    more: str
    """Everything else, as JSON."""


def encode(unit: TranslationUnit) -> Record:
    """The record of a unit."""
    found: dict[str, str] = {}
    properties: list[tuple[str, ...]] = []
    review = confidence = ""
    for name, value, language in unit.properties:
        if name in _COLUMNS and not language and name not in found:
            found[name] = value
            properties.append((name,))
            continue
        if name == REVIEW:
            review = value
        elif name == CONFIDENCE:
            confidence = value
        properties.append((name, value, language) if language else (name, value))
    get = found.get
    document, ref, before, after = get(DOCUMENT, ""), get(REF, ""), get(BEFORE, ""), get(AFTER, "")
    return Record(
        _digest(unit, document, ref),
        unit.id,
        document,
        ref,
        unit.changed or unit.created,
        _number(confidence),
        review,
        before,
        after,
        _more(unit, tuple(properties)),
    )


def _digest(unit: TranslationUnit, document: str, ref: str) -> bytes:
    pieces = [unit.id, document, ref]
    for variant in unit.variants:
        pieces += variant[:2]
    return hashlib.blake2b("\0".join(pieces).encode("utf-8", "replace"), digest_size=16).digest()


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _more(unit: TranslationUnit, properties: tuple[tuple[str, ...], ...]) -> str:
    detailed = any(variant[2:] != _BARE for variant in unit.variants)
    plain: Any = unit[_BEGIN:_END]
    if not detailed and not unit.notes and unit[_END:] == ((), ()):
        return _usual(properties, plain)
    more = _members(properties, plain)
    more.update({name: value for name in _LISTS if (value := getattr(unit, name))})
    if detailed:
        more["variants"] = [variant[2:] for variant in unit.variants]
    return _JSON.encode(more)


@lru_cache(maxsize=20_000)
def _usual(properties: tuple[tuple[str, ...], ...], plain: tuple[str, ...]) -> str:
    """JSON of what most units have; units of a document often have the same."""
    more = _members(properties, plain)
    return _JSON.encode(more) if more else ""


def _members(properties: tuple[tuple[str, ...], ...], plain: tuple[str, ...]) -> dict[str, Any]:
    said = {name: value for name, value in zip(_PLAIN, plain, strict=True) if value}
    return {**({"properties": properties} if properties else {}), **said}


def decode(record: Record, texts: Sequence[tuple[str, str]]) -> TranslationUnit:
    """The unit of a record and its (language, text) pairs."""
    more: dict[str, Any] = json.loads(record.more) if record.more else {}
    columns = dict(zip(_COLUMNS, (record.document, record.ref, record.before, record.after), strict=True))
    details = more.get("variants") or [()] * len(texts)
    return TranslationUnit(
        id=record.name,
        variants=tuple(_variant(text, detail) for text, detail in zip(texts, details, strict=True)),
        notes=_notes(more.get("notes", ())),
        properties=tuple(
            Property(*one) if len(one) > 1 else Property(one[0], columns[one[0]]) for one in more.get("properties", ())
        ),
        attributes=_pairs(more.get("attributes", ())),
        matches=tuple(Match(*one) for one in more.get("matches", ())),
        **{name: more.get(name, "") for name in _PLAIN},
    )


def _variant(text: tuple[str, str], detail: Sequence[Any]) -> Variant:
    if not detail:
        return Variant(*text)
    parts, notes, properties, created, changed, created_by, changed_by, attributes = detail
    return Variant(
        *text,
        parts=_parts(parts),
        notes=_notes(notes),
        properties=tuple(Property(*one) for one in properties),
        created=created,
        changed=changed,
        created_by=created_by,
        changed_by=changed_by,
        attributes=_pairs(attributes),
    )


def _parts(found: Sequence[Any]) -> tuple[Part, ...]:
    return tuple(one if isinstance(one, str) else Code(one[0], _pairs(one[1]), _parts(one[2])) for one in found)


def _notes(found: Sequence[Any]) -> tuple[Note, ...]:
    return tuple(Note(*one) for one in found)


def _pairs(found: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in found)
