"""The same source is translated in two ways.

What: pairs with the same source, apart from case, marks, numbers of paragraphs and kinds of space, and different
targets. Segments of one or two words, and targets that differ in inflection alone, are left alone. The rarer
rendering is reported and the more frequent one named: a warning where that one is the rule, information where
neither is more frequent, because then nobody can say which of them is to go.
Why: readers look for a difference in meaning where there is none.
Example: one lead-in, "States parties should:" here and "It is recommended that States parties:" there.
Instead: one of the renderings, everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.checks.analysis.groups import Member, members, only_inflected, words
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import CollectionView
from aligner.model import Severity

_SHORTEST = 4
"""Words of a source that is looked at."""


def find(view: CollectionView) -> Iterator[Hit]:
    """Yield each pair that is translated otherwise than most of its like."""
    for _, all_pairs in view.shared(members):
        groups: dict[str, list[Member]] = {}
        for member in all_pairs:
            groups.setdefault(member.source, []).append(member)
        for group in groups.values():
            if len(group) > 1 and words(group[0].source) >= _SHORTEST:
                yield from _odd_ones(group)


def _odd_ones(group: Sequence[Member]) -> Iterator[Hit]:
    renderings: dict[str, list[Member]] = {}
    for member in group:
        renderings.setdefault(member.target, []).append(member)
    if len(renderings) < 2:
        return
    usual = max(renderings.values(), key=len)
    for target, others in renderings.items():
        if others is usual or target == usual[0].target or only_inflected(target, usual[0].target):
            continue
        for member in others:
            times = f" ({len(usual)} times)" if len(usual) > 1 else ""
            message = f"translated otherwise than elsewhere: “{usual[0].pair.target.text}”{times}"
            related = tuple(
                (each.pair.target.document, each.pair.target.ref or each.pair.target.unit or "") for each in usual[:3]
            )
            grave: Severity = "warning" if len(usual) > len(others) else "info"
            yield Hit(message, member.pair.target, None, member.pair.source.text, related=related, severity=grave)


check = Check(
    id="inconsistent-target",
    severity="warning",
    scope="collection",
    summary="the same source is translated in two ways",
    find=find,
)
