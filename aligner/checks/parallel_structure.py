"""The items of one list are built differently.

What: items that stand under one paragraph are sorted by their first words: infinitives, « de » with an infinitive,
noun phrases that begin with an article, English gerunds. Where most of three items or more are built alike, one built
otherwise is reported; items that begin with an adverbial are left alone.
Why: each item must complete the lead-in, and translators build theirs after the source.
Example: a) Adopter… b) Renforcer… c) La formation des agents
Instead: c) Former les agents
Default: information. Some lists mix measures and things on purpose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.model import Span
from tmx.lang import primary

_CLASSES: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "fr": (
        ("“de” with an infinitive", re.compile(r"(?:De |D[’'])(?:ne pas )?(?:s[’'])?\w+(?:er|ir|re)\b")),
        ("an infinitive", re.compile(r"(?:Ne pas |S[’']|Se )?(?!Outre|Autre|Entre|Hier|Premier)\w{2,}(?:er|ir|re)\b")),
        ("a noun phrase", re.compile(r"(?:Les?|La|Une?|Des|Tous?t?|Toutes?|Ces?|Cette|Leurs?) |L[’']")),
    ),
    "es": (
        ("an infinitive", re.compile(r"(?:No )?\w{2,}(?:ar|er|ir)(?:se|los?|las?)?\b")),
        ("a noun phrase", re.compile(r"(?:El|La|Los|Las|Una?|Unos|Unas|Todos?|Todas?) ")),
    ),
    "en": (
        ("“to” with a verb", re.compile(r"(?:Not to|To) [a-z]")),
        (
            "a gerund",
            re.compile(r"(?!During|According|Following|Regarding|Concerning|Including)[A-Z]\w{2,}ing\b(?! of)"),
        ),
        ("a noun phrase", re.compile(r"(?:The|An?|Any|All|Each|These|Those) ")),
    ),
}
_FEWEST = 3
_SHARE = 0.7
"""Share of the items that must be built alike."""


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield the items that are not built as most of their list."""
    classes = _CLASSES.get(primary(view.language))
    if classes is None or view.document is None:
        return
    lists: dict[str, list[Passage]] = {}
    for passage in view.passages:
        if passage.kind in ("item", "subitem"):
            lists.setdefault(passage.ref.rpartition(".")[0], []).append(passage)
    for items in lists.values():
        kinds = [_kind(item.text, classes) for item in items]
        usual, count = Counter(kinds).most_common(1)[0]
        if not usual or count < _FEWEST or count < _SHARE * len(items):
            continue
        for item, kind in zip(items, kinds, strict=True):
            if kind and kind != usual:
                end = min(len(item.text), 40)
                yield Hit(f"begins with {kind}, {count} others with {usual}", item, Span(0, end))


def _kind(text: str, classes: tuple[tuple[str, re.Pattern[str]], ...]) -> str:
    return next((name for name, pattern in classes if pattern.match(text)), "")


check = Check(
    id="parallel-structure",
    severity="info",
    scope="document",
    summary="items of one list built differently",
    find=find,
)
