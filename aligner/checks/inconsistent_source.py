"""Different sources have the same translation.

What: pairs with the same target and different sources, apart from case, marks and inflection.
Why: the source says one thing in two ways, or a translation was copied to the wrong place.
Example: « les mesures qu’ils ont prises » and « les dispositions adoptées », both "the measures taken".
Instead: one wording in the source, or two in the target.
Default: information. A target language often has one word where the source has two, and two wordings of a formula
are rightly rendered alike; a warning where the sources say plainly different things: other figures or other lengths.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.analysis.groups import Member, members, only_inflected, words
from aligner.checks.core.check import Check, Hit
from aligner.checks.core.views import CollectionView

_SHORTEST = 3
"""Words of a target that is looked at."""


def find(view: CollectionView) -> Iterator[Hit]:
    """Yield each pair whose target stands elsewhere for another source."""
    for _, all_pairs in view.shared(members):
        first: dict[str, Member] = {}
        for member in all_pairs:
            if words(member.target) < _SHORTEST:
                continue
            other = first.setdefault(member.target, member)
            if other.source != member.source and not only_inflected(other.source, member.source):
                message = f"the same translation as of “{other.pair.source.text}”"
                related = ((other.pair.target.document, other.pair.target.ref or other.pair.target.unit or ""),)
                yield Hit(message, member.pair.target, None, member.pair.source.text, related=related)


check = Check(
    id="inconsistent-source",
    severity="info",
    scope="collection",
    summary="different sources have the same translation",
    find=find,
)
