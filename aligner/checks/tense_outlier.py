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

from collections import Counter, defaultdict
from collections.abc import Iterator

from aligner.checks.analysis.openings import RECOMMENDING, openings
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import DocumentView
from aligner.languages import get
from tmx.lang import primary

_MOST = 8
"""Times the usual form must occur."""
_RARE = 2
"""Times the outlier may occur, beside every subject."""
_PERMITTING = frozenset(
    "peut peuvent pourrait pourraient may can could might puede pueden podrán podrían может могут".split()
)
"""Forms that rightly stand beside them: they say something else."""


def find(view: DocumentView) -> Iterator[Hit]:
    """Yield the openings whose verb is an outlier."""
    recommending = RECOMMENDING.get(primary(view.language), ())
    if view.document is None or not recommending:
        return
    found = view.shared(openings)
    follow: dict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        follow[each.subject][each.verb] += 1
    everywhere = Counter(verb for verb, _ in {(each.verb, each.passage.ref) for each in found})
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
    for each in found:
        verbs = follow[each.subject]
        count, usual = max((verbs[form], form) for form in recommending)
        rare = everywhere[each.verb] <= _RARE and each.verb not in small and each.verb not in _PERMITTING
        if rare and count >= _MOST and each.verb != usual and _like_a_verb(each.verb):
            message = f"“{each.subject} {each.verb}”, elsewhere “{each.subject} {usual}” ({count} times)"
            yield Hit(message, each.passage, each.span)


def _like_a_verb(word: str) -> bool:
    return len(word) > 2 and not word.endswith(("ment", "ly", "mente"))


check = Check(
    id="tense-outlier",
    severity="info",
    scope="document",
    summary="one verb form in a text whose others agree",
    find=find,
)
