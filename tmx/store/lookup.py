"""What the store has for a text: exact matches, exact in context, and alike ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from tmx.lang import matches as fits
from tmx.lang import normalise
from tmx.store.candidates import candidates
from tmx.store.database import Database
from tmx.store.fuzzy import EXACT, IN_CONTEXT, compare, measure
from tmx.store.texts import SYMBOL, Text, texts, texts_by_unit
from tmx.store.words import is_paired, text_hash

LOOKED_AT = 400
"""Candidates whose texts are read, and compared roughly, by what stands between spaces."""
MEASURED = 60
"""Candidates that are taken apart and compared in full, which takes ten times as long."""
REJECTED = "rejected"
_STEP = 20
"""Hits whose units are read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked up."""

    text: str
    source_language: str
    target_language: str
    before: str = ""
    """Text of the segment before, for matches in context."""
    after: str = ""
    """Text of the segment after."""
    most: int = 5
    """Matches asked for."""
    least: int = 70
    """Lowest score, in percent, 1 to 101."""


class Found(NamedTuple):
    """A match, best first by score, then the latest."""

    score: int
    """Whole percent: 100 exact, 101 exact with the same segments before and after."""
    source: str
    target: str
    unit: str
    """Identifier of the unit."""
    document: str
    ref: str
    date: str
    confidence: float | None
    review: str


class _Hit(NamedTuple):
    """A text of the store that is alike."""

    score: int
    text: str
    unit: int


def lookup(database: Database, query: Query) -> list[Found]:
    """The best matches for a text, of which each pair of texts counts once; rejected units are never offered."""
    source, target = normalise(query.source_language), normalise(query.target_language)
    if not query.text.strip():
        return []
    exact = list(_exact(database, query.text, source))
    found = _matches(database, exact, query, target)
    if len(found) >= query.most or query.least >= EXACT:
        return found[: query.most]
    hits = [hit for hit in _alike(database, query, source) if hit.score < EXACT]
    # units without the target language, and equal ones, make room for the next
    for start in range(0, len(hits), _STEP):
        more = _matches(database, hits[start : start + _STEP], query, target)
        found = _distinct([*found, *more])
        if len(found) >= query.most:
            break
    return found[: query.most]


def _exact(database: Database, text: str, language: str) -> Iterator[_Hit]:
    rows = database.query(
        "SELECT unit, language FROM texts WHERE hash = ? AND text = ? ORDER BY id DESC LIMIT 1000",
        (text_hash(text), text),
    )
    for unit, tag in rows:
        if fits(language, tag):
            yield _Hit(EXACT, text, int(unit))


def _alike(database: Database, query: Query, language: str) -> list[_Hit]:
    """Texts scored at least as asked, the best first."""
    numbers = candidates(database, query.text, language, LOOKED_AT)
    found = list(texts(database, numbers))
    fitting = {tag for tag in {one.language for one in found} if fits(language, tag)}
    near = [one for one in found if one.language in fitting]
    if len(near) > MEASURED:
        split = list if is_paired(language) else str.split
        words = split(query.text.lower())
        rough = [Levenshtein.normalized_distance(words, split(one.text.lower())) for one in near]
        near = [near[place] for place in sorted(range(len(near)), key=rough.__getitem__)[:MEASURED]]
    wanted = measure(query.text)
    hits = [
        _Hit(score, one.text, one.unit) for one in near if (score := compare(wanted, measure(one.text), query.least))
    ]
    return sorted(hits, key=lambda hit: (-hit.score, -hit.unit))


def _matches(database: Database, hits: Sequence[_Hit], query: Query, target: str) -> list[Found]:
    """The units of hits as matches, in their order but for context and date."""
    if not hits:
        return []
    marks = ", ".join("?" * len(hits))
    rows = database.query(
        f"SELECT u.id, u.first, u.languages, u.name, {SYMBOL}, u.ref, u.date, u.confidence, u.review, u.before, u.after"  # noqa: S608
        f" FROM units u WHERE u.id IN ({marks})",
        [hit.unit for hit in hits],
    )
    units = {int(row[0]): row for row in rows}
    targets = {
        unit: _target(own, target)
        for unit, own in texts_by_unit(database, [(int(row[0]), int(row[1]), int(row[2])) for row in rows]).items()
    }
    found = []
    for hit in hits:
        target_text = targets.get(hit.unit)
        if target_text is None:
            continue
        name, symbol, ref, date, confidence, review, before, after = units[hit.unit][3:]
        if review == REJECTED:
            continue
        score = hit.score
        if score == EXACT and (query.before or query.after) and (query.before, query.after) == (before, after):
            score = IN_CONTEXT
        if score >= query.least:
            found.append(Found(score, hit.text, target_text, name, symbol or "", ref, date, confidence, review))
    return _distinct(sorted(found, key=lambda one: (one.score, one.date), reverse=True))


def _target(own: Sequence[Text], language: str) -> str | None:
    """The text of a unit in the language, else in a special form of it."""
    fitting = [one for one in own if fits(language, one.language)]
    exact = [one for one in fitting if one.language == language]
    return (exact or fitting)[0].text if fitting else None


def _distinct(found: Iterable[Found]) -> list[Found]:
    return list({(one.source, one.target): one for one in reversed(list(found))}.values())[::-1]
