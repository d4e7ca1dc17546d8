"""A body's, treaty's or publication's name is given in two ways.

What: names are sequences that begin with a capital in the middle of a sentence; two that begin alike and go on alike
but for one word, or a few words more, are one name in two forms. The rarer form is reported with the usual one; what
only breaks off earlier is a short title and left alone, and so are names that differ in a figure or another name.
Why: a title is quoted as it was adopted; readers and searches take another wording for another text.
Example: « Groupe interinstitutions de coopération … » / « Groupe interinstitutions de coordination … »
Instead: the official title
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.model import Span

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*[’']?|[^\w\s]")
_LONGEST = 10
"""Words of a name that are looked at."""
_MOST_MORE = 3
"""Words that one form may have more than the other."""
_LIKE = 0.6
"""Likeness of two words of which one stands for the other, 0 to 1."""
_LIKE_NAMES = 0.75
_LONG = 8
"""Likeness, and letters, of two words with capitals: Justice and Health are two ministries."""
_FEWEST = 3
"""Content words that the forms share, if small words alone differ; else one more."""
_VERBS = frozenset(
    "a "
    "devrait devraient pourrait pourraient doit doivent peut peuvent est sont sera ont avait avaient était étaient qui "
    "que should shall may must can could would has have had is are was were will that which who to "
    "debe deben debería deberían puede pueden ha han es son fue que invitó invita".split()
)


_NO_HEADS = frozenset(
    "nations united naciones unies états states estados secrétaire représentant ministre assemblée conseil président "
    "secretary representative minister assembly council president chair secretario representante ministro asamblea "
    "consejo presidente".split()
)
"""Words that other names end in, and offices and organs, which have no title to quote."""
_SHORT_TITLE = 3
"""Occurrences from which a form that lacks words of another is a short title."""


class _Name(NamedTuple):
    passage: Passage
    words: tuple[str, ...]
    spans: tuple[Span, ...]


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield the rarer forms of names, in document order."""
    if view.document is None:
        return
    groups: dict[str, dict[tuple[str, ...], list[_Name]]] = {}
    for passage in view.passages:
        for name in _names(passage):
            if name.words[0].lower() in _NO_HEADS:
                continue
            forms = groups.setdefault(name.words[0].lower().rstrip("s"), {})
            forms.setdefault(tuple(word.lower() for word in name.words[:6]), []).append(name)
    hits = [hit for forms in groups.values() for hit in _variants(list(forms.values()))]
    order = {id(passage): place for place, passage in enumerate(view.passages)}
    yield from sorted(hits, key=lambda hit: (order[id(hit.at)], hit.span or Span(0, 0)))


def _names(passage: Passage) -> Iterator[_Name]:
    tokens = list(_TOKEN.finditer(passage.text))
    for place, token in enumerate(tokens):
        word = token[0]
        if place == 0 or len(word) < 4 or not word[0].isupper() or word.isupper() or tokens[place - 1][0] in ".!?:;":
            continue
        rest = tokens[place : place + _LONGEST]
        stop = next(
            (at for at, each in enumerate(rest) if not each[0][0].isalnum() or each[0].lower() in _VERBS), len(rest)
        )
        if stop >= _FEWEST + 1:
            yield _Name(
                passage, tuple(each[0] for each in rest[:stop]), tuple(Span(*each.span()) for each in rest[:stop])
            )


def _variants(forms: Sequence[Sequence[_Name]]) -> Iterator[Hit]:
    told: dict[int, int] = {}
    content = [{word.lower() for word in form[0].words if len(word) > 3} for form in forms]
    for first, here in enumerate(forms):
        for second in range(first + 1, len(forms)):
            if len(content[first] & content[second]) < _FEWEST:
                continue
            same = _same_but_for_a_word(here[0].words, forms[second][0].words)
            if same is None:
                continue
            counts = [_uses(forms, here[0].words[: same[0]]), _uses(forms, forms[second][0].words[: same[1]])]
            rare, usual = (first, second) if counts[0] < counts[1] else (second, first)
            if same[0] != same[1] and _short_title(here[0], forms[second][0], same, counts):
                continue
            if rare not in told or len(forms[usual]) > len(forms[told[rare]]):
                told[rare] = usual
    for rare, usual in sorted(told.items()):
        for name in forms[rare]:
            yield _hit(name, forms[usual][0])


def _short_title(first: _Name, second: _Name, ends: tuple[int, int], counts: Sequence[int]) -> bool:
    """Whether the form with fewer words is a usual one that leaves out a name: « des Nations Unies »."""
    longer, shorter = (second, first) if ends[0] < ends[1] else (first, second)
    left_out = set(longer.words[: max(ends)]) - set(shorter.words)
    return counts[0 if shorter is first else 1] >= _SHORT_TITLE and any(word[0].isupper() for word in left_out)


def _uses(forms: Sequence[Sequence[_Name]], words: Sequence[str]) -> int:
    """How many names of the group begin with ``words``, small words at their end left out."""
    wanted = [word.lower() for word in words]
    while len(wanted[-1]) <= 3 and len(wanted) > 1:
        wanted.pop()
    return sum(1 for form in forms for name in form if [word.lower() for word in name.words[: len(wanted)]] == wanted)


def _hit(name: _Name, usual: _Name) -> Hit:
    ends = _same_but_for_a_word(name.words, usual.words) or (len(name.words), len(usual.words))
    span, there = _span(name, ends[0]), _span(usual, ends[1])
    title = usual.passage.text[there.start : there.end]
    message = f"“{name.passage.text[span.start : span.end]}”, elsewhere “{title}”"
    return Hit(message, name.passage, span, related=((usual.passage.document, usual.passage.ref),))


def _span(name: _Name, end: int) -> Span:
    """From the first of its words to the one before ``end``, small words at the end left out."""
    while end > 1 and len(name.words[end - 1]) <= 3:
        end -= 1
    return Span(name.spans[0].start, name.spans[end - 1].end)


def _same_but_for_a_word(left: Sequence[str], right: Sequence[str]) -> tuple[int, int] | None:
    """How many words of each are the name, where they are one name in two forms; else None."""
    a, b = [word.lower() for word in left], [word.lower() for word in right]
    prefix = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if prefix == 0 or prefix == min(len(a), len(b)):
        return None
    for i, j in [(0, n) for n in range(1, _MOST_MORE + 1)] + [(n, 0) for n in range(1, _MOST_MORE + 1)] + [(1, 1)]:
        after, there = a[prefix + i :], b[prefix + j :]
        run = next(
            (at for at, (x, y) in enumerate(zip(after, there, strict=False)) if x != y), min(len(after), len(there))
        )
        shared = [word for word in a[:prefix] + after[:run] if len(word) > 3]
        changed = [*left[prefix : prefix + i], *right[prefix : prefix + j]]
        small = i != j and all(len(word) <= 3 for word in changed)
        if run < 2 or len(shared) < (_FEWEST if small else _FEWEST + 1):
            continue
        if any(word.isdecimal() for word in changed) or (i == j and not _alike(*changed)):
            return None
        return prefix + i + run, prefix + j + run
    return None


def _alike(first: str, second: str) -> bool:
    """Whether two words may have been taken for one another: « coopération », « coordination »."""
    names = first[0].isupper() and second[0].isupper()
    likeness = difflib.SequenceMatcher(None, first.lower(), second.lower(), autojunk=False).ratio()
    return likeness >= (_LIKE_NAMES if names else _LIKE) and (not names or min(len(first), len(second)) >= _LONG)


check = Check(
    id="title-variant", severity="warning", scope="document", summary="an official title quoted in two ways", find=find
)
