"""Which dates, references and symbols of a pair contradict one another.

Each comparison asks for a contradiction: something on either side without counterpart, of the same kind. What one
side alone has is left to other checks, because a text may say in words, or leave out, what another writes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aligner.checks.analysis.figures import Figures, of_pairs
from aligner.checks.analysis.references import Reference
from aligner.checks.analysis.spelled import spelled_numbers
from aligner.checks.analysis.symbols import Symbol
from aligner.checks.core.views import PairView, Passage
from aligner.model import Span
from tmx.lang import primary


class Contradiction(NamedTuple):
    """Two places of a pair that should say the same."""

    seen: str
    """The target's reading, as it stands."""
    expected: str
    """The source's reading, as it stands."""
    source: Span
    target: Span
    what: str
    """The part that differs: ``month``, ``day``, ``year``, ``article``, …"""
    correction: str = ""
    """What ``target`` should read, where that is certain."""


def reference_contradictions(view: PairView) -> list[tuple[Contradiction, ...]]:
    """Contradicting references of each pair of ``view``."""
    found = []
    for pair, (source, target) in zip(view.pairs, view.shared(of_pairs), strict=True):
        found.append(tuple(_references(pair.source, source, pair.target, target)))
    return found


def _references(left: Passage, source: Figures, right: Passage, target: Figures) -> Iterator[Contradiction]:
    if source.references and target.references:
        yield from (
            list(_of_kinds(left, source, right, target))
            or list(_exchanged(source.references, target.references))
            or list(_of_any_kind(left, source, right, target))
            or list(_other_kind(source.references, target.references))
        )
    yield from _letters(source, target)


def _exchanged(source: Sequence[Reference], target: Sequence[Reference]) -> Iterator[Contradiction]:
    """Numbers of two kinds that have changed places: «article 7, paragraphe 1» / "article 1, paragraph 7"."""
    # a chapter may be numbered in words
    both = {part.kind for part in source} & {part.kind for part in target}
    mine, theirs = (Counter((part.kind, part.value) for part in side if part.kind in both) for side in (source, target))
    lonely, rivals = sorted((mine - theirs).elements()), sorted((theirs - mine).elements())
    if len(lonely) != 2 or len(rivals) != 2:
        return
    (first, one), (second, other) = lonely
    if first != second and rivals == sorted([(first, other), (second, one)]):
        part = next(each for each in source if (each.kind, each.value) == lonely[0])
        rival = next(each for each in target if (each.kind, each.value) == (first, other))
        yield Contradiction(rival.text, part.text, part.span, rival.span, first)


def _other_kind(source: Sequence[Reference], target: Sequence[Reference]) -> Iterator[Contradiction]:
    """Articles that are paragraphs on the other side, or the reverse, all numbers being the same."""
    if sorted(part.value for part in source) != sorted(part.value for part in target):
        return
    mine, theirs = (Counter((part.kind, part.value) for part in side) for side in (source, target))
    lonely, rivals = list((mine - theirs).elements()), list((theirs - mine).elements())
    kinds = [{kind for kind, _ in side} for side in (lonely, rivals)]
    if kinds in ([{"article"}, {"paragraph"}], [{"paragraph"}, {"article"}]):
        part = next(one for one in source if (one.kind, one.value) == lonely[0])
        rival = next(one for one in target if (one.kind, one.value) == rivals[0])
        yield Contradiction(rival.text, part.text, part.span, rival.span, part.kind)


def _of_kinds(left: Passage, source: Figures, right: Passage, target: Figures) -> Iterator[Contradiction]:
    """Contradictions between references of one kind, article with article."""
    for kind in dict.fromkeys(part.kind for part in source.references):
        mine = [part for part in source.references if part.kind == kind]
        theirs = [part for part in target.references if part.kind == kind]
        lonely, rivals = _without(mine, theirs), _without(theirs, mine)
        if lonely and not rivals and len(mine) == len(theirs):
            rivals = _doubled(theirs, mine)
        if not lonely or not rivals:
            continue
        absent = [part for part in lonely if not _says(target, right, part.value)]
        foreign = [part for part in rivals if not _says(source, left, part.value)]
        if len(mine) != len(theirs) or len(lonely) != 1 or len(rivals) != 1 or not (absent or foreign):
            lonely, rivals = absent, foreign
        for part, rival in zip(lonely, rivals, strict=False):
            yield Contradiction(rival.text, part.text, part.span, rival.span, kind)


def _doubled(parts: Sequence[Reference], others: Sequence[Reference]) -> list[Reference]:
    """Those of ``parts`` whose value occurs more often than among ``others``: «par. 3 et 4» / "paras. 4 and 4"."""
    count, usual = Counter(part.value for part in parts), Counter(part.value for part in others)
    return [part for part in parts if count[part.value] > usual[part.value] > 0][:1]


def _of_any_kind(left: Passage, source: Figures, right: Passage, target: Figures) -> Iterator[Contradiction]:
    """One reference on each side whose number the other text has nowhere: an article may be called a section."""
    absent = [part for part in source.references if not _says(target, right, part.value)]
    foreign = [part for part in target.references if not _says(source, left, part.value)]
    if len(absent) == len(foreign) == 1:
        part, rival = absent[0], foreign[0]
        yield Contradiction(rival.text, part.text, part.span, rival.span, part.kind)


def _without(parts: Sequence[Reference], others: Sequence[Reference]) -> list[Reference]:
    values = {other.value for other in others}
    return [part for part in parts if part.value not in values]


def _says(figures: Figures, passage: Passage, value: str) -> bool:
    """Whether the text has that number anywhere, in digits or words."""
    wanted = float(value)
    if any(wanted in number.values or value in number.runs for number in figures.numbers):
        return True
    return wanted in spelled_numbers(passage.text, primary(passage.language))


def _letters(source: Figures, target: Figures) -> Iterator[Contradiction]:
    """Letters in brackets: one on each side without counterpart, the others equal."""
    # a letter at the very beginning is the marker of an item, and lists may be lettered anew
    sides = [[one for one in side.letters if one[1].start > 1] for side in (source, target)]
    mine, theirs = (dict(reversed(letters)) for letters in sides)
    if len(sides[0]) == len(sides[1]):
        counts = [Counter(letter for letter, _ in letters) for letters in sides]
        lonely, rivals = list((counts[0] - counts[1]).elements()), list((counts[1] - counts[0]).elements())
    else:
        lonely = [letter for letter in mine if letter not in theirs]
        rivals = [letter for letter in theirs if letter not in mine]
    if len(lonely) == len(rivals) == 1:
        expected, seen = lonely[0], rivals[0]
        yield Contradiction(f"({seen})", f"({expected})", mine[expected], theirs[seen], "letter")


def symbol_contradictions(view: PairView) -> list[tuple[Contradiction, ...]]:
    """Contradicting symbols of each pair of ``view``."""
    return [
        tuple(_symbols(source, target)) if source.symbols and target.symbols else ()
        for source, target in view.shared(of_pairs)
    ]


def _symbols(source: Figures, target: Figures) -> Iterator[Contradiction]:
    lonely = _unanswered(source.symbols, target.symbols)
    rivals = _unanswered(target.symbols, source.symbols)
    for symbol, rival in zip(lonely, rivals, strict=False):
        certain = "/" in symbol.key and symbol.key.count("/") == rival.key.count("/")
        yield Contradiction(rival.text, symbol.text, symbol.span, rival.span, "symbol", symbol.text if certain else "")


def _unanswered(symbols: Sequence[Symbol], others: Sequence[Symbol]) -> list[Symbol]:
    """Those of ``symbols`` that are none of ``others``, where a bare number answers for the symbol that ends in it."""
    keys = {other.key for other in others}
    bare = {other.key for other in others if other.bare} | {_turned(other.key) for other in others if other.bare}
    tails = {other.tail for other in others} | {_turned(other.tail) for other in others}
    return [
        symbol
        for symbol in symbols
        if symbol.key not in keys
        and symbol.tail not in bare
        and not (symbol.bare and symbol.key in tails)
        # a corrigendum may be issued in one language only
        and not any(_CORRIGENDUM.sub("", symbol.key) == _CORRIGENDUM.sub("", key) for key in keys)
    ]


_CORRIGENDUM = re.compile(r"/Corr\.\d+$")


def _turned(tail: str) -> str:
    """``64/293`` as right-to-left text may show it: ``293/64``."""
    return "/".join(reversed(tail.split("/"))) if re.fullmatch(r"[\d/]+", tail) else tail
