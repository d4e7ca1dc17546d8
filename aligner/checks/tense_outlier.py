"""One verb form stands in a text whose other paragraphs agree.

What: the paragraphs and items that begin with one subject («Les États parties») are compared by the word that follows
it; a form that occurs once or twice beside many that recommend is reported. Forms that permit, prepositions, relative
words and what follows a comma are left alone.
Why: a recommendation in the past or the indicative reads as a statement; often a letter is missing.
Example: « les États doivent » among forty « devraient »
Instead: « les États devraient »
Default: information. A decision already taken is rightly told in another tense.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView, Passage
from aligner.languages import get
from aligner.model import Span
from tmx.lang import primary

_WORD = re.compile(r"(?:[^\W\d_]+[’'])?[^\W\d_]+(?:-[^\W\d_]+)*|[^\w\s]")
_LONGEST = 5
"""Words of a subject."""
_MOST = 8
"""Times the usual form must occur."""
_RARE = 2
"""Times the outlier may occur, beside every subject."""
_RECOMMENDING = {
    "fr": ("devraient", "devrait"),
    "en": ("should",),
    "es": ("deberían", "debería", "deberán", "deberá", "deben", "debe"),
    "ru": ("следует", "должны", "должен", "должно", "должна"),
}
"""Forms that recommend, by language."""
_PERMITTING = frozenset(
    "peut peuvent pourrait pourraient may can could might puede pueden podrán podrían может могут".split()
)
"""Forms that rightly stand beside them: they say something else."""


class _Opening(NamedTuple):
    passage: Passage
    subject: str
    verb: str
    span: Span


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield the openings whose verb is an outlier."""
    recommending = _RECOMMENDING.get(primary(view.language), ())
    if view.document is None or not recommending:
        return
    openings = [each for passage in view.passages if passage.kind != "heading" for each in _openings(passage)]
    follow: dict[str, Counter[str]] = defaultdict(Counter)
    for each in openings:
        follow[each.subject][each.verb] += 1
    everywhere = Counter(verb for verb, _ in {(each.verb, each.passage.ref) for each in openings})
    small = frozenset(get(view.language).frequent) - {
        "est",
        "sont",
        "a",
        "ont",
        "is",
        "are",
        "has",
        "have",
        "es",
        "son",
    }
    for each in openings:
        verbs = follow[each.subject]
        count, usual = max((verbs[form], form) for form in recommending)
        rare = everywhere[each.verb] <= _RARE and each.verb not in small and each.verb not in _PERMITTING
        if rare and count >= _MOST and each.verb != usual and _like_a_verb(each.verb):
            message = f"“{each.subject} {each.verb}”, elsewhere “{each.subject} {usual}” ({count} times)"
            yield Hit(message, each.passage, each.span)


def _openings(passage: Passage) -> Iterator[_Opening]:
    """Every way to part the beginning of a passage into a subject and the word behind it."""
    words: list[re.Match[str]] = []
    for match in _WORD.finditer(passage.text[:120]):
        if not match[0][0].isalpha() or len(words) > _LONGEST:
            break
        words.append(match)
    for end in range(1, len(words)):
        if words[end][0][0].islower():
            subject = " ".join(word[0] for word in words[:end])
            yield _Opening(passage, subject, words[end][0].lower(), Span(*words[end].span()))


def _like_a_verb(word: str) -> bool:
    return len(word) > 2 and not word.endswith(("ment", "ly", "mente"))


check = Check(
    id="tense-outlier",
    severity="info",
    scope="document",
    summary="one verb form in a text whose others agree",
    find=find,
)
