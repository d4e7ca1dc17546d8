"""A bracket is opened and not closed, or closed and not opened.

What: round, square and curly brackets, full-width ones among them, are paired within a paragraph. List markers such
as a) and 1) are no brackets, nor are signs of laughter or of formulas; a bracket that one passage of a document opens
and the next closes is paired, and so is one that both sides of a memory's unit leave open.
Why: the reader cannot tell where the aside ends, and programs that read references stumble.
Example: «(voir par. 4».
Instead: «(voir par. 4)».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import CollectionView, DocumentView, PairView, Passage
from aligner.model import Span
from tmx.lang import primary

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_PLAIN = str.maketrans("（）［］｛｝", "()[]{}")
_SIGN = re.compile(r"[()\[\]{}]")
_ANY = re.compile(r"[()\[\]{}（）［］｛｝]")
_LETTER = r"(?:[^\W\d_]{1,2}|[ivxIVX]{1,5}|\d{1,3}|هـ|bis|ter)"
_BEFORE_MARKER = re.compile(
    r"(?:[;:,，；：、،؛—–)\d]|\)\s(?:y|e|o|a|et|ou|and|or|to|и|или|و|和|或)|\b(?:párrafos?|párrs?\.|apartados?|incisos?))$",
    re.IGNORECASE,
)
"""What stands before a number with a closing bracket that is a list's, or Spanish «párrafo 6)»."""
_BOTH = ("ar", "zh")
"""Languages whose markers have both brackets."""
_ASIDES = re.compile(r"\(\w{1,3}\)")
_ASIDE = re.compile(r"\((?!\w{1,3}\))[^()]+\)")
"""Brackets around more than a list's letter or number."""
_MARKER = re.compile(rf"(?:(?<!\w)|(?<=[/\-–—«\"'’]))(?:{_LETTER}(?:\s?(?:bis|ter))?)(?:\s?[-–,]\s?{_LETTER})?\s?\)")


def find(view: CollectionView) -> Iterator[Hit]:
    """Yield each bracket without its other half: of documents, then of memories."""
    for document in view.documents:
        if document.document is not None:
            yield from _in_document(document)
    for pairs in view.pairs:
        if pairs.bitext is None:
            yield from _in_memory(pairs)


def _in_document(view: DocumentView) -> Iterator[Hit]:
    waiting = False
    for place, passage in enumerate(view.passages):
        opened, closed = _unpaired(passage)
        if closed and waiting:
            closed = closed[1:]
        following = view.passages[place + 1 : place + 3]
        waiting = bool(opened) and any(_unpaired(other)[1] for other in following)
        yield from _hits(passage, opened[:-1] if waiting else opened, closed)


def _in_memory(view: PairView) -> Iterator[Hit]:
    """A memory's units are cut out of their paragraph: a bracket is reported where the other side has it paired."""
    for pair in view.pairs:
        source, target = _unpaired(pair.source), _unpaired(pair.target)
        if not any(target) and _lost(pair.source.text, pair.target.text):
            target = _reading(pair.target.text.translate(_PLAIN), frozenset())
        if any(target) and not any(source):
            yield from _hits(pair.target, *target)
        elif any(source) and not any(target) and pair.target.text:
            # square brackets hold the alternatives of a draft, over several units
            round_ones = [[at for at in places if pair.source.text[at] not in "[]"] for places in source]
            yield from _hits(pair.source, *round_ones)


def _lost(source: str, target: str) -> bool:
    """Whether an aside of the source has only its end in the target, which looks like a list's: «párr. 4)»."""
    if not _ANY.search(source) or not _ANY.search(target):
        return False
    plain = source.translate(_PLAIN), target.translate(_PLAIN)
    if any(_reading(plain[0], frozenset())) or plain[0].count(")") != plain[1].count(")"):
        return False
    asides = [len(_ASIDE.findall(text)) for text in plain]
    return asides[0] > asides[1] and plain[0].count("(") > plain[1].count("(")


def _unpaired(passage: Passage) -> tuple[list[int], list[int]]:
    """Offsets of brackets that nothing closes, and of those that close nothing."""
    text = passage.text
    if not _ANY.search(text):
        return [], []
    plain = text.translate(_PLAIN)
    opened, closed = _reading(plain, frozenset())
    if closed:
        # where markers have both brackets, one alone has lost the other unless the whole text writes them so
        both = primary(passage.language) in _BOTH and (_ASIDES.search(plain) or not _MARKER.match(plain))
        markers = frozenset(
            match.end() - 1 for match in _MARKER.finditer(plain) if _may_be_marker(plain, match) and not both
        )
        closed = [at for at in closed if at not in markers]
        # "(artículo 15 3))": the first of the two closes nothing
        if closed and not any(_reading(plain, markers)):
            closed = []
    return opened, closed


def _reading(plain: str, markers: frozenset[int]) -> tuple[list[int], list[int]]:
    """Brackets that nothing closes and that close nothing, those at ``markers`` being none."""
    opened: list[int] = []
    closed: list[int] = []
    for match in _SIGN.finditer(plain):
        sign, at = match[0], match.start()
        if at in markers:
            continue
        if sign in _CLOSING:
            opened.append(at)
        elif opened and _CLOSING[plain[opened[-1]]] == sign:
            opened.pop()
        else:
            closed.append(at)
    return opened, closed


def _may_be_marker(text: str, match: re.Match[str]) -> bool:
    """A letter always; a number at the start of the text, of a clause or of a list, or behind another number."""
    before = text[: match.start()].rstrip()
    return not match[0][0].isdigit() or not before or _BEFORE_MARKER.search(before[-16:]) is not None


def _hits(passage: Passage, opened: list[int], closed: list[int]) -> Iterator[Hit]:
    # a text cut out of its paragraph may begin inside a bracket
    closed = [at for at in closed if at > 1]
    for at in opened[:1]:
        yield Hit(f"“{passage.text[at]}” is not closed: “{_near(passage.text, at)}”", passage, Span(at, at + 1))
    for at in closed[: 0 if opened else 1]:
        yield Hit(f"“{passage.text[at]}” was not opened: “{_near(passage.text, at)}”", passage, Span(at, at + 1))


def _near(text: str, at: int) -> str:
    return text[max(0, at - 15) : at + 16].strip()


check = Check(
    id="unbalanced-brackets",
    severity="warning",
    scope="collection",
    summary="a bracket opened and not closed, or closed and not opened",
    find=find,
)
