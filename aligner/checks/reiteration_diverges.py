"""A recommendation is taken up again in other words.

What: paragraphs of one document, or of several, that share most of what is rare in them and are not the same. The
message names the words that differ. Lead-ins, neighbours in one list and short texts are left alone; so are paragraphs
that differ in their figures alone.
Why: readers look for a difference in meaning; a translator renders the two in two ways.
Example: « leur législation interne » here, « leurs législations nationales » there
Instead: the words of the first, or a reference to it
Default: information, since a recommendation may be meant to say something new; a warning where the two are nearly
the same and a few words differ.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator

from aligner.checks.analysis.similar import Similar, between, similar, words
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import CollectionView

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_APART = 0.36
_TOGETHER = 0.375
"""Similarity from which paragraphs of two sections, and of one section, are one recommendation."""
_IN_LIST = 0.6
"""Similarity from which two items of one list are: they are built alike."""
_CITING = 0.55
"""The same of paragraphs that cite one meeting: what they share may be the formula of the citation."""
_NEARLY = 0.8
"""Share of common words from which the two are nearly the same."""
_SHOWN = 6
"""Words of a difference that the message shows."""


def find(view: CollectionView) -> Iterator[Hit]:
    """Yield each later paragraph that takes up an earlier one, with the earlier one that is likest first."""
    best: dict[tuple[str, str], list[Similar]] = {}
    for pair in sorted(view.shared(similar), key=_order(view)):
        first, second = pair.first, pair.second
        if first.document == second.document and first.ref.rpartition(".")[0] == second.ref.rpartition(".")[0]:
            least = _IN_LIST if first.kind == second.kind and first.kind in ("item", "subitem") else _TOGETHER
        else:
            least = _APART
        if _cite_alike(pair):
            least = max(least, _CITING)
        if pair.similarity >= least and not _nested(first.ref, second.ref):
            best.setdefault((second.document, second.ref), []).append(pair)
    for candidates in best.values():
        candidates.sort(key=lambda pair: -pair.similarity)
    heirs: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for place, candidates in best.items():
        earlier = [(pair.first.document, pair.first.ref) for pair in candidates]
        # others that took up the same paragraph before
        siblings = heirs.setdefault(earlier[0], [])
        yield from _hit(candidates[0], tuple(dict.fromkeys([*earlier, *siblings])))
        siblings.append(place)


def _order(view: CollectionView) -> Callable[[Similar], int]:
    """Pairs in the order of their later paragraph."""
    place = {id(p): at for at, p in enumerate(p for document in view.documents for p in document.passages)}
    return lambda pair: place[id(pair.second)]


def _cite_alike(pair: Similar) -> bool:
    """Whether both cite the same year's meeting: what they share is the formula of the citation."""
    years = [frozenset(_YEAR.findall(each.text)) for each in (pair.first, pair.second)]
    return pair.first.document == pair.second.document and bool(years[0] & years[1])


def _nested(first: str, second: str) -> bool:
    return second.startswith(f"{first}.") or first.startswith(f"{second}.")


def _hit(pair: Similar, related: tuple[tuple[str, str], ...]) -> Iterator[Hit]:
    left, right = words(pair.first.text), words(pair.second.text)
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    changes = [
        (between(pair.first.text, a, b), between(pair.second.text, c, d))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
    if all(_figures(old) and _figures(new) for old, new in changes):
        return
    nearly = matcher.ratio() >= _NEARLY
    old, new = max(changes, key=lambda change: min(len(change[0]), len(change[1])))
    message = f"takes up {pair.first.ref} in other words: “{_short(new)}”, there “{_short(old)}”"
    yield Hit(message, pair.second, related=related, severity="warning" if nearly else "info")


def _figures(text: str) -> bool:
    return all(word.isdecimal() for word in text.split())


def _short(text: str) -> str:
    parts = text.split()
    return " ".join(parts[:_SHOWN]) + (" …" if len(parts) > _SHOWN else "")


check = Check(
    id="reiteration-diverges",
    severity="info",
    scope="collection",
    summary="a recommendation taken up again in other words",
    find=find,
    graver="warning",
)
